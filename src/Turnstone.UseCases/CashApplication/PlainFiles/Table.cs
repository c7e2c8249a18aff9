using System.Buffers.Text;
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

    // Rows name few currencies: the last one read is most often the next.
    private (byte[] Bytes, Currency Currency) _currency = ([], default);

    public string Text(string column) => columns.TryGetValue(column, out var at) && at < csv.FieldCount
        ? csv.GetString(at).Trim() : "";

    public string? Optional(string column) => Text(column) is { Length: > 0 } text ? text : null;

    public string Needed(string column) => Optional(column) ?? throw Fault(column, "", "a value");

    public Currency Currency(string column)
    {
        var bytes = Bytes(column);
        if (bytes.Length > 0 && bytes.SequenceEqual(_currency.Bytes))
            return _currency.Currency;
        if (!Domain.Kernel.Currency.TryParse(Text(column), out var currency))
            throw Fault(column, Text(column), "a currency code");
        _currency = (bytes.ToArray(), currency);
        return currency;
    }

    public Money Money(string column, Currency currency) => PlainMinor(Bytes(column), currency.Exponent) is { } minor
        ? new(minor, currency) : Spelt(column, currency);

    private Money Spelt(string column, Currency currency) =>
        Domain.Kernel.Money.TryParse(Text(column), currency, out var money)
            || Domain.Kernel.Money.TryParse(Plain(Text(column), currency), currency, out money) ? money
            : throw Fault(column, Text(column), $"an amount in {currency}");

    public DateOnly Date(string column) => OptionalDate(column) ?? throw Fault(column, "", "a date like 2026-06-30");

    public DateOnly? OptionalDate(string column)
    {
        if (IsoDay(Bytes(column)) is { } plain)
            return plain;
        if (Text(column) is not { Length: > 0 } text)
            return null;
        // A time behind the day says nothing here.
        var day = text.Length > 10 && text[10] is 'T' or ' ' ? text[..10] : text;
        return DateOnly.TryParseExact(day, s_dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : throw Fault(column, text, "a date like 2026-06-30");
    }

    private ReadOnlySpan<byte> Bytes(string column) =>
        columns.TryGetValue(column, out var at) && at < csv.FieldCount ? csv.GetSpan(at) : [];

    /// <summary>Digits with a point before all decimals of the currency, as most files have them; else null.</summary>
    private static long? PlainMinor(ReadOnlySpan<byte> text, int exponent)
    {
        var negative = text is [(byte)'-', ..];
        text = negative ? text[1..] : text;
        if (exponent == 0 || text.Length <= exponent + 1 || text.Length > 17 || text[^(exponent + 1)] != '.')
            return null;
        long minor = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (at == text.Length - exponent - 1)
                continue;
            if (text[at] is < (byte)'0' or > (byte)'9')
                return null;
            minor = minor * 10 + text[at] - '0';
        }

        return negative ? -minor : minor;
    }

    /// <summary>A day as <c>2026-06-30</c>; null where it is written otherwise or is none.</summary>
    private static DateOnly? IsoDay(ReadOnlySpan<byte> text) => text.Length == 10 && text[4] == '-' && text[7] == '-'
        && Utf8Parser.TryParse(text[..4], out int year, out var used) && used == 4
        && Utf8Parser.TryParse(text[5..7], out int month, out used) && used == 2
        && Utf8Parser.TryParse(text[8..], out int day, out used) && used == 2
        && year > 0 && month is > 0 and < 13 && day > 0 && day <= DateTime.DaysInMonth(year, month)
            ? new(year, month, day) : null;

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
