namespace Turnstone.UseCases.Settings;

/// <summary>What a value of a setting may be: the text, its check and its JSON follow from it.</summary>
internal abstract record Shape
{
    /// <summary>What is asked for, as it stands in a refusal after "is not".</summary>
    public abstract string Wanted { get; }
}

internal sealed record TextShape(int Longest = 200) : Shape
{
    public override string Wanted => $"a text of at most {Longest} characters";
}

internal sealed record FlagShape : Shape
{
    public override string Wanted => "true or false";
}

internal sealed record WholeShape(int Least, int Most) : Shape
{
    public override string Wanted => $"a whole number from {Least} to {Most}";
}

internal sealed record PercentShape : Shape
{
    public override string Wanted => "a percentage from 0 to 100, such as 0.5";
}

internal sealed record DateShape : Shape
{
    public override string Wanted => "a date such as 2026-03-31";
}

internal sealed record CurrencyShape : Shape
{
    public override string Wanted => "a currency code of three letters";
}

/// <summary>An amount in the currency that is the key above it.</summary>
internal sealed record AmountShape : Shape
{
    public override string Wanted => "an amount of its currency that is not negative, such as \"25.00\"";
}

internal sealed record WordShape(params IReadOnlyList<string> Words) : Shape
{
    public override string Wanted => $"one of {string.Join(", ", Words)}";
}

internal sealed record DimensionShape : Shape
{
    public override string Wanted => "department, class, location or a custom field's name, which begins with cust";
}

internal sealed record FieldShape(string Prefix) : Shape
{
    public override string Wanted => $"a custom field's name, which begins with {Prefix}";
}

internal sealed record ListShape(Shape Item) : Shape
{
    public override string Wanted => "a list";
}

internal sealed record MapShape(Shape Key, Shape Value) : Shape
{
    public override string Wanted => "a table of keys and values";
}

/// <summary>Keys that are known by name, in the order they are written.</summary>
internal sealed record KeysShape(params IReadOnlyList<KeyShape> Keys) : Shape
{
    public override string Wanted => "a table of keys and values";
}

internal sealed record KeyShape(string Name, Shape Value, bool Required = false);
