using System.Globalization;

namespace Turnstone.Demo.Company;

/// <summary>
/// Three bank days of both accounts: the everyday payments and the stories a cash-application clerk knows. Each open
/// document is used by one story only, but for the stories that are about using it twice.
/// </summary>
internal sealed class DemoMorning
{
    private readonly Random _random;
    private readonly Dictionary<DemoCustomer, Queue<DemoDocument>> _invoices = [];
    private readonly Dictionary<DemoCustomer, Queue<DemoDocument>> _credits = [];
    private readonly IReadOnlyList<DemoCustomer> _customers;
    private readonly DemoLedger _ledger;
    private readonly List<DemoLine> _lines = [];
    private readonly List<DemoPayment> _entered = [];
    private long _reference = 431_467_125_000;

    public DemoMorning(Random random, IReadOnlyList<DemoCustomer> customers, DemoLedger ledger)
    {
        (_random, _customers, _ledger) = (random, customers, ledger);
        foreach (var customer in customers)
        {
            var open = ledger.Open.Where(document => document.Customer == customer).ToArray();
            _invoices[customer] = new(open.Where(document => document.Minor > 0));
            _credits[customer] = new(open.Where(document => document.Minor < 0));
        }

        Stories();
        Everyday();
        NotReceivables();
    }

    /// <summary>Lines of both accounts by day, in the order the bank lists them.</summary>
    public IReadOnlyList<DemoLine> Lines =>
        [.. _lines.OrderBy(line => line.Date).ThenBy(line => line.Reference, StringComparer.Ordinal)];

    /// <summary>Payments that somebody has entered in NetSuite already.</summary>
    public IReadOnlyList<DemoPayment> EnteredByHand => _entered;

    private static DateOnly Day(int number) => DemoCompany.BankDays[number];

    private void Stories()
    {
        foreach (var subsidiary in new[] { DemoCompany.Us, DemoCompany.De })
        {
            Family(subsidiary);
            ShortAndOver(subsidiary);
            CreditNetted(subsidiary);
            PaidTwice(subsidiary);
            Unknown(subsidiary);
        }

        Twins();
        TwoReceiptsForOneInvoice();
        AlreadyEntered();
        Returned();
    }

    /// <summary>A parent pays one invoice of each of two children, and names them.</summary>
    private void Family(DemoSubsidiary subsidiary)
    {
        var parent = _customers.First(customer => customer.Parent is null && Children(customer).Count(Owes) >= 2
            && customer.Subsidiary == subsidiary);
        var paid = Children(parent).Where(Owes).Take(2).Select(child => _invoices[child].Dequeue()).ToArray();
        Pay(parent, Day(0), paid.Sum(document => document.Minor), Numbers(paid));
    }

    private IEnumerable<DemoCustomer> Children(DemoCustomer parent) =>
        _customers.Where(customer => customer.Parent == parent.Number);

    /// <summary>The terms' discount taken, a few units short, too short, and more than the invoice.</summary>
    private void ShortAndOver(DemoSubsidiary subsidiary)
    {
        var granted = _invoices.Where(entry => entry.Key.Subsidiary == subsidiary
            && entry.Key.Terms.DiscountPercent > 0);
        if (granted.SelectMany(entry => entry.Value.TakeLast(1)).MaxBy(document => document.Date) is { } young)
        {
            Use(young);
            Pay(young.Customer, Day(0), young.Minor - young.Discount, Numbers([young]) + " LESS DISC");
        }

        var near = Next(subsidiary);
        Pay(near.Customer, Day(1), near.Minor - 350, Numbers([near]));
        var far = Next(subsidiary);
        Pay(far.Customer, Day(1), far.Minor * 8 / 10, Numbers([far]) + " SHORT DAMAGED GOODS");
        var over = Next(subsidiary);
        Pay(over.Customer, Day(2), over.Minor + 10_000, Numbers([over]));
    }

    /// <summary>An invoice less a credit memo, both named.</summary>
    private void CreditNetted(DemoSubsidiary subsidiary)
    {
        var customer = _customers.FirstOrDefault(one => one.Subsidiary == subsidiary && Owes(one)
            && _credits[one].Count > 0 && _invoices[one].Peek().Minor > -_credits[one].Peek().Minor);
        if (customer is null)
            return;
        var (invoice, credit) = (_invoices[customer].Dequeue(), _credits[customer].Dequeue());
        Pay(customer, Day(1), invoice.Minor + credit.Minor, Numbers([invoice]) + " LESS " + credit.Number);
    }

    /// <summary>An invoice that was paid weeks ago is paid again.</summary>
    private void PaidTwice(DemoSubsidiary subsidiary)
    {
        var before = _ledger.Payments.Where(payment => payment.Customer.Subsidiary == subsidiary
            && payment.Paid.Count == 1).MaxBy(payment => payment.Date);
        if (before is not null)
            Pay(before.Customer, Day(2), before.Paid[0].Minor, Numbers(before.Paid));
    }

    /// <summary>Money of somebody nobody knows, and money whose payer is known and says nothing.</summary>
    private void Unknown(DemoSubsidiary subsidiary)
    {
        Add(subsidiary, Day(1), _random.NextInt64(20_000, 900_000), 301, "MOBILE DEPOSIT");
        Add(subsidiary, Day(2), _random.NextInt64(20_000, 900_000), 195, "TRANSFER REF 882114", "QRS TRUST");
        var silent = _customers.First(customer => customer.Subsidiary == subsidiary && _invoices[customer].Count >= 2);
        Pay(silent, Day(2), 123_457, "PAYMENT ON ACCOUNT");
    }

