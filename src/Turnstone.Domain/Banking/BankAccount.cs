using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Banking;

/// <summary>One of our bank accounts as its settings describe it.</summary>
public sealed record BankAccount
{
    /// <summary>Key of the account.</summary>
    public required BankAccountId Id { get; init; }

    /// <summary>Whose money it is.</summary>
    public required CompanyId Company { get; init; }

    /// <summary>What people call it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Its number as files print it: IBAN, account number, with or without the bank's own number.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>Its GL account, by internal id; empty until it is mapped.</summary>
    public string GlAccount { get; init; } = "";

    /// <summary>AR account of money that is on no document; empty until it is mapped.</summary>
    public string ArAccount { get; init; } = "";

    /// <summary>Account of undeposited funds; empty until it is mapped.</summary>
    public string UndepositedFunds { get; init; } = "";

    /// <summary>The source that books it; null where the first to book a day does.</summary>
    public string? BookingSource { get; init; }

    /// <summary>First day whose lines are posted; earlier ones are kept and never posted.</summary>
    public DateOnly StartDate { get; init; } = DateOnly.MinValue;

    /// <summary>Two persons switched automatic posting on for it.</summary>
    public bool AutoPosting { get; init; }

    /// <summary>What its lines are, first rule first.</summary>
    public IReadOnlyList<LineRule> Rules { get; init; } = [];

    /// <summary>How many days a line that awaits details waits for them.</summary>
    public int DetailDays { get; init; } = 3;

    /// <summary>
    /// True where a file means this account: numbers are compared without blanks, dashes and leading zeros, in any
    /// case.
    /// </summary>
    public bool Goes(string number) => Plain(number) is { Length: > 0 } plain
        && (Numbers.Any(own => string.Equals(Plain(own), plain, StringComparison.Ordinal))
            || string.Equals(Plain(Id.Value), plain, StringComparison.Ordinal));

    private static string Plain(string number) =>
        string.Concat(number.Where(char.IsLetterOrDigit)).ToUpperInvariant().TrimStart('0');
}
