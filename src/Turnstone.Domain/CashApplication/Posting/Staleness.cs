using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;

namespace Turnstone.Domain.CashApplication.Posting;

/// <summary>One way in which a document is no longer what the decision saw.</summary>
/// <param name="Number">The document.</param>
/// <param name="What">What changed: open amount, customer, currency, AR account, hold, status; or it is gone.</param>
/// <param name="Then">What the decision saw.</param>
/// <param name="Now">What NetSuite says.</param>
public sealed record DocumentChange(string Number, string What, string Then, string Now)
{
    /// <summary>The change as people say it.</summary>
    public string Sentence => $"{Number}: {What} was {Then} and is {Now}";
}

/// <summary>
/// Whether a decision still holds when it is about to be posted. A changed memo does not matter; a changed open amount
/// never becomes a smaller application.
/// </summary>
public static class Staleness
{
    /// <summary>
    /// The changes between what was decided on and what NetSuite says now. Effects of our own earlier postings, signed
    /// as the open amount, are netted out; what settled is positive for a debit.
    /// </summary>
    public static IReadOnlyList<DocumentChange> Of(
        IReadOnlyList<LedgerDocument> decided, LedgerSnapshot now,
        IReadOnlyDictionary<(DocumentId Document, int Line), Money> ourOwn)
    {
        var changes = new List<DocumentChange>();
        foreach (var then in decided)
        {
            var key = (then.Item.Id, then.Item.Line);
            if (now.Find(key.Id, key.Line) is { } current)
                changes.AddRange(Between(then, current, ourOwn.TryGetValue(key, out var own) ? own : null));
            else
                changes.Add(new(then.Item.Number, "document", "in the ledger", "gone"));
        }

        return changes;
    }

    /// <summary>Customers that were active when it was decided and are inactive or merged away.</summary>
    public static IEnumerable<DocumentChange> OfCustomers(IReadOnlyList<CustomerId> inactive) => inactive.Select(
        customer => new DocumentChange($"customer {customer.Value}", "record", "active", "inactive or gone"));

    private static IEnumerable<DocumentChange> Between(LedgerDocument then, LedgerDocument now, Money? ourOwn)
    {
        var (was, isNow) = (then.Item, now.Item);
        if (was.Open.Currency != isNow.Open.Currency)
        {
            yield return Change("currency", was.Open.Currency.Code, isNow.Open.Currency.Code);
            yield break;
        }

        var expected = ourOwn is { } own ? was.Open - own : was.Open;
        if (expected != isNow.Open)
            yield return Change("open amount", expected.ToString(), isNow.Open.ToString());
        if (was.Customer != isNow.Customer)
            yield return Change("customer", was.Customer.Value, isNow.Customer.Value);
        if (was.ArAccount != isNow.ArAccount)
            yield return Change("AR account", was.ArAccount, isNow.ArAccount);
        if (then.OnHold != now.OnHold)
            yield return Change("hold of its customer", then.OnHold ? "on" : "off", now.OnHold ? "on" : "off");
        // Our own posting closes a document; its status then follows from its open amount and is no news. The status
        // of money says whether a bank deposit gathered it, which changes nothing about what it can settle.
        var isMoney = was.Kind is DocumentKind.UnappliedPayment or DocumentKind.CustomerDeposit;
        if (!isMoney && !string.Equals(then.Status, now.Status, StringComparison.Ordinal) && ourOwn is null)
            yield return Change("status", then.Status, now.Status);

        DocumentChange Change(string what, string before, string after) => new(was.Number, what, before, after);
    }
}
