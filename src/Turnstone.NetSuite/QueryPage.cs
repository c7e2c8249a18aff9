using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite;

/// <summary>One page of a query's rows.</summary>
/// <param name="Rows">The rows, in the query's order.</param>
/// <param name="HasMore">True where a next page exists.</param>
/// <param name="Total">How many rows the query has in all, where NetSuite says so.</param>
public sealed record QueryPage(IReadOnlyList<QueryRow> Rows, bool HasMore, int? Total);

/// <summary>
/// One row: every value is text and a null column is left out, as on the wire. The readers throw <see
/// cref="FormatException"/>
/// naming column and value, so that nothing unread passes for nothing.
/// </summary>
/// <param name="columns">Lower-case column names with their values.</param>
public sealed class QueryRow(IReadOnlyDictionary<string, string> columns)
{
    /// <summary>Column names that have a value.</summary>
    public IEnumerable<string> Columns => columns.Keys;

    /// <summary>Text of a column; null where it is empty.</summary>
    public string? Text(string column) => columns.GetValueOrDefault(column);

    /// <summary>Text of a column that must have a value.</summary>
    public string Needed(string column) =>
        Text(column) ?? throw new FormatException($"NetSuite's row has no value in column {column}.");

    /// <summary>True for NetSuite's T.</summary>
    public bool Flag(string column) => Text(column) is "T" or "true";

    /// <summary>A whole number; null where it is empty.</summary>
    public long? Number(string column) => Text(column) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw Wrong(column, text, "a whole number");

    /// <summary>A decimal such as a rate; null where it is empty.</summary>
    public decimal? Decimal(string column) => Text(column) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
        : throw Wrong(column, text, "a decimal number");

    /// <summary>A date written YYYY-MM-DD, which the query has to ask for; null where it is empty.</summary>
    public DateOnly? Date(string column) => Text(column) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        ? date
        : throw Wrong(column, text, "a date written YYYY-MM-DD");

    /// <summary>An amount of a currency; nothing where it is empty.</summary>
    public Money Money(string column, Currency currency) => Text(column) is not { } text
        ? Domain.Kernel.Money.Zero(currency)
        : Amounts.TryRead(text, currency, out var amount) ? amount
        : throw Wrong(column, text, $"an amount in {currency}");

    private static FormatException Wrong(string column, string text, string wanted) =>
        new($"NetSuite's column {column} holds '{text}', which is not {wanted}.");
}
