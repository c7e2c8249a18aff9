using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Turnstone.NetSuite.Sandbox.Push;

/// <summary>A hint that a record changed, as the SuiteApp's user event sends it.</summary>
/// <param name="Type">The record type in lower case.</param>
/// <param name="Id">The internal id.</param>
/// <param name="Event">create, edit or delete.</param>
public sealed record PushHint(string Type, string Id, string Event);

/// <summary>What became of one hint.</summary>
/// <param name="Hint">The hint.</param>
/// <param name="Status">The status it was answered with; 0 where nobody answered.</param>
public sealed record PushAttempt(PushHint Hint, int Status);

/// <summary>
/// The user event of the SuiteApp: tells an address, signed, that people changed a record by hand. What comes over
/// REST is
/// the integration's own and is not echoed. A hint that does not arrive is not sent again; that is why it is only a
/// hint.
/// </summary>
public sealed class SandboxPush : IDisposable
{
    private readonly HttpClient _client;
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<PushAttempt> _attempts = new();

    internal SandboxPush(HttpMessageHandler? handler, TimeProvider time)
    {
        _client = handler is null ? new() : new(handler, disposeHandler: false);
        _client.Timeout = TimeSpan.FromSeconds(10);
        _time = time;
    }

    /// <summary>Where hints go; null switches them off.</summary>
    public Uri? Address { get; set; }

    /// <summary>The secret that signs them.</summary>
    public string Secret { get; set; } = "";

    /// <summary>What was tried so far.</summary>
    public IReadOnlyList<PushAttempt> Attempts => [.. _attempts];

    /// <summary>Sends a hint now, whether anything changed or not.</summary>
    public async Task Send(PushHint hint, CancellationToken cancellation = default)
    {
        if (Address is not { } address)
            return;
        var body = JsonSerializer.Serialize(new { type = hint.Type, id = hint.Id, @event = hint.Event });
        var at = _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{at}.{body}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Turnstone-Timestamp", at);
        request.Headers.Add("X-Turnstone-Signature", "sha256=" + Convert.ToHexStringLower(signature));
        try
        {
            using var answer = await _client.SendAsync(request, cancellation);
            _attempts.Enqueue(new(hint, (int)answer.StatusCode));
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            // A script may not keep anybody from saving, so a hint that is lost is lost.
            _attempts.Enqueue(new(hint, 0));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
