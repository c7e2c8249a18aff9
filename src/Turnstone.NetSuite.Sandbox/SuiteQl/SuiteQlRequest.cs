namespace Turnstone.NetSuite.Sandbox.SuiteQl;

/// <summary>One query as the HTTP layer received it.</summary>
/// <param name="Text">The SuiteQL text.</param>
/// <param name="Parameters">Values for the question marks: null, <see cref="string"/>, <see cref="decimal"/>,
/// <see cref="long"/>, <see cref="int"/> or <see cref="bool"/>.</param>
public sealed record SuiteQlRequest(string Text, IReadOnlyList<object?> Parameters);

/// <summary>How the account and the user shape a query.</summary>
public sealed record SuiteQlSettings
{
    /// <summary>The instant that SYSDATE shows in <see cref="Zone"/>.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The zone in which instants are shown and compared; NetSuite's own is Pacific time.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The user's date format in NetSuite's words (<c>M/D/YYYY</c>, <c>DD.MM.YYYY</c>, <c>D-Mon-YYYY</c>):
    /// dates are shown in it, and read from short strings.</summary>
    public string DateFormat { get; init; } = "M/D/YYYY";

    /// <summary>A result of more rows than this is refused.</summary>
    public int MaxRows { get; init; } = 100_000;

    /// <summary>How many rows may be touched before a query is stopped.</summary>
    public long MaxSteps { get; init; } = 200_000_000;

    /// <summary>How many rows a query may hold at once to sort, group or join.</summary>
    public int MaxHeld { get; init; } = 3_000_000;
}

/// <summary>Why a query was refused.</summary>
/// <param name="Detail">NetSuite's own text, for <c>o:errorDetails</c>.</param>
/// <param name="Why">What a trainer needs to know and NetSuite would not say; for the call log.</param>
public sealed record SuiteQlRefusal(string Detail, string Why);

/// <summary>All rows of a query, in order; values as NetSuite sends them.</summary>
/// <param name="Columns">Column names, lower case, each once.</param>
/// <param name="Rows">One array of texts per row; null where there is no value.</param>
public sealed record SuiteQlResult(IReadOnlyList<string> Columns, IReadOnlyList<string?[]> Rows)
{
    /// <summary>How many rows were touched for it.</summary>
    public long Steps { get; init; }

    /// <summary>The query asked what time it is, so the same query may give other rows later.</summary>
    public bool ReadsClock { get; init; }
}

/// <summary>What became of a query: exactly one of the two is there.</summary>
/// <param name="Result">The rows.</param>
/// <param name="Refusal">The refusal.</param>
public sealed record SuiteQlAnswer(SuiteQlResult? Result, SuiteQlRefusal? Refusal);
