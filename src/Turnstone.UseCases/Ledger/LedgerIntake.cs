using Turnstone.Domain.Kernel;
using Turnstone.NetSuite.Reading;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>
/// Takes documents and all their applications as NetSuite has them now: a sync's page, or what a write moved.
/// </summary>
internal static class LedgerIntake
{
    /// <summary>The batch that holds them; its caller saves it.</summary>
    public static async Task<LedgerBatch> Take(Session session, IReadOnlyList<ArrivingItem> items, LinkBook book)
    {
        var held = await LedgerBatch.Held(session, book.Owners);
        var batch = await LedgerBatch.Load(session, [.. items.Select(item => item.Item.Id.Value)
            .Concat(book.Owners).Concat(book.Links.SelectMany(link => new[] { link.One.Id, link.Other.Id }))
            .Concat(held.SelectMany(row => new[] { row.CreditId, row.DebitId }))]);
        foreach (var item in items)
            batch.Take(item, session.Today);
        batch.TakeApplications(book.Owners, held, [.. book.Links.Select(link => Application(batch, link))
            .OfType<ArrivingApplication>()], session.Today);
        return batch;
    }

    private static ArrivingApplication? Application(
        LedgerBatch batch, (LinkEnd One, LinkEnd Other, decimal Amount) link)
    {
        var (one, other) = (NetSuiteArrivals.KeyOf(link.One), NetSuiteArrivals.KeyOf(link.Other));
        return (batch.Find(one) ?? batch.Find(other)) is not { } row ? null
            : new(one, other, Money.Rounded(Math.Abs(link.Amount), Currency.Of(row.Currency)).Minor);
    }
}
