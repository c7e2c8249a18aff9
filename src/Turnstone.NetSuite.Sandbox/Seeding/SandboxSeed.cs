using System.Globalization;

namespace Turnstone.NetSuite.Sandbox.Seeding;

/// <summary>
/// A made-up company of any size, the same for the same seed and day: customers with parents in two subsidiaries,
/// invoices open, part paid and paid in two currencies, payments deposited and not, credits on account.
/// </summary>
public sealed record SandboxSeed
{
    private const int Reps = 3;
    private const int MostOrders = 200;

    private static readonly string[] Firsts =
    [
        "Alder", "Birch", "Cedar", "Delta", "Ember", "Falcon", "Granite", "Harbor", "Iris", "Juniper", "Kestrel",
            "Lumen",
        "Maple", "Nova", "Orchard", "Pioneer", "Quarry", "River", "Summit", "Tidal", "Union", "Vista", "Willow",
            "Zenith",
    ];

    private static readonly string[] Seconds =
    [
        "Foods", "Logistics", "Metals", "Optics", "Paper", "Pharma", "Plastics", "Power", "Printing", "Retail",
            "Robotics",
        "Shipping", "Software", "Supply", "Textiles", "Tools", "Trading", "Transport", "Ventures", "Works",
    ];

    private static readonly string[] Forms = ["Inc.", "LLC", "Corp.", "Co."];
    private static readonly string[] EuropeanForms = ["GmbH", "AG", "S.A.", "B.V.", "S.r.l."];

    /// <summary>The seed.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many customers.</summary>
    public int Customers { get; init; } = 240;

    /// <summary>How many invoices each has on average.</summary>
    public int InvoicesPerCustomer { get; init; } = 6;

    /// <summary>How many customers are put at once.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>Loads the company into an account.</summary>
    public void Fill(SandboxAccount account)
    {
        var random = new Random(Seed);
        var today = DateOnly.FromDateTime(account.Time.GetUtcNow().UtcDateTime);
        var parents = new List<(long Id, long Subsidiary)>();
        var ordered = new List<(long Invoice, NewDocument Order)>();
        for (var first = 0; first < Customers; first += BatchSize)
        {
            var count = Math.Min(BatchSize, Customers - first);
            account.Load(batch =>
            {
                for (var i = first; i < first + count; i++)
                    One(batch, random, i, new(parents, ordered, today));
            });
        }

        account.Load(batch => Orders(batch, ordered));
    }

    /// <summary>
    /// Some invoices with a purchase order come from a sales order of the week before. They are put last, so that the
    /// company is otherwise the same with and without them.
    /// </summary>
    private static void Orders(SandboxBatch batch, List<(long Invoice, NewDocument Order)> ordered)
    {
        foreach (var (invoice, order) in ordered)
            batch.Bill(batch.AddSalesOrder(order), invoice);
    }

    private sealed record State(
        List<(long Id, long Subsidiary)> Parents, List<(long Invoice, NewDocument Order)> Ordered, DateOnly Today);

