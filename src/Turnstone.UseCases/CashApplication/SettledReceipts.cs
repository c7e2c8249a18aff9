using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.CashApplication;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Ledger;
using Turnstone.UseCases.Posting;

namespace Turnstone.UseCases.CashApplication;

/// <summary>
/// What is settled in the books and not reversed is evidence that may act: who paid under which name, from which
/// account, for
/// which documents. It is learned when the last share of a receipt is posted, and forgotten when one is taken back.
/// </summary>
internal static class SettledReceipts
{
    /// <summary>Brings what is known of a receipt up to date with the states of its shares.</summary>
    public static async Task Learn(Session session, long receipt)
    {
        await HistoryRows.Forget(session.Db, receipt);
        var shares = (await Shares.Load(session, [receipt]))[receipt].ToList();
        if (shares.Count == 0 || shares.Exists(pair => pair.Row.State is not ("posted" or "found"))
            || await PostedPayment.IsReturned(session, receipt)
            || await ReceiptRows.Of(session.Db, session.Connection, receipt) is not { } row)
            return;
        var settled = new SettledReceipt
        {
            Date = row.BookedOn, PayerName = row.PayerName, PayerAccount = row.PayerAccount,
            Amount = new(row.Amount, Currency.Of(row.Currency)), Text = row.Text,
            Customer = row.CustomerId is { } known ? new CustomerId(known)
                : shares.Select(pair => pair.Share.Customer).Distinct().ToList() is [var only] ? only : null,
            Documents = [.. shares.SelectMany(pair => pair.Share.Applications).Where(one => one.Cash.IsPositive)
                .Select(one => one.Number).Distinct(StringComparer.Ordinal)],
        };
        await HistoryRows.Add(session.Db, session.Connection,
            [Settled.Row(settled, row.CompanyId, await session.NewId(), receipt)]);
    }
}
