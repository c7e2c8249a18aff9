using System.Globalization;

namespace Turnstone.Demo.Company;

/// <summary>A year of invoices, the payments that settled most of them, and what is still open.</summary>
internal sealed class DemoLedger
{
    private readonly List<DemoDocument> _documents = [];
    private readonly List<DemoPayment> _payments = [];
    private readonly List<DemoDocument> _open = [];

    /// <summary>All documents in order of their dates.</summary>
    public IReadOnlyList<DemoDocument> Documents => _documents;

    /// <summary>Payments of the year, entered by hand as it was done before.</summary>
    public IReadOnlyList<DemoPayment> Payments => _payments;

    /// <summary>Invoices and credit memos still open on the morning.</summary>
    public IReadOnlyList<DemoDocument> Open => _open;

    /// <summary>Makes the ledger of the year before <see cref="DemoCompany.Today"/>.</summary>
    public static DemoLedger Make(Random random, IReadOnlyList<DemoCustomer> customers)
    {
        var ledger = new DemoLedger();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal) { ["INV00"] = 3100, ["RE-"] = 20100 };
        var begin = DemoCompany.Today.AddDays(-365);
        for (var day = begin; day < DemoCompany.Today.AddDays(-4); day = day.AddDays(1))
        {
            var isWorked = day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
            for (var count = isWorked ? random.Next(9) : 0; count > 0; count--)
                ledger.Add(random, customers[random.Next(customers.Count)], day, numbers);
        }

        ledger.Settle(random, customers);
        return ledger;
    }

    private void Add(Random random, DemoCustomer customer, DateOnly day, Dictionary<string, int> numbers)
    {
        var prefix = customer.Subsidiary.InvoicePrefix;
        var isCredit = random.Next(22) == 0;
        var number = isCredit
            ? string.Create(CultureInfo.InvariantCulture, $"CM-{++numbers[prefix]}")
            : string.Create(CultureInfo.InvariantCulture, $"{prefix}{++numbers[prefix]}");
        var minor = random.NextInt64(15_000, 2_400_000);
        minor = isCredit ? -(minor / 12) : minor;
        var order = !isCredit && random.Next(3) == 0
            ? string.Create(CultureInfo.InvariantCulture, $"PO{random.Next(700_000, 999_999)}")
            : null;
        _documents.Add(new(number, customer, day, minor, order));
    }

    /// <summary>
    /// Each customer has paid what fell due until a few days ago, several invoices at a time, late by its habit.
    /// </summary>
    private void Settle(Random random, IReadOnlyList<DemoCustomer> customers)
    {
        foreach (var customer in customers)
        {
            var habit = random.Next(-4, 25);
            var mine = _documents.Where(document => document.Customer == customer).ToArray();
            var paid = mine.Where(document => document.Minor > 0
                && document.Due.AddDays(habit) < DemoCompany.Today.AddDays(-9)).ToArray();
            _open.AddRange(mine.Except(paid).Where(document => document.Minor > 0
                || document.Date > DemoCompany.Today.AddDays(-120)));
            for (var at = 0; at < paid.Length;)
            {
                var together = paid.Skip(at).Take(1 + random.Next(3)).ToArray();
                at += together.Length;
                var day = OnBankDay(together.Max(document => document.Due).AddDays(habit));
                _payments.Add(new(customer, day, together, $"{customer.BankName} {customer.Account}"));
            }
        }

        // Old credit memos were used up in their own month: they are closed, and no payment tells of them.
        _documents.RemoveAll(document => document.Minor < 0 && !_open.Contains(document));
    }

    private static DateOnly OnBankDay(DateOnly day)
    {
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            day = day.AddDays(1);
        return day;
    }
}
