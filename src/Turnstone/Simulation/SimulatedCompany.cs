using System.Globalization;
using System.Text;
using Turnstone.NetSuite.Sandbox;

namespace Turnstone.Simulation;

/// <summary>
/// A company made from a seed: each day some invoices, and a bank file in which customers pay them whole, short, too
/// much, together, twice, or without a word.
/// </summary>
internal sealed class SimulatedCompany(int seed, SandboxAccount sandbox)
{
    /// <summary>Invoices of a quiet day; a busy one has three more.</summary>
    public int Invoices { get; init; } = 2;

    /// <summary>
    /// True where the day's first invoice has a twin that nobody pays, and a payment of its amount comes once more.
    /// </summary>
    public bool PaysTwice { get; init; }

    private static readonly string[] Names =
        ["Aldgate Brushworks", "Bexley Cordage", "Corvid Mills", "Dunmore Glass", "Everton Looms", "Fenwick Pumps"];

    private readonly Random _dice = new(seed);
    private readonly List<(string Name, long Id)> _customers = [];
    private int _invoices;
    private readonly List<(string Reference, long Cents)> _earlier = [];
    private int _lines;
    private long _balance = 1_000_000;

    private SimulatedCompany(SimulatedCompany before, int seed, SandboxAccount sandbox) : this(seed, sandbox)
    {
        (_invoices, _lines, _balance) = (before._invoices, before._lines, before._balance);
        _customers.AddRange(before._customers);
        _earlier.AddRange(before._earlier);
    }

    /// <summary>Lines the bank has booked so far.</summary>
    public int Lines => _lines;

    /// <summary>The same company going on by another seed, in a copy of its books.</summary>
    public SimulatedCompany GoOn(int seed, SandboxAccount sandbox) => new(this, seed, sandbox) { Invoices = Invoices };

    /// <summary>Opens the books.</summary>
    public void Begin() => sandbox.Load(batch =>
    {
        foreach (var name in Names.Take(3 + _dice.Next(4)))
        {
            var parent = _customers.Count > 0 && _dice.Next(4) == 0 ? _customers[0].Id : (long?)null;
            _customers.Add((name, batch.AddCustomer(new(name, name) { Parent = parent })));
        }
    });

    /// <summary>One day: what is invoiced, and the bank's file of what was paid.</summary>
    public byte[] Day(DateOnly day)
    {
        var owed = new List<(string Number, string Customer, long Cents)>();
        sandbox.Load(batch =>
        {
            for (var at = Invoices + _dice.Next(4); at > 0; at--)
            {
                var (name, id) = _customers[_dice.Next(_customers.Count)];
                var cents = 100L * (50 + _dice.Next(4000)) + _dice.Next(100);
                var number = $"INV-{20_000 + ++_invoices}";
                batch.AddInvoice(new(id, number, day.AddDays(-10), cents / 100m));
                owed.Add((number, name, cents));
                if (PaysTwice && owed.Count == 1)
                    batch.AddInvoice(new(id, $"INV-{20_000 + ++_invoices}", day.AddDays(-9), cents / 100m));
            }
        });
        var lines = new List<(long Cents, string Text)>();
        // Now and then the bank takes back what came in on an earlier day.
        if (_earlier.Count > 0 && _dice.Next(2) == 0)
        {
            var at = _dice.Next(_earlier.Count);
            lines.Add((-_earlier[at].Cents, $"RETURNED ITEM {_earlier[at].Reference}"));
            _earlier.RemoveAt(at);
        }

        foreach (var group in owed.Chunk(1 + _dice.Next(2)))
        {
            var text = $"{group[0].Customer.ToUpperInvariant()} {string.Join(' ', group.Select(one => one.Number))}";
            lines.Add(_dice.Next(8) switch
            {
                0 => (group.Sum(one => one.Cents) - 300, text),
                1 => (group.Sum(one => one.Cents) + 1_234, text),
                2 => (group.Sum(one => one.Cents) / 2, text),
                3 => (group.Sum(one => one.Cents), "UNKNOWN SENDER"),
                _ => (group.Sum(one => one.Cents), text),
            });
        }

        if (PaysTwice)
            lines.Add((owed[0].Cents, $"{owed[0].Customer.ToUpperInvariant()} {owed[0].Number}"));

        return Bai2(day, lines);
    }

    private byte[] Bai2(DateOnly day, List<(long Cents, string Text)> lines)
    {
        var date = day.ToString("yyMMdd", CultureInfo.InvariantCulture);
        var opening = _balance;
        _balance += lines.Sum(line => line.Cents);
        var control = opening + _balance + lines.Sum(line => Math.Abs(line.Cents));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"01,BANK,TURN,{date},0600,1,,,2/\n02,TURN,BANK,1,{date},0600,USD,2/\n");
        text.Append(CultureInfo.InvariantCulture, $"03,1234567,USD,010,{opening},,,015,{_balance},,/\n");
        foreach (var (cents, words) in lines)
        {
            var (code, reference) = (cents < 0 ? 555 : 165, $"S{++_lines:D6}");
            text.Append(CultureInfo.InvariantCulture, $"16,{code},{Math.Abs(cents)},Z,{reference},,{words}\n");
            if (cents > 0)
                _earlier.Add((reference, cents));
        }

        text.Append(CultureInfo.InvariantCulture,
            $"49,{control},{lines.Count + 2}/\n98,{control},1,{lines.Count + 4}/\n99,{control},1,{lines.Count + 6}/\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
