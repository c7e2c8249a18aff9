using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Turnstone.Domain.Kernel;

/// <summary>A currency of ISO 4217 with the number of decimals its amounts have: USD 2, JPY 0, KWD 3.</summary>
public readonly record struct Currency
{
    // Only the exceptions to two decimals are listed; source: ISO 4217 table A.1, minor unit column.
    private static readonly FrozenDictionary<string, int> OtherExponents =
        new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["BIF"] = 0, ["CLP"] = 0, ["DJF"] = 0, ["GNF"] = 0, ["ISK"] = 0, ["JPY"] = 0, ["KMF"] = 0, ["KRW"] = 0,
        ["PYG"] = 0, ["RWF"] = 0, ["UGX"] = 0, ["UYI"] = 0, ["VND"] = 0, ["VUV"] = 0, ["XAF"] = 0, ["XOF"] = 0,
        ["XPF"] = 0, ["BHD"] = 3, ["IQD"] = 3, ["JOD"] = 3, ["KWD"] = 3, ["LYD"] = 3, ["OMR"] = 3, ["TND"] = 3,
        ["CLF"] = 4, ["UYW"] = 4,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly string? _code;

    private Currency(string code, int exponent)
    {
        _code = code;
        Exponent = exponent;
    }

    /// <summary>The three capital letters of ISO 4217. A default value has no code and refuses to be used.</summary>
    public string Code => _code ?? throw new InvalidOperationException("An amount without a currency was used.");

    /// <summary>How many decimals an amount has; one minor unit is 10 to the minus this.</summary>
    public int Exponent { get; }

    /// <summary>Minor units in one major unit: 100 for USD, 1 for JPY.</summary>
    public long MinorPerMajor => Exponent switch
    {
        0 => 1,
        2 => 100,
        3 => 1000,
        4 => 10000,
        _ => throw new InvalidOperationException($"Exponent {Exponent} is unknown."),
    };

    /// <summary>United States dollar.</summary>
    public static Currency Usd { get; } = new("USD", 2);

    /// <summary>Euro.</summary>
    public static Currency Eur { get; } = new("EUR", 2);

    /// <summary>ISO 4217's code where no currency is involved: of amounts that say none. Two decimals.</summary>
    public static Currency None { get; } = new("XXX", 2);

    /// <summary>Reads a code in either case; anything but three ASCII letters is no currency.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Currency currency)
    {
        currency = default;
        if (text is null)
            return false;

        var code = IsCode(text) ? text : text.Trim().ToUpperInvariant();
        if (!IsCode(code))
            return false;

        currency = new(code, OtherExponents.GetValueOrDefault(code, 2));
        return true;
    }

    /// <summary>Reads a code that was checked before; throws <see cref="FormatException"/> when it is none.</summary>
    public static Currency Of(string code) =>
        TryParse(code, out var currency)
            ? currency
            : throw new FormatException($"'{code}' is not a currency code of three letters.");

    private static bool IsCode(string text) =>
        text.Length == 3 && !text.AsSpan().ContainsAnyExceptInRange('A', 'Z');

    /// <inheritdoc/>
    public override string ToString() => _code ?? "(no currency)";
}
