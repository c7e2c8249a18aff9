using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Posting;

/// <summary>How an early-payment discount gets into NetSuite.</summary>
public enum DiscountRoute
{
    /// <summary>No way is stated: a share with a discount is refused by name.</summary>
    None,

    /// <summary>A credit memo with the invoice's tax codes: the only way that corrects the tax.</summary>
    CreditMemo,
}

/// <summary>A company's stated rules of posting, with version and effective date.</summary>
public sealed record PostingPolicy
{
    /// <summary>Version shown in the packet and the log.</summary>
    public int Version { get; init; } = 1;

    /// <summary>First day it holds.</summary>
    public DateOnly EffectiveFrom { get; init; } = DateOnly.MinValue;

    /// <summary>GL account of each difference that a journal settles; a cause that is absent is refused.</summary>
    public IReadOnlyDictionary<DifferenceCause, string> DifferenceAccounts { get; init; } =
        new Dictionary<DifferenceCause, string>();

    /// <summary>GL account of each part of a line that is no receipt; a kind that is absent is refused.</summary>
    public IReadOnlyDictionary<LinePartKind, string> PartAccounts { get; init; } =
        new Dictionary<LinePartKind, string>();

    /// <summary>How discounts are posted.</summary>
    public DiscountRoute DiscountRoute { get; init; }

    /// <summary>Item of the discount's credit memo, by internal id.</summary>
    public string? DiscountItem { get; init; }

    /// <summary>Income account behind the discount's item: predicted, read back, compared.</summary>
    public string? DiscountAccount { get; init; }

    /// <summary>The account routes journals through approval: a share that needs one is refused by name.</summary>
    public bool JournalsNeedApproval { get; init; }

    /// <summary>NetSuite's Consolidated Payments is on: one payment may settle a whole family's documents.</summary>
    public bool ConsolidatedPayments { get; init; }

    /// <summary>A share above this needs a second person; null where nothing is stated and every one does.</summary>
    public IReadOnlyDictionary<string, Money> SecondPersonAbove { get; init; } =
        new Dictionary<string, Money>(StringComparer.Ordinal);

    /// <summary>A write-off above this needs a second person whatever the share; by currency code.</summary>
    public IReadOnlyDictionary<string, Money> WriteOffSecondPersonAbove { get; init; } =
        new Dictionary<string, Money>(StringComparer.Ordinal);

    /// <summary>True where a share may not be posted on one person's word (posting.md: Two persons).</summary>
    public bool NeedsSecondPerson(Share share)
    {
        var currency = share.Amount.Currency;
        var forgiven = share.Applications.SelectMany(application => application.Differences)
            .Where(difference => difference.Cause == DifferenceCause.WriteOff)
            .Aggregate(Money.Zero(currency), (sum, difference) => sum + difference.Amount);
        return !SecondPersonAbove.TryGetValue(currency.Code, out var limit) || share.Amount > limit
            || WriteOffSecondPersonAbove.TryGetValue(currency.Code, out var most) && forgiven > most;
    }
}
