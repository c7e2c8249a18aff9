using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Values;

/// <summary>An Oracle date mask cut into its elements, to show and to read dates with.</summary>
internal sealed class DateMask
{
    private const int MaxLength = 200;

    /// <summary>Longest first, so that HH24 is not read as HH.</summary>
    private static readonly string[] _elements =
    [
        "SSSSS", "YYYY", "RRRR", "SYYYY", "MONTH", "HH24", "HH12", "A.M.", "P.M.", "YYY", "MON", "DDD", "DAY", "FF9",
        "FF6",
        "FF3", "YY", "RR", "MM", "DD", "DY", "HH", "MI", "SS", "FF", "AM", "PM", "WW", "IW", "CC", "FM", "FX", "Y",
        "D", "Q", "W",
        "J",
    ];

    private static readonly ConcurrentDictionary<string, DateMask> _users = new(StringComparer.Ordinal);

    [ThreadStatic]
    private static (string Written, DateMask Mask)? _last;

    private readonly List<(string Element, string Written)> _parts = [];

    private DateMask(string mask)
    {
        if (mask.Length > MaxLength)
        {
            throw Refused.Unsupported($"The date mask has more than {MaxLength} characters.");
        }

        for (var at = 0; at < mask.Length;)
        {
            var (element, length) = Element(mask, at);
            _parts.Add((element, mask.Substring(at, length)));
            at += length;
        }
    }

    /// <summary>A query shows row after row through one mask, so the last one is kept.</summary>
    public static DateMask Of(string mask)
    {
        if (_last is not { } last || !string.Equals(last.Written, mask, StringComparison.Ordinal))
        {
            _last = last = (mask, new(mask));
        }

        return last.Mask;
    }

    /// <summary>NetSuite's user formats write one letter where no zero is padded: M/D/YYYY, D-Mon-YYYY.</summary>
    public static DateMask ForUser(string format) => _users.GetOrAdd(
        format,
        static text =>
        {
            var mask = new DateMask(text);
            for (var i = 0; i < mask._parts.Count; i++)
            {
                var (element, written) = mask._parts[i];
                mask._parts[i] = (element is "D" or "MONTH" ? "USER" + element : element, written);
                if (element.Length == 0 && written is "M" or "m")
                {
                    mask._parts[i] = ("USERM", written);
                }
            }

            return mask;
        });

    /// <summary>The element there, or "" for a text that stands for itself.</summary>
    private static (string Element, int Length) Element(string mask, int at)
    {
        if (mask[at] == '"')
        {
            var end = mask.IndexOf('"', at + 1);
            return end < 0 ? throw Refused.Unsupported("A quote in a date mask is not closed.") : ("", end - at + 1);
        }

        foreach (var element in _elements)
        {
            if (mask.AsSpan(at).StartsWith(element, StringComparison.OrdinalIgnoreCase))
            {
                return (element, element.Length);
            }
        }

        return ("", 1);
    }

    public string Format(DateTime date)
    {
        var text = new StringBuilder();
        var padded = true;
        foreach (var (element, written) in _parts)
        {
            if (element == "FM")
            {
                padded = !padded;
                continue;
            }

            var shown = DateElements.Show(element, date) ?? Verbatim(written);
            if (!padded && element.Length > 0)
            {
                shown = shown.Trim();
                shown = shown.Length > 1 && char.IsAsciiDigit(shown[0]) ? shown.TrimStart('0').PadLeft(1, '0') : shown;
            }

            text.Append(Cased(shown, element, written));
        }

        return text.ToString();
    }

    private static string Verbatim(string written)
    {
        if (written[0] == '"')
        {
            return written[1..^1];
        }

        return char.IsAsciiLetterOrDigit(written[0])
            ? throw Refused.Unsupported($"The date mask has no element '{written}'.")
            : written;
    }

    /// <summary>MON gives JAN, Mon gives Jan, mon gives jan.</summary>
    private static string Cased(string shown, string element, string written)
    {
        if (element.Length == 0 || !shown.Any(char.IsLetter))
        {
            return shown;
        }

        return char.IsLower(written[0]) ? shown.ToLower(CultureInfo.InvariantCulture)
            : written.Length > 1 && char.IsLower(written[1]) ? shown
            : shown.ToUpper(CultureInfo.InvariantCulture);
    }

    /// <summary>The date that the text says; null where it says none. What stands after the text's end may be
    /// missing: a day alone is its midnight.</summary>
    public DateTime? Parse(string text)
    {
        var reading = new DateReading(text.Trim());
        foreach (var (element, written) in _parts)
        {
            if (reading.AtEnd)
            {
                break;
            }

            if (element is not "FM" and not "FX"
                    && !(element.Length == 0 ? reading.Skip(Verbatim(written)) : reading.Take(element)))
            {
                return null;
            }
        }

        return reading.AtEnd ? reading.Date() : null;
    }
}
