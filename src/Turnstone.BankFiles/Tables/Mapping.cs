namespace Turnstone.BankFiles;

/// <summary>What a column of a table holds.</summary>
public enum Field
{
    /// <summary>Booking date.</summary>
    Date,

    /// <summary>Value date.</summary>
    ValueDate,

    /// <summary>Signed amount, or unsigned with a direction column.</summary>
    Amount,

    /// <summary>Money in, in a column of its own.</summary>
    Credit,

    /// <summary>Money out, in a column of its own.</summary>
    Debit,

    /// <summary>Word or letter that says the direction.</summary>
    Direction,

    /// <summary>Currency code.</summary>
    Currency,

    /// <summary>Balance after the line.</summary>
    Balance,

    /// <summary>The bank's reference of the line.</summary>
    Reference,

    /// <summary>Reference the customer or payer gave.</summary>
    CustomerReference,

    /// <summary>Type word or code of the bank.</summary>
    Type,

    /// <summary>Remittance or description text; several columns are joined by a blank.</summary>
    Text,

    /// <summary>Name of the payer.</summary>
    PayerName,

    /// <summary>Account of the payer.</summary>
    PayerAccount,

    /// <summary>Bank of the payer.</summary>
    PayerBank,

    /// <summary>Our account, where a file holds several.</summary>
    Account,

    /// <summary>Advice: reference of the payment.</summary>
    PaymentReference,

    /// <summary>Advice: total of the payment.</summary>
    PaymentAmount,

    /// <summary>Advice: document number.</summary>
    Document,

    /// <summary>Advice: amount of the document.</summary>
    Gross,

    /// <summary>Advice: discount taken.</summary>
    Discount,

    /// <summary>Advice: other deduction.</summary>
    Deduction,

    /// <summary>Advice: reason of the deduction.</summary>
    Reason,

    /// <summary>Advice: what is paid for the document. Payout: what is left after the fee.</summary>
    Net,

    /// <summary>Payout: what the provider keeps; several columns are added up.</summary>
    Fee,

    /// <summary>Payout: id of the transfer to the bank account that the row is part of.</summary>
    Payout,

    /// <summary>Payout: whether the row is final.</summary>
    Status,

    /// <summary>Payout: what is left, where money in has a column of its own.</summary>
    NetCredit,

    /// <summary>Payout: what is taken, where money out has a column of its own.</summary>
    NetDebit,
}

/// <summary>Which sign of the amount column is money in.</summary>
public enum SignRule
{
    /// <summary>Positive is money in; with a direction column the word decides.</summary>
    Signed,

    /// <summary>Positive is money out (card statements).</summary>
    Inverted,
}

/// <summary>How one bank's or payer's table is read. Values, not text: YAML is read by Turnstone.Extraction.</summary>
public sealed record Mapping
{
    /// <summary>Name the mapping goes by.</summary>
    public required string Name { get; init; }

    /// <summary>Which column holds what: header text, or <c>#3</c> for the third column.</summary>
    public required IReadOnlyList<(Field Field, string Column)> Columns { get; init; }

    /// <summary>
    /// Where the columns of a fixed-width text stand, in characters from 0: <c>#1</c> is the first of them. Empty for a
    /// text with separators.
    /// </summary>
    public IReadOnlyList<Range> Widths { get; init; } = [];

    /// <summary>
    /// What the lines of a fixed-width text begin with that are entries; others are noted and not read. Null: all are.
    /// </summary>
    public string? EntriesBegin { get; init; }

    /// <summary>Decimals of amounts written without a decimal sign: 2 reads 0000012345 as 123.45.</summary>
    public int ImpliedDecimals { get; init; }

    /// <summary>Separator; null finds it.</summary>
    public char? Separator { get; init; }

    /// <summary>Encoding by its IANA name; null tries UTF-8, then Windows-1252.</summary>
    public string? Encoding { get; init; }

    /// <summary>Lines before the header that are skipped unread.</summary>
    public int SkipLines { get; init; }

    /// <summary>False where the first line is data and columns go by number.</summary>
    public bool Header { get; init; } = true;

    /// <summary>Date forms in .NET notation, tried in order; empty finds them.</summary>
    public IReadOnlyList<string> DateForms { get; init; } = [];

    /// <summary>Decimal sign; null finds it per column.</summary>
    public char? Decimal { get; init; }

    /// <summary>Which sign is money in.</summary>
    public SignRule Sign { get; init; }

    /// <summary>Words of the direction column that mean money in, next to the known ones.</summary>
    public IReadOnlyList<string> CreditWords { get; init; } = [];

    /// <summary>Currency of every line without a currency column; null takes the settings' default.</summary>
    public string? Currency { get; init; }

    /// <summary>Our account where the file names none.</summary>
    public string? Account { get; init; }
}
