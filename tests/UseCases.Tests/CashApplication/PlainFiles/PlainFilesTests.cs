using System.Text;
using Turnstone.Domain.Banking;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.CashApplication.PlainFiles;

namespace Turnstone.UseCases.Tests.CashApplication.PlainFiles;

public sealed class PlainFilesTests : IDisposable
{
    private const string Items = "document_number,type,customer_id,date,due_date,amount,open_amount,currency,po_number,"
        + "discount_percent,discount_until\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("turnstone").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_open_item_is_read_with_its_sign_terms_and_order()
    {
        var items = PlainLedger.OpenItems(Put("items.csv", Items
            + "QX-1,invoice,C1,2026-06-01,2026-07-01,500,490.5,USD,BO-7,2,2026-06-11\n"
            + "CR-1,credit_memo,C1,2026-06-02,,10,10,USD,,,\n")).Value;
        Assert.Equal("QX-1 490.50 USD; CR-1 -10.00 USD", string.Join("; ", items.Select(item =>
            $"{item.Number} {item.Open}")));
        Assert.Equal(("BO-7", 2m, new DateOnly(2026, 6, 2)), (items[0].PurchaseOrder, items[0].Discount?.Percent,
            items[1].DueDate));
    }

    [Theory]
    [InlineData("QX-1,Invoice,C1,01.06.2026,,\"1.234,50\",\"1.234,50\",EUR", "1234.50 EUR")]
    [InlineData("QX-1,INVOICE,C1,2026-06-01T00:00:00,,\"1,234.50\",\"1,234.50\",USD", "1234.50 USD")]
    [InlineData("QX-1,Credit Memo,C1,20260601,,1'234.50,\"12,5\",CHF", "-12.50 CHF")]
    public void Headers_dates_and_amounts_are_read_as_other_systems_write_them(string row, string open)
    {
        var item = Assert.Single(PlainLedger.OpenItems(Put("items.csv",
            "Document Number,Type,Customer-ID,DATE,Due Date,Amount,Open Amount,Currency\n" + row + "\n")).Value);
        Assert.Equal((open, new DateOnly(2026, 6, 1)), (item.Open.ToString(), item.Date));
    }

