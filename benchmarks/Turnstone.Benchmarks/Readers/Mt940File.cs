using System.Globalization;

namespace Turnstone.Benchmarks.Readers;

/// <summary>Statements of 1,000 <c>:61:</c> with structured German <c>:86:</c>; balances close and chain.</summary>
internal static class Mt940File
{
    private const int Each = 1000;

    public static void Write(TextWriter to, int count)
    {
        var amounts = Recipe.Amounts(count);
        long balance = 1_000_000;
        for (var from = 0; from < count; from += Each)
        {
            var until = Math.Min(count, from + Each);
            to.Write(string.Create(CultureInfo.InvariantCulture,
                $":20:STMT{from / Each}\r\n:25:12030000/0000202051\r\n:28C:{from / Each % 99_999 + 1}/1\r\n"
                + $":60F:C260627EUR{Recipe.Plain(balance, ',')}\r\n"));
            for (var at = from; at < until; at++)
            {
                Entry(to, at, Recipe.Plain(amounts[at], ','));
                balance += amounts[at];
            }

            to.Write($":62F:C260628EUR{Recipe.Plain(balance, ',')}\r\n-\r\n");
        }
    }

    private static void Entry(TextWriter to, int at, string amount) => to.Write(string.Create(
        CultureInfo.InvariantCulture,
        $":61:2606280628CR{amount}NTRFNONREF//B{at:D9}\r\n"
        + $":86:166?00GUTSCHRIFT?10931?20EREF+E{at:D9}?21SVWZ+INVOICE {Recipe.Invoice(at)}?30DEUTDEFF\r\n"
        + $"?31DE89370400440532013000?32{Recipe.Payer(at)}\r\n"));
}
