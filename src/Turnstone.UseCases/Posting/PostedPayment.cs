using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>A payment of ours as it stands in NetSuite: as it was sent, with every later change of its lines.</summary>
/// <param name="Posting">The posting that made it.</param>
/// <param name="Write">The payment as it stands.</param>
internal sealed record PostedPayment(PostingRow Posting, PaymentWrite Write)
{
    /// <summary>The payments of a receipt that stand.</summary>
    public static async Task<IReadOnlyList<PostedPayment>> Of(ReadSession session, long receipt)
    {
        var makers = new Dictionary<ExternalId, PostingRow>();
        var payments = new List<PaymentWrite>();
        foreach (var posting in await PostingRows.OfReceipt(session.Db, receipt))
        {
            if (posting.State != "posted")
                continue;
            foreach (var row in await OutboxRows.OfPosting(session.Db, posting.Id))
            {
                if (row.State != "done")
                    continue;
                var write = PostingJson.Read(Codes.Read<WriteKind>(row.Kind), row.Plan);
                if (write is PaymentWrite)
                    makers[write.ExternalId] = posting;
                Fold(payments, write);
            }
        }

        return [.. payments.Select(payment => new PostedPayment(makers[payment.ExternalId], payment))];
    }

    /// <summary>True where a change or return of the receipt's payments is asked for or under way.</summary>
    public static async Task<bool> IsMoving(ReadSession session, long receipt) =>
        (await PostingRows.OfReceipt(session.Db, receipt)).Any(posting => posting is
        {
            Kind: "change" or "return", State: "waiting" or "approved" or "posting" or "held",
        });

    /// <summary>True where the bank took the receipt's money back and NetSuite's books say so.</summary>
    public static async Task<bool> IsReturned(ReadSession session, long receipt) =>
        (await PostingRows.OfReceipt(session.Db, receipt)).Any(posting => posting is
        {
            Kind: "return", State: "posted",
        });

    /// <summary>Documents on which a discount of ours stands as a credit memo of its own.</summary>
    public static async Task<IReadOnlySet<DocumentId>> Discounted(ReadSession session, long receipt) =>
        (await Standing(session, receipt)).OfType<CreditMemoWrite>().Select(memo => memo.Document).ToHashSet();

    /// <summary>True where some of the receipt's money stands as a customer deposit.</summary>
    public static async Task<bool> HasDeposit(ReadSession session, long receipt) =>
        (await Standing(session, receipt)).OfType<CustomerDepositWrite>().Any();

    private static async Task<IReadOnlyList<PlannedWrite>> Standing(ReadSession session, long receipt)
    {
        var writes = new List<PlannedWrite>();
        foreach (var posting in await PostingRows.OfReceipt(session.Db, receipt))
        {
            writes.AddRange((await OutboxRows.OfPosting(session.Db, posting.Id)).Where(row => row.State == "done")
                .Select(row => PostingJson.Read(Codes.Read<WriteKind>(row.Kind), row.Plan)));
        }

        return writes;
    }

    /// <summary>Takes one write more into the payments as they stand.</summary>
    public static void Fold(List<PaymentWrite> payments, PlannedWrite write)
    {
        if (write is PaymentWrite payment)
            payments.Add(payment);
        if (write is not ApplicationChange change)
            return;
        var at = payments.FindIndex(other => other.ExternalId == change.ExternalId);
        if (at < 0)
            return;
        var kept = payments[at].Apply.Where(line => !change.Wanted.Any(wanted =>
            wanted.Document == line.Document && wanted.Line == line.Line));
        payments[at] = payments[at] with { Apply = [.. kept, .. change.Wanted.Where(line => !line.Amount.IsZero)] };
    }
}
