using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.CashApplication;

/// <summary>What deciding about receipts refuses, each with its code.</summary>
public static class Refusals
{
    /// <summary>A receipt that does not exist, or not for this person.</summary>
    public static Refusal NoReceipt(long id) => new(
        "cash.no_receipt", string.Create(CultureInfo.InvariantCulture, $"There is no receipt with number {id}."),
        RefusalKind.NotFound);

    /// <summary>A span of days that ends before it begins.</summary>
    public static Refusal NoPeriod(DateOnly from, DateOnly to) => new(
        "cash.no_period", $"{from:yyyy-MM-dd} is after {to:yyyy-MM-dd}: give the first day first.");

    /// <summary>A share that does not exist.</summary>
    public static Refusal NoShare(long id) => new(
        "cash.no_share", string.Create(CultureInfo.InvariantCulture, $"There is no share with number {id}."),
        RefusalKind.NotFound);

    /// <summary>Somebody changed the receipt meanwhile.</summary>
    public static Refusal Changed(string receipt) => new(
        "cash.changed", $"Receipt {receipt} was changed by somebody else since you opened it: look at it again.",
        RefusalKind.Conflict);

    /// <summary>The state of the receipt does not allow the act.</summary>
    public static Refusal Not(string act, string receipt, string state) => new(
        "cash.not_in_this_state", $"Receipt {receipt} is {Words(state)}: it cannot be {act} now.",
            RefusalKind.Conflict);

    /// <summary>Nothing is proposed.</summary>
    public static Refusal NothingProposed(string receipt) => new(
        "cash.nothing_proposed",
        $"Nothing is proposed for receipt {receipt}: choose a customer, and the documents it pays.",
            RefusalKind.Conflict);

    /// <summary>A document does not leave enough.</summary>
    public static Refusal NotAvailable(string number, Money wanted, Money available) => new(
        "cash.not_available",
        $"{number} has {available} left that no other decision takes, {wanted} is wanted: choose less, or take back "
        + "the other decision first.", RefusalKind.Conflict);

    /// <summary>A document that is not in the ledger, or another customer's.</summary>
    public static Refusal NoDocument(string document, string customer) => new(
        "cash.no_document", $"Document {document} is not an open item of customer {customer}.");

    /// <summary>A document that is no longer in the ledger.</summary>
    public static Refusal Gone(string number) => new(
        "cash.gone", $"Document {number} is no longer in the ledger: match the receipt again.", RefusalKind.Conflict);

    /// <summary>The parts do not make the whole.</summary>
    public static Refusal NotTheWhole(Money whole, Money parts) => new(
        "cash.not_the_whole", $"The receipt is {whole}, the shares make {parts}: they must be equal.");

    /// <summary>A share cannot be less than nothing.</summary>
    public static Refusal NegativeShare(string customer, Money amount) => new(
        "cash.negative_share",
            $"The share of customer {customer} would be {amount}: a share cannot be less than nothing.");

    /// <summary>Documents of one share on several AR accounts.</summary>
    public static Refusal OtherArAccount(string number, string first) => new(
        "cash.other_ar_account",
        $"{number} and {first} stand on different AR accounts, and one payment pays one: decide them as two shares.");

    /// <summary>Another currency than the receipt's.</summary>
    public static Refusal OtherCurrency(string number, Currency document, Currency receipt) => new(
        "cash.other_currency",
        $"{number} is in {document} and the receipt in {receipt}: that needs an exchange rate, "
        + "which is not supported yet.");

    /// <summary>The decider may not approve.</summary>
    public static Refusal OwnDecision(string receipt) => new(
        "cash.own_decision", $"You decided receipt {receipt}: a second person must approve it.",
            RefusalKind.NotAllowed);

    /// <summary>A share that waits for nobody.</summary>
    public static Refusal NotWaiting(string receipt, string state) => new(
        "cash.not_waiting", $"A share of receipt {receipt} is {Words(state)} and waits for no approval.",
        RefusalKind.Conflict);

    /// <summary>Money in is excluded by two persons only.</summary>
    public static Refusal SecondPersonExcludes(string receipt) => new(
        "cash.second_person_excludes",
        $"Receipt {receipt} is money in: ask for its exclusion, a second person approves.");

    /// <summary>A reason is missing.</summary>
    public static Refusal NoReason(string act) =>
        new("cash.no_reason", $"To {act} needs a reason: say why, for whoever reads the log.");

    /// <summary>A day that lies behind us.</summary>
    public static Refusal PastDay(DateOnly day) => new(
        "cash.past_day", string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} is not after today."));

    private static string Words(string state) => state.Replace('_', ' ');
}
