using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Reporting;
using Turnstone.NetSuite;
using Turnstone.Storage;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>The tie-outs against NetSuite's own books: bank account, undeposited funds, receivables.</summary>
internal sealed class OutsideTies(Work work, INetSuite netSuite)
{
    private const int IdsAtOnce = 500;

    public async Task<Result<IReadOnlyList<CompanyTie>>> All(IReadOnlyList<BankDay> days)
    {
        var ties = new List<CompanyTie>();
        foreach (var day in days.Where(day => day.Setup is not null))
        {
            if (!(await Bank(day)).Is(out var tie, out var refusal))
                return refusal;
            ties.Add(tie);
        }

        var setups = days.Select(day => day.Setup).OfType<PostingSetup>().ToArray();
        foreach (var setup in setups.DistinctBy(setup => (setup.Account.Company, setup.Account.UndepositedFunds,
            setup.Account.Currency)))
        {
            if (!(await Undeposited(setup)).Is(out var tie, out var refusal))
                return refusal;
            ties.Add(tie);
        }

        var receivables = new ReceivablesTies(work, netSuite);
        foreach (var setup in setups.DistinctBy(setup => (setup.Account.Company, setup.Account.ArAccount)))
        {
            if (!(await receivables.Of(setup)).Is(out var some, out var refusal))
                return refusal;
            ties.AddRange(some);
        }

        return ties;
    }

    private async Task<Result<CompanyTie>> Bank(BankDay day)
    {
        var currency = Currency.Of(day.Row.Currency);
        var records = day.Standing.Where(entry => entry.Row.RecordId is not null && entry.Write.Gl.Any(gl =>
            gl.Account == day.Setup?.Account.GlAccount))
            .ToLookup(entry => entry.Line, entry => entry.Row.RecordId ?? "");
        // Where a rule for closed periods moved the date, that date is the right one.
        var dates = day.Standing.Where(entry => entry.Row.RecordId is not null)
            .ToLookup(entry => entry.Row.RecordId ?? "", entry => entry.Write.Date, StringComparer.Ordinal);
        var found = new Dictionary<string, (DateOnly, Money)>(StringComparer.Ordinal);
        // The ledger is kept in base currency; what a foreign account holds of its own stands on the lines.
        var (debit, credit) = currency == day.Setup?.Account.BaseCurrency ? ("tal.debit", "tal.credit")
            : ("tl.debitforeignamount", "tl.creditforeignamount");
        foreach (var ids in records.SelectMany(group => group).Distinct(StringComparer.Ordinal).Chunk(IdsAtOnce))
        {
            var answer = await netSuite.Query(new($"""
                SELECT t.id, TO_CHAR(t.trandate, 'YYYY-MM-DD') AS trandate, SUM(COALESCE({debit}, 0)) AS debit,
                  SUM(COALESCE({credit}, 0)) AS credit
                FROM transaction t JOIN transactionaccountingline tal ON tal.transaction = t.id
                JOIN transactionline tl ON tl.transaction = t.id AND tl.id = tal.transactionline
                WHERE tal.accountingbook = 1 AND tal.account = ? AND t.id IN ({Marks(ids)})
                GROUP BY t.id, TO_CHAR(t.trandate, 'YYYY-MM-DD')
                """, [day.Setup?.Account.GlAccount ?? "", .. ids]), work.Cancel);
            if (!answer.Is(out var page, out var refusal))
                return refusal;
            foreach (var row in page.Rows)
                found[row.Needed("id")] = (Dated(row.Date("trandate") ?? DateOnly.MinValue, dates[row.Needed("id")],
                    day.Row.Day), row.Money("debit", currency) - row.Money("credit", currency));
        }

        var lines = day.Lines.Select(line => Booked(day, line, records[line.Id].Where(found.ContainsKey)
            .Select(id => found[id]).ToArray()));
        return day.Tie(BankTieOuts.Ledger(day.Row.BankAccount, day.Row.Day, [.. lines], currency));
    }

    /// <summary>The bank's own day for a record that is dated as it was planned, whatever moved it there.</summary>
    private static DateOnly Dated(DateOnly there, IEnumerable<DateOnly> planned, DateOnly day) =>
        planned.Contains(there) ? day : there;

