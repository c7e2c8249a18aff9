using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Turnstone.UseCases.CashApplication.Cashbench;

/// <summary>Writes a made-up morning as the files a clerk has on the desk, and its truth beside them.</summary>
internal static class BenchFiles
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(BenchCase made, string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "bank"));
        Directory.CreateDirectory(Path.Combine(folder, "remittances"));
        var currency = made.Company.Currency.Code;
        Table(folder, "customers.csv", "customer_id,name,parent_id,currency,terms,credit_limit", made.Customers.Select(
            customer => Row(customer.Id, customer.Name, customer.Parent ?? "", currency, customer.Terms, "")));
        Table(folder, "open_items.csv", "document_number,type,customer_id,date,due_date,amount,open_amount,currency,"
            + "po_number,discount_percent,discount_until", made.Items.Select(item => Row(item.Number,
                item.IsCredit ? "credit_memo" : "invoice", item.Customer.Id, Day(item.Date), Day(item.Due),
                made.Money(item.Total), made.Money(item.Open), currency, item.Order ?? "",
                item.Percent == 0 ? "" : $"{item.Percent}", item.Until is { } until ? Day(until) : "")));
        Table(folder, "history.csv", "date,payer_name,payer_account,amount,currency,text,customer_id,documents",
            made.History.Select(settled => Row(Day(settled.Date), settled.Payer, settled.Account,
                made.Money(settled.Amount), currency, settled.Text, settled.Customer.Id, settled.Document)));
        Table(folder, "bank/portal.csv", "Posting Date,Description,Amount,Currency,Type,Bank Reference,Counterparty,"
            + "Counterparty Account", made.Receipts.Select(receipt => Row(Day(receipt.Date), receipt.Text,
                made.Money(receipt.Amount), currency, "CREDIT", receipt.Reference, receipt.Payer, receipt.Account)));
        Table(folder, "remittances/advices.csv", "payment_reference,payment_date,payer,payment_amount,currency,"
            + "invoice_number,paid_amount", made.Receipts.Where(receipt => receipt.Advice is not null)
                .SelectMany(receipt => Advice(made, receipt)));
        File.WriteAllText(Path.Combine(folder, "policy.json"), Policy(made), Utf8);
        File.WriteAllLines(Path.Combine(folder, "truth.jsonl"), made.Receipts.Select(receipt => Truth(made, receipt)),
            Utf8);
    }

    private static IEnumerable<string> Advice(BenchCase made, BenchReceipt receipt) =>
        receipt.Advice is not { } advice ? [] : advice.Lines.Select(line => Row(advice.Reference ?? "",
            Day(advice.Date), advice.Payer, made.Money(receipt.Amount), made.Company.Currency.Code, line.Document,
            made.Money(line.Paid)));

    private static string Policy(BenchCase made)
    {
        var tolerances = new Dictionary<string, string>(StringComparer.Ordinal);
        if (made.Company.Tolerance > 0)
            tolerances[made.Company.Currency.Code] = made.Money(made.Company.Tolerance);
        return JsonSerializer.Serialize(new
        {
            write_off_tolerance = tolerances, discount_grace_days = 0, as_of = Day(BenchCase.AsOf),
            tie_order = made.Company.OldestDue ? "oldest_due" : "none",
        }, Readable);
    }

    private static string Truth(BenchCase made, BenchReceipt receipt) => JsonSerializer.Serialize(new
    {
        reference = receipt.Reference, file = "bank/portal.csv", scenario = receipt.Scenario,
        amount = made.Money(receipt.Amount), currency = made.Company.Currency.Code, status = receipt.Status,
        customer = receipt.Customer?.Id, applications = receipt.Applied.Select(entry => new
        {
            document = entry.Item.Number, amount = made.Money(entry.Cash), discount = made.Money(entry.Discount),
            write_off = made.Money(entry.WriteOff),
        }), unapplied = made.Money(receipt.Unapplied),
    }, Readable);

    private static void Table(string folder, string name, string header, IEnumerable<string> rows) =>
        File.WriteAllLines(Path.Combine(folder, name), rows.Prepend(header), Utf8);

    private static string Row(params string[] cells) => string.Join(',', cells.Select(cell =>
        cell.AsSpan().IndexOfAny(",\"\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
