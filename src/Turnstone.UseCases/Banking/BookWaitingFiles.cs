using Turnstone.BankFiles;
using Turnstone.Domain.Kernel;
using Turnstone.Extraction;
using Turnstone.Storage.Banking;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Files;

namespace Turnstone.UseCases.Banking;

/// <summary>
/// Reads files again whose lines wait for their account to be mapped, where it is mapped now, and says of how many. Run
/// after a bank account was added or changed.
/// </summary>
public sealed record BookWaitingFiles : ILongUseCase<int>
{
    /// <summary>
    /// How to read those that were told nothing of their own; null takes what their source's setting says.
    /// </summary>
    public ReadSettings? Settings { get; init; }

    /// <inheritdoc/>
    public Permission Needs => Permission.Import;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<int>> Run(Work work)
    {
        var found = await work.Read<(ArrivalRow, ReadSettings)[]>(Mapped);
        if (!found.Is(out var arrivals, out var refusal))
            return refusal;
        foreach (var (arrival, known) in arrivals)
        {
            if (!ArrivalReading.Of(arrival, Settings ?? known).Is(out var settings, out refusal))
                return refusal;
            if (!(await KeptFiles.Open(work, arrival.KeptFileId ?? 0)).Is(out var stream, out refusal))
                return refusal;
            FileContent content;
            using (stream)
                content = AnyFile.ReadWhole(stream, settings);
            var booked = await work.Write(session => Again(session, arrival.Id, content));
            if (booked.Refusal is { } stopped)
                return stopped;
        }

        return arrivals.Length;
    }

    private static async Task<Result<(ArrivalRow, ReadSettings)[]>> Mapped(ReadSession session)
    {
        var accounts = await BankAccounts.Of(session);
        var ids = (await StatementRows.Waiting(session.Db, session.Connection))
            .Where(statement => accounts.Any(account => account.Goes(statement.AccountNumber)))
            .Select(statement => statement.ArrivalId).Distinct();
        var sources = await Sources.Of(session);
        var arrivals = new List<(ArrivalRow, ReadSettings)>();
        foreach (var id in ids)
        {
            if (await ArrivalRows.Of(session.Db, session.Connection, id) is { State: "read", KeptFileId: not null } row)
            {
                var source = sources.FirstOrDefault(one => one.Source.Name == row.Source);
                if ((source?.Reading ?? ReadSettings.Default).Is(out var reading, out _))
                    arrivals.Add((row, reading));
            }
        }

        return arrivals.ToArray();
    }

    private static async Task<Result<ImportedFile>> Again(Session session, long id, FileContent content)
    {
        var arrival = await ArrivalRows.Locked(session.Db, session.Connection, id)
            ?? throw new InvalidOperationException($"Arrival {id} waits and is gone.");
        return await FileBooking.Again(session, arrival, content, arrival.Why.Length > 0 ? arrival.Why : null);
    }
}
