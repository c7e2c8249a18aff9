using System.Globalization;

namespace Turnstone.Benchmarks.Readers;

/// <summary>
/// One synthetic file: fixed seed 7, amounts of 1.00 to 9,999,999.99, six payer names in rotation, invoice 100000 + i.
/// </summary>
/// <param name="Name">Format and file name.</param>
/// <param name="BytesEach">About so many bytes an entry takes: from megabytes to a number of entries.</param>
/// <param name="Peer">Fastest open peer: MB/s and entries/s of the upper end of its range; null: none known.</param>
/// <param name="Write">Writes so many entries.</param>
internal sealed record Recipe(
    string Name, int BytesEach, (string Who, double Megabytes, double Entries)? Peer, Action<TextWriter, int> Write)
{
    public const int Seed = 7;

    /// <summary>All files; figures of peers as measured on the same machine from the same recipes.</summary>
    public static IReadOnlyList<Recipe> All { get; } =
    [
        new("bai2", 85, ("moov-io/bai2 (Go)", 36, 418_000), Bai2File.Write),
        new("csv", 110, null, CsvFile.Write),
        new("camt.053", 635, ("genkgo/camt (PHP)", 14, 23_000), CamtFile.Write),
        new("mt940", 165, ("programmersdigest (C#)", 53, 321_000), Mt940File.Write),
        new("ach", 190, ("moov-io/ach (Go)", 56, 294_000), AchFile.Write),
        new("ofx-sgml", 138, ("ofx-data-extractor, ofx-js (JS)", 6.6, 48_000), OfxFile.WriteSgml),
        new("ofx-xml", 190, ("ofx-js (JS)", 23, 120_000), OfxFile.WriteXml),
        new("x12-820", 47, ("EDI.Net tokens only (C#)", 20, 423_000), X12File.Write),
    ];

    public static IReadOnlyList<string> Payers { get; } =
    [
        "NORTHWIND TRADERS INC", "ALDER PUMPS LLC", "BIRCH VALLEY FOODS INC", "CEDAR WORKS GMBH", "DELTA MEDICAL CORP",
        "EVERGREEN OUTDOOR LTD",
    ];

    /// <summary>Amounts in cents.</summary>
    public static long[] Amounts(int count, long most = 999_999_999)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextInt64(100, most + 1))];
    }

    public static string Payer(int at) => Payers[at % Payers.Count];

    public static int Invoice(int at) => 100_000 + at;

    /// <summary>Cents as an amount with two decimals.</summary>
    public static string Plain(long cents, char point = '.') =>
        string.Create(CultureInfo.InvariantCulture, $"{cents / 100}{point}{cents % 100:D2}");
}
