using System.Globalization;
using System.Text.Json.Nodes;

namespace Turnstone.NetSuite.Sandbox.Protocol;

/// <summary>
/// A page of a collection. Clients follow either hasMore with their own offset or the next link; both are right.
/// </summary>
internal readonly record struct Page(int Limit, int Offset)
{
    public const int Largest = 1000;

    public static Page Of(SandboxRequest request)
    {
        var limit = Whole(request, "limit") ?? Largest;
        var offset = Whole(request, "offset") ?? 0;
        if (limit is < 1 or > Largest)
            throw RestFault.Request($"Provide a value between 1 and {Largest} for the 'limit' query parameter.",
                "limit");
        if (offset < 0 || offset % limit != 0)
        {
            throw RestFault.Request(
                "Invalid value for the 'offset' query parameter. The offset must be a multiple of the limit.",
                    "offset");
        }

        if (offset / limit >= 1000)
            throw RestFault.Request("A collection has at most 1000 pages. Narrow the query.", "offset");
        return new(limit, offset);
    }

    /// <summary>The links of this page of so many results; every other query parameter is kept.</summary>
    public JsonArray Links(SandboxRequest request, long total)
    {
        var last = total == 0 ? 0 : (total - 1) / Limit * Limit;
        var links = new List<(string, string)> { ("self", Address(request, Offset)) };
        if (Offset > 0)
        {
            links.Insert(0, ("first", Address(request, 0)));
            links.Insert(1, ("prev", Address(request, Offset - Limit)));
        }

        if (Offset + Limit < total)
        {
            links.Add(("next", Address(request, Offset + Limit)));
            links.Add(("last", Address(request, last)));
        }

        return Json.Links([.. links]);
    }

    private string Address(SandboxRequest request, long offset)
    {
        var others = request.QueryParameters
            .Where(pair => !pair.Key.Equals("limit", StringComparison.OrdinalIgnoreCase)
                && !pair.Key.Equals("offset", StringComparison.OrdinalIgnoreCase))
            .Select(pair => $"{FormText.Encode(pair.Key)}={FormText.Encode(pair.Value)}&");
        return string.Create(CultureInfo.InvariantCulture,
            $"{request.Origin}{request.Path}?{string.Concat(others)}limit={Limit}&offset={offset}");
    }

    private static int? Whole(SandboxRequest request, string name)
    {
        if (request.Parameter(name) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw RestFault.Request($"Invalid value '{text}' for the '{name}' query parameter.", name);
    }
}
