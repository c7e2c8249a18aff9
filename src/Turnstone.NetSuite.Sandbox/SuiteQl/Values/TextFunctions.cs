using System.Globalization;
using System.Text;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Values;

internal static class TextFunctions
{
    /// <summary>Longer texts than a NetSuite long text field are refused.</summary>
    private const int MaxLength = 1_000_000;

    public static IEnumerable<KeyValuePair<string, Function>> All =>
    [
        Functions.Named("UPPER", "T", ValueKind.Text, (a, _) => Text(a, 0).ToUpperInvariant()),
        Functions.Named("LOWER", "T", ValueKind.Text, (a, _) => Text(a, 0).ToLowerInvariant()),
        Functions.Named("INITCAP", "T", ValueKind.Text, (a, _) => InitCap(Text(a, 0))),
        Functions.Named("LENGTH", "T", ValueKind.Number, (a, _) => (decimal)Text(a, 0).Length),
        Functions.Named("ASCII", "T", ValueKind.Number, (a, _) => (decimal)Text(a, 0)[0]),
        Functions.Named("CHR", "N", ValueKind.Text, (a, _) => Chr((decimal)a[0]!)),
        Functions.Named("SUBSTR", "TNn", ValueKind.Text, (a, _) => Substr(a)),
        Functions.Named("INSTR", "TTnn", ValueKind.Number, (a, _) => Instr(a)),
        Functions.Named("TRIM", "Tt", ValueKind.Text, (a, _) => Full(Text(a, 0).Trim(Characters(a)))),
        Functions.Named("LTRIM", "Tt", ValueKind.Text, (a, _) => Full(Text(a, 0).TrimStart(Characters(a)))),
        Functions.Named("RTRIM", "Tt", ValueKind.Text, (a, _) => Full(Text(a, 0).TrimEnd(Characters(a)))),
        Functions.Named("LPAD", "TNt", ValueKind.Text, (a, _) => Pad(a, left: true)),
        Functions.Named("RPAD", "TNt", ValueKind.Text, (a, _) => Pad(a, left: false)),
        Functions.Named("REPLACE", "TTt", ValueKind.Text, (a, _) => Replace(a)).MindsNulls(),
        Functions.Named("TRANSLATE", "TTT", ValueKind.Text, (a, _) => Translate(Text(a, 0), Text(a, 1), Text(a, 2))),
        Functions.Named("CONCAT", "TT", ValueKind.Text, (a, _) => Concat(a[0], a[1])).MindsNulls(),
        Functions.Named("TO_CHAR", "Att", ValueKind.Text, ToChar).MindsNulls(),
    ];

    /// <summary>Oracle has no empty text: it is null.</summary>
    public static string? Full(string text) => text.Length == 0 ? null : text;

    /// <summary>A null adds nothing, as in Oracle.</summary>
    public static object? Concat(object? left, object? right)
    {
        if (left is null || right is null)
        {
            return left ?? right;
        }

        var (first, second) = ((string)left, (string)right);
        return first.Length + second.Length <= MaxLength ? first + second : throw TooLong();
    }

    private static RefusedQuery TooLong() =>
        Refused.Unsupported($"A text would have more than {MaxLength} characters.");

    private static string Text(object?[] arguments, int index) => (string)arguments[index]!;

    private static char[] Characters(object?[] a) => a.Length > 1 ? Text(a, 1).ToCharArray() : [' '];

    private static object? ToChar(object?[] a, Dialect dialect)
    {
        if (a[0] is null)
        {
            return null;
        }

        var mask = a.At(1) as string;
        return a[0] switch
        {
            DateTime date when mask is not null => Full(DateMask.Of(mask).Format(date)),
            decimal number when mask is not null => NumberMask.Of(mask).Format(number),
            string when mask is not null => throw Refused.Unsupported("TO_CHAR with a mask takes a date or a number."),
            var value => dialect.Text(value),
        };
    }

    private static string InitCap(string text)
    {
        var capital = true;
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            result.Append(capital ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c));
            capital = !char.IsLetterOrDigit(c);
        }

        return result.ToString();
    }

    private static string Chr(decimal code) => code is >= 1 and < 0xD800
        ? ((char)code).ToString()
        : throw Refused.Unsupported($"CHR has no character {code.ToString(CultureInfo.InvariantCulture)}.");

    /// <summary>Positions count from 1, negative ones from the end; 0 is 1.</summary>
    private static string? Substr(object?[] a)
    {
        var text = Text(a, 0);
        var from = Whole(a[1]!);
        var start = from > 0 ? from - 1 : from < 0 ? text.Length + from : 0;
        var length = a.Length > 2 ? Whole(a[2]!) : int.MaxValue;
        return start < 0 || start >= text.Length || length < 1
            ? null
            : text.Substring((int)start, (int)Math.Min(length, text.Length - start));
    }

    private static object Instr(object?[] a)
    {
        var (text, sought) = (Text(a, 0), Text(a, 1));
        var from = a.Length > 2 ? Whole(a[2]!) : 1;
        var occurrence = a.Length > 3 ? Whole(a[3]!) : 1;
        if (from < 0 || occurrence < 1)
        {
            throw Refused.Unsupported("INSTR here searches forwards, from the first occurrence on.");
        }

        var at = (int)Math.Min(Math.Max(from, 1) - 1, text.Length) - 1;
        for (; occurrence > 0 && at < text.Length; occurrence--)
        {
            at = text.IndexOf(sought, at + 1, StringComparison.Ordinal);
            if (at < 0)
            {
                return 0m;
            }
        }

        return occurrence == 0 ? at + 1m : 0m;
    }

    public static long Whole(object number) =>
        (long)decimal.Truncate(Math.Clamp((decimal)number, -1_000_000_000m, 1_000_000_000m));

    private static string? Pad(object?[] a, bool left)
    {
        var text = Text(a, 0);
        var length = Whole(a[1]!);
        var filler = a.Length > 2 ? Text(a, 2) : " ";
        if (length < 1 || length > MaxLength)
        {
            return length < 1 ? null : throw TooLong();
        }

        if (text.Length >= length)
        {
            return text[..(int)length];
        }

        var fill = new StringBuilder();
        while (fill.Length < length - text.Length)
        {
            fill.Append(filler);
        }

        fill.Length = (int)length - text.Length;
        return left ? fill + text : text + fill;
    }

    private static string? Replace(object?[] a)
    {
        if (a[0] is not string text || a[1] is not string sought)
        {
            return a[0] as string;
        }

        var result = text.Replace(sought, a.At(2) as string ?? "", StringComparison.Ordinal);
        return result.Length <= MaxLength ? Full(result) : throw TooLong();
    }

    /// <summary>Each character by its counterpart; one without is dropped.</summary>
    private static string? Translate(string text, string from, string to)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var at = from.IndexOf(c, StringComparison.Ordinal);
            if (at < 0 || at < to.Length)
            {
                result.Append(at < 0 ? c : to[at]);
            }
        }

        return Full(result.ToString());
    }
}
