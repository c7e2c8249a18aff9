using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Posting;

/// <summary>Why a share or a line cannot be posted, each with its way out.</summary>
public static class PostingRefusals
{
    /// <summary>The books have no period for the day.</summary>
    public static Refusal NoPeriod(DateOnly day) => new("period_missing",
        $"NetSuite has no accounting period for {day:yyyy-MM-dd}: set it up there, then sync.", RefusalKind.Conflict);

    /// <summary>The period of the write's date is locked or closed.</summary>
    public static Refusal PeriodClosed(AccountingPeriod period, WriteKind kind) => new("period_closed",
        $"The period {period.Name} is {LockOf(period)} for {NameOf(kind)}: open it in NetSuite and retry, or state a "
        + "policy for closed periods.", RefusalKind.Conflict);

    /// <summary>NetSuite would hold the journal for approval.</summary>
    public static Refusal JournalNeedsApproval(string document) => new("journal_needs_approval",
        $"The difference on {document} needs a journal, and this NetSuite account holds journals for approval: settle "
        + "the difference in NetSuite, or leave it open here.", RefusalKind.Conflict);

    /// <summary>No way of posting discounts is stated.</summary>
    public static Refusal DiscountWithoutRoute(string document) => new("discount_without_route",
        $"The discount on {document} has no way into NetSuite: the posting policy must name a discount route with its "
        + "item and account, or the discount stays open.", RefusalKind.Conflict);

    /// <summary>Nobody knows what tax the discount takes back.</summary>
    public static Refusal TaxUnknown(string document) => new("tax_unknown",
        $"The tax in {document} is not known to the cent, so that a credit memo of its discount could correct it "
        + "wrongly: synchronise its lines with their tax codes and rates, or enter the credit memo in NetSuite and "
        + "apply it here.",
        RefusalKind.Conflict);

    /// <summary>The policy names no account for a cause.</summary>
    public static Refusal DifferenceWithoutAccount(DifferenceCause cause, string document) => new(
        "difference_without_account", $"The difference {cause} on {document} has no GL account: name one in the "
        + "posting policy, or leave it open.", RefusalKind.Conflict);

    /// <summary>The policy names no account for a part of the line.</summary>
    public static Refusal PartWithoutAccount(LinePartKind kind) => new("part_without_account",
        $"The bank line has a part {kind} without a GL account: name one in the posting policy.", RefusalKind.Conflict);

    /// <summary>The policy makes customer deposits and names no account of theirs.</summary>
    public static Refusal DepositWithoutAccount(CustomerId customer) => new("deposit_without_account",
        $"The overpayment of customer {customer} becomes a customer deposit by policy, and the posting policy names no "
        + "deposit_account: name the liability account of customer deposits, or leave overpayments on account.",
        RefusalKind.Conflict);

    /// <summary>The share is in other books than the bank account.</summary>
    public static Refusal OtherCompany(CompanyId company, CompanyId bank) => new("other_company",
        $"The share belongs to company {company}, the bank account to company {bank}: money between companies needs an "
        + "intercompany policy, which does not exist yet. Decide the share within the bank account's company.",
        RefusalKind.Conflict);

    /// <summary>The share is in another currency than the bank account.</summary>
    public static Refusal OtherCurrency(Currency share, Currency bank) => new("currency_differs",
        $"The share is in {share}, the bank account in {bank}: no exchange rate route is stated for it.",
        RefusalKind.Conflict);

    /// <summary>No exchange rate is known.</summary>
    public static Refusal NoRate(Currency currency, DateOnly day) => new("exchange_rate_unknown",
        $"No exchange rate of {currency} is known for {day:yyyy-MM-dd}: enter it in NetSuite and sync.",
        RefusalKind.Conflict);

    /// <summary>A document of the decision is not in the ledger.</summary>
    public static Refusal DocumentMissing(string number) => new("document_missing",
        $"{number} is not in the ledger: sync, then decide again.", RefusalKind.Conflict);

    /// <summary>A decision settles more than is open.</summary>
    public static Refusal MoreThanOpen(string number, Money settled, Money open) => new("more_than_open",
        $"{number} has {open} open and the decision settles {settled}: decide again.", RefusalKind.Conflict);

    /// <summary>A document belongs to somebody or somewhere else than the share says.</summary>
    public static Refusal DocumentElsewhere(string number, string what) => new("document_elsewhere",
        $"{number} has another {what} than the share: decide again.", RefusalKind.Conflict);

    /// <summary>A share brings no money.</summary>
    public static Refusal NoMoney(CustomerId customer) => new("share_without_money",
        $"The share of customer {customer} brings no money: net its credits in NetSuite, or join it to another share.",
        RefusalKind.Conflict);

