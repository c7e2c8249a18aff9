using System.Globalization;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Values;

/// <summary>An Oracle number mask: 9 0 . D , G $ L S MI PR FM.</summary>
internal sealed class NumberMask
{
    private readonly string _whole;
    private readonly int _decimals;
    private readonly int _forcedDecimals;
    private readonly bool _point;
    private readonly bool _fill;
    private readonly bool _currency;
    private readonly string _sign;

    private NumberMask(string mask)
    {
        var rest = mask.ToUpperInvariant();
        _fill = !rest.StartsWith("FM", StringComparison.Ordinal);
        rest = _fill ? rest : rest[2..];
        _sign = Sign(ref rest);
        _currency = rest.StartsWith('$') || rest.StartsWith('L');
        rest = (_currency ? rest[1..] : rest).Replace('D', '.').Replace('G', ',');
        if (rest.Length is 0 or > 64 || rest.Any(c => !"90.,".Contains(c, StringComparison.Ordinal))
                || rest.Count(c => c == '.') > 1)
        {
            throw Refused.Unsupported($"'{mask}' is no number mask.");
        }

        var point = rest.IndexOf('.', StringComparison.Ordinal);
        _point = point >= 0;
        _whole = _point ? rest[..point] : rest;
        var fraction = _point ? rest[(point + 1)..].Replace(",", "", StringComparison.Ordinal) : "";
        _decimals = Math.Min(fraction.Length, 28);
        _forcedDecimals = fraction.LastIndexOf('0') + 1;
    }

    public static NumberMask Of(string mask) => new(mask);

    private static string Sign(ref string rest)
    {
        foreach (var suffix in (string[])["MI", "PR", "S"])
        {
            if (rest.EndsWith(suffix, StringComparison.Ordinal))
            {
                rest = rest[..^suffix.Length];
                return suffix;
            }
        }

        if (!rest.StartsWith('S'))
        {
            return "";
        }

        rest = rest[1..];
        return "LEADING";
    }

    /// <summary>Number signs where the number has more digits than the mask, as Oracle does.</summary>
    public string Format(decimal number)
    {
        var rounded = decimal.Round(decimal.Abs(number), _decimals, MidpointRounding.AwayFromZero);
        var text = rounded.ToString("F" + _decimals, CultureInfo.InvariantCulture);
        var digits = text.Split('.')[0];
        var places = _whole.Count(c => c != ',');
        if (digits != "0" && digits.Length > places)
        {
            return new('#', _whole.Length + _decimals + (_point ? 1 : 0) + 1);
        }

        var whole = Whole(
            digits == "0" && !_whole.Contains('0', StringComparison.Ordinal) && _decimals > 0 ? "" : digits);
        var fraction = _decimals == 0 ? "" : text.Split('.')[1];
        if (!_fill)
        {
            whole = whole.TrimStart();
            while (fraction.Length > _forcedDecimals && fraction.EndsWith('0'))
            {
                fraction = fraction[..^1];
            }
        }

        return Signed(whole, _point ? "." + fraction : "", number < 0 && rounded != 0);
    }

    /// <summary>The digits laid into the mask from the right; a 0 in the mask makes zeros from there on.</summary>
    private string Whole(string digits)
    {
        var shown = new char[_whole.Length];
        var next = digits.Length - 1;
        var zeros = _whole.IndexOf('0', StringComparison.Ordinal);
        for (var i = _whole.Length - 1; i >= 0; i--)
        {
            var forced = zeros >= 0 && i >= zeros;
            shown[i] = _whole[i] == ',' ? (next >= 0 || (forced && i > zeros) ? ',' : ' ')
                : next >= 0 ? digits[next--]
                : forced ? '0'
                : ' ';
        }

        return new(shown);
    }

    private string Signed(string whole, string fraction, bool negative)
    {
        var digits = whole.TrimStart();
        var core = (_currency ? "$" : "") + digits + fraction;
        var lead = new string(' ', whole.Length - digits.Length);
        var text = _sign switch
        {
            "MI" => lead + core + (negative ? "-" : _fill ? " " : ""),
            "S" => lead + core + (negative ? "-" : "+"),
            "LEADING" => lead + (negative ? "-" : "+") + core,
            "PR" => lead + (negative ? $"<{core}>" : _fill ? $" {core} " : core),
            _ => lead + (negative ? "-" : _fill ? " " : "") + core,
        };
        return _fill ? text : text.Trim();
    }
}
