using System.Text;
using System.Text.Json.Nodes;

namespace Turnstone.NetSuite.Sandbox;

/// <summary>How an answer leaves: whole, or with one of the ways a network fails.</summary>
public enum Delivery
{
    /// <summary>As it is.</summary>
    Whole,

    /// <summary>The connection closes and the client sees no answer.</summary>
    Dropped,

    /// <summary>The head and half of the body arrive, then the connection closes.</summary>
    Half,
}

/// <summary>One HTTP answer. The host adds what the transport needs and nothing else.</summary>
/// <param name="Status">The status code.</param>
public sealed record SandboxResponse(int Status)
{
    /// <summary>The headers beside Content-Length.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body's bytes.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>How the answer leaves.</summary>
    public Delivery Delivery { get; init; }

    /// <summary>How long the client waits before it leaves.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The body as text; for logs and tests.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The first header of this name, or null.</summary>
    public string? Header(string name) => Headers
        .Where(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase))
        .Select(pair => pair.Value).FirstOrDefault();

    internal SandboxResponse With(string header, string value) =>
        this with { Headers = [.. Headers, new(header, value)] };

    internal static SandboxResponse Json(int status, JsonNode body, string mediaType = "application/json") =>
        Bytes(status, Encoding.UTF8.GetBytes(body.ToJsonString(Protocol.Json.Plain)), mediaType);

    internal static SandboxResponse Bytes(int status, ReadOnlyMemory<byte> body, string mediaType) =>
        new SandboxResponse(status) { Body = body }.With("Content-Type", mediaType);
}
