using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Forms;

/// <summary>
/// Checks a body's property names, as X-NetSuite-PropertyNameValidation asks: Error, Warning or Ignore.
/// </summary>
internal static class PropertyNames
{
    private static readonly string[] Everywhere = ["id", "links", "externalId", "refName", "items"];

    /// <summary>What stands in X-NetSuite-Warning; null where all names are known or nobody asked.</summary>
    public static string? Check(Body body, RecordType type, string? mode)
    {
        if (string.Equals(mode, "Ignore", StringComparison.OrdinalIgnoreCase))
            return null;
        var unknown = Unknown(body, type).ToList();
        if (unknown.Count == 0)
            return null;
        if (string.Equals(mode, "Error", StringComparison.OrdinalIgnoreCase))
        {
            throw new RestFault(400, "INVALID_CONTENT",
                $"Invalid content in the request body. Unknown property '{unknown[0]}'.")
            { Path = unknown[0] };
        }

        return $"Unknown properties were ignored: {string.Join(", ", unknown)}";
    }

    private static IEnumerable<string> Unknown(Body body, RecordType type)
    {
        foreach (var name in body.Names)
        {
            if (type.Sublists.FirstOrDefault(list => Same(list.Key, name)).Value is { } fields)
            {
                foreach (var inner in (body.Items(name) ?? []).SelectMany(item => item.Names)
                    .Distinct(StringComparer.Ordinal)
                    .Where(inner => !Known(inner, fields)))
                    yield return $"{name}.{inner}";
            }
            else if (!Known(name, type.Fields))
            {
                yield return name;
            }
        }
    }

    private static bool Known(string name, IReadOnlyList<Field> fields) => RecordType.IsCustom(name)
        || Everywhere.Any(known => Same(known, name)) || fields.Any(field => Same(field.Name, name));

    private static bool Same(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
