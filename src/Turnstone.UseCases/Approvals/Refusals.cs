using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.Approvals;

/// <summary>Why a request for a second person's word was not made or not answered.</summary>
public static class Refusals
{
    /// <summary>No such request.</summary>
    public static Refusal NoRequest(long id) => new("approvals.no_request", string.Create(CultureInfo.InvariantCulture,
        $"There is no request {id} in this connection: look at the list of what waits."), RefusalKind.NotFound);

    /// <summary>Somebody was faster.</summary>
    public static Refusal Answered(long id, string state) => new("approvals.answered", string.Create(
        CultureInfo.InvariantCulture, $"Request {id} is {state} already: ask anew if it is still wanted."),
        RefusalKind.Conflict);

    /// <summary>Nobody approves what they asked for.</summary>
    public static Refusal Own(string name) => new("approvals.own",
        $"{name} asked for this and cannot approve it: a different person must.", RefusalKind.NotAllowed);

    /// <summary>Only who asked takes a request back.</summary>
    public static Refusal NotOwn() => new("approvals.not_own",
        "Only who asked for it can take a request back: decline it instead.", RefusalKind.NotAllowed);

    /// <summary>A reason is missing.</summary>
    public static Refusal NoReason() => new("approvals.no_reason", "Say why: the log keeps the reason.");

    /// <summary>The company has more than one person.</summary>
    public static Refusal MorePersons(string company) => new("approvals.more_persons",
        $"{company} has more than one administrator or controller: two of them must do it.", RefusalKind.Conflict);
}
