using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests;

/// <summary>
/// The collected files against the figures their manifest states; each difference is explained here or fails.
/// </summary>
public sealed class ManifestTests
{
    // Where the counter of the manifest is wrong, or a file is a fragment: path and figure, with the proof.
    private static readonly Dictionary<string, string> Explained = new(StringComparer.Ordinal)
    {
        ["bai2/moov-io-bai2__sample3.txt transactions"] = "The counter counts lines; several 16 records stand on " +
            "one line.",
        ["ach-large/moov-io-ach__PPD-200-batches-100000-entries.ach.gz transactions"] =
            "The name is wrong: 100,199 entry records are there, and the file's own control record counts 100,199.",
        ["ofx/jbms-beancount-import__investment_buy_sell_income.ofx transactions"] = "An amount of -8.4850 has more " +
            "decimals than the dollar: a problem that carries it, and no rounding.",
        ["ofx/jbms-beancount-import__investment_buy_sell_income.ofx net"] = "As above.",
        ["ofx/jseutter-ofxparse__decimal_error.ofx net"] = "The counter does not read the amount $120.",
    };

    [Theory(DisplayName = "Files agree with every figure the manifest states (needs shared)")]
    [InlineData("bai2")]
    [InlineData("camt")]
    [InlineData("mt940")]
    [InlineData("x12-820")]
    [InlineData("ach-large")]
    [InlineData("ofx")]
    [InlineData("pacs008")]
    [InlineData("pain002")]
    [InlineData("fedwire")]
    [InlineData("lockbox-bai")]
    public void Files_agree_with_the_manifest(string format)
    {
        var differences = new StringBuilder();
        var compared = 0;
        foreach (var row in Rows().Where(row => row.Format == format))
        {
            var read = Read(row.File);
            foreach (var (figure, wanted) in Known(row))
            {
                compared++;
                var ours = Said(read, figure);
                if (ours != wanted && !Explained.ContainsKey($"{row.File} {figure}"))
                    differences.AppendLine(CultureInfo.InvariantCulture, $"{row.File} {figure}: stated {wanted}, " +
                        $"read {ours}");
            }

            if (row.Told.Contains("must fail", StringComparison.Ordinal) && read.Rules(Severity.Warning).Count == 0)
                differences.AppendLine(CultureInfo.InvariantCulture, $"{row.File}: a peer's test says it must not " +
                    $"read clean");
        }

        Assert.True(compared > 0);
        Assert.True(differences.Length == 0, differences.ToString());
    }

    [Fact(DisplayName = "A control total that a peer accepts wrong is reported (needs shared)")]
    public void A_wrong_control_total_is_reported()
    {
        var read = Read("bai2/venturehacks-bai2__invalid_checksum_eod.bai2");

        Assert.Contains("bai2.account_total", read.Rules(Severity.Error));
    }

    private static FileContent Read(string path)
    {
        using var stream = new MemoryStream(SharedFiles.Fixture(path));
        return BankFile.ReadWhole(stream, ReadSettings.Default);
    }

    private sealed record Row(string File, string Format, string Told, string Counted);

    private static IEnumerable<Row> Rows() =>
        File.ReadLines(Path.Combine(SharedFiles.Folder("fixtures"), "MANIFEST.tsv")).Skip(1)
        .Select(line => line.Split('\t')).Where(cells => cells.Length >= 8)
        .Select(cells => new Row(cells[0], cells[1], cells[6], cells[7]));

    private static IEnumerable<(string Figure, decimal Value)> Known(Row row)
    {
        (string Figure, string Pattern, string Text)[] figures = row.Format switch
        {
            "camt" when Regex.IsMatch(row.Counted, @"camt\.05[234]") =>
                [("transactions", @"entries=(\d+)", row.Counted), ("credits", @"creditSum=([\d.]+)", row.Counted),
                    ("debits", @"debitSum=([\d.]+)", row.Counted)],
            "mt940" => [("transactions", @"lines61=(\d+)", row.Counted), ("net",
                row.Counted.Contains("regex-matched61", StringComparison.Ordinal) ? "$^" : @"net61=(-?[\d.]+)",
                    row.Counted)],
            "ofx" => [("transactions", @"stmttrn=(\d+)", row.Counted), ("net", @"[ ]sum=(-?[\d.]+)", row.Counted)],
            "bai2" when row.Counted.Contains("01x", StringComparison.Ordinal) =>
                [("transactions", @"\b16x(\d+)", row.Counted)],
            "x12-820" => [("lines", @"RMR=(\d+)", row.Counted), ("lines_sum", @"sumRMR04=(-?[\d.]+)", row.Counted)],
            "pain002" or "pacs008" => [("transactions", @"nodes=(\d+)", row.Counted)],
            "fedwire" => [("cents", @"amountCents=(\d+)", row.Counted)],
            "ach-large" => [("transactions", @"(\d+) entries", row.Told)],
            "lockbox-bai" => [("transactions", @"(\d+) checks?", row.Told), ("net", @"amount ([\d.]+)", row.Told)],
            _ => [],
        };
        foreach (var (figure, pattern, text) in figures)
        {
            if (Regex.Match(text, pattern) is { Success: true } match)
                yield return (figure, decimal.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        }
    }

    private static decimal Said(FileContent read, string figure)
    {
        var amounts = read.Transactions.Select(transaction => transaction.Amount.ToDecimal()).ToList();
        var lines = read.Remittances.SelectMany(remittance => remittance.Lines).ToList();
        return figure switch
        {
            "transactions" => amounts.Count,
            "net" => amounts.Sum(),
            "cents" => amounts.Sum() * 100,
            "credits" => amounts.Where(amount => amount > 0).Sum(),
            "debits" => -amounts.Where(amount => amount < 0).Sum(),
            "lines" => lines.Count,
            _ => lines.Sum(line => line.Net?.ToDecimal() ?? 0),
        };
    }
}
