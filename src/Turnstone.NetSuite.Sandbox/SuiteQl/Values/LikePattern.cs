namespace Turnstone.NetSuite.Sandbox.SuiteQl.Values;

/// <summary>A LIKE pattern: % any run, _ one character, and what the escape character protects.</summary>
internal sealed class LikePattern
{
    private const char AnyRun = '\uE000';
    private const char AnyOne = '\uE001';

    private readonly string _pattern;

    public LikePattern(string written, string? escape)
    {
        Written = written;
        if (escape is { Length: > 1 })
        {
            throw Refused.Unsupported("ESCAPE takes one character.");
        }

        var cooked = new System.Text.StringBuilder(written.Length);
        for (var i = 0; i < written.Length; i++)
        {
            if (escape is not null && written[i] == escape[0])
            {
                cooked.Append(++i < written.Length
                    ? written[i]
                    : throw Refused.Unsupported("A LIKE pattern ends in its escape character."));
            }
            else
            {
                cooked.Append(written[i] switch { '%' => AnyRun, '_' => AnyOne, var c => c });
            }
        }

        _pattern = cooked.ToString();
    }

    public string Written { get; }

    /// <summary>Goes back only to the last %, so that no pattern takes more than text times pattern steps.</summary>
    public bool Matches(string text)
    {
        var (at, from) = (0, 0);
        var (star, resume) = (-1, 0);
        while (from < text.Length)
        {
            if (at < _pattern.Length && _pattern[at] == AnyRun)
            {
                (star, resume) = (at++, from);
            }
            else if (at < _pattern.Length && (_pattern[at] == AnyOne || _pattern[at] == text[from]))
            {
                at++;
                from++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                from = ++resume;
            }
            else
            {
                return false;
            }
        }

        return _pattern.AsSpan(at).Trim(AnyRun).IsEmpty;
    }
}
