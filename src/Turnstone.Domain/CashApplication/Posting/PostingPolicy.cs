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

/// <summary>What happens to a bank line whose period is locked or closed.</summary>
public enum ClosedPeriod
{
    /// <summary>No rule is stated: it is refused with the period named.</summary>
    Refuse,

    /// <summary>The bank's date stays, the posting period is the first open one; the account must allow that.</summary>
    KeepDate,

    /// <summary>The date moves to the first day of the first open period.</summary>
    MoveDate,
}

/// <summary>What becomes of money beyond what a share's documents ask for.</summary>
public enum Overpayment
{
    /// <summary>It stays on account, unapplied, in the same payment.</summary>
    OnAccount,

    /// <summary>It becomes a customer deposit: a liability, outside AR.</summary>
    CustomerDeposit,
}

/// <summary>How records are classified, by internal ids and custom field names; what is null is not sent.</summary>
/// <param name="Department">Department.</param>
/// <param name="Class">Class.</param>
/// <param name="Location">Location.</param>
public sealed record Dimensions(string? Department = null, string? Class = null, string? Location = null)
{
    /// <summary>Not classified.</summary>
    public static Dimensions None { get; } = new();

    /// <summary>Custom fields with their values.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } =
        new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>These, and where they say nothing the others.</summary>
    public Dimensions Over(Dimensions others)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in others.Fields.Concat(Fields))
            fields[name] = value;
        return new(Department ?? others.Department, Class ?? others.Class, Location ?? others.Location)
        {
            Fields = fields,
        };
    }
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

    /// <summary>What happens where the period of a bank line is locked or closed.</summary>
    public ClosedPeriod ClosedPeriod { get; init; }

    /// <summary>What becomes of an overpayment.</summary>
    public Overpayment Overpayment { get; init; }

    /// <summary>
    /// Liability account of customer deposits, by internal id: predicted, read back, compared.
    /// </summary>
    public string? DepositAccount { get; init; }

    /// <summary>An overpayment below this stays on account whatever the rule; by currency code.</summary>
    public IReadOnlyDictionary<string, Money> DepositFrom { get; init; } =
        new Dictionary<string, Money>(StringComparer.Ordinal);

    /// <summary>How every record is classified.</summary>
    public Dimensions Dimensions { get; init; } = Dimensions.None;

    /// <summary>How records of one bank account are classified: before the company's own.</summary>
    public IReadOnlyDictionary<string, Dimensions> AccountDimensions { get; init; } =
        new Dictionary<string, Dimensions>(StringComparer.Ordinal);

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

    /// <summary>The classification of a bank account's records.</summary>
    public Dimensions DimensionsOf(BankAccountId account) => AccountDimensions.TryGetValue(account.Value, out var own)
        ? own.Over(Dimensions) : Dimensions;

    /// <summary>
    /// What of a share becomes a customer deposit: the money beyond its documents, where the rule says so. A share
    /// without documents is no overpayment; it stays on account until somebody knows what it is for.
    /// </summary>
    public Money DepositOf(Share share)
    {
        var nothing = Money.Zero(share.Amount.Currency);
        if (Overpayment != Overpayment.CustomerDeposit || share.Applications.Count == 0
            || !share.OnAccount.IsPositive || share.OnAccount == share.Amount)
            return nothing;
        return DepositFrom.TryGetValue(share.OnAccount.Currency.Code, out var least) && share.OnAccount < least
            ? nothing : share.OnAccount;
    }

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
