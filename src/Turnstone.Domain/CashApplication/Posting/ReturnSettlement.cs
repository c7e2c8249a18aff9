using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Posting;

/// <summary>How a return and the receipt it takes back are settled.</summary>
public enum ReturnWay
{
    /// <summary>Nothing of the receipt stands in NetSuite: both lines are settled as a pair and nothing is posted.
    /// </summary>
    Pair,

    /// <summary>The receipt is posted: a journal and a change of each payment take it back.</summary>
    TakeBack,
}

/// <summary>Chooses the way by the states of the receipt's shares (posting.md: Returns).</summary>
public static class ReturnSettlement
{
    /// <summary>
    /// The way, or why there is none yet. <paramref name="taken"/> and <paramref name="received"/> are both positive;
    /// what the return takes beyond the receipt is the bank's fee.
    /// </summary>
    public static Result<ReturnWay> WayOf(Money taken, Money received, IReadOnlyCollection<PostingState> shares)
    {
        if (taken.Currency != received.Currency || taken < received)
            return PostingRefusals.ReturnUnlike(taken, received);
        if (shares.Contains(PostingState.Posting))
            return PostingRefusals.OutcomeUnknown();
        if (shares.Contains(PostingState.Found) || shares.Contains(PostingState.BeforeStart))
            return PostingRefusals.ReturnOfTheirs();
        if (!shares.Contains(PostingState.Posted))
            return ReturnWay.Pair;
        return shares.All(state => state == PostingState.Posted) ? ReturnWay.TakeBack
            : PostingRefusals.ReturnOfHalfPosted();
    }
}
