using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Posting;

namespace Turnstone.UseCases.CashApplication;

/// <summary>What every decision of a person ends with.</summary>
internal static class Deciding
{
    /// <summary>
    /// Takes the money of the documents and sets the shares to approved, or to waiting where a second person is needed.
    /// </summary>
    public static async Task<Result<DecidedReceipt>> Decide(
        Session session, ReceiptRow receipt, IReadOnlyList<(ShareRow Row, Share Share)> shares, string act,
        string? why = null)
    {
        if (await Claims.Take(session, [.. shares.Select(pair => pair.Row)]) is { } refusal)
            return refusal;
        var limits = await Policies.Limits(session, receipt.CompanyId);
        foreach (var (row, share) in shares)
        {
            await ShareRows.Save(session.Db, row with
            {
                State = limits.NeedSecond(share) ? "waiting" : "approved", Why = "",
                DecidedBy = session.Actor.Person, DecidedAt = session.At, ApprovedBy = null, ApprovedAt = null,
                Claims = true,
            });
        }

        await HandOver.Approved(session, [receipt.BankLineId]);
        return await Close(session, receipt, new(act, Receipts.Subject(receipt.Id))
        {
            After = shares.Select(pair => Told(pair.Share)).ToList(), Why = why,
        });
    }

    /// <summary>Brings the receipt's own state up to date and says in the log what was done.</summary>
    public static async Task<Result<DecidedReceipt>> Close(Session session, ReceiptRow receipt, AuditNote note)
    {
        await ReceiptRows.SetQueueState(session.Db, receipt.Id);
        session.Audit(note with { Company = new CompanyId(receipt.CompanyId) });
        var now = await ReceiptRows.Of(session.Db, session.Connection, receipt.Id)
            ?? throw new InvalidOperationException($"Receipt {receipt.Id} is locked and gone.");
        return new DecidedReceipt(now.Id, now.QueueState, now.Version);
    }

    /// <summary>The word for where a receipt stands; a line that is no receipt is called what it is.</summary>
    public static string StateOf(ReceiptRow row) =>
        row.Kind is "receipt" or "undecided" ? row.QueueState : row.Kind;

    /// <summary>A share as the log keeps it.</summary>
    public static object Told(Share share) => new
    {
        Customer = share.Customer.Value,
        Amount = share.Amount.ToString(),
        OnAccount = share.OnAccount.ToString(),
        Documents = share.Applications.Select(application => new
        {
            application.Number,
            Cash = application.Cash.ToString(),
            Differences = application.Differences.Select(one => $"{one.Cause} {one.Amount}").ToList(),
        }).ToList(),
    };
}
