using System.Globalization;

namespace Turnstone.Benchmarks.Readers;

/// <summary>A portal's table of one account, one entry per row.</summary>
internal static class CsvFile
{
    public static void Write(TextWriter to, int count)
    {
        var amounts = Recipe.Amounts(count);
        to.Write("Date,Account,Description,Payer,Payer Account,Bank Reference,Amount,Currency\n");
        for (var at = 0; at < count; at++)
        {
            to.Write(string.Create(CultureInfo.InvariantCulture,
                $"2026-06-28,4567890,\"PAYMENT, INV {Recipe.Invoice(at)}\",{Recipe.Payer(at)},{6_972_516_671 + at % 6},"
                + $"B{at:D9},{Recipe.Plain(amounts[at])},USD\n"));
        }
    }
}
