using Turnstone.Domain.Accounts;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Xunit;

namespace Turnstone.Domain.Tests.CashApplication;

/// <summary>A small company's desk, set up line by line in the words of the business.</summary>
internal sealed class Desk
{
    private readonly List<Customer> _customers = [];
    private readonly List<OpenItem> _items = [];
    private readonly List<SettledReceipt> _history = [];
    private readonly List<Receipt> _receipts = [];
    private readonly List<Advice> _advices = [];

    public MatchingPolicy Policy { get; set; } = new()
    {
        AsOf = new(2026, 6, 30),
        DiscountGraceDays = 3,
        WriteOff = new Dictionary<string, WriteOffLimit>(StringComparer.Ordinal) { ["USD"] = new(Usd("25.00"), null,
            null) },
    };

    public static Money Usd(string amount) => Money.TryParse(amount, Currency.Usd, out var money) ? money
        : throw new FormatException(amount);

    public Desk Customer(string id, string name, string? parent = null)
    {
        _customers.Add(new(new(id), name, parent is null ? null : new CustomerId(parent),
            Currency.Usd) { Number = id });
        return this;
    }

    public Desk Invoice(string number, string customer, string open, string due = "2026-07-01",
        DiscountTerms? discount = null, string? order = null)
    {
        var amount = Usd(open);
        _items.Add(new()
        {
            Id = new(number), Number = number, Kind = amount.IsNegative ? DocumentKind.CreditMemo
                : DocumentKind.Invoice,
            Customer = new(customer), Company = new("1"), Date = new(2026, 6, 1),
            DueDate = DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), Total = amount,
                Open = amount,
            Discount = discount, PurchaseOrder = order,
        });
        return this;
    }

    public Desk Settled(string document, string customer, string amount, string? account = null, string? name = null)
    {
        _history.Add(new()
        {
            Date = new(2026, 5, 1), Amount = Usd(amount), Customer = new(customer), Documents = [document],
                PayerAccount = account, PayerName = name,
        });
        return this;
    }

    public Desk Receipt(string amount, string? payer = null, string text = "", string? account = null,
        string? reference = null)
    {
        _receipts.Add(new()
        {
            Id = $"f:{_receipts.Count:D6}", Reference = reference ?? $"R{_receipts.Count}", Amount = Usd(amount),
                Date = new(2026, 6, 29),
            Payer = new(payer, account), Text = text,
        });
        return this;
    }

    public Desk Advice(string? reference, string? payer, string total, params (string Document, string Paid)[] lines)
    {
        _advices.Add(new(reference, new DateOnly(2026, 6, 29), payer, Usd(total), [.. lines.Select(line =>
            new AdviceLine(line.Document, Usd(line.Paid)))]));
        return this;
    }

    public MatchingInput Input() => new()
    {
        Customers = _customers, OpenItems = _items, History = _history, Policy = Policy, Receipts = _receipts,
            Advices = _advices,
    };

    public IReadOnlyList<Decision> All() => MatchingEngine.Match(Input());

    public Decision One() => Assert.Single(All());

    /// <summary>What a decision applies, as an accountant would jot it down.</summary>
    public static string Jot(Decision decision) => string.Join("; ", decision.Shares.SelectMany(share =>
        share.Applications.Select(application =>
        $"{share.Customer} {application.Number} {application.Cash.ToPlainString()}"
        + string.Concat(application.Differences.Select(difference =>
            $" {difference.Cause} {difference.Amount.ToPlainString()}")))));

    public static string OnAccount(Decision decision) =>
        decision.Shares.Aggregate(Money.Zero(Currency.Usd), (sum, share) => sum + share.OnAccount).ToPlainString();
}