    private void One(SandboxBatch batch, Random random, int index, State state)
    {
        var isEuropean = random.Next(100) < 38;
        var parent = state.Parents.Count > 0 && random.Next(100) < 15
            ? state.Parents[random.Next(state.Parents.Count)]
            : ((long Id, long Subsidiary)?)null;
        var subsidiary = parent?.Subsidiary ?? (isEuropean ? 2 : 1);
        var currencies = subsidiary == 2 ? (string[])["EUR"] : random.Next(100) < 8 ? ["USD", "EUR"] : ["USD"];
        var name = Name(random, index, subsidiary == 2);
        var customer = batch.AddCustomer(new($"C{index + 1:D5}", name)
        {
            ExternalId = $"seed-c{index + 1:D5}",
            Parent = parent?.Id,
            Subsidiaries = [subsidiary],
            Currencies = currencies,
            Terms = random.Next(1, 5),
            Email = $"ap@c{index + 1:D5}.example",
            SalesRep = index % Reps + 1,
            Fields = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["phone"] = $"+1 555 {index % 10_000:D4}",
                ["creditLimit"] = (decimal)random.Next(5, 100) * 1000,
            },
        });
        batch.AddList("contact", new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["entityId"] = $"AP {name}", ["firstName"] = "Accounts", ["lastName"] = "Payable",
            ["email"] = $"ap@c{index + 1:D5}.example", ["company"] = customer, ["subsidiary"] = subsidiary,
            ["title"] = "Accounts payable clerk", ["phone"] = $"+1 555 {index % 10_000:D4}",
        });
        if (parent is null && random.Next(100) < 20)
            state.Parents.Add((customer, subsidiary));
        Documents(batch, random, (customer, subsidiary, currencies), state);
    }

    private void Documents(
        SandboxBatch batch, Random random, (long Id, long Subsidiary, string[] Currencies) customer, State state)
    {
        var today = state.Today;
        var count = random.Next(InvoicesPerCustomer * 2) + 1;
        for (var i = 0; i < count; i++)
        {
            var age = random.Next(0, 180);
            var amount = random.Next(2_000, 2_000_000) / 100m;
            var currency = customer.Currencies[random.Next(customer.Currencies.Length)];
            var tax = customer.Subsidiary == 2 ? Math.Round(amount - amount / 1.19m, 2) : 0;
            var number = $"{(customer.Subsidiary == 2 ? "RE" : "INV")}{customer.Id:D6}{i:D3}";
            var document = new NewDocument(customer.Id, number, today.AddDays(-age), amount)
            {
                Currency = currency,
                Tax = tax,
                OtherReference = random.Next(3) == 0
                    ? $"PO-{random.Next(10_000, 99_999).ToString(CultureInfo.InvariantCulture)}" : null,
            };
            var invoice = batch.AddInvoice(document);
            if (document.OtherReference is not null && state.Ordered.Count < MostOrders)
            {
                state.Ordered.Add((invoice, document with
                {
                    Number = $"SO{state.Ordered.Count + 1:D5}", Date = document.Date.AddDays(-7),
                }));
            }

            Settle(batch, random, (customer.Id, customer.Subsidiary, currency),
                (invoice, amount, today.AddDays(-age), today));
        }
    }

    /// <summary>Old invoices are mostly paid, some in part; a few customers have credit on account.</summary>
    private static void Settle(
        SandboxBatch batch, Random random, (long Id, long Subsidiary, string Currency) customer,
        (long Id, decimal Amount, DateOnly Date, DateOnly Today) invoice)
    {
        var age = invoice.Today.DayNumber - invoice.Date.DayNumber;
        var roll = random.Next(100);
        if (roll < 4)
        {
            batch.AddCreditMemo(new(customer.Id, $"CM{invoice.Id:D8}", invoice.Today.AddDays(-Math.Min(age, 5)),
                Math.Round(invoice.Amount / 10, 2)) { Currency = customer.Currency });
        }

        if (age < 20 || roll >= Math.Min(90, age))
            return;
        var paid = roll % 12 == 0 ? Math.Round(invoice.Amount / 2, 2) : invoice.Amount;
        var extra = roll % 25 == 0 ? 50m : 0;
        var date = invoice.Date.AddDays(random.Next(5, 20));
        var straight = random.Next(2) == 0;
        var payment = batch.AddPayment(new(customer.Id, date, paid + extra)
        {
            Currency = customer.Currency,
            Account = straight ? customer.Subsidiary : null,
            Applications = [new(invoice.Id, paid)],
            CheckNumber = straight ? null : random.Next(1000, 9999).ToString(CultureInfo.InvariantCulture),
        });
        var isOwnCurrency = customer.Subsidiary == 2 == (customer.Currency == "EUR");
        if (!straight && isOwnCurrency && age > 30)
            batch.AddDeposit(customer.Subsidiary, date.AddDays(1), [payment]);
    }

    private static string Name(Random random, int index, bool isEuropean)
    {
        var forms = isEuropean ? EuropeanForms : Forms;
        var name = $"{Firsts[random.Next(Firsts.Length)]} {Seconds[random.Next(Seconds.Length)]}";
        // Names repeat in life too; a number keeps most apart once the words run out.
        return index < Firsts.Length * 10 ? $"{name} {forms[random.Next(forms.Length)]}"
            : $"{name} {index} {forms[random.Next(forms.Length)]}";
    }
}
