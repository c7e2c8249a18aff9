using System.Globalization;

namespace Turnstone.Benchmarks.Readers;

/// <summary>
/// NACHA CCD+ in batches of 5,000 credits, each with one <c>705</c>; hashes, counts and amounts right. Amounts stop at
/// 9,999.99 so that the sums fit their twelve digits.
/// </summary>
internal static class AchFile
{
    private const int Each = 5000;
    private const string Routing = "23138010";
    private const long RoutingNumber = 23_138_010;
    private const string Bank = "12104288";

    public static void Write(TextWriter to, int count)
    {
        var amounts = Recipe.Amounts(count, most: 999_999);
        to.Write($"101 231380104 1210428822606290600A094101{"FEDERAL RESERVE BANK",-23}{"MY BANK NAME",-23}{"",8}\n");
        var batches = (count + Each - 1) / Each;
        for (var batch = 0; batch < batches; batch++)
        {
            var from = batch * Each;
            Batch(to, batch + 1, amounts.AsSpan(from, Math.Min(Each, count - from)), from);
        }

        var records = count * 2 + batches * 2 + 2;
        var blocks = (records + 9) / 10;
        to.Write(string.Create(CultureInfo.InvariantCulture,
            $"9{batches:D6}{blocks:D6}{count * 2:D8}{Hash(count):D10}{0:D12}{amounts.Sum():D12}{"",39}\n"));
        for (var filler = records; filler < blocks * 10; filler++)
            to.Write(new string('9', 94) + "\n");
    }

    private static long Hash(int count) => count * RoutingNumber % 10_000_000_000;

    private static void Batch(TextWriter to, int batch, Span<long> amounts, int first)
    {
        to.Write(string.Create(CultureInfo.InvariantCulture,
            $"5220{"NORTHWIND",-16}{"",20}1210428820CCDVNDR PAY  260628260629   1{Bank}{batch:D7}\n"));
        long sum = 0;
        for (var at = 0; at < amounts.Length; at++)
        {
            var entry = first + at;
            sum += amounts[at];
            var trace = (entry + 1) % 10_000_000;
            to.Write(string.Create(CultureInfo.InvariantCulture,
                $"622{Routing}4{"744-5678-99",-17}{amounts[at]:D10}{"C" + Recipe.Invoice(entry),-15}"
                + $"{Recipe.Payer(entry),-22}  1{Bank}{trace:D7}\n"));
            var text = $"RMR*IV*{Recipe.Invoice(entry)}**{Recipe.Plain(amounts[at])}\\";
            to.Write(string.Create(CultureInfo.InvariantCulture, $"705{text,-80}0001{trace:D7}\n"));
        }

        to.Write(string.Create(CultureInfo.InvariantCulture,
            $"8220{amounts.Length * 2:D6}{Hash(amounts.Length):D10}{0:D12}{sum:D12}1210428820{"",25}"
            + $"{Bank}{batch:D7}\n"));
    }
}
