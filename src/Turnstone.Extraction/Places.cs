using System.Globalization;

namespace Turnstone.Extraction;

/// <summary>Places in a line as people count them: "21-26", from 1, both ends included.</summary>
internal static class Places
{
    private const int Widest = 100_000;

    /// <summary>The place; a <see cref="FormatException"/> says what else stands there.</summary>
    public static Range Read(string text)
    {
        var ends = text.Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length is 1 or 2 && Number(ends[0]) is { } first && Number(ends[^1]) is { } last && first <= last)
            return (first - 1)..last;
        throw new FormatException($"\"{text}\" is no place in a line: write first and last position, as in 21-26");
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= Widest ? number : null;
}
