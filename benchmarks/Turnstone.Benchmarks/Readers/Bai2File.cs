using System.Globalization;

namespace Turnstone.Benchmarks.Readers;

/// <summary>10 accounts of <c>16</c> records, an <c>88</c> on each tenth, with right totals and counts.</summary>
internal static class Bai2File
{
    private const int Accounts = 10;
    private static readonly int[] s_codes = [142, 165, 195, 115, 301];

    public static void Write(TextWriter to, int count)
    {
        var amounts = Recipe.Amounts(count);
        to.Write("01,BANKNAME,TURNSTONE,260629,0600,1,,,2/\n02,TURNSTONE,BANKNAME,1,260628,,USD,2/\n");
        var each = count / Accounts;
        long group = 0;
        var records = 2;
        for (var account = 0; account < Accounts; account++)
        {
            var from = account * each;
            var until = account == Accounts - 1 ? count : from + each;
            var (total, lines) = Account(to, account, amounts.AsSpan(from, until - from), from);
            group += total;
            records += lines;
        }

        to.Write(string.Create(CultureInfo.InvariantCulture, $"98,{group},{Accounts},{records}/\n"));
        to.Write(string.Create(CultureInfo.InvariantCulture, $"99,{group},1,{records + 2}/\n"));
    }

    private static (long Total, int Lines) Account(TextWriter to, int account, Span<long> amounts, int first)
    {
        long opening = 1_000_000, sum = 0;
        foreach (var amount in amounts)
            sum += amount;
        var total = opening + (opening + sum) + sum;
        to.Write(string.Create(CultureInfo.InvariantCulture,
            $"03,{10_000_001 + account},USD,010,{opening},,,015,{opening + sum},,/\n"));
        var lines = 2;
        for (var at = 0; at < amounts.Length; at++)
        {
            var entry = first + at;
            to.Write(string.Create(CultureInfo.InvariantCulture,
                $"16,{s_codes[entry % 5]},{amounts[at]},V,260628,0600,B{entry:D9},C{entry:D7},"
                + $"{Recipe.Payer(entry)} INV {Recipe.Invoice(entry)}\n"));
            lines++;
            if (entry % 10 != 0)
                continue;
            to.Write(string.Create(CultureInfo.InvariantCulture, $"88,ORDER {Recipe.Invoice(entry)} THANK YOU\n"));
            lines++;
        }

        to.Write(string.Create(CultureInfo.InvariantCulture, $"49,{total},{lines}/\n"));
        return (total, lines);
    }
}
