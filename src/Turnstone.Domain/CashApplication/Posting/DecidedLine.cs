using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Posting;

/// <summary>One of our bank accounts as posting needs it; its settings name each of these.</summary>
public sealed record PostingAccount
{
    /// <summary>Key of the bank account.</summary>
    public required BankAccountId Id { get; init; }

    /// <summary>Whose books its money is in.</summary>
    public required CompanyId Company { get; init; }

    /// <summary>Its currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Currency of the company's books.</summary>
    public required Currency BaseCurrency { get; init; }

    /// <summary>Its GL account, by internal id.</summary>
    public required string GlAccount { get; init; }

    /// <summary>AR account of money that is on no document, by internal id.</summary>
    public required string ArAccount { get; init; }

    /// <summary>Account of undeposited funds, by internal id.</summary>
    public required string UndepositedFunds { get; init; }

    /// <summary>First day whose lines are posted; earlier ones are kept and never posted.</summary>
    public required DateOnly StartDate { get; init; }
}

/// <summary>Who answers for a decision: sent along, so that an auditor can sample inside NetSuite.</summary>
/// <param name="Decision">Identity of the decision.</param>
/// <param name="DecidedBy">Who accepted it, or the policy's name where nobody had to.</param>
/// <param name="ApprovedBy">The second person; null where none was needed.</param>
public sealed record Approval(string Decision, string DecidedBy, string? ApprovedBy)
{
    /// <summary>Nobody decided: a dry run of a proposal.</summary>
    public static Approval None { get; } = new("", "", null);
}

/// <summary>A share with its posting state.</summary>
/// <param name="Share">What it pays.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Approval">Who answers for it.</param>
/// <param name="Generation">How often it was reversed before.</param>
public sealed record DecidedShare(Share Share, PostingState State, Approval Approval, int Generation = 0)
{
    /// <summary>Identity within its receipt: customer, company, currency and AR account.</summary>
    public string Identity => IdentityOf(Share);

    /// <summary>The identity of a share within its receipt.</summary>
    public static string IdentityOf(Share share) =>
        $"{share.Customer}/{share.Company}/{share.Amount.Currency.Code}/{share.ArAccount}";
}

/// <summary>A receipt with the shares it was decided into; none where nobody has.</summary>
/// <param name="Identity">Identity within its bank line: empty where it is the whole line, else the detail's.</param>
/// <param name="Amount">What came in, in the bank account's currency.</param>
/// <param name="Shares">What it pays for whom.</param>
public sealed record DecidedReceipt(string Identity, Money Amount, IReadOnlyList<DecidedShare> Shares);

/// <summary>What a part of a bank line is that is no receipt.</summary>
public enum LinePartKind
{
    /// <summary>A fee the bank deducted from the line: negative.</summary>
    Fee,

    /// <summary>Money put on the suspense account at the cut-off, to be found out later.</summary>
    Suspense,

    /// <summary>A rounding unit between payments and line.</summary>
    Rounding,
}

/// <summary>A part of a bank line that is no receipt and goes into its deposit under its own account.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Amount">Signed: a deducted fee is negative.</param>
/// <param name="Memo">What the deposit says of it.</param>
public sealed record LinePart(LinePartKind Kind, Money Amount, string Memo);

/// <summary>A booked bank line with what was decided about its receipts: what a posting is planned from.</summary>
public sealed record DecidedLine
{
    /// <summary>Identity of the line: account, date, amount, reference and ordinal among equals.</summary>
    public required string Identity { get; init; }

    /// <summary>The account it was booked on.</summary>
    public required PostingAccount Account { get; init; }

    /// <summary>Booking date: the date of payments and deposit.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>What the bank booked, positive.</summary>
    public required Money Amount { get; init; }

    /// <summary>The payments it is made of; a line without details is one receipt.</summary>
    public required IReadOnlyList<DecidedReceipt> Receipts { get; init; }

    /// <summary>Base currency for one unit of the account's currency; null where nobody stated it.</summary>
    public decimal? ExchangeRate { get; init; }

    /// <summary>Parts that are no receipts.</summary>
    public IReadOnlyList<LinePart> Parts { get; init; } = [];

    /// <summary>
    /// One record of money, nothing deducted: straight to the bank account. Everything else goes through undeposited
    /// funds, so that one deposit equals the line.
    /// </summary>
    public bool IsStraight(PostingPolicy policy) => Parts.Count == 0
        && Receipts is [{ Shares: [var only] }] && policy.DepositOf(only.Share).IsZero;
}
