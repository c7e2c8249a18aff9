using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.Posting;

/// <summary>Why a payment must not be sent.</summary>
internal abstract record Stop
{
    private Stop()
    {
    }

    /// <summary>Its documents are no longer what the decision saw.</summary>
    public sealed record Stale(IReadOnlyList<DocumentChange> Changes) : Stop;

    /// <summary>NetSuite may hold the money already.</summary>
    public sealed record Found(IReadOnlyList<FoundRecord> Records) : Stop;

    /// <summary>Anything else, by name.</summary>
    public sealed record Refused(Refusal Why) : Stop;
}

/// <summary>
/// What is looked at in NetSuite before the first write of a payment: the documents as decided, every write's own
/// period
/// open, and no such payment there already.
/// </summary>
internal sealed class Preflight(NetSuiteBooks books, NetSuiteMoney money)
{
    /// <summary>Why it must not be sent; null where it may.</summary>
    public async Task<Result<Stop?>> Check(HeldWrite held)
    {
        var writes = held.Siblings.Select(row => PostingJson.Read(Storage.Codes.Read<WriteKind>(row.Kind), row.Plan))
            .ToArray();
        // A record of ours that stands already means that a process died after its call: no check may stop it now.
        foreach (var write in writes)
        {
            if (!(await books.Find(write)).Is(out var made, out var no))
                return no;
            if (made is not null)
                return (Result<Stop?>)(Stop?)null;
        }

        var periods = writes.Select(write => write.Period).Distinct(StringComparer.Ordinal).ToArray();
        var payment = writes.OfType<PaymentWrite>().Single();
        if (!(await books.Standing(held.Seen, payment.Customer, periods)).Is(out var standing, out var refusal))
            return refusal;
        var now = standing.Now;
        DocumentChange[] changes = [.. Staleness.Of(held.Seen, now, held.OurOwn),
            .. Staleness.OfCustomers(standing.Inactive)];
        if (changes.Length > 0)
            return new Stop.Stale(changes);
        var closed = writes.Select(write => Period(write, now)).FirstOrDefault(no => no is not null);
        return closed is not null ? new Stop.Refused(closed)
            : await Found(held, payment);
    }

    private async Task<Result<Stop?>> Found(HeldWrite held, PaymentWrite payment)
    {
        if (!(await money.Of(payment, held.CheckNumber, held.Setup.Account)).Is(out var records, out var refusal))
            return refusal;
        var share = new Share(payment.Customer, payment.Company, payment.ArAccount, [], payment.Received);
        var found = FoundInLedger.Candidates(share, payment.Date, held.CheckNumber, records, held.NotThese);
        return found.Count == 0 ? (Result<Stop?>)(Stop?)null : new Stop.Found(found);
    }

    private static Refusal? Period(PlannedWrite write, LedgerSnapshot now) =>
        now.Period(write.Period) is not { } period ? PostingRefusals.NoPeriod(write.Date)
        : period.Allows(write.Kind) ? null : PostingRefusals.PeriodClosed(period, write.Kind);
}
