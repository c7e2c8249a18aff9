
namespace Turnstone.UseCases.CashApplication.Cashbench;

/// <summary>
/// Makes a company's morning from a seed: customers, documents, a year settled, and receipts with what a careful
/// clerk books. It knows nothing of the engine; who it is tuned to please is nobody.
/// </summary>
internal sealed class BenchGenerator
{
    private const int HistoryPerCustomer = 8;

    private readonly BenchCompany _company;
    private readonly Random _dice;
    private readonly BenchNoise _noise;
    private readonly List<BenchCustomer> _customers = [];
    private readonly List<BenchItem> _items = [];
    private readonly List<BenchSettled> _history = [];
    private int _numbers;

    private BenchGenerator(BenchCompany company, int seed)
    {
        _company = company;
        _dice = new(seed);
        _noise = new(_dice);
    }

    /// <summary>One morning with so many receipts.</summary>
    public static BenchCase Make(BenchCompany company, int seed, int receipts)
    {
        var generator = new BenchGenerator(company, seed);
        generator.People();
        generator.Documents();
        generator.Past();
        var made = new BenchReceipts(company, generator._customers, generator._history, generator._dice,
            generator._noise).Make(receipts);
        return new(company, generator._customers, generator._items, generator._history, made);
    }

    private void People()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (_customers.Count < _company.Customers)
        {
            var words = new[] { _noise.One(_company.Trades), _noise.One(_company.Trades), _noise.One(Trade) };
            var name = $"{(_dice.Next(3) == 0 ? $"{words[0]} & {words[1]}" : words[0])} {words[2]} {_noise.One(
                _company.Forms)}";
            if (!seen.Add(name))
                continue;
            var parent = _customers.Count > 20 && _dice.Next(25) == 0 ? _customers[_dice.Next(20)].Id : null;
            var customer = new BenchCustomer($"K{4000 + _customers.Count * 7}", name, parent,
                _dice.Next(4) == 0 ? "2% 10 Net 30" : "Net 30", $"{_dice.NextInt64(10_000_000, 9_999_999_999)}");
            customer.Names.Add(_noise.Printed(name));
            if (_noise.Chance(_company.Mix.Renamed))
                customer.Names.Add(_noise.Printed(_noise.Renamed(name)));
            if (_noise.Chance(_company.Mix.Renamed / 4))
                customer.Names.Add(
                    $"{_noise.One(_company.Trades).ToUpperInvariant()} SHARED SERVICES {_customers.Count}");
            _customers.Add(customer);
        }
    }

    private static readonly string[] Trade =
    [
        "Tools", "Fittings", "Print", "Foods", "Optics", "Paper", "Machines", "Freight", "Supplies", "Textiles",
        "Pharma", "Signs", "Glass", "Timber", "Plastics", "Energy",
    ];

    private void Documents()
    {
        for (var at = 0; at < _company.Items; at++)
        {
            // A few customers have most of the documents.
            var customer = _customers[(int)(_customers.Count * Math.Pow(_dice.NextDouble(), 1.7))];
            var day = BenchCase.AsOf.AddDays(-_dice.Next(1, 95));
            var credit = _dice.Next(30) == 0;
            var total = credit ? Amount() / 6 + 1 : Amount();
            var open = !credit && _company.Prices.Length == 0 && _dice.Next(25) == 0 ? total * 3 / 5 : total;
            var terms = !credit && customer.Terms.StartsWith('2');
            var item = new BenchItem(
                credit ? _company.Credit(_numbers++) : _company.Number(_numbers++, day), credit, customer, day,
                credit ? day : day.AddDays(30), total, open,
                _dice.Next(5) == 0 ? $"4500{_dice.Next(100_000, 999_999)}" : null,
                terms && open == total ? 2 : 0, terms && open == total ? day.AddDays(10) : null);
            _items.Add(item);
            customer.Items.Add(item);
        }
    }

    private void Past()
    {
        foreach (var customer in _customers)
        {
            for (var at = 0; at < _dice.Next(1, HistoryPerCustomer * 2); at++)
            {
                var day = BenchCase.AsOf.AddDays(-_dice.Next(100, 400));
                var number = _company.Number(_numbers++, day);
                var name = customer.Names[_dice.Next(3) == 0 ? _dice.Next(customer.Names.Count) : 0];
                _history.Add(new(day, name, _dice.Next(3) == 0 ? "" : customer.Account, Amount(),
                    _dice.Next(2) == 0 ? $"{_noise.One(_company.Prefixes)} {number}" : "", customer, number));
            }
        }
    }

    private long Amount()
    {
        if (_company.Prices.Length > 0 && _dice.Next(8) != 0)
            return _noise.One(_company.Prices);
        var major = Math.Exp(4 + _dice.NextDouble() * 5);
        var minor = (long)(major * _company.Currency.MinorPerMajor) * (_company.Currency.Exponent == 0 ? 100 : 1);
        // One in nine is a round amount.
        var round = 100 * _company.Currency.MinorPerMajor;
        return _dice.Next(9) == 0 ? Math.Max(round, minor / round * round) : minor + _dice.Next(1, 99);
    }
}