    private static LedgerLine Booked(BankDay day, TiedLineRow line, (DateOnly Date, Money Amount)[] records)
    {
        var amount = new Money(line.Amount, Currency.Of(day.Row.Currency));
        var name = $"{(line.Reference.Length > 0 ? line.Reference : "line")} #{line.Id}";
        var states = day.Shares.Where(row => row.BankLineId == line.Id)
            .Select(row => row.ShareState ?? row.QueueState).Distinct(StringComparer.Ordinal).ToArray();
        // A line all of whose shares are posted must be there; every other one says why it may not be.
        var waits = line.Kind != "receipt" ? line.Kind
            : states.Length == 1 && states[0] == "posted" && records.Length > 0 ? null : string.Join(", ", states);
        return records.Length == 0 ? new(name, day.Row.Day, amount, null, null,
                states is ["posted"] ? "its deposit is under way" : waits)
            : new(name, day.Row.Day, amount, records[0].Date, records.Skip(1).Aggregate(records[0].Amount,
                (sum, record) => sum + record.Amount), waits);
    }

    private async Task<Result<CompanyTie>> Undeposited(PostingSetup setup)
    {
        var (company, account) = (setup.Account.Company.Value, setup.Account.UndepositedFunds);
        var read = await work.Read<(IReadOnlyList<NamedAmount> Ours, IReadOnlySet<string> UnderWay)>(async session =>
            ([.. (await TieOutRows.Waiting(session.Db, session.Connection, company))
                .Select(row => PostingJson.Read(Codes.Read<WriteKind>(row.Kind), row.Plan))
                .Select(write => Waiting(write, account, setup.Account.BaseCurrency)).OfType<NamedAmount>()],
                (await TieOutRows.UnderWay(session.Db, session.Connection, company))
                    .ToHashSet(StringComparer.Ordinal)));
        if (!read.Is(out var waiting, out var refusal))
            return refusal;
        var answer = await netSuite.Query(new("""
            SELECT t.id, t.tranid, t.type, t.externalid, SUM(COALESCE(tal.debit, 0)) AS debit,
              SUM(COALESCE(tal.credit, 0)) AS credit
            FROM transaction t JOIN transactionaccountingline tal ON tal.transaction = t.id
            JOIN transactionline tl ON tl.transaction = t.id AND tl.mainline = 'T'
            WHERE tal.accountingbook = 1 AND tal.account = ? AND tl.subsidiary = ?
            GROUP BY t.id, t.tranid, t.type, t.externalid ORDER BY t.id
            """, [account, company]), work.Cancel);
        if (!answer.Is(out var page, out refusal))
            return refusal;
        var currency = setup.Account.BaseCurrency;
        var nothing = Money.Zero(currency);
        var moves = page.Rows.Select(row => (Name: row.Text("tranid") ?? row.Needed("id"),
            Why: WhyBeside(row.Text("externalid"), waiting.UnderWay),
            Amount: row.Money("debit", currency) - row.Money("credit", currency))).ToArray();
        var balance = moves.Aggregate(nothing, (sum, move) => sum + move.Amount);
        return new CompanyTie(company, "", LedgerTieOuts.UndepositedFunds(account, Today(), balance,
            waiting.Ours,
            [.. moves.Where(move => move.Why is not null && !move.Amount.IsZero)
                .Select(move => new NamedAmount($"{move.Name}, {move.Why}", move.Amount))]));
    }

    /// <summary>Why a record is none of our posted payments; null where it is one.</summary>
    private static string? WhyBeside(string? externalId, IReadOnlySet<string> underWay) =>
        !ExternalId.IsOurs(externalId) ? "not ours"
        : underWay.Contains(externalId ?? "") ? "posted, not yet read back equal" : null;

    /// <summary>What a record of ours has in undeposited funds, in base currency as that account is kept.</summary>
    private static NamedAmount? Waiting(PlannedWrite write, string account, Currency currency) => write switch
    {
        PaymentWrite { Undeposited: true } payment when payment.Account == account =>
            new($"payment of {payment.Customer}", InBase(payment.Received, write.ExchangeRate, currency)),
        CustomerDepositWrite { Undeposited: true } deposit when deposit.Account == account =>
            new($"customer deposit of {deposit.Customer}", InBase(deposit.Received, write.ExchangeRate, currency)),
        _ => null,
    };

    private static Money InBase(Money amount, decimal rate, Currency currency) =>
        amount.Currency == currency ? amount : Money.Rounded(amount.ToDecimal() * rate, currency);

    private DateOnly Today() => DateOnly.FromDateTime(work.Now.UtcDateTime);

    private static string Marks(IEnumerable<string> ids) => string.Join(", ", ids.Select(_ => "?"));
}
