using System.Collections.Frozen;
using System.Globalization;
using Turnstone.BankFiles.Tables;

namespace Turnstone.BankFiles.Advices;

/// <summary>Days as letters write them: with the month's name in the languages we know.</summary>
internal static class AdviceDates
{
    private static readonly FrozenDictionary<string, int> Months = Make(
    [
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "januar februar marz april mai juni juli august september oktober november dezember",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
        "januari februari mars april maj juni juli augusti september oktober november december",
    ]);

    /// <summary>A day with its month's name in figures: 3.6.2026; what is none comes back as it is.</summary>
    public static string Plain(string text)
    {
        if (text.Length > 40 || !text.Any(char.IsLetter))
            return text;
        int? month = null;
        var numbers = new List<int>();
        foreach (var word in HeaderWords.Normalise(text).Split(' '))
        {
            if (int.TryParse(word.AsSpan().TrimEnd("stndrh"), NumberStyles.None, CultureInfo.InvariantCulture,
                out var number))
                numbers.Add(number);
            else if (Months.TryGetValue(word, out var named))
                month ??= named;
            else if (word is not ("de" or "del" or "den" or "the" or "of" or "le"))
                return text;
        }

        return month is { } known && numbers is [>= 1 and <= 31, >= 1900]
            ? string.Create(CultureInfo.InvariantCulture, $"{numbers[0]}.{known}.{numbers[1]}") : text;
    }

    private static FrozenDictionary<string, int> Make(string[] languages)
    {
        var months = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var language in languages)
        {
            foreach (var (at, name) in language.Split(' ').Index())
                months.TryAdd(name, at + 1);
        }

        return months.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
