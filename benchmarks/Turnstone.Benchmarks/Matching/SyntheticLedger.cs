using System.Globalization;
using Turnstone.Benchmarks.Readers;

namespace Turnstone.Benchmarks.Matching;

/// <summary>
/// A company in files: customers with ten open invoices each, history of every second one, and a day's receipts of
/// different customers. Of 100 receipts 74 cite one invoice, 10 cite two, 8 cite none and pay one from a known account,
/// 4 pay short, 4 come from strangers. The same numbers make the same files.
/// </summary>
/// <param name="folder">Where the files go.</param>
/// <param name="items">Open invoices.</param>
internal sealed class SyntheticLedger(string folder, int items)
{
    private const int Each = 10;

    private static readonly string[] s_syllables =
    [
        "al", "ber", "cor", "den", "eth", "far", "gil", "har", "ith", "jor", "kel", "lun", "mor", "nor", "oak", "pen",
        "quin", "ros", "sil", "tor",
    ];

    private static readonly string[] s_trades =
    [
        "Pumps", "Foods", "Medical", "Outdoor", "Tools", "Textiles", "Paper", "Lighting", "Optics", "Dairy", "Steel",
        "Marine", "Glass", "Furniture", "Seeds", "Printing", "Logistics", "Ceramics", "Brewing", "Chemicals",
    ];

    private readonly long[] _amounts = Recipe.Amounts(items, most: 999_999);

    public string Folder => folder;

    public int Items => items;

    public int Companies => Math.Max(1, items / Each);

    public string Customers => Path.Combine(folder, "customers.csv");

    public string OpenItems => Path.Combine(folder, "open_items.csv");

    public string History => Path.Combine(folder, "history.csv");

    public string Receipts => Path.Combine(folder, "receipts.csv");

    /// <summary>The files, with so many receipts over so many days up to 29 June 2026.</summary>
    public void Write(int receipts, int days = 1)
    {
        WriteCustomers();
        WriteItems();
        WriteHistory();
        WriteReceipts(receipts, days);
    }

    public static string Customer(int at) => string.Create(CultureInfo.InvariantCulture, $"C{at:D6}");

    public static string Number(int item) => string.Create(CultureInfo.InvariantCulture, $"INV{1_000_000 + item}");

    /// <summary>A name of its own for each of 160,000 customers.</summary>
    public static string Name(int at)
    {
        var mixed = (int)(at * 7919L % 160_000);
        var word = s_syllables[mixed % 20] + s_syllables[mixed / 20 % 20] + s_syllables[mixed / 400 % 20];
        return char.ToUpperInvariant(word[0]) + word[1..] + " " + s_trades[mixed / 8000] + " Inc";
    }

    private static string Account(int customer) =>
        (4_000_000_000L + customer * 37L).ToString(CultureInfo.InvariantCulture);

    private void WriteCustomers()
    {
        using var to = new StreamWriter(Customers);
        to.Write("customer_id,name,parent_id,currency,terms\n");
        for (var at = 0; at < Companies; at++)
            to.Write($"{Customer(at)},{Name(at)},,USD,Net 30\n");
    }

    private void WriteItems()
    {
        using var to = new StreamWriter(OpenItems);
        to.Write("document_number,type,customer_id,date,due_date,amount,open_amount,currency\n");
        for (var at = 0; at < items; at++)
        {
            var day = new DateOnly(2025, 9, 1).AddDays(at * 31 % 290);
            var amount = Recipe.Plain(_amounts[at]);
            to.Write(string.Create(CultureInfo.InvariantCulture, $"{Number(at)},invoice,{Customer(at % Companies)},"
                + $"{day:yyyy-MM-dd},{day.AddDays(30):yyyy-MM-dd},{amount},{amount},USD\n"));
        }
    }

    private void WriteHistory()
    {
        using var to = new StreamWriter(History);
        to.Write("date,payer_name,payer_account,amount,currency,text,customer_id,documents\n");
        for (var at = 0; at < Companies; at += 2)
        {
            to.Write($"2025-08-20,{Name(at).ToUpperInvariant()},{Account(at)},100.00,USD,,{Customer(at)},"
                + $"{Number(-1 - at)}\n");
        }
    }

    private void WriteReceipts(int count, int days)
    {
        using var to = new StreamWriter(Receipts);
        to.Write("Date,Account,Description,Payer,Payer Account,Bank Reference,Amount,Currency\n");
        for (var at = 0; at < count; at++)
        {
            var customer = (int)(at * 7919L % Companies);
            var first = customer + at / Companies % (Each - 1) * Companies;
            var second = first + Companies;
            var (text, cents) = (at % 100) switch
            {
                < 74 => ("PAYMENT " + Number(first), _amounts[first]),
                < 84 => ($"{Number(first)} {Number(second)}", _amounts[first] + _amounts[second]),
                < 92 => ("PAYMENT ON ACCOUNT", _amounts[first]),
                < 96 => ("PAYMENT " + Number(first), _amounts[first] * 19 / 20),
                _ => ("TRANSFER", _amounts[first] + 1),
            };
            var payer = at % 100 < 96 ? $"{Name(customer).ToUpperInvariant()},{Account(customer)}"
                : $"STRANGER {at % 977},";
            var day = new DateOnly(2026, 6, 29).AddDays((int)((long)at * days / count) - days + 1);
            to.Write(string.Create(CultureInfo.InvariantCulture,
                $"{day:yyyy-MM-dd},4567890,{text},{payer},R{at:D9},{Recipe.Plain(cents)},USD\n"));
        }
    }
}
