using System.Text;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Forms;

/// <summary>
/// Checks a body's values, as X-NetSuite-PropertyValueValidation asks: Error (also without the header), Warning or
/// Ignore, which leave out what cannot be read. A reference to nothing is refused in every mode.
/// </summary>
internal static class PropertyValues
{
    private const string Header = "X-NetSuite-PropertyValueValidation";

    public static SandboxResponse Lenient(
        SandboxRequest request, RecordType type, Func<SandboxRequest, SandboxResponse> handle)
    {
        var mode = request.Header(Header);
        if (mode is null || request.Method is not ("POST" or "PATCH" or "PUT") || Is(mode, "Error"))
            return handle(request);
        if (!Is(mode, "Warning") && !Is(mode, "Ignore"))
        {
            throw new RestFault(400, "INVALID_HEADER", $"Invalid value '{mode}' of header '{Header}'.")
            {
                Header = Header,
            };
        }

        var dropped = new List<string>();
        while (true)
        {
            try
            {
                var answer = handle(request);
                return dropped.Count == 0 || Is(mode, "Ignore") ? answer : answer.With("X-NetSuite-Warning",
                    $"Properties with invalid values were ignored: {string.Join(", ", dropped)}");
            }
            catch (RestFault fault) when (fault.Code == "INVALID_CONTENT" && fault.Path is { } path
                && type.Field(path) is { Kind: not FieldKind.Reference }
                && JsonNode.Parse(request.Body.Span) is JsonObject body && body.Remove(path))
            {
                dropped.Add(fault.Path);
                request = request with { Body = Encoding.UTF8.GetBytes(body.ToJsonString()) };
            }
        }
    }

    private static bool Is(string mode, string name) => mode.Equals(name, StringComparison.OrdinalIgnoreCase);
}
