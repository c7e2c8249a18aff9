namespace Turnstone.NetSuite.Sandbox.SuiteQl.Values;

/// <summary>
/// BUILTIN.RELATIVE_RANGES: the start or end of a named span around today. The names follow a pattern, so they are
/// read by it: TODAY, THIS_MONTH, LAST_QUARTER, NEXT_YEAR, DAGO3, MAGO1, WFN2.
/// </summary>
internal static class RelativeRanges
{
    public static DateTime Find(string range, string edge, DateTime now)
    {
        var (start, end) = Span(range.Trim().ToUpperInvariant().Replace(' ', '_'), now.Date);
        return edge.Trim().ToUpperInvariant() switch
        {
            "START" => start,
            "END" => DateFunctions.Plus(end, 1 - (1m / 86_400)),
            _ => throw Refused.Unsupported($"BUILTIN.RELATIVE_RANGES gives START or END, not '{edge}'."),
        };
    }

    private static (DateTime Start, DateTime End) Span(string range, DateTime today) => range switch
    {
        "TODAY" => (today, today),
        "YESTERDAY" => Around('D', -1, today),
        "TOMORROW" => Around('D', 1, today),
        "THIS_WEEK" or "TW" => Around('W', 0, today),
        "LAST_WEEK" or "LW" => Around('W', -1, today),
        "NEXT_WEEK" or "NW" => Around('W', 1, today),
        "THIS_MONTH" or "TM" => Around('M', 0, today),
        "LAST_MONTH" or "LM" => Around('M', -1, today),
        "NEXT_MONTH" or "NM" => Around('M', 1, today),
        "THIS_QUARTER" or "TQ" or "THIS_FISCAL_QUARTER" or "TFQ" => Around('Q', 0, today),
        "LAST_QUARTER" or "LQ" or "LAST_FISCAL_QUARTER" or "LFQ" => Around('Q', -1, today),
        "NEXT_QUARTER" or "NQ" or "NEXT_FISCAL_QUARTER" or "NFQ" => Around('Q', 1, today),
        "THIS_YEAR" or "TY" or "THIS_FISCAL_YEAR" or "TFY" => Around('Y', 0, today),
        "LAST_YEAR" or "LY" or "LAST_FISCAL_YEAR" or "LFY" => Around('Y', -1, today),
        "NEXT_YEAR" or "NY" or "NEXT_FISCAL_YEAR" or "NFY" => Around('Y', 1, today),
        _ => Counted(range, today),
    };

    /// <summary>DAGO7 is the day a week ago, DFN7 the day in a week; W, M, Q and Y likewise.</summary>
    private static (DateTime Start, DateTime End) Counted(string range, DateTime today)
    {
        var digits = range.AsSpan().TrimStart("DWMQYAGOFN");
        var word = range[..^digits.Length];
        if (word.Length < 3 || !int.TryParse(digits, out var count) || count > 1000
            || word[1..] is not ("AGO" or "FN") || !"DWMQY".Contains(word[0], StringComparison.Ordinal))
        {
            throw Refused.Unsupported($"BUILTIN.RELATIVE_RANGES knows no range '{range}'.");
        }

        return Around(word[0], word.EndsWith("AGO", StringComparison.Ordinal) ? -count : count, today);
    }

    /// <summary>Weeks begin on Sunday, as in NetSuite's default preference.</summary>
    private static (DateTime Start, DateTime End) Around(char unit, int away, DateTime today)
    {
        var (start, length) = unit switch
        {
            'D' => (today.AddDays(away), 0),
            'W' => (DateFunctions.Trunc(today, "D").AddDays(7 * away), 0),
            'M' => (DateFunctions.Trunc(today, "MM").AddMonths(away), 1),
            'Q' => (DateFunctions.Trunc(today, "Q").AddMonths(3 * away), 3),
            _ => (DateFunctions.Trunc(today, "YYYY").AddYears(away), 12),
        };
        return (start, unit switch { 'D' => start, 'W' => start.AddDays(6), _ => start.AddMonths(length).AddDays(-1) });
    }
}
