namespace Turnstone.BankFiles.Advices;

/// <summary>What a letter says of one payment: its labels, its rows and the sums beneath them, as text.</summary>
internal sealed class LetterPayment
{
    public Dictionary<AdvicePart, (string Value, long Line)> Labels { get; } = [];

    public List<RawLine> Rows { get; } = [];

    public List<string> Sums { get; } = [];

    /// <summary>Currency that the head of the table names; null where it names none.</summary>
    public string? HeaderCurrency { get; init; }

    /// <summary>The letter is written in English.</summary>
    public bool IsEnglish { get; init; }

    /// <summary>What is paid in all: by its label, else by the last sum beneath the rows.</summary>
    public string? Total => Labels.TryGetValue(AdvicePart.Total, out var label) ? label.Value
        : Sums.Count > 0 ? Sums[^1] : null;

    public string? Value(AdvicePart part) => Labels.TryGetValue(part, out var label) ? label.Value : null;

    /// <summary>
    /// Parts a letter into its payments: where rows have been, a reference, day or total that says something else
    /// begins another one. What pages repeat says the same.
    /// </summary>
    public static List<LetterPayment> Of(LetterRows rows, List<(AdvicePart Part, string Value, long Line)> labels,
        bool isEnglish)
    {
        LetterPayment Begin() => new() { HeaderCurrency = rows.Currency, IsEnglish = isEnglish };
        var payments = new List<LetterPayment> { Begin() };
        var (row, sum) = (0, 0);
        foreach (var (part, value, line) in labels)
        {
            payments[^1].Take(rows, line, ref row, ref sum);
            if (rows.Used.Contains(line))
                continue;
            if (payments[^1] is { Rows.Count: > 0 } last && IsOther(last, part, value)
                && row < rows.Rows.Count)
                payments.Add(Begin());
            payments[^1].Labels.TryAdd(part, (value, line));
        }

        payments[^1].Take(rows, long.MaxValue, ref row, ref sum);
        foreach (var part in (AdvicePart[])[AdvicePart.Payer, AdvicePart.Currency, AdvicePart.Subject])
        {
            if (payments.Select(payment => payment.Labels.GetValueOrDefault(part)).FirstOrDefault(label =>
                label.Value is not null) is { Value: not null } first)
                payments.ForEach(payment => payment.Labels.TryAdd(part, first));
        }

        return payments;
    }

    private static bool IsOther(LetterPayment last, AdvicePart part, string value) =>
        part is AdvicePart.Reference or AdvicePart.Date or AdvicePart.Total
        && last.Labels.TryGetValue(part, out var before) && !IsSame(part, before.Value, value);

    // "USD 30.00" beneath "30.00" is the same total.
    private static bool IsSame(AdvicePart part, string before, string value) => before == value
        || (part == AdvicePart.Total && before.Where(char.IsAsciiDigit).SequenceEqual(value.Where(char.IsAsciiDigit)));

    private void Take(LetterRows rows, long before, ref int row, ref int sum)
    {
        while (row < rows.Rows.Count && rows.Rows[row].Line < before)
            Rows.Add(rows.Rows[row++]);
        while (sum < rows.Sums.Count && rows.Sums[sum].Line < before)
            Sums.Add(rows.Sums[sum++].Amount);
    }
}
