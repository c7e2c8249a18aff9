using System.Globalization;
using CsvHelper;
using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.CashApplication.PlainFiles;

/// <summary>Reads a CSV by its header words, row by row, and stops at the first cell that cannot be read.</summary>
internal static class Table
{
    private const int LongestRow = 4_000_000;

    public static Result<List<T>> Read<T>(string path, string[] needed, Func<Row, T> row)
    {
        var file = Path.GetFileName(path);
        try
        {
            using var csv = CsvReader.FromFile(path, CsvReaderOptions.Default with
            {
                TrackLineNumbers = true, MaxRecordSize = LongestRow, PoolStrings = true,
            });
            return Rows(csv, file, needed, row);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refusals.NoFile(path);
        }
        catch (CellFault fault)
        {
            return fault.Refusal;
        }
        catch (CsvFormatException fault)
        {
            return Refusals.Form(file, fault.LineNumber, "it cannot be read as CSV");
        }
    }

    private static Result<List<T>> Rows<T>(CsvReader csv, string file, string[] needed, Func<Row, T> row)
    {
        csv.ReadHeader();
        if (csv.Headers.Count == 0)
            return Refusals.Form(file, 1, "it is empty");
        // Columns are written as people write them: "Customer ID", "customer-id", "CUSTOMER_ID".
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < csv.Headers.Count; at++)
            columns.TryAdd(Plain(csv.Headers[at]), at);
        foreach (var column in needed)
        {
            if (!columns.ContainsKey(column))
                return Refusals.NoColumn(file, column);
        }

        var rows = new List<T>();
        var current = new Row(csv, file, columns);
        while (csv.Read())
            rows.Add(row(current));
        return rows;
    }

    private static string Plain(string header) =>
        header.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
}

/// <summary>Leaves the loop over rows with the refusal of one cell; never leaves this folder.</summary>
#pragma warning disable CA1032, CA1064 // It carries a refusal and is caught in Table.
internal sealed class CellFault(Refusal refusal) : Exception(refusal.Sentence)
#pragma warning restore CA1032, CA1064
{
    public Refusal Refusal { get; } = refusal;
}

/// <summary>The current row of a table.</summary>
internal sealed class Row(CsvReader csv, string file, Dictionary<string, int> columns)
{
    // Forms of dates in which day and month cannot be taken for one another.
    private static readonly string[] s_dates = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "yyyyMMdd", "d.M.yyyy"];

    public string Text(string column) => columns.TryGetValue(column, out var at) && at < csv.FieldCount
        ? csv.GetString(at).Trim() : "";

    public string? Optional(string column) => Text(column) is { Length: > 0 } text ? text : null;

    public string Needed(string column) => Optional(column) ?? throw Fault(column, "", "a value");

    public Currency Currency(string column) =>
        Domain.Kernel.Currency.TryParse(Text(column), out var currency) ? currency : throw Fault(column, Text(column),
            "a currency code");

    public Money Money(string column, Currency currency) =>
        Domain.Kernel.Money.TryParse(Text(column), currency, out var money)
            || Domain.Kernel.Money.TryParse(Plain(Text(column), currency), currency, out money) ? money
            : throw Fault(column, Text(column), $"an amount in {currency}");

    public DateOnly Date(string column) => OptionalDate(column) ?? throw Fault(column, "", "a date like 2026-06-30");

    public DateOnly? OptionalDate(string column)
    {
        if (Text(column) is not { Length: > 0 } text)
            return null;
        // A time behind the day says nothing here.
        var day = text.Length > 10 && text[10] is 'T' or ' ' ? text[..10] : text;
        return DateOnly.TryParseExact(day, s_dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : throw Fault(column, text, "a date like 2026-06-30");
    }

    public decimal? OptionalPercent(string column)
    {
        if (Text(column) is not { Length: > 0 } text)
            return null;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent <= 100
            ? percent : throw Fault(column, text, "a percentage");
    }

    /// <summary>
    /// An amount with groups of three, a comma for its decimals or its sign behind, as plain; unchanged where commas
    /// and points may be read in two ways.
    /// </summary>
    private static string Plain(string text, Currency currency)
    {
        var bare = text.Replace(" ", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal)
            .Replace("'", "", StringComparison.Ordinal);
        if (bare.Length > 1 && bare[^1] == '-')
            bare = "-" + bare[..^1];
        var (point, comma) = (bare.LastIndexOf('.'), bare.LastIndexOf(','));
        if (point >= 0 && comma >= 0)
            return comma > point ? bare.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')
                : bare.Replace(",", "", StringComparison.Ordinal);
        var decimals = bare.Length - comma - 1;
        return comma < 0 || comma != bare.IndexOf(',', StringComparison.Ordinal) || decimals == 3
            || decimals > currency.Exponent ? bare : bare.Replace(',', '.');
    }

    public CellFault Fault(string column, string value, string wanted) =>
        new(Refusals.Cell(file, csv.LineNumber, column, value, wanted));
}
