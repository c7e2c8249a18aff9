namespace Turnstone.Domain.CashApplication.References;

/// <summary>A run of letters and digits in a bank text.</summary>
internal readonly record struct TextWord(string Text, int Start, bool HasDigit)
{
    public int Length => Text.Length;

    public int End => Start + Text.Length;

    public static List<TextWord> Split(string text) => Split(text, 0, text.Length);

    public static List<TextWord> Split(string text, int from, int to)
    {
        var words = new List<TextWord>();
        for (var at = from; at < to;)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            var digit = false;
            for (; at < to && char.IsLetterOrDigit(text[at]); at++)
                digit |= char.IsAsciiDigit(text[at]);
            words.Add(new(text[start..at], start, digit));
        }

        return words;
    }
}
