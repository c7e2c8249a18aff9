using System.Globalization;

namespace Turnstone.Domain.CashApplication.References;

/// <summary>The words of one field, and what the reader of numbers asks about them.</summary>
internal sealed record Scan(
    string Text, List<TextWord> Words, bool Loose, IReadOnlyList<int> Families, long Amount)
{
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

    /// <summary>How many words from here are a date with points, dashes or slashes; 0 where none.</summary>
    public int Date(int at)
    {
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

    /// <summary>The receipt's own amount, written with decimals.</summary>
    public bool IsAmount(int at)
    {
        if (Amount == 0 || at + 1 >= Words.Count || Words[at + 1].Length != 2 || Gap(at).Length != 1
            || Gap(at)[0] is not ('.' or ','))
            return false;
        return long.TryParse(Words[at].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            && long.TryParse(Words[at + 1].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var cents)
            && whole * 100 + cents == Amount;
    }

    private static readonly string[] DateForms =
        ["d.M.yy", "d.M.yyyy", "M.d.yy", "M.d.yyyy", "yyyy.M.d"];
}
