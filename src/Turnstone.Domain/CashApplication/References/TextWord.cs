namespace Turnstone.Domain.CashApplication.References;

/// <summary>A run of letters and digits in a bank text.</summary>
internal readonly record struct TextWord(string Text, int Start, bool HasDigit)
{
    public int Length => Text.Length;

    public int End => Start + Text.Length;

    public static List<TextWord> Split(string text)
    {
        var words = new List<TextWord>();
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            var digit = false;
            for (; at < text.Length && char.IsLetterOrDigit(text[at]); at++)
                digit |= char.IsAsciiDigit(text[at]);
            words.Add(new(text[start..at], start, digit));
        }

        return words;
    }
}
