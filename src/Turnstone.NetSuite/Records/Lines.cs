using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite.Records;

/// <summary>
/// So much of a payment or credit on one document: a line of an <c>apply</c> or <c>credit</c> sublist, which NetSuite
/// keys by
/// document and transaction line.
/// </summary>
/// <param name="Document">Internal id of the document.</param>
/// <param name="Line">Transaction line: 0 for an invoice or credit memo, the GL line for a journal.</param>
/// <param name="Amount">Positive amount in the payment's currency; nothing takes the line off.</param>
public sealed record ApplyLine(string Document, int Line, Money Amount)
{
    /// <summary>Discount taken with it; only where the account's apply columns hold one.</summary>
    public Money? Discount { get; init; }

    internal JsonBody ToJson()
    {
        var isOn = !Amount.IsZero || Discount is not null;
        var body = new JsonBody().Ref("doc", Document).Number("line", Line).Flag("apply", isOn);
        return isOn ? body.Amount("amount", Amount).Amount("disc", Discount) : body;
    }
}

/// <summary>So much of a customer deposit used by a payment.</summary>
/// <param name="Deposit">Internal id of the customer deposit.</param>
/// <param name="Amount">Positive amount; nothing takes the line off.</param>
public sealed record DepositLine(string Deposit, Money Amount)
{
    internal JsonBody ToJson()
    {
        var body = new JsonBody().Ref("doc", Deposit).Flag("apply", !Amount.IsZero);
        return Amount.IsZero ? body : body.Amount("amount", Amount);
    }
}

/// <summary>A line of a journal.</summary>
/// <param name="Account">Internal id of the GL account.</param>
/// <param name="Amount">Positive debits the account, negative credits it.</param>
public sealed record JournalLine(string Account, Money Amount)
{
    /// <summary>Customer the line belongs to; needed on an AR account.</summary>
    public string? Entity { get; init; }

    /// <summary>Text of the line.</summary>
    public string? Memo { get; init; }

    /// <summary>Department, class and location.</summary>
    public Segments Segments { get; init; } = Segments.None;

    internal JsonBody ToJson() => Segments.On(new JsonBody().Ref("account", Account)
        .Amount(Amount.IsNegative ? "credit" : "debit", Amount.Abs()).Ref("entity", Entity).Text("memo", Memo));
}

/// <summary>Classification of a record or line, by internal ids; null where the account has none.</summary>
/// <param name="Department">Department.</param>
/// <param name="Class">Class.</param>
/// <param name="Location">Location.</param>
public sealed record Segments(string? Department = null, string? Class = null, string? Location = null)
{
    /// <summary>Not classified.</summary>
    public static Segments None { get; } = new();

    internal JsonBody On(JsonBody body) =>
        body.Ref("department", Department).Ref("class", Class).Ref("location", Location);
}

/// <summary>
/// A line of a bank deposit that is no payment: an <c>other</c> line adds to it, a <c>cash back</c> line takes away.
/// </summary>
/// <param name="Account">Internal id of the GL account.</param>
/// <param name="Amount">Amount in the deposit's currency.</param>
public sealed record DepositGlLine(string Account, Money Amount)
{
    /// <summary>Whom it concerns; null where nobody.</summary>
    public string? Entity { get; init; }

    /// <summary>Text of the line.</summary>
    public string? Memo { get; init; }

    /// <summary>Department, class and location.</summary>
    public Segments Segments { get; init; } = Segments.None;

    internal JsonBody ToJson() => Segments.On(new JsonBody().Ref("account", Account).Amount("amount", Amount)
        .Ref("entity", Entity).Text("memo", Memo));
}

/// <summary>A line of a credit memo.</summary>
/// <param name="Item">Internal id of the item, e.g. the one for early-payment discounts.</param>
/// <param name="Amount">Net amount, positive.</param>
public sealed record CreditLine(string Item, Money Amount)
{
    /// <summary>Internal id of the tax code; null where the account's tax engine decides.</summary>
    public string? TaxCode { get; init; }

    /// <summary>Text of the line.</summary>
    public string? Description { get; init; }

    /// <summary>Department, class and location.</summary>
    public Segments Segments { get; init; } = Segments.None;

    internal JsonBody ToJson() => Segments.On(new JsonBody().Ref("item", Item).Number("quantity", 1)
        .Amount("rate", Amount).Amount("amount", Amount).Ref("taxCode", TaxCode).Text("description", Description));
}

/// <summary>
/// Where and when a document is booked: what every write states, so that no preference of the account decides it.
/// </summary>
/// <param name="ExternalId">Our name for it; letters, digits, <c>_</c> and <c>-</c>.</param>
/// <param name="Subsidiary">Internal id of the subsidiary; null where the account has only one company.</param>
/// <param name="Currency">Internal id of the currency.</param>
/// <param name="Date">Transaction date.</param>
public sealed record Heading(string ExternalId, string? Subsidiary, string Currency, DateOnly Date)
{
    /// <summary>Base currency units for one unit of <see cref="Currency"/>; null leaves the rate to NetSuite.</summary>
    public decimal? ExchangeRate { get; init; }

    /// <summary>Internal id of the posting period, where a policy sets it apart from the date.</summary>
    public string? Period { get; init; }

    /// <summary>Text of the document.</summary>
    public string? Memo { get; init; }

    /// <summary>Department, class and location.</summary>
    public Segments Segments { get; init; } = Segments.None;

    /// <summary>Custom fields.</summary>
    public CustomFields Custom { get; init; } = CustomFields.None;

    internal JsonBody Begin(string partyField, string? party) => new JsonBody().Text("externalId", ExternalId)
        .Ref(partyField, party).Ref("subsidiary", Subsidiary).Ref("currency", Currency)
        .Number("exchangeRate", ExchangeRate).Date("tranDate", Date).Ref("postingPeriod", Period);

    internal JsonBody End(JsonBody body) => Segments.On(body.Text("memo", Memo)).Custom(Custom);
}
