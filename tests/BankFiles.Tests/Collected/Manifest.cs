using System.Globalization;
using System.Text.RegularExpressions;
using Turnstone.BankFiles;
using Turnstone.Extraction;

namespace BankFiles.Tests.Collected;

/// <summary>The list of collected files, the figures it states of them, and what our readers say of the same.</summary>
internal static class Manifest
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

    // Why a file that no reader knows holds nothing to read, by a part of its name.
    private static readonly (string Part, string Why)[] NothingToRead =
    [
        (".rules", "Rules of a ledger program; no rows of a bank."),
        ("balances.csv", "Balances of accounts by day, without entries."),
        ("Positions", "Holdings of securities, without entries."),
        ("fixedLengthInvalid", "A digit too many moved every column; all its records run together on one line."),
        ("f96b9eec", "Eighteen bytes that a fuzzer found."),
        ("CorruptIsa", "The interchange's header is broken on purpose, and its set is an order."),
        ("Issue137", "A lone EDIFACT segment."),
        ("ach__5.ach", "A batch header without entries that a fuzzer found."),
    ];

    /// <summary>The explanation of a figure that differs.</summary>
    public static string? WhyOf(string file, string figure) => Explained.GetValueOrDefault($"{file} {figure}");

    /// <summary>Why a refused file holds nothing to read; null where its own refusal says it.</summary>
    public static string? WhyRefused(string file) =>
        NothingToRead.FirstOrDefault(one => file.Contains(one.Part, StringComparison.Ordinal)).Why;

    public static FileContent Read(string path)
    {
        using var stream = new MemoryStream(SharedFiles.Fixture(path));
        return AnyFile.ReadWhole(stream, ReadSettings.Default);
    }

    internal sealed record Row(string File, string Format, string Told, string Counted);

    public static IEnumerable<Row> Rows() =>
        File.ReadLines(Path.Combine(SharedFiles.Folder("fixtures"), "MANIFEST.tsv")).Skip(1)
        .Select(line => line.Split('\t')).Where(cells => cells.Length >= 8)
        .Select(cells => new Row(cells[0], cells[1], cells[6], cells[7]));

    public static IEnumerable<(string Figure, decimal Value)> Known(Row row)
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

    public static decimal Said(FileContent read, string figure)
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
