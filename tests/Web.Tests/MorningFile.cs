using System.Globalization;
using System.Text;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Accounts;
using Turnstone.UseCases.CashApplication;

namespace Web.Tests;

/// <summary>A morning's export of the German bank, made of what the customers owe when the test begins.</summary>
internal sealed class MorningFile
{
    private readonly List<string> _rows = [];

    private MorningFile(IReadOnlyList<CustomerView> owing, IReadOnlyList<CustomerView> family) =>
        (Owing, Family) = (owing, family);

    /// <summary>Customers of the German company with something open that nobody claims.</summary>
    public IReadOnlyList<CustomerView> Owing { get; }

    /// <summary>Two of one family that owe the American company something.</summary>
    public IReadOnlyList<CustomerView> Family { get; }

    public static async Task<MorningFile> Of(DemoApp demo)
    {
        // What undecided receipts may already be about is left alone: two that want one invoice are both held.
        var undecided = (await demo.Ask(new ListReceipts(new(), Count: 200))).Rows.Select(row => row.CustomerId)
            .ToHashSet(StringComparer.Ordinal);
        var views = new List<CustomerView>();
        foreach (var id in (await demo.Ask(new FindCustomers(Words: null, CompanyFilter: null, 200)))
            .Select(row => row.Id).Distinct(StringComparer.Ordinal).Where(id => !undecided.Contains(id)))
            views.Add(await demo.Ask(new ShowCustomer(id)));
        var family = views.Where(view => Free(view, "USD").Any()).GroupBy(view => view.Parent?.Id ?? view.Id)
            .FirstOrDefault(members => members.Count() >= 2) ?? Enumerable.Empty<CustomerView>();
        return new([.. views.Where(view => Free(view, "EUR").Any())], [.. family.Take(2)]);
    }

    /// <summary>Invoices nobody claims, whole.</summary>
    public static IEnumerable<AccountItem> Free(CustomerView view, string currency = "EUR") => view.Items.Where(item =>
        item is { Kind: "invoice", Claimed: 0 } && item.Currency == currency && item.OpenAmount == item.Total);

    public void Add(long minor, string payer, string text) => _rows.Add(string.Join(';', "30.06.2026", "30.06.2026",
        payer, "", text, string.Create(CultureInfo.InvariantCulture, $"MORN{_rows.Count + 1:D4}"),
        new Money(minor, Currency.Of("EUR")).ToPlainString().Replace('.', ','), "EUR"));

    public byte[] Bytes(string account) => Encoding.UTF8.GetBytes($"Konto;{account}\n\n"
        + "Buchungstag;Wertstellung;Auftraggeber/Empfänger;IBAN;Verwendungszweck;Referenz;Betrag;Währung\n"
        + string.Join('\n', _rows) + "\n");
}
