using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.Storage.CashApplication;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Ledger;

namespace Turnstone.UseCases.CashApplication;

/// <summary>
/// What decided shares take of documents until their effect is in the ledger. Each claim locks the document's row, so
/// that two
/// decisions made at the same time never take the same money.
/// </summary>
internal static class Claims
{
    /// <summary>Takes what shares settle; where one document does not leave enough nothing is taken.</summary>
    public static async Task<Refusal?> Take(Session session, IReadOnlyList<ShareRow> shares)
    {
        var taken = new List<ShareApplicationRow>();
        foreach (var row in await InOrder(session, shares))
        {
            taken.Add(row);
            var item = await ItemRows.Claim(session.Db, session.Connection, row.DocumentId, row.Line, row.Settled);
            if (Judge(row, item) is not { } refusal)
                continue;
            foreach (var back in taken)
                await ItemRows.Claim(session.Db, session.Connection, back.DocumentId, back.Line, -back.Settled);
            return refusal;
        }

        return null;
    }

    /// <summary>Gives back what shares claimed.</summary>
    public static async Task GiveBack(Session session, IReadOnlyList<ShareRow> shares)
    {
        foreach (var row in await InOrder(session, [.. shares.Where(share => share.Claims)]))
            await ItemRows.Claim(session.Db, session.Connection, row.DocumentId, row.Line, -row.Settled);
    }

    private static Refusal? Judge(ShareApplicationRow row, ItemRow? item)
    {
        if (item is null)
            return Refusals.Gone(row.Number);
        var before = Items.Available(item with { Claimed = item.Claimed - row.Settled });
        var settled = new Money(row.Settled, Currency.Of(row.Currency));
        return Availability.Allows(before, [], settled) ? null
            : Refusals.NotAvailable(row.Number, settled, before.Open);
    }

    // Rows are touched in the order of their keys, so that two decisions never wait for each other in a circle.
    private static async Task<IReadOnlyList<ShareApplicationRow>> InOrder(
        ReadSession session, IReadOnlyList<ShareRow> shares) => shares.Count == 0
        ? []
        : [.. (await ShareRows.Applications(session.Db, [.. shares.Select(share => share.Id)]))
            .OrderBy(row => row.DocumentId, StringComparer.Ordinal).ThenBy(row => row.Line)];
}
