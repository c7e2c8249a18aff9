using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Tables;

/// <summary>Which currency rows without one are in.</summary>
internal static class TableCurrency
{
    /// <summary>
    /// Mapping, settings, header of the amount, its cells' sign, the lines before the header; else unknown (XXX).
    /// </summary>
    public static Currency Of(Columns columns, List<TableRow> rows, IEnumerable<TableRow> before, Findings findings)
    {
        if (Currency.TryParse(findings.Settings.Mapping?.Currency, out var mapped))
            return mapped;
        if (findings.Settings.DefaultCurrency is { } told)
            return told;
        if (Currency.TryParse(columns.Currency, out var headed))
            return headed;
        var cells = columns.CellsOf(rows, Field.Currency).Concat(before.SelectMany(row => row.Cells).SelectMany(Words));
        foreach (var cell in cells)
        {
            if (Known(cell) is { } known)
                return known;
        }

        foreach (var cell in Amounts.SelectMany(field => columns.CellsOf(rows, field)))
        {
            if (cell.Split(' ').Select(Known).FirstOrDefault(code => code is not null) is { } written)
                return written;
            if (cell.Contains("R$", StringComparison.Ordinal))
                return Currency.Of("BRL");
            // Pesos have the same sign.
            if (cell.Contains('$', StringComparison.Ordinal) && !columns.IsIberian)
                return Currency.Usd;
            if (cell.Contains('€', StringComparison.Ordinal) || cell.Contains("EUR", StringComparison.Ordinal))
                return Currency.Eur;
            if (cell.Contains('£', StringComparison.Ordinal))
                return Currency.Of("GBP");
        }

        findings.Problem(Severity.Warning, "table.no_currency", columns.HeaderLine,
            "Nothing says the currency of the amounts: give one in the source's settings or a mapping.");
        return Currency.None;
    }

    private static readonly Field[] Amounts = [Field.Amount, Field.Credit, Field.Debit, Field.Balance];

    private static string[] Words(string cell) =>
        cell.Split([' ', ':', ';', '(', ')', '='], StringSplitOptions.RemoveEmptyEntries);

    private static Currency? Known(string word) =>
        Codes.Contains(word, StringComparer.Ordinal) && Currency.TryParse(word, out var currency) ? currency : null;

    private static readonly string[] Codes =
    [
        "USD", "EUR", "GBP", "CHF", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "JPY", "MXN", "BRL", "INR",
        "NZD", "SGD", "HKD", "ZAR",
    ];
}
