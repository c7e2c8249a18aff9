using Turnstone.Domain.Kernel;
using Turnstone.Storage.Banking;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Banking;

/// <summary>Files that arrived, newest first.</summary>
/// <param name="Before">Number of the last file of the page before; null for the first page.</param>
/// <param name="Count">Rows of a page, at most 200.</param>
public sealed record ListFiles(long? Before = null, int Count = 50) : IQuery<IReadOnlyList<ImportedFile>>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<ImportedFile>>> Run(ReadSession session) =>
        (await ArrivalRows.Page(session.Db, session.Connection, Before ?? long.MaxValue, Math.Clamp(Count, 1, 200)))
            .Select(FileBooking.Said).ToArray();
}

/// <summary>All that is known of a file.</summary>
/// <param name="File">What became of it.</param>
/// <param name="Arrival">How it arrived.</param>
/// <param name="Statements">Its statements, with what their balances prove.</param>
/// <param name="Problems">Findings of the reader, by line.</param>
/// <param name="Held">Lines of it that a person must place.</param>
public sealed record FileView(
    ImportedFile File, ArrivalRow Arrival, IReadOnlyList<StatementRow> Statements, IReadOnlyList<ProblemRow> Problems,
    IReadOnlyList<HeldRow> Held);

/// <summary>One file with its statements, problems and held lines.</summary>
/// <param name="Arrival">Number of the file.</param>
public sealed record ShowFile(long Arrival) : IQuery<FileView>
{
    private const int MostProblems = 1000;

    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<FileView>> Run(ReadSession session)
    {
        if (await ArrivalRows.Of(session.Db, session.Connection, Arrival) is not { } row)
            return Refusals.NoArrival(Arrival);
        return new FileView(FileBooking.Said(row), row, await StatementRows.OfArrival(session.Db, row.Id),
            await ArrivalRows.Problems(session.Db, row.Id, MostProblems), await HeldRows.OfArrival(session.Db, row.Id));
    }
}

/// <summary>Lines that wait for a person to place them.</summary>
public sealed record ListHeldLines : IQuery<IReadOnlyList<HeldRow>>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<HeldRow>>> Run(ReadSession session) =>
        (await HeldRows.Open(session.Db, session.Connection)).ToArray();
}
