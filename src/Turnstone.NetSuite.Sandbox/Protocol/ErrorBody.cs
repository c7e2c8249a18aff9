using System.Text.Json.Nodes;

namespace Turnstone.NetSuite.Sandbox.Protocol;

/// <summary>Errors in NetSuite's shape.</summary>
internal static class ErrorBody
{
    public const string LoginDetail =
        "Invalid login attempt. For more details, see the Login Audit Trail in the NetSuite "
        + "UI at Setup > Users/Roles > User Management > View Login Audit Trail.";

    private const string MediaType = "application/vnd.oracle.resource+json; type=error";

    public static SandboxResponse Of(RestFault fault, SandboxKnobs knobs)
    {
        var detail = new JsonObject { ["detail"] = fault.Message };
        if (fault.QueryParameter is { } parameter)
            detail["o:errorQueryParam"] = parameter;
        if (fault.Header is { } header)
            detail["o:errorHeader"] = header;
        if (fault.Path is { } path)
            detail["o:errorPath"] = path;
        detail["o:errorCode"] = fault.Code;
        return Of(fault.Status, detail, knobs);
    }

    public static SandboxResponse Of(int status, string code, string detail, SandboxKnobs knobs) =>
        Of(new RestFault(status, code, detail), knobs);

    /// <summary>RESTlets have a form of their own.</summary>
    public static SandboxResponse Restlet(int status, string code, string message) => SandboxResponse.Json(status,
        new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });

    private static SandboxResponse Of(int status, JsonObject detail, SandboxKnobs knobs) => SandboxResponse.Json(
        status,
        new JsonObject
        {
            ["type"] = knobs.OldErrorTypes ? OldType(status) : NewType(status),
            ["title"] = Title(status),
            ["status"] = status,
            ["o:errorDetails"] = new JsonArray(detail),
        },
        MediaType);

    private static string Title(int status) => status switch
    {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        415 => "Unsupported Media Type",
        429 => "Too Many Requests",
        _ => "Internal Server Error",
    };

    private static string NewType(int status) => "https://www.rfc-editor.org/rfc/" + status switch
    {
        400 => "rfc9110.html#section-15.5.1",
        401 => "rfc9110.html#section-15.5.2",
        403 => "rfc9110.html#section-15.5.4",
        404 => "rfc9110.html#section-15.5.5",
        405 => "rfc9110.html#section-15.5.6",
        415 => "rfc9110.html#section-15.5.16",
        429 => "rfc6585.html#section-4",
        _ => "rfc9110.html#section-15.6.1",
    };

    private static string OldType(int status) => "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec"
        + status switch
    {
        401 => "10.4.2",
        403 => "10.4.4",
        404 => "10.4.5",
        405 => "10.4.6",
        415 => "10.4.16",
        >= 500 => "10.5.1",
        _ => "10.4.1",
    };
}
