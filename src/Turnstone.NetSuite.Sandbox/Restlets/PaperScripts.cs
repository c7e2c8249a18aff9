using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Restlets;

/// <summary>The scripts document and statement: a PDF of one page that says what the document says.</summary>
internal sealed class PaperScripts(Store store)
{
    public JsonObject Document(SandboxRequest request) => store.Read(() =>
    {
        var id = ScriptArguments.ReadId(request.Parameter("id") ?? "", "id");
        if (store.Transaction(id) is not { } document)
            throw ScriptRefusal.Own("NOT_FOUND", $"There is no transaction {id} that this role can see.");
        if (document.Kind is Kind.Journal or Kind.BankDeposit or Kind.DepositApplication)
        {
            throw ScriptRefusal.Own("NOT_PRINTABLE",
                $"Transaction {id} is a {document.Kind.Code()}; only receivables documents are printed.");
        }

        List<string> lines =
        [
            RecordName.Of(document), RecordName.Of(store.Find(Store.Entities, document.Entity ?? 0)),
            $"Date {Day(document.Date)}", document.Due is { } due ? $"Due {Day(due)}" : "",
            $"Total {Money(document.Total, document.Currency)}",
        ];
        return Paper($"{document.Type}_{document.Number}.pdf", lines, new()
        {
            ["id"] = id.ToString(CultureInfo.InvariantCulture), ["type"] = document.Kind.Code(),
                ["number"] = document.Number,
        });
    });

    public JsonObject Statement(SandboxRequest request) => store.Read(() =>
    {
        var id = ScriptArguments.ReadId(request.Parameter("customer") ?? "", "customer");
        if (store.Entry(Store.Entities, id) is not { Type: "customer" } customer)
            throw ScriptRefusal.Own("NOT_FOUND", $"There is no customer {id} that this role can see.");
        var date = request.Parameter("date") ?? throw ScriptRefusal.Own("MISSING", "'date' is missing.");
        var open = store.Open(id).Select(store.Transaction).OfType<Transaction>().Take(40)
            .Select(document =>
                $"{document.Number}  {Day(document.Date)}  {Money(document.Openable?.Open ?? 0, document.Currency)}");
        return Paper($"Statement_{id}.pdf", [$"Statement {date}", RecordName.Of(customer), .. open], new()
        {
            ["customer"] = id.ToString(CultureInfo.InvariantCulture), ["date"] = date,
        });
    });

    private static JsonObject Paper(string name, List<string> lines, JsonObject shown)
    {
        shown["name"] = name;
        shown["mime"] = "application/pdf";
        shown["base64"] = Convert.ToBase64String(Pdf(lines));
        return shown;
    }

    /// <summary>
    /// The smallest PDF with text: catalog, pages, page, font, content, and the table of where they stand.
    /// </summary>
    private static byte[] Pdf(List<string> lines)
    {
        var content = new StringBuilder("BT /F1 12 Tf 50 780 Td 18 TL\n");
        foreach (var line in lines.Where(line => line.Length > 0))
            content.Append('(').Append(Escaped(line)).Append(") Tj T*\n");
        content.Append("ET");
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
                + "/Resources << /Font << /F1 4 0 R >> >> >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            file.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture,
            $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    private static string Escaped(string line) => string.Concat(line.Select(letter => letter switch
    {
        '(' or ')' or '\\' => $"\\{letter}",
        > (char)255 => "?",
        _ => letter.ToString(),
    }));

    private string Money(long minor, long currency) =>
        store.ToMajor(minor, currency).ToString(CultureInfo.InvariantCulture)
            + $" {store.Find("currency", currency)?.Text("symbol")}";

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
