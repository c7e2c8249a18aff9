namespace Turnstone.BankFiles;

/// <summary>
/// Where the fields of a lockbox file stand: banks and their customers agree on widths, so none is fixed. The default
/// is the common 80-character form. Offsets count from 0 and include the record type.
/// </summary>
public sealed record LockboxLayout
{
    /// <summary>The common form.</summary>
    public static LockboxLayout Default { get; } = new();

    /// <summary>Batch number, in records 4 to 7.</summary>
    public Range Batch { get; init; } = 1..4;

    /// <summary>Item number within the batch, in records 4 to 7.</summary>
    public Range Item { get; init; } = 4..7;

    /// <summary>Lockbox number, in records 5, 7 and 8.</summary>
    public Range Lockbox { get; init; } = 7..14;

    /// <summary>Deposit date YYMMDD, in records 5, 7 and 8.</summary>
    public Range DepositDate { get; init; } = 14..20;

    /// <summary>Amount of a check in cents, in record 6.</summary>
    public Range Amount { get; init; } = 7..17;

    /// <summary>Routing number of the payer's bank, in record 6.</summary>
    public Range Routing { get; init; } = 17..26;

    /// <summary>Account of the payer, in record 6.</summary>
    public Range Account { get; init; } = 26..36;

    /// <summary>Check number, in record 6.</summary>
    public Range Check { get; init; } = 36..46;

    /// <summary>Date of the check, in record 6; a file without one has references from here on.</summary>
    public Range CheckDate { get; init; } = 46..52;

    /// <summary>Name of the payer, in record 6.</summary>
    public Range Remitter { get; init; } = 52..82;

    /// <summary>Invoice number or text, in record 4.</summary>
    public Range Invoice { get; init; } = 11..27;

    /// <summary>What is paid on the invoice in cents, in record 4.</summary>
    public Range InvoiceAmount { get; init; } = 27..37;

    /// <summary>What is deducted in cents, in record 4.</summary>
    public Range Deduction { get; init; } = 37..47;

    /// <summary>Reason of the deduction, in record 4.</summary>
    public Range Reason { get; init; } = 47..50;

    /// <summary>Checks of a batch, in record 7.</summary>
    public Range BatchCount { get; init; } = 20..23;

    /// <summary>Amount of a batch in cents, in record 7.</summary>
    public Range BatchAmount { get; init; } = 23..33;

    /// <summary>Checks of a lockbox, in record 8.</summary>
    public Range LockboxCount { get; init; } = 20..24;

    /// <summary>Amount of a lockbox in cents, in record 8.</summary>
    public Range LockboxAmount { get; init; } = 24..34;

    /// <summary>Records of the file, in record 9.</summary>
    public Range Records { get; init; } = 1..7;
}
