using System.Globalization;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Reporting;

namespace Turnstone.Web.Staff.Layout;

/// <summary>Codes of the database in the words of the glossary.</summary>
public static class Words
{
    /// <summary>What a line or receipt is.</summary>
    public static string Kind(string code) => code switch
    {
        "applied" => "Applied",
        "partially_applied" => "Partially applied",
        "unapplied" => "Unapplied",
        "unidentified" => "Unidentified",
        "return" or "returned" => "Returned",
        "excluded" => "Excluded",
        "undecided" => "Undecided",
        _ => code.Replace('_', ' '),
    };

    /// <summary>The small print under a figure of the morning.</summary>
    public static string Under(DayKind kind, Currency currency)
    {
        var parts = new List<string>();
        if (kind.Kind is "applied" or "partially_applied" or "unapplied")
            parts.Add(string.Create(CultureInfo.InvariantCulture,
                $"{kind.Posted} posted · {kind.Count - kind.Posted} to post"));
        else
            parts.Add(string.Create(CultureInfo.InvariantCulture,
                $"{kind.Count} {(kind.Count == 1 ? "line" : "lines")}"));
        if (kind.OnAccount != 0)
            parts.Add($"{Figures.Of(new Money(kind.OnAccount, currency))} on account");
        return string.Join(" · ", parts);
    }

    /// <summary>What waits, and why it does.</summary>
    public static (string What, string Why, string For, string Link) Waiting(WaitingThing thing) => thing.What switch
    {
        "find" => ("receipts to find", "Nobody or nothing is certain", "Cash team", "/receipts?view=find"),
        "confirm" => ("matches to confirm", "Not to be posted unseen", "Cash team", "/receipts?view=confirm"),
        "approve" => ("decisions to approve", "Above the limit", "Controller", "/postings?view=waiting"),
        "refused" => ("postings refused", "NetSuite or a check said no", "Controller", "/postings?view=refused"),
        "clash" => ("lines at odds", "They may be booked already", "Cash team", "/files?view=held"),
        "file" => ("files in quarantine", "Amounts do not add up", "Two persons", "/files?view=quarantined"),
        _ => (thing.What, "", "", "/receipts"),
    };

    /// <summary>Where a share or receipt stands on its way.</summary>
    public static string Posting(string state) => state switch
    {
        "undecided" => "Proposed",
        "waiting" => "Waiting for a second person",
        "approved" => "Approved",
        "posting" => "Posting",
        "posted" => "Posted",
        "refused" => "Refused",
        "found" => "Found in NetSuite",
        "before_start" => "Before start",
        "paired" => "Settled as a pair",
        _ => Kind(state),
    };

    /// <summary>Why less cash came, as the trade says it.</summary>
    public static string Cause(DifferenceCause cause) => cause switch
    {
        DifferenceCause.DiscountEarned => "discount earned",
        DifferenceCause.DiscountUnearned => "discount unearned",
        DifferenceCause.BankFee => "bank fee",
        DifferenceCause.CardFee => "card fee",
        DifferenceCause.WithholdingTax => "withholding tax",
        DifferenceCause.EarlierCredit => "earlier credit",
        DifferenceCause.DuplicateDeduction => "duplicate deduction",
        DifferenceCause.ForeignExchange => "exchange difference",
        DifferenceCause.WriteOff => "write-off",
        _ => cause.ToString().ToLowerInvariant(),
    };

    /// <summary>What a document is.</summary>
    public static string Document(string kind) => kind switch
    {
        "invoice" => "invoice",
        "credit_memo" => "credit memo",
        "unapplied_payment" => "payment on account",
        "journal_debit" or "journal_credit" => "journal",
        "customer_deposit" => "deposit",
        _ => kind,
    };

    /// <summary>What a posting or one of its writes is.</summary>
    public static string Record(string kind) => kind switch
    {
        "payment" => "Payment",
        "deposit" => "Deposit",
        "difference_journal" or "return_journal" => "Journal",
        "discount_memo" => "Credit memo",
        "application_change" or "change" => "Change of applications",
        "reversal" => "Reversal",
        "return" => "Return",
        _ => kind.Replace('_', ' '),
    };
}
