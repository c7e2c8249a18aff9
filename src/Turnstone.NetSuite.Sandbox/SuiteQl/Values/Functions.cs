namespace Turnstone.NetSuite.Sandbox.SuiteQl.Values;

/// <summary>
/// A function over values. <paramref name="Signature"/> has one letter per argument: T text, N number, D date, A any;
/// small letters are optional; a closing + repeats the last.
/// </summary>
internal sealed record Function(string Signature, ValueKind Result, Func<object?[], Dialect, object?> Apply)
{
    /// <summary>False where the function has its own mind about nulls; else one null makes the result null.</summary>
    public bool NullWithNull { get; init; } = true;

    public bool Repeats => Signature.EndsWith('+');

    public int Most => Repeats ? int.MaxValue : Signature.Length;

    public int Least => Signature.Count(char.IsAsciiLetterUpper);

    /// <summary>The kind an argument is turned into; null leaves it as it is.</summary>
    public ValueKind? Argument(int index)
    {
        var letters = Repeats ? Signature[..^1] : Signature;
        return char.ToUpperInvariant(letters[Math.Min(index, letters.Length - 1)]) switch
        {
            'T' => ValueKind.Text,
            'N' => ValueKind.Number,
            'D' => ValueKind.Date,
            _ => null,
        };
    }
}

/// <summary>All functions that need nothing but their arguments.</summary>
internal static class Functions
{
    private static readonly Dictionary<string, Function> _all = new(
        [.. TextFunctions.All, .. NumberFunctions.All, .. DateFunctions.All],
        StringComparer.Ordinal);

    public static Function? Find(string name) => _all.GetValueOrDefault(name);

    public static KeyValuePair<string, Function> Named(
        string name,
        string signature,
        ValueKind result,
        Func<object?[], Dialect, object?> apply) => new(name, new(signature, result, apply));

    public static KeyValuePair<string, Function> MindsNulls(this KeyValuePair<string, Function> named) =>
        new(named.Key, named.Value with { NullWithNull = false });

    /// <summary>The optional argument, or null where it was not written.</summary>
    public static object? At(this object?[] arguments, int index) => index < arguments.Length ? arguments[index] : null;
}
