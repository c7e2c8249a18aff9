using System.Globalization;

namespace Turnstone.Benchmarks.Readers;

/// <summary>X12 820 in one interchange: an <c>ST</c> pays the sum of 100 <c>RMR</c>, each with a <c>DTM</c>.</summary>
internal static class X12File
{
    private const int Each = 100;

    public static void Write(TextWriter to, int count)
    {
        var amounts = Recipe.Amounts(count);
        to.Write($"ISA*00*{"",10}*00*{"",10}*ZZ*{"SENDERID",-15}*ZZ*{"RECEIVERID",-15}"
            + "*260628*0600*U*00401*000000001*0*P*>~\n"
            + "GS*RA*SENDERID*RECEIVERID*20260628*0600*1*X*004010~\n");
        var orders = 0;
        for (var from = 0; from < count; from += Each)
            Order(to, ++orders, amounts.AsSpan(from, Math.Min(Each, count - from)), from);
        to.Write(string.Create(CultureInfo.InvariantCulture, $"GE*{orders}*1~\nIEA*1*000000001~\n"));
    }

    private static void Order(TextWriter to, int order, Span<long> amounts, int first)
    {
        long sum = 0;
        foreach (var amount in amounts)
            sum += amount;
        to.Write(string.Create(CultureInfo.InvariantCulture,
            $"ST*820*{order:D4}~\nBPR*C*{Recipe.Plain(sum)}*C*ACH*CTX*01*121042882*DA*4567890*1210428820**01*231380104"
            + $"*DA*7445678*20260628~\nTRN*1*T{order:D8}~\nCUR*PR*USD~\nN1*PR*{Recipe.Payer(order)}~\nENT*1~\n"));
        for (var at = 0; at < amounts.Length; at++)
        {
            to.Write(string.Create(CultureInfo.InvariantCulture,
                $"RMR*IV*{Recipe.Invoice(first + at)}**{Recipe.Plain(amounts[at])}~\nDTM*003*20260601~\n"));
        }

        to.Write(string.Create(CultureInfo.InvariantCulture, $"SE*{amounts.Length * 2 + 7}*{order:D4}~\n"));
    }
}
