using Turnstone.Domain.Kernel;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication;

/// <summary>A page of a list.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Next">Where the next page begins; null where there is none.</param>
public sealed record Page<T>(IReadOnlyList<T> Rows, string? Next);

/// <summary>The queue: receipts within a filter, oldest first, page by page.</summary>
/// <param name="Filter">Which receipts.</param>
/// <param name="After">Where the page before ended, as it said; null for the first.</param>
/// <param name="Count">Rows of a page, at most 200.</param>
public sealed record ListReceipts(QueueFilter Filter, string? After = null, int Count = 50) : IQuery<Page<QueueRow>>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => Filter.Company is { } company ? new CompanyId(company) : null;

    /// <inheritdoc/>
    public async Task<Result<Page<QueueRow>>> Run(ReadSession session)
    {
        var count = Math.Clamp(Count, 1, 200);
        var rows = (await QueueRows.Page(session.Db, session.Connection, Filter, Keyset.Read(After),
            (count + 1, session.Today))).Where(row => session.Person.May(Needs, new(row.CompanyId))).ToList();
        return rows.Count <= count ? new Page<QueueRow>(rows, null)
            : new Page<QueueRow>(rows[..count], Keyset.Write(rows[count - 1].BookedOn, rows[count - 1].Id));
    }
}

/// <summary>How many receipts stand where, with their money, per account and currency.</summary>
/// <param name="Filter">Which receipts.</param>
public sealed record CountReceipts(QueueFilter Filter) : IQuery<IReadOnlyList<QueueCount>>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => Filter.Company is { } company ? new CompanyId(company) : null;

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<QueueCount>>> Run(ReadSession session) =>
        (await QueueRows.Counts(session.Db, session.Connection, Filter, session.Today))
            .Where(row => session.Person.May(Needs, new(row.CompanyId))).ToArray();
}
