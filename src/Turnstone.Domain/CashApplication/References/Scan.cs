using System.Globalization;

namespace Turnstone.Domain.CashApplication.References;

/// <summary>The words of one field, and what the reader of numbers asks about them.</summary>
internal sealed record Scan(
    string Text, List<TextWord> Words, bool Loose, IReadOnlyList<int> Families, long Amount)
{
    private const int MostGroups = 4;

    public ReadOnlySpan<char> Gap(int before) =>
        Text.AsSpan(Words[before].End, Words[before + 1].Start - Words[before].End);

    public Span<char> Squeezed(int at, int count, Span<char> buffer)
    {
        var (start, end) = (Words[at].Start, Words[at + count - 1].End);
        return buffer[..DocumentKey.Squeeze(Text.AsSpan(start, end - start), buffer)];
    }

    /// <summary>A short number that stands in a list after one in full.</summary>
    public bool Listed(int at, Cite? last) => last is not null && at > 0 && Words[at].Start - last.End <= 9
        && Words[at].Text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>
    /// How many words from here are a date with points, dashes or slashes, or a month with its year; 0 where none.
    /// </summary>
    public int Date(int at)
    {
        if (IsMonth(at))
            return 2;
        if (at + 2 >= Words.Count || Gap(at).Length != 1 || Gap(at + 1).Length != 1 || Gap(at)[0] != Gap(at + 1)[0]
            || !".-/".Contains(Gap(at)[0], StringComparison.Ordinal))
            return 0;
        var text = Text.AsSpan(Words[at].Start, Words[at + 2].End - Words[at].Start);
        Span<char> plain = stackalloc char[text.Length];
        text.CopyTo(plain);
        plain.Replace('/', '.');
        plain.Replace('-', '.');
        return text.Length <= 10 && DateOnly.TryParseExact(plain, DateForms, CultureInfo.InvariantCulture,
            DateTimeStyles.None, out _) ? 3 : 0;
    }

    /// <summary>A month and its year: <c>06/2026</c>, and no day before them.</summary>
    private bool IsMonth(int at) => at + 1 < Words.Count && Gap(at) is ['/' or '.' or '-'] && Words[at].Length <= 2
        && Words[at + 1] is { Length: 4 } year && year.Text.StartsWith("20", StringComparison.Ordinal)
        && IsDigits(at + 1)
        && int.TryParse(Words[at].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var month)
        && month is > 0 and < 13;

    /// <summary>A date that no list of numbers looks like: with points, or with its year in full.</summary>
    public bool IsPlainDate(int at) => IsMonth(at) || Gap(at)[0] == '.' || Words[at].Length == 4
        || Words[at + 2].Length == 4;

    /// <summary>
    /// How many words from here are an amount with two decimals; 0 where none. <c>1204,05</c> may as well be a list of
    /// two numbers: such an amount is <paramref name="sure"/> only where it is the receipt's own.
    /// </summary>
    public int Money(int at, out bool sure)
    {
        sure = false;
        var end = at + 1;
        while (end < Words.Count && end - at < MostGroups && IsDigits(end) && IsDigits(at)
            && Gap(end - 1) is ['.' or ',' or '\''])
            end++;
        var count = end - at;
        if (count < 2 || Words[end - 1].Length != 2 || Words[at].Length > 1 && Words[at].Text[0] == '0'
            || !Grouped(at, end - 1))
            return 0;
        Span<char> digits = stackalloc char[DocumentKey.MaxLength];
        digits = Squeezed(at, count, digits);
        sure = count > 2 || Gap(at)[0] == '.'
            || long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var minor) && minor == Amount;
        return count;
    }

    /// <summary>Groups of three digits, set apart otherwise than the decimals.</summary>
    private bool Grouped(int first, int decimals)
    {
        for (var group = first + 1; group < decimals; group++)
        {
            if (Words[group].Length != 3 || Words[first].Length > 3 || Gap(group - 1)[0] == Gap(decimals - 1)[0])
                return false;
        }

        return Gap(decimals - 1)[0] != '\'';
    }

    private bool IsDigits(int at) => Words[at].Text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private static readonly string[] DateForms =
        ["d.M.yy", "d.M.yyyy", "M.d.yy", "M.d.yyyy", "yyyy.M.d"];
}
