using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>
/// What each sync looks for: payments and customer deposits that somebody, or NetSuite itself, entered for money that
/// waits here. The receipt then asks a person whether it is the same, long before anybody approves it.
/// </summary>
internal static class EnteredMeanwhile
{
    /// <summary>Adds what was not asked before; how many receipts ask.</summary>
    public static async Task<int> Ask(Session session)
    {
        var receipts = (await FoundRows.Entered(session.Db, session.Connection))
            .GroupBy(row => row.ReceiptId).ToList();
        var asked = 0;
        foreach (var receipt in receipts)
        {
            var not = await FoundRows.NotThese(session.Db, session.Connection, receipt.Key);
            var records = receipt.GroupBy(row => row.RecordId, StringComparer.Ordinal).Select(group => group.First())
                .Where(row => !not.Contains(row.RecordId)).ToList();
            var found = records.SelectMany(row => FoundInLedger.Candidates(Share(row), row.BookedOn, null,
                [Record(row)], not)).ToList();
            if (found.Count > 0 && await Add(session, receipt.First(), found))
                asked++;
        }

        return asked;
    }

    private static async Task<bool> Add(Session session, EnteredRow receipt, List<FoundRecord> found)
    {
        var first = await session.NewIds(found.Count);
        var added = 0;
        for (var at = 0; at < found.Count; at++)
        {
            var record = found[at].Record;
            added += await FoundRows.Add(session.Db, session.Connection, new()
            {
                Id = first + at, CompanyId = receipt.CompanyId, ReceiptId = receipt.ReceiptId, RecordId = record.Id,
                RecordKind = Codes.Of(record.Kind), Number = record.Number, CustomerId = record.Customer?.Value,
                Amount = record.Amount.Minor, Currency = record.Amount.Currency.Code, DatedOn = record.Date,
                Why = found[at].Why, FoundAt = session.At,
            });
        }

        if (added > 0)
        {
            session.Audit(new("receipt.maybe_entered", Receipts.Subject(receipt.ReceiptId))
            {
                Company = new(receipt.CompanyId), Why = found[0].Why,
                After = new { records = string.Join(", ", found.Select(one => one.Record.Number)) },
            });
        }

        return added > 0;
    }

    private static Share Share(EnteredRow row) => new(new(row.CustomerId), new(row.CompanyId), row.ArAccount, [],
        new(row.Amount, Currency.Of(row.Currency)));

    private static MoneyRecord Record(EnteredRow row) => new(row.RecordId, row.Number,
        row.RecordKind == "customer_deposit" ? MoneyRecordKind.CustomerDeposit : MoneyRecordKind.Payment,
        new(row.CustomerId), new(row.Amount, Currency.Of(row.Currency)), row.DatedOn, ExternalId: row.ExternalId);
}
