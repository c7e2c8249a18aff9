namespace Turnstone.NetSuite.Sandbox.Protocol;

/// <summary>
/// A refusal on its way out of the middle of a change. It unwinds the change, which is thrown away whole, and becomes
/// the answer at the edge; that is why this one is an exception and not a result.
/// </summary>
internal sealed class RestFault(int status, string code, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public string? Path { get; init; }

    public string? Header { get; init; }

    public string? QueryParameter { get; init; }

    /// <summary>A rule of the books said no; NetSuite wraps the sentence of its own page.</summary>
    public static RestFault Rule(string sentence) =>
        new(400, "USER_ERROR", "Error while accessing a resource. " + sentence);

    public static RestFault Missing(params IEnumerable<string> labels) =>
        Rule($"Please enter value(s) for: {string.Join(", ", labels)}");

    public static RestFault BadReference(string value, string field, string path) =>
        new(400, "INVALID_CONTENT", "Error while accessing resource: You have entered an Invalid Field Value "
            + $"{value} for the following field: {field}") { Path = path };

    public static RestFault Content(string why, string? path = null) =>
        new(400, "INVALID_CONTENT", $"Invalid content in the request body. {why}") { Path = path };

    public static RestFault NoSuchRecord() => new(404, "NONEXISTENT_ID",
        "The record instance does not exist. Provide a valid record instance ID.");

    public static RestFault NoSuchType(string name) =>
        new(404, "NONEXISTENT_RECORD_TYPE", $"Record type '{name}' does not exist");

    public static RestFault NotAllowed(string what) => new(403, "INSUFFICIENT_PERMISSION",
        $"Permission Violation: You need the '{what}' permission to access this page. "
            + "Please contact your account administrator.");

    public static RestFault Request(string why, string? parameter = null) =>
        new(400, "INVALID_PARAMETER", why) { QueryParameter = parameter };
}
