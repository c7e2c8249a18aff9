using System.Text;

namespace Turnstone.UseCases.CashApplication.Cashbench;

/// <summary>What happens to names and numbers on their way through banks, by rates of our own.</summary>
internal sealed class BenchNoise(Random dice)
{
    private static readonly int[] Lengths = [16, 22, 27, 35];

    private static readonly (string From, string To)[] Transliterated =
    [
        ("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("Ä", "AE"), ("Ö", "OE"), ("Ü", "UE"), ("å", "aa"),
        ("Å", "AA"), ("ø", "oe"), ("Ø", "OE"), ("æ", "ae"), ("Æ", "AE"),
    ];

    private static readonly (string From, string To)[] Stripped =
    [
        ("ä", "a"), ("ö", "o"), ("ü", "u"), ("ß", "ss"), ("Ä", "A"), ("Ö", "O"), ("Ü", "U"), ("å", "a"), ("Å", "A"),
        ("ø", "o"), ("Ø", "O"), ("æ", "ae"), ("Æ", "AE"),
    ];

    public bool Chance(int percent) => dice.Next(100) < percent;

    public T One<T>(IReadOnlyList<T> of) => of[dice.Next(of.Count)];

    /// <summary>A name as a bank prints it.</summary>
    public string Printed(string name)
    {
        name = Chance(50) ? Replaced(name, Transliterated) : Replaced(name, Stripped);
        if (Chance(80))
            name = name.ToUpperInvariant();
        if (Chance(12))
            name = name.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        if (Chance(18))
        {
            var length = One(Lengths);
            name = name.Length > length ? name[..length].TrimEnd() : name;
        }

        return name;
    }

    /// <summary>Another name of the same house: without its form, with a branch, shortened.</summary>
    public string Renamed(string name)
    {
        var words = name.Split(' ');
        return dice.Next(4) switch
        {
            0 => string.Join(' ', words[..^1]),
            1 => string.Join(' ', words[..Math.Max(1, Math.Min(2, words.Length - 1))].Append("TREASURY")),
            2 => Slip(name),
            _ => string.Join(' ', words.Select(word => word.Length > 7 ? word[..5] : word)),
        };
    }

    /// <summary>A number with what payers do to it.</summary>
    public string Damaged(string number) => dice.Next(6) switch
    {
        0 => Swapped(number),
        1 => Other(number),
        2 => string.Concat(number.Where(char.IsLetterOrDigit)),
        3 => number.TrimStart([.. number.Where(char.IsLetter)]).TrimStart('-', '/'),
        4 => number.Replace('-', ' ').Replace('/', ' '),
        _ => number.Replace('0', 'O'),
    };

    private static string Replaced(string name, (string From, string To)[] table)
    {
        foreach (var (from, to) in table)
            name = name.Replace(from, to, StringComparison.Ordinal);
        return name;
    }

    private string Slip(string name)
    {
        var at = dice.Next(1, name.Length - 1);
        return new StringBuilder(name) { [at] = name[at - 1], [at - 1] = name[at] }.ToString();
    }

    private string Swapped(string number)
    {
        var at = dice.Next(number.Length / 2, number.Length - 1);
        return new StringBuilder(number) { [at] = number[at + 1], [at + 1] = number[at] }.ToString();
    }

    private string Other(string number)
    {
        var digits = Enumerable.Range(0, number.Length).Where(at => char.IsAsciiDigit(number[at])).ToArray();
        return new StringBuilder(number) { [digits[^dice.Next(1, Math.Min(4, digits.Length))]]
            = (char)('0' + dice.Next(10)) }.ToString();
    }
}
