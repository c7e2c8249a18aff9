using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Reading;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Ledger;

namespace Turnstone.UseCases.Posting;

/// <summary>
/// What a write of ours moved in NetSuite, read right after it and taken into our ledger in the transaction that calls
/// the write done: so nobody decides on amounts that are already settled. The next sync finds the same and changes
/// nothing.
/// </summary>
internal sealed record LedgerEcho(IReadOnlyList<TransactionRow> Rows, LinkBook? Links)
{
    /// <summary>Reads the record, the documents it touches and their applications.</summary>
    public static async Task<Result<LedgerEcho>> Read(
        INetSuite netSuite, HeldWrite held, string record, CancellationToken stop)
    {
        if (held.Write is DepositWrite)
            return new LedgerEcho([], Links: null);
        string[] ids = [record, .. Touched(held)];
        if (!(await Feeds.Transactions().ReadThese(netSuite, ids, stop)).Is(out var rows, out var refusal)
            || !(await Feeds.JournalLines.ReadThese(netSuite, ids, stop)).Is(out var journals, out refusal)
            || !(await LinkBook.Read(netSuite, ids, stop)).Is(out var links, out refusal))
            return refusal;
        return new LedgerEcho([.. rows, .. journals], links);
    }

    /// <summary>Takes it into our ledger, just as a sync would.</summary>
    public async Task Take(Session session)
    {
        if (Links is null)
            return;
        var terms = (await BooksRows.Terms(session.Db, session.Connection))
            .ToDictionary(row => row.Id, StringComparer.Ordinal);
        var items = Rows.Select(row => NetSuiteArrivals.Of(row, terms)).OfType<ArrivingItem>().ToList();
        await (await LedgerIntake.Take(session, items, Links)).Save();
    }

    private static IEnumerable<string> Touched(HeldWrite held)
    {
        IEnumerable<AppliedTo> lines = held.Write switch
        {
            PaymentWrite payment => payment.Apply.Concat(payment.Credits).Concat(payment.Deposits),
            CreditMemoWrite memo => [new AppliedTo(memo.Document, 0, "", memo.Amount)],
            ApplicationChange change => change.Wanted,
            _ => [],
        };
        return lines.Select(line => line.Planned is { } planned
            ? held.Made.TryGetValue(planned, out var made) ? made.Id : null : line.Document?.Value).OfType<string>();
    }
}