    /// <summary>The shares of a receipt do not add up to it.</summary>
    public static Refusal ReceiptDoesNotAddUp(Money receipt, Money shares) => new("receipt_does_not_add_up",
        $"The shares of the receipt add up to {shares} and it brought {receipt}: decide again.", RefusalKind.Conflict);

    /// <summary>The receipts and parts of a line do not add up to it.</summary>
    public static Refusal LineDoesNotAddUp(Money line, Money items) => new("line_does_not_add_up",
        $"The receipts and parts of the bank line add up to {items} and the bank booked {line}: wait for its detail, "
        + "or decide the remainder.", RefusalKind.Conflict);

    /// <summary>The line was booked before the account's start date.</summary>
    public static Refusal BeforeStart(DateOnly day, DateOnly start) => new("before_start",
        $"The line of {day:yyyy-MM-dd} is older than the account's start date {start:yyyy-MM-dd}: it is kept and never "
        + "posted.", RefusalKind.Conflict);

    /// <summary>Something about the documents moved since the decision.</summary>
    public static Refusal Stale(IReadOnlyList<DocumentChange> changes) => new("decision_stale",
        $"Since the decision {string.Join("; ", changes.Select(change => change.Sentence))}: look at it again.",
        RefusalKind.Conflict);

    /// <summary>Nobody approves what they decided.</summary>
    public static Refusal SamePerson(string person) => new("same_person",
        $"{person} decided this: somebody else with the controller's role approves it.", RefusalKind.NotAllowed);

    /// <summary>Only a waiting share can be approved.</summary>
    public static Refusal NotWaiting(PostingState state) => new("not_waiting",
        $"The share is {state}: only one that waits can be approved.", RefusalKind.Conflict);

    /// <summary>NetSuite seems to hold the money already.</summary>
    public static Refusal FoundAlready(string why) => new("found_in_netsuite",
        $"NetSuite may hold this money already: {why} Say whether it is the same; nothing was posted.",
        RefusalKind.Conflict);

    /// <summary>An outcome is not known yet.</summary>
    public static Refusal OutcomeUnknown() => new("posting_under_way",
        "The posting is under way or its outcome is being looked up: wait until it is known.", RefusalKind.Conflict);

    /// <summary>The share stands in a state that has nothing to take back.</summary>
    public static Refusal NothingToUndo(PostingState state) => new("nothing_to_undo",
        $"The share is {state}: there is nothing of ours to take back.", RefusalKind.Conflict);

    /// <summary>Differences of a posted share stand in records of their own.</summary>
    public static Refusal UndoWithDifference(string number) => new("undo_with_difference",
        $"A difference on {number} was posted as a record of its own: reverse that record in NetSuite, dated, then "
        + "take the payment off the document.", RefusalKind.Conflict);

    /// <summary>A posted payment may only move to documents of its own customer.</summary>
    public static Refusal WrongCustomer(string number) => new("wrong_customer",
        $"{number} is another customer's: a payment cannot change its customer, and the journal that moves it is not "
        + "built yet.", RefusalKind.Conflict);

    /// <summary>What a returned payment settled cannot be reopened by a change of lines.</summary>
    public static Refusal ReturnUnlike(Money returned, Money payment) => new("return_unlike",
        $"The return takes {returned} and the payment brought {payment}: a person decides what it takes back.",
        RefusalKind.Conflict);

    /// <summary>NetSuite held the returned money without us.</summary>
    public static Refusal ReturnOfTheirs() => new("return_of_theirs",
        "Turnstone did not post the money that came back: take its payment back in NetSuite, and exclude this line.",
        RefusalKind.Conflict);

    /// <summary>The returned money became a customer deposit.</summary>
    public static Refusal ReturnOfDeposit() => new("return_of_deposit",
        "Part of the money became a customer deposit: refund the deposit in NetSuite, and exclude this line; the "
        + "refund of a returned deposit is not built yet.", RefusalKind.Conflict);

    /// <summary>Of the returned receipt some is posted and some is not.</summary>
    public static Refusal ReturnOfHalfPosted() => new("return_of_half_posted",
        "Part of the receipt is posted and part is not: post or withdraw the rest, then settle the return.",
        RefusalKind.Conflict);

    private static string LockOf(AccountingPeriod period) =>
        period.Closed ? "closed" : period.AllLocked ? "locked for all transactions" : "locked for receivables";

    internal static string NameOf(WriteKind kind) => kind switch
    {
        WriteKind.DifferenceJournal or WriteKind.ReturnJournal or WriteKind.Reversal => "journals",
        WriteKind.DiscountMemo => "credit memos",
        WriteKind.Payment => "payments",
        WriteKind.CustomerDeposit => "customer deposits",
        WriteKind.Deposit => "deposits",
        WriteKind.ApplicationChange => "changes of applications",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
