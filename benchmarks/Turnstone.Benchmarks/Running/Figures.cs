using System.Globalization;

namespace Turnstone.Benchmarks.Running;

/// <summary>Sums up runs and prints rows of a table.</summary>
internal static class Figures
{
    public static double Median(IEnumerable<double> values) => Percentile(values, 50);

    /// <summary>The value that so many percent of the runs do not exceed.</summary>
    public static double Percentile(IEnumerable<double> values, int percent)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * percent / 100.0) - 1)];
    }

    public static void Row(params FormattableString[] cells) => Console.WriteLine(
        $"| {string.Join(" | ", cells.Select(cell => cell.ToString(CultureInfo.InvariantCulture)))} |");

    /// <summary>The head of a table: words between bars.</summary>
    public static void Head(string cells)
    {
        Console.WriteLine($"| {cells} |");
        Console.WriteLine("|" + string.Concat(Enumerable.Repeat(" --- |", cells.Split('|').Length)));
    }
}
