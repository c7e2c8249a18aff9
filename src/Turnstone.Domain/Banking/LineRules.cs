namespace Turnstone.Domain.Banking;

/// <summary>Which way money moves.</summary>
public enum LineDirection
{
    /// <summary>Both ways.</summary>
    Either,

    /// <summary>Money in.</summary>
    In,

    /// <summary>Money out.</summary>
    Out,
}

/// <summary>One rule of a bank account: lines of these codes, or with one of these words, are of this kind.</summary>
public sealed record LineRule
{
    /// <summary>What people call it; stands beside every line it decided.</summary>
    public required string Name { get; init; }

    /// <summary>What such a line is.</summary>
    public required LineKind Kind { get; init; }

    /// <summary>The bank's codes it holds for; empty: any.</summary>
    public IReadOnlyList<string> TypeCodes { get; init; } = [];

    /// <summary>Words, one of which the text or the payer's name must hold, in any case; empty: any.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Which way the money moves.</summary>
    public LineDirection Direction { get; init; }

    /// <summary>True where such a line waits for its detail items, e.g. a lockbox deposit.</summary>
    public bool AwaitsDetail { get; init; }

    /// <summary>True where the line is one of those meant. A rule without code and word means none.</summary>
    public bool Holds(BankTransaction line) =>
        (TypeCodes.Count > 0 || Words.Count > 0)
        && (TypeCodes.Count == 0 || line.TypeCode is { } code && TypeCodes.Contains(code,
            StringComparer.OrdinalIgnoreCase))
        && (Words.Count == 0 || Words.Any(word => Says(line.Text, word) || Says(line.Payer.Name, word)))
        && Direction switch
        {
            LineDirection.In => line.Amount.IsPositive,
            LineDirection.Out => line.Amount.IsNegative,
            LineDirection.Either => true,
            _ => false,
        };

    private static bool Says(string? text, string word) =>
        text is not null && text.Contains(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What a line is to receivables, and who said so.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Rule">Name of the rule of the account, or of the format's own word.</param>
/// <param name="AwaitsDetail">True where detail items say what it is made of.</param>
public sealed record LineReading(LineKind Kind, string Rule, bool AwaitsDetail = false);

/// <summary>Reads a line by the account's rules first and the format's own code after them.</summary>
public static class LineRules
{
    /// <summary>The format's own code decided.</summary>
    public const string Format = "format";

    /// <summary>
    /// The first rule that holds decides; without one the format's code does, unless the sign denies it.
    /// </summary>
    public static LineReading Read(BankTransaction line, IReadOnlyList<LineRule> rules)
    {
        if (line.Amount.IsZero)
            return new(LineKind.Excluded, "no_amount");
        var rule = rules.FirstOrDefault(rule => rule.Holds(line));
        var reading = rule is null
            ? new LineReading(line.Kind, Format)
            : new(rule.Kind, rule.Name, rule.AwaitsDetail && line.Amount.IsPositive);
        return reading.Kind is LineKind.Receipt && line.Amount.IsNegative
            ? new(LineKind.Undecided, "receipt_with_money_out")
            : reading;
    }
}
