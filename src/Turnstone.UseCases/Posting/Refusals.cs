using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.Posting;

/// <summary>Why an act on postings was not done.</summary>
public static class Refusals
{
    /// <summary>No such posting.</summary>
    public static Refusal NoPosting(long id) => new("posting.none",
        $"There is no posting {id} in this connection.", RefusalKind.NotFound);

    /// <summary>No such receipt.</summary>
    public static Refusal NoReceipt(long id) => new("posting.no_receipt",
        $"There is no receipt {id} in this connection.", RefusalKind.NotFound);

    /// <summary>A bank account is not set up.</summary>
    public static Refusal NoAccount(string account, string what) => new("posting.account_not_set_up",
        $"The bank account {account} has no {what} in its settings: fill it in, and the posting goes on.",
        RefusalKind.Conflict);

    /// <summary>Nothing is set up to post to.</summary>
    public static Refusal NoNetSuite() => new("posting.no_netsuite",
        "This connection has no NetSuite account: set it up with `turnstone connect`, or work with files alone.",
        RefusalKind.Conflict);

    /// <summary>The currency is not known to NetSuite.</summary>
    public static Refusal NoCurrency(string code) => new("posting.no_currency",
        $"NetSuite's currency {code} is not known here: synchronise first.", RefusalKind.Conflict);

    /// <summary>A receipt has several payments.</summary>
    public static Refusal WhichPayment(IReadOnlyList<string> customers) => new("posting.which_payment",
        $"The receipt has payments of the customers {string.Join(", ", customers)}: say which one is meant.");

    /// <summary>Only what is held or refused can be tried again.</summary>
    public static Refusal NothingToRetry(string state) => new("posting.nothing_to_retry",
        $"The posting is {state}: only one that is held or refused can be tried again.", RefusalKind.Conflict);

    /// <summary>Nothing waits for approval.</summary>
    public static Refusal NothingWaits(long receipt) => new("posting.nothing_waits",
        $"Nothing of receipt {receipt} waits for approval.", RefusalKind.Conflict);

    /// <summary>The person decided it themselves.</summary>
    public static Refusal OwnDecision(string name) => new("posting.own_decision",
        $"{name} decided this: somebody else with the controller's role approves it.", RefusalKind.NotAllowed);

    /// <summary>No such finding.</summary>
    public static Refusal NoFinding(long id) => new("posting.no_finding",
        $"There is no open finding {id}: somebody may have answered it.", RefusalKind.NotFound);

    /// <summary>A record was accepted for another receipt.</summary>
    public static Refusal RecordTaken(string number) => new("posting.record_taken",
        $"{number} was accepted as another receipt's money: one record is the money of one receipt only.",
        RefusalKind.Conflict);

    /// <summary>The line is no return, or it is settled.</summary>
    public static Refusal NoReturn(long id, string state) => new("posting.no_return",
        $"Line {id} is {state}: only a return that nobody settled can be settled.", RefusalKind.Conflict);

    /// <summary>Nobody knows what the return takes back.</summary>
    public static Refusal ReturnOfNothing(long id) => new("posting.return_of_nothing",
        $"Return {id} is linked to no receipt: name the receipt whose money came back.");

    /// <summary>The receipt named cannot be what the return takes back.</summary>
    public static Refusal NotReturned(long id) => new("posting.not_returned",
        $"Receipt {id} is not money that came in on the return's bank account before it.");

    /// <summary>The receipt's money went back already.</summary>
    public static Refusal Returned(long id) => new("posting.returned",
        $"The money of receipt {id} went back to its payer: there is nothing of it to move or to return again.",
        RefusalKind.Conflict);

    /// <summary>Nobody asked for it, or it was answered.</summary>
    public static Refusal NothingAsked(string what) => new("posting.nothing_asked",
        $"Nobody asks to {what} now.", RefusalKind.Conflict);

    /// <summary>It was asked already.</summary>
    public static Refusal AlreadyAsked(string what) => new("posting.already_asked",
        $"Somebody already asks to {what}: a second person answers that.", RefusalKind.Conflict);

    /// <summary>A reason is needed.</summary>
    public static Refusal NoReason(string what) => new("posting.no_reason",
        $"To {what} needs a reason: say why.");

    /// <summary>Whoever decided postings of the day cannot be its second person.</summary>
    public static Refusal DecidedThatDay(string name, DateOnly day) => new("posting.decided_that_day",
        $"{name} decided postings of {day:yyyy-MM-dd}: the second person must be somebody who decided none of them.",
        RefusalKind.NotAllowed);
}
