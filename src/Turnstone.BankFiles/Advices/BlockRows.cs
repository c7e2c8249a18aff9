namespace Turnstone.BankFiles.Advices;

/// <summary>"Invoice: A / Amount: B / Discount: C", once per document.</summary>
internal static class BlockRows
{
    private const int LongestLabel = 40;

    public static LetterRows Read(IReadOnlyList<LetterLine> lines, AdviceLexicon words)
    {
        var found = new LetterRows();
        Dictionary<Field, string>? open = null;
        foreach (var line in lines)
        {
            var colon = line.Text.IndexOf(':', StringComparison.Ordinal);
            if (AdviceTable.IsEmpty(line.Text))
                open = open is { } done && IsWhole(done) ? null : open;
            if (colon is < 2 or > LongestLabel)
                continue;
            var fields = words.FieldsOf(line.Text[..colon]);
            var value = line.Text[(colon + 1)..].Trim();
            if (value.Length == 0)
                continue;
            if (fields.Contains(Field.Document) && value.Any(char.IsAsciiDigit)
                && (open is null || IsWhole(open) || !fields.Contains(Field.Reference)))
                found.Add(open = new() { [Field.Document] = value }, line);
            else if (open is not null && FieldOf(fields) is { } field)
            {
                open.TryAdd(field, value);
                found.Used.Add(line.Number);
            }
        }

        found.Rows.RemoveAll(row => !IsWhole(row.Cells));
        return found;
    }

    private static bool IsWhole(Dictionary<Field, string> block) =>
        block.ContainsKey(Field.Net) || block.ContainsKey(Field.Gross);

    private static Field? FieldOf(IReadOnlyList<Field> fields)
    {
        foreach (var field in fields)
        {
            if (field is Field.Net or Field.Gross or Field.Discount or Field.Deduction or Field.Reason or Field.Date)
                return field;
            if (field == Field.Amount)
                return Field.Net;
        }

        return null;
    }
}
