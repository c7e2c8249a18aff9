namespace Turnstone.NetSuite.Sandbox;

/// <summary>
/// One HTTP request as it stood on the wire: the path and the query are not decoded, since an OAuth 1.0 signature is
/// over the raw form.
/// </summary>
/// <param name="Method">The method in capitals.</param>
/// <param name="Origin">Scheme, host and port that the client called: "http://127.0.0.1:8080".</param>
/// <param name="Path">The raw path, from the first slash.</param>
/// <param name="Query">The raw query without its question mark; empty where there is none.</param>
/// <param name="Headers">The headers, found by name in any case.</param>
public sealed record SandboxRequest(
    string Method, string Origin, string Path, string Query, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body's bytes; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>A header's value, or null.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;

    /// <summary>The decoded query parameters in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> QueryParameters => field ??= Protocol.FormText.Read(Query);

    /// <summary>The first query parameter of this name, or null.</summary>
    public string? Parameter(string name) => QueryParameters
        .Where(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase))
        .Select(pair => pair.Value).FirstOrDefault();
}
