namespace Turnstone.BankFiles.Tables;

/// <summary>Which account a table is of, where no column says it: exports write it above the header.</summary>
internal static class TableAccount
{
    private const int FewestDigits = 4;

    /// <summary>
    /// The account named in the lines above the header: a cell with an account's word and the number beside it
    /// (<c>Konto;DE02…</c>) or after a colon (<c>IBAN: DE02…</c>); null where none is named, or two are.
    /// </summary>
    public static string? Of(IEnumerable<TableRow> before)
    {
        var named = before.SelectMany(row => Named(row.Cells)).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return named is [var only] ? only : null;
    }

    private static IEnumerable<string> Named(IReadOnlyList<string> cells)
    {
        for (var at = 0; at < cells.Count; at++)
        {
            var colon = cells[at].IndexOf(':', StringComparison.Ordinal);
            var label = colon < 0 ? cells[at] : cells[at][..colon];
            // Above the header an IBAN or account number is the account's own; as a column it is the payer's.
            if (!HeaderWords.FieldsOf(label).Any(field => field is Field.Account or Field.PayerAccount))
                continue;
            var beside = colon >= 0 && colon + 1 < cells[at].Length
                ? cells[at][(colon + 1)..]
                : cells.Skip(at + 1).FirstOrDefault(cell => cell.Length > 0) ?? "";
            if (beside.Count(char.IsAsciiDigit) >= FewestDigits)
                yield return beside.Split(" / ")[0].Trim();
        }
    }
}
