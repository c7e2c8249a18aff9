using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication;

/// <summary>One payer's payment: a bank line, or one detail of it. The unit that is matched.</summary>
public sealed record Receipt
{
    /// <summary>Identity within its run: the store's id, or file and line without one.</summary>
    public required string Id { get; init; }

    /// <summary>The bank's reference of the line; null where it has none.</summary>
    public string? Reference { get; init; }

    /// <summary>What came in, always positive.</summary>
    public required Money Amount { get; init; }

    /// <summary>Booking date: becomes the payment's date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Who sent it, as far as the bank says. A fact of the receipt, unlike the customer.</summary>
    public Payer Payer { get; init; } = Payer.Unknown;

    /// <summary>Remittance and description text.</summary>
    public string Text { get; init; } = "";

    /// <summary>Further references the bank gave.</summary>
    public IReadOnlyList<string> FurtherReferences { get; init; } = [];

    /// <summary>The company whose bank account was credited; null where the file alone does not say.</summary>
    public CompanyId? Company { get; init; }

    /// <summary>Name of the file it came in, without its folder.</summary>
    public string File { get; init; } = "";

    /// <summary>Physical line in that file.</summary>
    public long Line { get; init; }
}

/// <summary>One line of the payer's word on what it pays.</summary>
/// <param name="Document">Document number as the payer writes it.</param>
/// <param name="Paid">Net amount paid for it; negative for a credit taken; null where not stated.</param>
/// <param name="Discount">Discount the payer says it took; null where not stated.</param>
public sealed record AdviceLine(string Document, Money? Paid, Money? Discount = null);

/// <summary>The payer's word on what one payment pays, arriving apart from the money.</summary>
/// <param name="PaymentReference">Reference of the payment it belongs to; null where the payer gave none.</param>
/// <param name="Date">Payment date as the payer states it; null where not stated.</param>
/// <param name="Payer">Name of the payer; null where not stated.</param>
/// <param name="Total">Amount of the payment; null where not stated.</param>
/// <param name="Lines">What it pays.</param>
public sealed record Advice(
    string? PaymentReference, DateOnly? Date, string? Payer, Money? Total, IReadOnlyList<AdviceLine> Lines)
{
    /// <summary>
    /// False where the file names no currency (an X12 820 without CUR) and the amounts carry a guessed one: then the
    /// payment it belongs to says the currency.
    /// </summary>
    public bool CurrencyStated { get; init; } = true;
}

/// <summary>A receipt settled before, as bank and ledger know it: evidence that may act.</summary>
public sealed record SettledReceipt
{
    /// <summary>Its booking date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Payer's name as the bank printed it; null where none.</summary>
    public string? PayerName { get; init; }

    /// <summary>Payer's account; null where none.</summary>
    public string? PayerAccount { get; init; }

    /// <summary>What came in.</summary>
    public required Money Amount { get; init; }

    /// <summary>Bank text.</summary>
    public string Text { get; init; } = "";

    /// <summary>Who paid; may be a parent; null where nobody found out.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>Numbers of the documents it was applied to.</summary>
    public IReadOnlyList<string> Documents { get; init; } = [];
}
