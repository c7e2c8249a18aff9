namespace Turnstone.Demo.Company;

/// <summary>One of the demo company's two legal entities.</summary>
/// <param name="Id">Its id in the sandbox.</param>
/// <param name="Name">Legal name.</param>
/// <param name="Currency">Base currency.</param>
/// <param name="BankAccount">Account number at its bank.</param>
/// <param name="BankName">Name people know the account by.</param>
/// <param name="BankGl">GL account of the bank account.</param>
/// <param name="InvoicePrefix">How its invoice numbers begin.</param>
internal sealed record DemoSubsidiary(
    int Id, string Name, string Currency, string BankAccount, string BankName, string BankGl, string InvoicePrefix);

/// <summary>A customer of the demo company, with what only its bank shows of it.</summary>
/// <param name="Number">Customer number.</param>
/// <param name="Name">Legal name.</param>
/// <param name="Parent">Number of its parent; null for most.</param>
/// <param name="Subsidiary">Whose customer it is.</param>
/// <param name="Terms">Its payment terms.</param>
/// <param name="BankName">Its name as its bank prints it.</param>
/// <param name="Account">Its account, as its bank prints it.</param>
internal sealed record DemoCustomer(
    string Number, string Name, string? Parent, DemoSubsidiary Subsidiary, DemoTerms Terms, string BankName,
    string Account);

/// <summary>Payment terms: net days, and a discount for paying within some.</summary>
/// <param name="Name">Name in the ledger.</param>
/// <param name="NetDays">Days until due.</param>
/// <param name="DiscountPercent">Discount; zero for none.</param>
/// <param name="DiscountDays">Days within which it is earned.</param>
internal sealed record DemoTerms(string Name, int NetDays, int DiscountPercent = 0, int DiscountDays = 0);

/// <summary>An invoice, or a credit memo where the amount is negative.</summary>
/// <param name="Number">Printed number.</param>
/// <param name="Customer">Whose account.</param>
/// <param name="Date">Document date.</param>
/// <param name="Minor">Total in minor units; negative for a credit memo.</param>
/// <param name="Order">The customer's purchase order; null where none.</param>
internal sealed record DemoDocument(string Number, DemoCustomer Customer, DateOnly Date, long Minor, string? Order)
{
    /// <summary>Due date by the customer's terms; a credit is due at once.</summary>
    public DateOnly Due => Minor < 0 ? Date : Date.AddDays(Customer.Terms.NetDays);

    /// <summary>Discount in minor units, half a unit rounded up; zero where the terms grant none.</summary>
    public long Discount => (Minor * Customer.Terms.DiscountPercent + 50) / 100;
}

/// <summary>A payment of the past year, or one that someone has already entered by hand.</summary>
/// <param name="Customer">Who paid.</param>
/// <param name="Date">When.</param>
/// <param name="Paid">Documents it settled, whole.</param>
/// <param name="Memo">What the person who entered it wrote.</param>
internal sealed record DemoPayment(
    DemoCustomer Customer, DateOnly Date, IReadOnlyList<DemoDocument> Paid, string Memo);

/// <summary>One line of one of the two bank accounts.</summary>
/// <param name="Account">Whose bank account.</param>
/// <param name="Date">Booking date.</param>
/// <param name="Minor">Signed amount in minor units.</param>
/// <param name="Code">BAI2 type code.</param>
/// <param name="Reference">The bank's reference.</param>
/// <param name="Payer">Name as printed; empty where the bank gives none.</param>
/// <param name="PayerAccount">Account as printed; empty where the bank gives none.</param>
/// <param name="Text">Remittance text.</param>
internal sealed record DemoLine(
    DemoSubsidiary Account, DateOnly Date, long Minor, int Code, string Reference, string Payer, string PayerAccount,
    string Text);

/// <summary>
/// Alder &amp; Finch, a made-up wholesaler: two subsidiaries, some 120 customers, a year of paid invoices, and three
/// mornings of bank files. Everything follows from the seed.
/// </summary>
internal sealed record DemoCompany
{
    /// <summary>The seed the samples of the repository were made from.</summary>
    public const int Seed = 20260630;

    /// <summary>The morning the demo plays on.</summary>
    public static DateOnly Today { get; } = new(2026, 6, 30);

    /// <summary>Bank days of the three mornings.</summary>
    public static IReadOnlyList<DateOnly> BankDays { get; } = [new(2026, 6, 25), new(2026, 6, 26), new(2026, 6, 29)];

    /// <summary>The American entity.</summary>
    public static DemoSubsidiary Us { get; } =
        new(1, "Alder & Finch US Inc.", "USD", "4567890", "Keystone operating", "1010", "INV00");

    /// <summary>The German entity.</summary>
    public static DemoSubsidiary De { get; } =
        new(2, "Alder & Finch GmbH", "EUR", "DE02120300000000202051", "Rheinbank", "1200", "RE-");

    /// <summary>All customers, parents before their children.</summary>
    public required IReadOnlyList<DemoCustomer> Customers { get; init; }

    /// <summary>All invoices and credit memos, paid and open, in order of their dates.</summary>
    public required IReadOnlyList<DemoDocument> Documents { get; init; }

    /// <summary>Payments the books already hold.</summary>
    public required IReadOnlyList<DemoPayment> Payments { get; init; }

    /// <summary>Lines of both bank accounts on the three bank days.</summary>
    public required IReadOnlyList<DemoLine> Lines { get; init; }

    /// <summary>Makes the company of a seed.</summary>
    public static DemoCompany Make(int seed = Seed)
    {
        // A seeded source is all the randomness there is: the same seed gives the same company everywhere.
        var random = new Random(seed);
        var customers = DemoCustomers.Make(random);
        var ledger = DemoLedger.Make(random, customers);
        var morning = new DemoMorning(random, customers, ledger);
        return new()
        {
            Customers = customers,
            Documents = ledger.Documents,
            Payments = [.. ledger.Payments, .. morning.EnteredByHand],
            Lines = morning.Lines,
        };
    }
}
