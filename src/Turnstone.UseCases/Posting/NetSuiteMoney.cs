using System.Globalization;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;

namespace Turnstone.UseCases.Posting;

/// <summary>
/// Records of NetSuite that may hold a share's money already, whoever made them: a person, NetSuite's bank import or
/// its automated cash application.
/// </summary>
internal sealed class NetSuiteMoney(INetSuite netSuite, CancellationToken stop)
{
    private const int Days = 6;

    /// <summary>Payments, customer deposits, and journals and deposits that move the bank account.</summary>
    public async Task<Result<IReadOnlyList<MoneyRecord>>> Of(
        PaymentWrite payment, string? checkNumber, PostingAccount account)
    {
        if (!(await Payments(payment, checkNumber)).Is(out var payments, out var refusal)
            || !(await OnBank(payment, account)).Is(out var others, out refusal))
            return refusal;
        return payments.Concat(others).ToList();
    }

    /// <summary>
    /// Journals and bank deposits of the very amount on the bank account, with their customer where their lines name
    /// one alone.
    /// </summary>
    private async Task<Result<IReadOnlyList<MoneyRecord>>> OnBank(PaymentWrite payment, PostingAccount account)
    {
        var amount = payment.Received;
        if (amount.Currency != account.Currency)
            return new List<MoneyRecord>();
        var debit = account.Currency == account.BaseCurrency ? "tal.debit" : "tl.debitforeignamount";
        var answer = await netSuite.QueryAll(new($"""
            SELECT t.id, t.type, t.tranid, t.externalid, TO_CHAR(t.trandate, 'YYYY-MM-DD') AS trandate,
              SUM(COALESCE({debit}, 0)) AS debit
            FROM transaction t JOIN transactionaccountingline tal ON tal.transaction = t.id
            JOIN transactionline tl ON tl.transaction = t.id AND tl.id = tal.transactionline
            WHERE t.type IN ('Journal', 'Deposit') AND t.voided = 'F' AND tal.accountingbook = 1 AND tal.account = ?
              AND t.trandate >= TO_DATE(?, 'YYYY-MM-DD') AND t.trandate <= TO_DATE(?, 'YYYY-MM-DD')
            GROUP BY t.id, t.type, t.tranid, t.externalid, TO_CHAR(t.trandate, 'YYYY-MM-DD') ORDER BY t.id
            """, [account.GlAccount, Day(payment.Date.AddDays(-Days)), Day(payment.Date.AddDays(Days))]), stop);
        if (!answer.Is(out var page, out var refusal))
            return refusal;
        var rows = page.Where(row => row.Money("debit", amount.Currency) == amount).ToList();
        if (!(await Customers([.. rows.Select(row => row.Needed("id"))])).Is(out var customers, out refusal))
            return refusal;
        return rows.Select(row => new MoneyRecord(row.Needed("id"), row.Text("tranid") ?? row.Needed("id"),
            row.Needed("type") == "Journal" ? MoneyRecordKind.BankJournal : MoneyRecordKind.Deposit,
            customers.GetValueOrDefault(row.Needed("id")) is [var only] ? only : null, amount,
            row.Date("trandate") ?? DateOnly.MinValue, ExternalId: row.Text("externalid"))).ToList();
    }

    private async Task<Result<Dictionary<string, CustomerId[]>>> Customers(string[] ids)
    {
        if (ids.Length == 0)
            return new Dictionary<string, CustomerId[]>(StringComparer.Ordinal);
        var answer = await netSuite.QueryAll(new($"""
            SELECT DISTINCT tl.transaction, tl.entity FROM transactionline tl
            WHERE tl.transaction IN ({string.Join(", ", ids.Select(_ => "?"))}) AND tl.entity IS NOT NULL
            """, ids), stop);
        return answer.Is(out var page, out var refusal)
            ? page.GroupBy(row => row.Needed("transaction"), row => new CustomerId(row.Needed("entity")),
                StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToArray(),
                StringComparer.Ordinal)
            : refusal;
    }

    /// <summary>Payments and customer deposits of a customer around a day, and those of a check number.</summary>
    private async Task<Result<IReadOnlyList<MoneyRecord>>> Payments(PaymentWrite payment, string? checkNumber)
    {
        var from = Day(payment.Date.AddDays(-Days));
        var until = Day(payment.Date.AddDays(Days));
        var text = "SELECT t.id, t.type, t.tranid, t.entity, c.symbol, t.foreigntotal, t.otherrefnum, t.externalid,"
            + " TO_CHAR(t.trandate, 'YYYY-MM-DD') AS trandate FROM transaction t JOIN currency c ON c.id = t.currency"
            + " WHERE t.type IN ('CustPymt', 'CustDep') AND t.voided = 'F' AND ";
        var near = await netSuite.QueryAll(new(text + "t.entity = ? AND t.trandate >= TO_DATE(?, 'YYYY-MM-DD')"
            + " AND t.trandate <= TO_DATE(?, 'YYYY-MM-DD') ORDER BY t.id",
            [payment.Customer.Value, from, until]), stop);
        if (!near.Is(out var page, out var refusal))
            return refusal;
        var rows = page.ToList();
        if (checkNumber is { Length: > 0 })
        {
            var named = await netSuite.QueryAll(new(text + "t.otherrefnum = ? ORDER BY t.id", [checkNumber]), stop);
            if (!named.Is(out page, out refusal))
                return refusal;
            rows.AddRange(page);
        }

        return rows.Select(MoneyOf).DistinctBy(record => record.Id, StringComparer.Ordinal).ToList();
    }

    private static MoneyRecord MoneyOf(QueryRow row) => new(
        row.Needed("id"), row.Text("tranid") ?? row.Needed("id"),
        row.Needed("type") == "CustDep" ? MoneyRecordKind.CustomerDeposit : MoneyRecordKind.Payment,
        row.Text("entity") is { } customer ? new(customer) : null,
        row.Money("foreigntotal", Currency.Of(row.Needed("symbol"))).Abs(),
        row.Date("trandate") ?? DateOnly.MinValue, row.Text("otherrefnum"), row.Text("externalid"));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
