using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Posting;

/// <summary>From a decision to a share that may be posted: who acts, and when a second person must.</summary>
public static class Handover
{
    /// <summary>Where an accepted share goes: approved, or waiting where policy wants a second person.</summary>
    public static PostingState OnAccept(Share share, PostingPolicy policy) =>
        policy.NeedsSecondPerson(share) ? PostingState.Waiting : PostingState.Approved;

    /// <summary>A waiting share becomes approved by somebody else than who decided it.</summary>
    public static Result<PostingState> Approve(PostingState state, string decidedBy, string approver) => state switch
    {
        PostingState.Waiting when string.Equals(decidedBy, approver, StringComparison.Ordinal) =>
            PostingRefusals.SamePerson(approver),
        PostingState.Waiting => PostingState.Approved,
        _ => PostingRefusals.NotWaiting(state),
    };
}
