using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Banking;

/// <summary>Who sent the money, as far as the bank says.</summary>
/// <param name="Name">Name as printed, or null.</param>
/// <param name="Account">Account number or IBAN of the payer, or null.</param>
/// <param name="Bank">BIC or routing number of the payer's bank, or null.</param>
public sealed record Payer(string? Name, string? Account = null, string? Bank = null)
{
    /// <summary>Nothing is known of the payer.</summary>
    public static Payer Unknown { get; } = new(Name: null);
}

/// <summary>One entry of a statement as a reader saw it: a bank line, or a detail of one.</summary>
public sealed record BankTransaction
{
    /// <summary>Booking date: the payment's date in the books.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Day the bank counts interest from; null where the file says none.</summary>
    public DateOnly? ValueDate { get; init; }

    /// <summary>Signed from the account holder's view: positive is money in.</summary>
    public required Money Amount { get; init; }

    /// <summary>What the format's code says the line is; rules of the bank account may decide otherwise.</summary>
    public required LineKind Kind { get; init; }

    /// <summary>The bank's own code: BAI2 type code, CSV type word.</summary>
    public string? TypeCode { get; init; }

    /// <summary>The bank's reference of the line; null where the file gives none.</summary>
    public string? Reference { get; init; }

    /// <summary>
    /// Further references by kind, e.g. <c>customer</c>, <c>end_to_end</c>, <c>check</c>, <c>original</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> References { get; init; } = NoReferences;

    /// <summary>Who sent it, as far as the file says.</summary>
    public Payer Payer { get; init; } = Payer.Unknown;

    /// <summary>Remittance and description text, pieces joined as the format says.</summary>
    public string Text { get; init; } = "";

    /// <summary>Physical line of the file where the entry begins, from 1.</summary>
    public required long Line { get; init; }

    /// <summary>Byte offset of the entry in the decoded file: the workbench shows its bytes.</summary>
    public long Offset { get; init; }

    /// <summary>Length in bytes of the entry as it came.</summary>
    public int Length { get; init; }

    /// <summary>What a batch entry is made of; empty for a single entry.</summary>
    public IReadOnlyList<BankTransaction> Parts { get; init; } = [];

    private static readonly IReadOnlyDictionary<string, string> NoReferences =
        new Dictionary<string, string>(0, StringComparer.Ordinal);
}

/// <summary>The head of an account's statement, known before its lines.</summary>
/// <param name="Account">Account number as the file has it, leading zeros kept.</param>
/// <param name="Currency">Currency of the account; where the file says none, the reader's default.</param>
/// <param name="AsOf">Day the statement is about.</param>
/// <param name="Opening">Booked balance before its lines, signed; null where not stated.</param>
/// <param name="Closing">Booked balance after its lines as far as the head states it; null where not stated.</param>
/// <param name="Number">Statement number where the format has one.</param>
/// <param name="Line">Physical line it begins at.</param>
public sealed record StatementHead(
    string Account, Currency Currency, DateOnly? AsOf, Money? Opening, Money? Closing, string? Number, long Line);

/// <summary>The end of an account's statement.</summary>
/// <param name="Closing">Closing balance, signed; null where not stated.</param>
/// <param name="Transactions">How many entries were read.</param>
public sealed record StatementEnd(Money? Closing, long Transactions);
