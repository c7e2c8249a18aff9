using Turnstone.Domain.Ledger;
using Turnstone.Storage;
using Turnstone.Storage.Ledger;

namespace Turnstone.UseCases.Ledger;

/// <summary>Adds up what events do to the aging and to customers' balances.</summary>
internal sealed class LedgerSums
{
    private static readonly string DepositSide = Codes.Of(LedgerSide.Deposit);
    private static readonly string Deposit = Codes.Of(DocumentKind.CustomerDeposit);

    private readonly Dictionary<(string Company, string Currency, DateOnly On, DateOnly Due, string Side), long>
        _aging = [];
    private readonly Packing _packing = new();
    private readonly Dictionary<(string Company, string Customer, string Currency), Sum> _balances = [];

    /// <summary>The moves of the aging.</summary>
    public IEnumerable<AgingRow> Aging => _aging
        .Select(entry => new AgingRow
        {
            CompanyId = entry.Key.Company, Currency = entry.Key.Currency, EventOn = entry.Key.On,
            DueOn = entry.Key.Due, Side = entry.Key.Side, Amount = entry.Value,
        });

    /// <summary>The moves of every customer, packed.</summary>
    public IEnumerable<PackedRow> Packed => _packing.Rows;

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
        var key = (change.CompanyId, change.Currency, change.EventOn, change.DueOn, change.Side);
        _aging[key] = _aging.GetValueOrDefault(key) + change.Amount;
        _packing.Add(change);
        var sum = Of(change.CompanyId, change.CustomerId, change.Currency);
        if (change.Side == DepositSide)
        {
            sum.Deposit += change.Amount;
            return;
        }

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
