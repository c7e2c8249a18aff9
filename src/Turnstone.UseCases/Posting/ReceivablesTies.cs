using Turnstone.Domain.Kernel;
using Turnstone.Domain.Reporting;
using Turnstone.NetSuite;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>
/// Our sub-ledger against an AR account of NetSuite, per currency: document by document, and in the balance of the
/// general ledger, which knows what no document says: lines without a customer, revaluations.
/// </summary>
internal sealed class ReceivablesTies(Work work, INetSuite netSuite)
{
    private const string Accounting = "FROM transactionaccountingline tal JOIN transaction t ON t.id = tal.transaction"
        + " JOIN transactionline tl ON tl.transaction = tal.transaction AND tl.id = tal.transactionline"
        + " JOIN currency c ON c.id = t.currency"
        + " WHERE tal.accountingbook = 1 AND t.posting = 'T' AND tal.account = ? AND tl.subsidiary = ?";

    private const string Sums = "SUM(COALESCE(tl.debitforeignamount, 0)) AS debit,"
        + " SUM(COALESCE(tl.creditforeignamount, 0)) AS credit";

    /// <summary>One tie-out per currency that we or they have anything in.</summary>
    public async Task<Result<IReadOnlyList<CompanyTie>>> Of(PostingSetup setup)
    {
        var (company, account) = (setup.Account.Company.Value, setup.Account.ArAccount);
        var read = await work.Read<IReadOnlyList<(string Currency, long Open)>>(async session =>
            (await TieOutRows.Receivables(session.Db, session.Connection, company, account)).ToList());
        if (!read.Is(out var sums, out var refusal)
            || !(await Balances(company, account)).Is(out var balances, out refusal)
            || !(await Nobodys(company, account)).Is(out var nobodys, out refusal))
            return refusal;
        var open = sums.ToDictionary(sum => sum.Currency, sum => sum.Open, StringComparer.Ordinal);
        var ties = new List<CompanyTie>();
        foreach (var code in open.Keys.Union(balances.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var of = (company, account, code);
            if (!(await TheirOpen(of)).Is(out var theirs, out refusal)
                || !(await Unapproved(of)).Is(out var unapproved, out refusal))
                return refusal;
            var currency = Currency.Of(code);
            var total = theirs.Values.Aggregate(Money.Zero(currency), (sum, document) => sum + document.Open);
            // Only where the totals differ are our documents looked at one by one.
            var equal = total.Minor == open.GetValueOrDefault(code);
            if (!(await Ours(of, equal, theirs)).Is(out var ours, out refusal))
                return refusal;
            ties.Add(new(company, "", LedgerTieOuts.Receivables(new()
            {
                Account = $"{account} {code}", Date = DateOnly.FromDateTime(work.Now.UtcDateTime),
                Balance = balances.GetValueOrDefault(code, Money.Zero(currency)), Ours = ours,
                Theirs = [.. theirs.Values], WithoutDocument = nobodys.GetValueOrDefault(code, []),
                Unapproved = unapproved,
            })));
        }

        return ties;
    }

    /// <summary>Balance of the account in the general ledger, by the currency of its transactions.</summary>
    private async Task<Result<Dictionary<string, Money>>> Balances(string company, string account)
    {
        var answer = await netSuite.QueryAll(new(
            $"SELECT c.symbol, {Sums} {Accounting} GROUP BY c.symbol ORDER BY c.symbol", [account, company]),
            work.Cancel);
        return answer.Is(out var page, out var refusal)
            ? page.Select(row => (Code: row.Needed("symbol"), Amount: Net(row)))
                .Where(sum => !sum.Amount.IsZero)
                .ToDictionary(sum => sum.Code, sum => sum.Amount, StringComparer.Ordinal)
            : refusal;
    }

    /// <summary>Journals with AR lines that name no customer: part of the balance, and nobody's document.</summary>
    private async Task<Result<Dictionary<string, NamedAmount[]>>> Nobodys(string company, string account)
    {
        var answer = await netSuite.QueryAll(new($"""
            SELECT t.id, t.tranid, c.symbol, {Sums} {Accounting} AND t.type = 'Journal' AND tl.entity IS NULL
            GROUP BY t.id, t.tranid, c.symbol ORDER BY t.id
            """, [account, company]), work.Cancel);
        if (!answer.Is(out var page, out var refusal))
            return refusal;
        return page.GroupBy(row => row.Needed("symbol"), row =>
            new NamedAmount($"journal {Named(row)}, no customer", Net(row)), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Documents that post nothing yet, because nobody approved them there.</summary>
    private async Task<Result<IReadOnlyList<NamedAmount>>> Unapproved(
        (string Company, string Account, string Currency) of)
    {
        var currency = Currency.Of(of.Currency);
        var answer = await netSuite.QueryAll(new("""
            SELECT t.id, t.tranid, tl.foreignamount AS amount
            FROM transaction t JOIN transactionline tl ON tl.transaction = t.id AND tl.mainline = 'T'
            JOIN currency c ON c.id = t.currency
            WHERE t.type IN ('CustInvc', 'CustCred', 'CustPymt') AND t.posting = 'F' AND t.voided = 'F'
              AND tl.expenseaccount = ? AND tl.subsidiary = ? AND c.symbol = ?
            ORDER BY t.id
            """, [of.Account, of.Company, of.Currency]), work.Cancel);
        return answer.Is(out var page, out var refusal) ? page.Select(row =>
            new NamedAmount($"{Named(row)}, not approved", row.Money("amount", currency))).ToList() : refusal;
    }

    private static string Named(QueryRow row) => $"{row.Text("tranid") ?? "document"} #{row.Needed("id")}";

    private static Money Net(QueryRow row)
    {
        var currency = Currency.Of(row.Needed("symbol"));
        return row.Money("debit", currency) - row.Money("credit", currency);
    }

    private Task<Result<IReadOnlyList<OpenDocument>>> Ours((string Company, string Account, string Currency) of,
        bool equal, Dictionary<string, OpenDocument> theirs) => equal
        ? Task.FromResult<Result<IReadOnlyList<OpenDocument>>>(theirs.Values.ToList())
        : work.Read<IReadOnlyList<OpenDocument>>(async session =>
            (await TieOutRows.Documents(session.Db, session.Connection, of)).Select(row => new OpenDocument(
                theirs.TryGetValue(row.Id, out var known) ? known.Name : row.Number,
                new(row.Open, Currency.Of(of.Currency)))).ToList());

    /// <summary>Open documents there, by id: invoices, credit memos and payments, and AR lines of journals.</summary>
    private async Task<Result<Dictionary<string, OpenDocument>>> TheirOpen(
        (string Company, string Account, string Currency) of)
    {
        var found = new Dictionary<string, OpenDocument>(StringComparer.Ordinal);
        var currency = Currency.Of(of.Currency);
        const string Amounts = "COALESCE(x.foreignamountunpaid, 0) - COALESCE(x.foreignpaymentamountunused, 0)";
        foreach (var (text, on) in (IReadOnlyList<(string, string)>)
        [
            ("t.type IN ('CustInvc', 'CustCred', 'CustPymt')", "t"),
            ("t.type = 'Journal' AND tl.id = tal.transactionline AND tl.entity IS NOT NULL", "tl"),
        ])
        {
            var last = "0";
            while (true)
            {
                var main = on == "t" ? " AND tl.mainline = 'T'" : "";
                var answer = await netSuite.Query(new($"""
                    SELECT t.id, MIN(t.tranid) AS tranid, SUM({Amounts.Replace("x.", on + ".",
                        StringComparison.Ordinal)}) AS open
                    FROM transaction t JOIN transactionline tl ON tl.transaction = t.id{main}
                    JOIN transactionaccountingline tal ON tal.transaction = t.id JOIN currency c ON c.id = t.currency
                    WHERE {text} AND t.posting = 'T' AND t.voided = 'F' AND tal.accountingbook = 1
                      AND tal.account = ? AND tl.subsidiary = ? AND c.symbol = ? AND t.id > ?
                    GROUP BY t.id ORDER BY t.id FETCH FIRST 1000 ROWS ONLY
                    """, [of.Account, of.Company, of.Currency, last]), work.Cancel);
                if (!answer.Is(out var page, out var refusal))
                    return refusal;
                foreach (var row in page.Rows)
                    Add(row);
                if (page.Rows.Count < 1000)
                    break;
                last = page.Rows[^1].Needed("id");
            }
        }

        return found;

        void Add(QueryRow row)
        {
            var open = row.Money("open", currency);
            if (!open.IsZero)
                found[row.Needed("id")] = new($"{row.Text("tranid") ?? "document"} #{row.Needed("id")}", open);
        }
    }
}
