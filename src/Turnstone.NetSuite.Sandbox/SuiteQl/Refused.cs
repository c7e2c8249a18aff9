namespace Turnstone.NetSuite.Sandbox.SuiteQl;

/// <summary>Carries a refusal from deep inside an evaluation to the one place that answers.</summary>
internal sealed class RefusedQuery(SuiteQlRefusal refusal) : Exception(refusal.Why)
{
    public SuiteQlRefusal Refusal { get; } = refusal;
}

/// <summary>The refusals of SuiteQL, in NetSuite's texts (asserted by public tests against real accounts).</summary>
internal static class Refused
{
    private const string Opening = "Invalid search query. Detailed unprocessed description follows. ";

    public static RefusedQuery UnknownTable(string name) =>
        new(new($"{Opening}Invalid search type: {name}.", $"There is no table '{name}'."));

    public static RefusedQuery SwitchedOff(string name) =>
        Search($"Record '{name}' was not found.", $"The feature behind the table '{name}' is off.");

    public static RefusedQuery UnknownIdentifier(string name, string available) =>
        Search(
            $"Unknown identifier '{name}'. Available identifiers are: {{{available}}}",
            $"No table of the query has a column '{name}'.");

    public static RefusedQuery NotExposed(string field, string record) =>
        Search(
            $"Field '{field}' for record '{record}' was not found. Reason: NOT_EXPOSED",
            $"The account does not expose {record}.{field}.");

    public static RefusedQuery UnreadableDate(string text, string format, string zone) =>
        Search(
            $"Parse of date/time \"{text}\" failed with date format \"{format}\" in time zone {zone}",
            $"'{text}' is not a date in the format '{format}'.");

    /// <summary>Whatever SuiteQL cannot express has this one text; <paramref name="why"/> is ours.</summary>
    public static RefusedQuery Unsupported(string why) => Search("Invalid or unsupported search.", why);

    private static RefusedQuery Search(string text, string why) =>
        new(new($"{Opening}Search error occurred: {text}", why));
}
