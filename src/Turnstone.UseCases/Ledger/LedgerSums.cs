using Turnstone.Domain.Ledger;
using Turnstone.Storage;
using Turnstone.Storage.Ledger;

namespace Turnstone.UseCases.Ledger;

/// <summary>Adds up what events do to the aging and to customers' balances.</summary>
internal sealed class LedgerSums
{
    private static readonly string Deposit = Codes.Of(DocumentKind.CustomerDeposit);

    private readonly Dictionary<(string Company, string Currency, DateOnly On, DateOnly Due), long> _aging = [];
    private readonly Dictionary<(string Company, string Customer, string Currency), Sum> _balances = [];

    /// <summary>The moves of the aging.</summary>
    public IEnumerable<AgingRow> Aging => _aging
        .Select(entry => new AgingRow(entry.Key.Company, entry.Key.Currency, entry.Key.On, entry.Key.Due, entry.Value));

    /// <summary>The moves of balances.</summary>
    public IEnumerable<BalanceRow> Balances => _balances.Select(entry => new BalanceRow
    {
        CompanyId = entry.Key.Company, CustomerId = entry.Key.Customer, Currency = entry.Key.Currency,
        OpenAmount = entry.Value.Open, OverdueAmount = entry.Value.Overdue, DepositAmount = entry.Value.Deposit,
        Items = entry.Value.Items,
    });

    /// <summary>Adds an event; overdue is what is due before the day given.</summary>
    public void Add(EventRow change, DateOnly goodFor)
    {
        var sum = Of(change.CompanyId, change.CustomerId, change.Currency);
        if (!change.InBalance)
        {
            sum.Deposit += change.Amount;
            return;
        }

        var key = (change.CompanyId, change.Currency, change.EventOn, change.DueOn);
        _aging[key] = _aging.GetValueOrDefault(key) + change.Amount;
        sum.Open += change.Amount;
        if (change.DueOn < goodFor)
            sum.Overdue += change.Amount;
    }

    /// <summary>Counts an item in or out as it opens or closes; deposits are counted too.</summary>
    public void Count(ItemRow? before, ItemRow after)
    {
        if (before is { OpenAmount: not 0 })
            Of(before.CompanyId, before.CustomerId, before.Currency).Items--;
        if (after.OpenAmount != 0)
            Of(after.CompanyId, after.CustomerId, after.Currency).Items++;
    }

    /// <summary>True for an item that stands beside the balance.</summary>
    public static bool IsDeposit(ItemRow row) => string.Equals(row.Kind, Deposit, StringComparison.Ordinal);

    private Sum Of(string company, string customer, string currency)
    {
        var key = (company, customer, currency);
        if (!_balances.TryGetValue(key, out var sum))
            _balances[key] = sum = new();
        return sum;
    }

    private sealed class Sum
    {
        public long Open { get; set; }

        public long Overdue { get; set; }

        public long Deposit { get; set; }

        public int Items { get; set; }
    }
}
