using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication;

/// <summary>Why less cash came than the document asks for; each cause has its own account and consequence.</summary>
public enum DifferenceCause
{
    /// <summary>Early-payment discount within its date and the stated grace.</summary>
    DiscountEarned,

    /// <summary>Early-payment discount taken too late.</summary>
    DiscountUnearned,

    /// <summary>Fee a bank kept.</summary>
    BankFee,

    /// <summary>Fee of a card or payment provider.</summary>
    CardFee,

    /// <summary>Tax withheld by the payer: an asset with a certificate.</summary>
    WithholdingTax,

    /// <summary>Freight charged back.</summary>
    Freight,

    /// <summary>Tax charged back.</summary>
    Tax,

    /// <summary>Price disagreed with.</summary>
    Price,

    /// <summary>Quantity disagreed with.</summary>
    Quantity,

    /// <summary>Damaged goods.</summary>
    Damage,

    /// <summary>A credit granted before.</summary>
    EarlierCredit,

    /// <summary>A deduction taken twice.</summary>
    DuplicateDeduction,

    /// <summary>Exchange difference.</summary>
    ForeignExchange,

    /// <summary>Rounding of the payer.</summary>
    Rounding,

    /// <summary>Forgiven within policy, last of all causes.</summary>
    WriteOff,
}

/// <summary>A named part of what a document was settled with beside cash. Always positive.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Amount">How much, positive, in the document's currency.</param>
/// <param name="Account">GL account it goes to by policy; null until the policy names one.</param>
/// <param name="Tax">Part of it that is tax; null where none.</param>
public sealed record Difference(DifferenceCause Cause, Money Amount, string? Account = null, Money? Tax = null);
