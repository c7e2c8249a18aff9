using System.Globalization;
using Turnstone.Domain.Kernel;

namespace BankFiles.Tests.Advices.Payers;

/// <summary>How a credit is marked.</summary>
internal enum Credit
{
    Ahead, Behind, Parentheses,
}

/// <summary>One payer's own way of writing: words, numbers, dates and signs, the same throughout.</summary>
internal sealed class Habits
{
    private readonly Dictionary<Word, string> _words = [];
    private readonly string _dates;
    private readonly string _groups;

    public Habits(Draw draw, Tongue tongue)
    {
        (Draw, Tongue) = (draw, tongue);
        Currency = Currency.TryParse(draw.One(tongue.Currencies), out var currency) ? currency : default;
        // Dollars are written by Americans, pounds by the British: their days stand in another place.
        _dates = draw.One(tongue.Dates);
        if (tongue.Code == "en" && Currency != Currency.Usd && _dates == "MM/dd/yyyy")
            _dates = "dd/MM/yyyy";
        _groups = Currency.Code == "CHF" && tongue.Code == "de" ? "'" : tongue.Groups;
        Decimal = _groups == "'" ? "." : tongue.Decimal;
        Credit = draw.One(Credit.Ahead, Credit.Behind, Credit.Parentheses);
    }

    public Draw Draw { get; }

    public Tongue Tongue { get; }

    public Currency Currency { get; }

    public string Decimal { get; }

    public Credit Credit { get; set; }

    /// <summary>The payer's own word, drawn once.</summary>
    public string this[Word word]
    {
        get
        {
            if (!_words.TryGetValue(word, out var known))
                _words[word] = known = Draw.One(Tongue.Choices(word));
            return known;
        }
    }

    /// <summary>Lets the payer choose another word.</summary>
    public void Forget(Word word) => _words.Remove(word);

    public string Amount(long minor)
    {
        var (whole, cents) = Math.DivRem(Math.Abs(minor), 100);
        var digits = whole.ToString("#,##0", CultureInfo.InvariantCulture).Replace(",", _groups,
            StringComparison.Ordinal);
        var text = string.Create(CultureInfo.InvariantCulture, $"{digits}{Decimal}{cents:00}");
        return minor >= 0 ? text : Credit switch
        {
            Credit.Ahead => "-" + text,
            Credit.Behind => text + "-",
            _ => $"({text})",
        };
    }

    public string Priced(long minor) => $"{Currency} {Amount(minor)}";

    public string Date(DateOnly date)
    {
        var month = Tongue.Months.Split('|')[date.Month - 1];
        return date.ToString(_dates.Replace("MMMM", $"'{month}'", StringComparison.Ordinal),
            CultureInfo.InvariantCulture);
    }
}
