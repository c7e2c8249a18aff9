namespace Turnstone.BankFiles;

/// <summary>Text as a cell of a CSV file that people open in a spreadsheet.</summary>
public static class CsvText
{
    /// <summary>
    /// The cell: quoted where it must be, with an apostrophe in front where a spreadsheet would take it for a formula.
    /// </summary>
    public static string Cell(string? text)
    {
        text ??= "";
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
            text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n")
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }
}
