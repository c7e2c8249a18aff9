using System.Text.Json;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.References;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Banking;
using Turnstone.Storage.CashApplication;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Ledger;

namespace Turnstone.UseCases.CashApplication;

/// <summary>
/// Loads what the engine must know for some receipts: documents and customers under the keys their texts hold, then
/// everything open of those families. The ledger is never read whole.
/// </summary>
internal static class MatchingSlice
{
    private const int AdviceDays = 60;
    private const int ShortestCut = 7;
    private const int MostCut = 20;

    /// <summary>The engine's input for receipts of one company.</summary>
    public static async Task<MatchingInput> Load(
        ReadSession session, string company, IReadOnlyList<Receipt> receipts, MatchingPolicy policy)
    {
        var (db, connection) = (session.Db, session.Connection);
        var first = receipts.Count == 0 ? session.Today : receipts.Min(receipt => receipt.Date);
        var advices = (await DetailRows.AdvicesSince(db, connection, first.AddDays(-AdviceDays)))
            .Select(Advice).ToList();
        var grammar = ReferenceGrammar.Of(await HistoryRows.Shapes(db, connection));
        var keys = MatchingKeys.Of(receipts, advices, grammar);
        var cited = await SliceRows.Items(db, connection, company, [.. keys.Documents], [.. keys.Orders]);
        var settled = await SliceRows.Settled(db, connection, [.. keys.Words], [.. keys.Names]);
        var named = await Named(session, keys, receipts, advices);
        var ids = cited.Select(item => item.CustomerId).Concat(settled.Select(row => row.CustomerId ?? ""))
            .Concat(named.Select(customer => customer.Id)).Where(id => id.Length > 0)
            .Distinct(StringComparer.Ordinal).ToList();
        var families = await Families(session, ids, named);
        var open = await SliceRows.OpenOf(db, connection, company, [.. families.Select(customer => customer.Id)]);
        return new()
        {
            Customers = [.. families.Select(Items.Read)],
            OpenItems = [.. open.Concat(cited).DistinctBy(row => (row.Id, row.Line)).Select(Items.Available)
                .Where(item => !item.Open.IsZero)],
            History = [.. settled.DistinctBy(row => row.Id).Select(Settled.Read), .. cited.Where(row =>
                row.OpenAmount == 0 && row.Total > 0).DistinctBy(row => (row.Id, row.Line)).Select(Closed)],
            Policy = policy, Receipts = receipts, Advices = advices, Grammar = grammar,
        };
    }

    // A payer's name that nobody has is often a name the bank cut: then the customers whose names begin so are meant.
    private static async Task<List<CustomerRow>> Named(
        ReadSession session, MatchingKeys keys, IReadOnlyList<Receipt> receipts, IReadOnlyList<Advice> advices)
    {
        var (db, connection) = (session.Db, session.Connection);
        var found = (await SliceRows.Named(db, connection, [.. keys.Names],
            [.. keys.Words.Select(word => word.ToUpperInvariant())])).ToList();
        var known = found.Select(customer => customer.NameKey).ToHashSet(StringComparer.Ordinal);
        foreach (var name in receipts.Select(receipt => receipt.Payer.Name).Concat(advices.Select(one => one.Payer))
            .OfType<string>().Select(MatchingKeys.OfName).Distinct(StringComparer.Ordinal)
            .Where(name => name.Length >= ShortestCut && !known.Contains(name)))
            found.AddRange(await SliceRows.Beginning(db, connection, name, MostCut));
        return found;
    }

    private static async Task<IReadOnlyList<CustomerRow>> Families(
        ReadSession session, List<string> ids, List<CustomerRow> named)
    {
        var roots = named.Select(customer => customer.RootId).ToHashSet(StringComparer.Ordinal);
        foreach (var some in ids.Chunk(5000))
        {
            foreach (var row in await CustomerRows.Of(session.Db, session.Connection, some))
                roots.Add(row.RootId);
        }

        return await SliceRows.Families(session.Db, session.Connection, roots);
    }

    /// <summary>A document that is settled: a receipt may cite it, and then it is no proof of an open one.</summary>
    private static SettledReceipt Closed(ItemRow row) => new()
    {
        Date = row.DatedOn, Amount = new(row.Total, Currency.Of(row.Currency)),
            Customer = new CustomerId(row.CustomerId),
        Documents = [row.Number],
    };

    private static Advice Advice(AdviceRow row)
    {
        var currency = row.Currency is { } code ? Currency.Of(code) : Currency.Usd;
        var lines = JsonSerializer.Deserialize<List<AdviceLineText>>(row.Lines, Plain.Json) ?? [];
        return new(
            row.Reference, row.DatedOn, row.Payer, row.Total is { } total ? new Money(total, currency) : null,
            [.. lines.Select(line => new AdviceLine(line.Document, Amount(line.Net), Amount(line.Discount)))]);

        Money? Amount(long? minor) => minor is { } amount ? new Money(amount, currency) : null;
    }
}