    /// <summary>Two truly identical lines on one day: two instalments of equal amount, both real.</summary>
    private void Twins()
    {
        var customer = _customers.First(one => one.Subsidiary == DemoCompany.Us && Owes(one));
        var invoice = _invoices[customer].Dequeue();
        for (var twin = 0; twin < 2; twin++)
        {
            _lines.Add(new(DemoCompany.Us, Day(1), invoice.Minor / 4, 165, "TWIN0001", customer.BankName,
                customer.Account, $"PART PAYMENT {invoice.Number}"));
        }
    }

    /// <summary>Two receipts of two days cite the same invoice, each with its whole amount.</summary>
    private void TwoReceiptsForOneInvoice()
    {
        var invoice = Next(DemoCompany.Us);
        Pay(invoice.Customer, Day(1), invoice.Minor, Numbers([invoice]));
        Pay(invoice.Customer, Day(2), invoice.Minor, Numbers([invoice]));
    }

    /// <summary>Somebody has seen the money online and entered the payment by hand.</summary>
    private void AlreadyEntered()
    {
        var invoice = Next(DemoCompany.Us);
        Pay(invoice.Customer, Day(0), invoice.Minor, Numbers([invoice]));
        _entered.Add(new(invoice.Customer, Day(0), [invoice], "entered by hand from online banking"));
    }

    /// <summary>A check of last week comes back unpaid.</summary>
    private void Returned()
    {
        var before = _ledger.Payments.Where(payment => payment.Customer.Subsidiary == DemoCompany.Us)
            .MaxBy(payment => payment.Date);
        if (before is null)
            return;
        Add(DemoCompany.Us, Day(2), -before.Paid.Sum(document => document.Minor), 555,
            $"RETURNED ITEM NSF {Numbers(before.Paid)}", before.Customer.BankName);
    }

    /// <summary>What most lines are: one to three invoices named in one of the ways people name them.</summary>
    private void Everyday()
    {
        foreach (var customer in _customers.Where(Owes))
        {
            if (_random.Next(3) == 0)
                continue;
            var paid = Enumerable.Range(0, Math.Min(_invoices[customer].Count, 1 + _random.Next(3)))
                .Select(_ => _invoices[customer].Dequeue()).ToArray();
            Pay(customer, Day(_random.Next(3)), paid.Sum(document => document.Minor), Cited(paid));
        }
    }

    private string Cited(DemoDocument[] paid) => _random.Next(6) switch
    {
        0 => "",
        1 when paid.All(document => document.Order is not null) =>
            string.Join(' ', paid.Select(document => document.Order)),
        2 => "INV " + string.Join(", ", paid.Select(document => WithoutPrefix(document.Number))),
        3 => string.Join('/', paid.Select(document => document.Number)),
        _ => "PAYMENT " + Numbers(paid),
    };

    private static string WithoutPrefix(string number) =>
        number.TrimStart('I', 'N', 'V', 'R', 'E', '-').TrimStart('0');

    /// <summary>Sweeps, fees, interest and our own money going out.</summary>
    private void NotReceivables()
    {
        foreach (var day in DemoCompany.BankDays)
        {
            Add(DemoCompany.Us, day, -_random.NextInt64(1_000_000, 9_000_000), 575, "ZBA SWEEP TO CONCENTRATION");
            Add(DemoCompany.Us, day, -_random.NextInt64(900, 4_000), 698, "ACCOUNT ANALYSIS FEE");
            Add(DemoCompany.De, day, -_random.NextInt64(900, 4_000), 698, "KONTOFUEHRUNG ENTGELT");
            Add(DemoCompany.De, day, -_random.NextInt64(90_000, 4_000_000), 495, "UEBERWEISUNG LIEFERANT");
        }

        Add(DemoCompany.Us, Day(2), 41_872, 354, "INTEREST EARNED");
    }

    private bool Owes(DemoCustomer customer) => _invoices[customer].Count > 0;

    private DemoDocument Next(DemoSubsidiary subsidiary) =>
        _invoices[_customers.Last(customer => customer.Subsidiary == subsidiary && Owes(customer))].Dequeue();

    private void Use(DemoDocument document) => _invoices[document.Customer] =
        new(_invoices[document.Customer].Where(other => other != document));

    private static string Numbers(IEnumerable<DemoDocument> documents) =>
        string.Join(' ', documents.Select(document => document.Number));

    private void Pay(DemoCustomer customer, DateOnly day, long minor, string text) => _lines.Add(new(
        customer.Subsidiary, day, minor, _random.Next(3) == 0 ? 195 : 165, NextReference(), customer.BankName,
        customer.Account, text));

    private void Add(DemoSubsidiary account, DateOnly day, long minor, int code, string text, string payer = "") =>
        _lines.Add(new(account, day, minor, code, NextReference(), payer, "", text));

    private string NextReference()
    {
        _reference += _random.Next(3, 90);
        return _reference.ToString(CultureInfo.InvariantCulture);
    }
}
