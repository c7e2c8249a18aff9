using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Posting;

/// <summary>What kind of record may already hold a receipt's money.</summary>
public enum MoneyRecordKind
{
    /// <summary>Customer payment.</summary>
    Payment,

    /// <summary>Customer deposit.</summary>
    CustomerDeposit,

    /// <summary>Journal that moves the bank account.</summary>
    BankJournal,

    /// <summary>Bank deposit.</summary>
    Deposit,
}

/// <summary>A record of money in NetSuite that Turnstone did not make.</summary>
/// <param name="Id">Internal id.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Customer">Whose; null for a journal or deposit without one.</param>
/// <param name="Amount">Its money.</param>
/// <param name="Date">Its date.</param>
/// <param name="CheckNumber">Check number or payer's reference; null where none.</param>
/// <param name="ExternalId">Its external id; ours are never new money.</param>
public sealed record MoneyRecord(
    string Id, string Number, MoneyRecordKind Kind, CustomerId? Customer, Money Amount, DateOnly Date,
    string? CheckNumber = null, string? ExternalId = null);

/// <summary>A record that may be the receipt's money, and why.</summary>
/// <param name="Record">The record.</param>
/// <param name="Why">What makes it look like it, in a sentence.</param>
public sealed record FoundRecord(MoneyRecord Record, string Why);

/// <summary>
/// Payments that somebody already entered in NetSuite: looked for before each posting and at every sync. A person says
/// whether one of them is the receipt's money; one record is accepted for one receipt only.
/// </summary>
public static class FoundInLedger
{
    private const int Days = 5;

    /// <summary>Records that may be a share's money; ours and those taken for other receipts are left out.</summary>
    public static IReadOnlyList<FoundRecord> Candidates(
        Share share, DateOnly date, string? checkNumber, IEnumerable<MoneyRecord> records,
        IReadOnlySet<string> taken) =>
    [
        .. records.Where(record => !ExternalId.IsOurs(record.ExternalId) && !taken.Contains(record.Id))
            .Select(record => (Record: record, Why: WhyOf(share, date, checkNumber, record)))
            .Where(found => found.Why is not null)
            .OrderBy(found => Math.Abs(found.Record.Date.DayNumber - date.DayNumber))
            .ThenBy(found => found.Record.Id, StringComparer.Ordinal)
            .Select(found => new FoundRecord(found.Record, found.Why ?? "")),
    ];

    private static string? WhyOf(Share share, DateOnly date, string? checkNumber, MoneyRecord record)
    {
        if (record.Amount.Currency != share.Amount.Currency)
            return null;
        var sameAmount = record.Amount == share.Amount;
        var sameCustomer = record.Customer == share.Customer;
        var sameCheck = checkNumber is { Length: > 0 }
            && string.Equals(checkNumber, record.CheckNumber, StringComparison.OrdinalIgnoreCase);
        if (sameCheck && (sameAmount || sameCustomer))
            return $"{record.Number} has the check number {checkNumber} and the same "
                + (sameAmount ? "amount." : "customer.");
        var near = Math.Abs(record.Date.DayNumber - date.DayNumber) <= Days;
        // A journal or deposit names no customer: amount and days are all there is.
        return near && sameAmount && (sameCustomer || record.Customer is null)
            ? $"{record.Number} of {record.Date:yyyy-MM-dd} has the same amount"
                + (sameCustomer ? " and customer." : ".")
            : null;
    }
}