    [Theory]
    [InlineData("QX-1,invoice,C1,2026-06-01,,500,\"1,234\",USD,,,",
        "items.csv, line 2, column 'open_amount': '1,234' is not an amount in USD")]
    [InlineData("QX-1,invoice,C1,2026-06-01,,500,many,USD,,,",
        "items.csv, line 2, column 'open_amount': 'many' is not an amount in USD")]
    [InlineData("QX-1,invoice,C1,06/01/2026,,500,1,USD,,,",
        "items.csv, line 2, column 'date': '06/01/2026' is not a date")]
    [InlineData("QX-1,letter,C1,2026-06-01,,500,1,USD,,,",
        "items.csv, line 2, column 'type': 'letter' is not invoice or credit_memo")]
    [InlineData(",invoice,C1,2026-06-01,,500,1,USD,,,",
        "items.csv, line 2, column 'document_number': '' is not a value")]
    public void A_cell_that_cannot_be_read_is_named_with_file_line_and_column(string row, string sentence)
    {
        Assert.False(PlainLedger.OpenItems(Put("items.csv", Items + row + "\n")).Is(out _, out var refusal));
        Assert.StartsWith(sentence, refusal.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_and_a_missing_file_are_named()
    {
        Assert.False(PlainLedger.Customers(Put("customers.csv", "customer_id,name\nC1,Aldgate\n")).Is(out _,
            out var column));
        Assert.Contains("'currency' is missing", column.Sentence, StringComparison.Ordinal);
        Assert.False(PlainLedger.Customers(Path.Combine(_folder, "none.csv")).Is(out _, out var file));
        Assert.Equal("plain.no_file", file.Code);
    }

    [Fact]
    public void A_policy_is_read_and_a_wrong_word_in_it_named()
    {
        var policy = PlainPolicy.Read(Put("policy.json", """
            {"write_off_tolerance": {"USD": "25.00", "EUR": {"amount": 5, "percent": 1.5}}, "discount_grace_days": 3,
                "as_of": "2026-06-30", "tie_order": "oldest_due"}
            """)).Value;
        Assert.Equal((TieOrder.OldestDue, 3, 1.5m), (policy.TieOrder, policy.DiscountGraceDays,
            policy.WriteOff["EUR"].Percent));
        Assert.False(PlainPolicy.Read(Put("policy.json", """{"tie_order": "newest"}""")).Is(out _, out var refusal));
        Assert.Contains("'newest' is not oldest_due or none", refusal.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_one_payment_are_one_advice()
    {
        var advices = PlainLedger.Advices(Put("advices.csv",
            "payment_reference,payment_date,payer,payment_amount,currency,invoice_number,paid_amount\n"
            + "R1,2026-06-27,ALDGATE,30.00,USD,QX-1,10.00\nR1,2026-06-27,ALDGATE,30.00,USD,QX-2,20.00\n"
            + ",2026-06-27,BEXLEY,5.00,USD,QX-3,5.00\n")).Value;
        Assert.Equal("R1 2; 1", string.Join(";", advices.Select(advice =>
            $"{advice.PaymentReference} {advice.Lines.Count}")));
    }

    [Fact]
    public void Excluded_returned_and_undecided_lines_stand_in_the_results_in_their_place()
    {
        var input = new MatchingInput { Customers = [], OpenItems = [], Policy = new() { AsOf = new(2026, 6, 30) },
            Receipts = [] };
        LineKind[] kinds = [LineKind.Excluded, LineKind.Receipt, LineKind.Return, LineKind.Undecided];
        var lines = kinds.Select((kind, at) => new PlainLine("a.bai2", new()
        {
            Date = new(2026, 6, 30), Amount = new(kind is LineKind.Return ? -1250 : 1250, Currency.Usd), Kind = kind,
                Line = at + 4, Reference = $"R{at}",
        })).ToArray();
        using var results = new MemoryStream();
        PlainMatching.Run(input, lines, results);
        var written = Encoding.UTF8.GetString(results.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("excluded/auto unidentified/hold returned/auto unidentified/hold", string.Join(' ',
            written.Select(line =>
        {
            using var json = System.Text.Json.JsonDocument.Parse(line);
            var (status, decision) = (json.RootElement.GetProperty("status"), json.RootElement.GetProperty("decision"));
            return $"{status.GetString()}/{decision.GetString()}";
        })));
        Assert.Contains("""
            "reference":"R2","file":"a.bai2","line":6,"amount":"-12.50","currency":"USD"
            """, written[2], StringComparison.Ordinal);
    }

    [Fact(DisplayName = "needs shared: rows of customers, items, history and advices in any order give the same bytes")]
    public void The_order_of_rows_changes_no_byte()
    {
        var folder = Case("dev-1");
        Assert.SkipWhen(folder is null, "needs shared: cashbench is not beside the repository");
        var history = PlainLedger.History(Path.Combine(folder, "history.csv")).Value;
        var items = PlainLedger.OpenItems(Path.Combine(folder, "open_items.csv")).Value;
        var input = new MatchingInput
        {
            Customers = PlainLedger.Customers(Path.Combine(folder, "customers.csv")).Value, OpenItems = items,
                History = history,
            Policy = PlainPolicy.Read(Path.Combine(folder, "policy.json")).Value, Receipts = [],
            Advices = PlainLedger.Advices(Path.Combine(folder, "remittances", "advices.csv")).Value,
        };
        var lines = history.Take(600).Select((settled, at) => new PlainLine("made.csv", new()
        {
            Date = new(2026, 6, 30), Amount = at % 2 == 0 ? settled.Amount : items[at].Open.Abs(),
                Kind = LineKind.Receipt, Line = at + 2,
            Reference = $"R{at}", Payer = new(settled.PayerName, settled.PayerAccount), Text = at % 3 == 0
                ? items[at].Number : settled.Text,
        })).ToArray();
        Assert.Equal(Bytes(input, lines), Bytes(input with
        {
            Customers = [.. input.Customers.Reverse()], OpenItems = [.. input.OpenItems.Reverse()],
            History = [.. input.History.Reverse()], Advices = [.. input.Advices.Reverse()],
        }, lines));
    }

    private static string Bytes(MatchingInput input, IReadOnlyList<PlainLine> lines)
    {
        using var results = new MemoryStream();
        PlainMatching.Run(input, lines, results);
        return Encoding.UTF8.GetString(results.ToArray());
    }

    private static string? Case(string name)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Turnstone.slnx")))
            at = at.Parent;
        var shared = Environment.GetEnvironmentVariable("TURNSTONE_SHARED") ?? Path.Combine(at?.Parent?.FullName ?? "",
            "shared");
        var folder = Path.Combine(shared, "cashbench", name);
        return Directory.Exists(folder) ? folder : null;
    }

    private string Put(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
