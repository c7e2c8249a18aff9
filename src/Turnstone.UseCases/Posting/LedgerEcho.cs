using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Reading;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Ledger;

namespace Turnstone.UseCases.Posting;

/// <summary>
/// What a write of ours moved in NetSuite, read right after it and taken into our ledger in the transaction that calls
/// the write done: so nobody decides on amounts that are already settled. The next sync finds the same and changes
/// nothing.
/// </summary>
internal sealed record LedgerEcho(
    IReadOnlyList<ArrivingItem> Items, IReadOnlyList<ArrivingApplication> Applications, IReadOnlySet<string> Owners)
{
    /// <summary>Reads the record, the documents it touches and their applications.</summary>
    public static async Task<Result<LedgerEcho>> Read(
        INetSuite netSuite, HeldWrite held, string record, CancellationToken stop)
    {
        var documents = Touched(held);
        if (held.Write is DepositWrite)
            return new LedgerEcho([], [], new HashSet<string>(StringComparer.Ordinal));
        string[] ids = [record, .. documents];
        if (!(await Feeds.Transactions().ReadThese(netSuite, ids, stop)).Is(out var rows, out var refusal)
            || !(await Feeds.JournalLines.ReadThese(netSuite, ids, stop)).Is(out var journals, out refusal)
            || !(await NetSuite.Reading.Applications.Of(netSuite, ids, stop)).Is(out var links, out refusal))
            return refusal;
        TransactionRow[] all = [.. rows, .. journals];
        var currencies = all.ToDictionary(row => new ItemKey(new(row.Id), row.Line), row => row.Total.Currency);
        var owners = all.Where(row => row.Type is "CustPymt" or "CustCred" or "Journal").Select(row => row.Id)
            .ToHashSet(StringComparer.Ordinal);
        return new LedgerEcho(
            [.. all.Where(row => row.Customer is not null).Select(Item)],
            [.. links.Select(link => Application(link, currencies)).OfType<ArrivingApplication>()], owners);
    }

    /// <summary>Takes it into our ledger.</summary>
    public async Task Take(Session session)
    {
        if (Items.Count == 0)
            return;
        var ids = Items.Select(item => item.Item.Id.Value).Concat(Applications.SelectMany(pair =>
            new[] { pair.One.Document.Value, pair.Other.Document.Value })).Distinct(StringComparer.Ordinal).ToArray();
        var held = await LedgerBatch.Held(session, [.. Owners]);
        var others = held.SelectMany(row => new[] { row.CreditId, row.DebitId });
        var batch = await LedgerBatch.Load(session, [.. ids, .. others]);
        foreach (var item in Items)
            batch.Take(item, session.Today);
        batch.TakeApplications(Owners, held, Applications, session.Today);
        await batch.Save();
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

    private static ArrivingItem Item(TransactionRow row)
    {
        var kind = NetSuiteBooks.KindOf(row);
        return new(new()
        {
            Id = new(row.Id), Line = row.Line, Number = row.Number, Kind = kind, Customer = new(row.Customer ?? ""),
            Company = new(row.Subsidiary ?? ""), ArAccount = row.ArAccount ?? "", Date = row.Date,
            DueDate = row.DueDate ?? row.Date, Total = NetSuiteBooks.Signed(row, row.Total),
            Open = NetSuiteBooks.Signed(row, row.Open),
        })
        {
            ExternalId = row.ExternalId, Status = row.Status, OnBooks = row.IsPosting && !row.IsVoided,
            ExchangeRate = row.ExchangeRate, ModifiedAt = row.ModifiedAt,
        };
    }

    private static ArrivingApplication? Application(
        ApplicationRow link, Dictionary<ItemKey, Currency> currencies)
    {
        var (one, other) = (KeyOf(link.Document), KeyOf(link.By));
        return currencies.TryGetValue(one, out var currency) || currencies.TryGetValue(other, out currency)
            ? new(one, other, Money.Rounded(link.Amount, currency).Minor) : null;
    }

    // Links name the line of every document; items do so for journals only.
    private static ItemKey KeyOf(LinkEnd end) => new(new(end.Id), end.Type == "Journal" ? end.Line : 0);
}
