using System.Security.Cryptography;

namespace Turnstone.NetSuite.Sandbox.Access;

/// <summary>What a person let an integration do: until when a refresh token of it is taken.</summary>
/// <param name="Id">Named by each access token that came of it.</param>
/// <param name="Scopes">What it may reach.</param>
/// <param name="IsPublic">A client without a secret: its refresh tokens count once.</param>
internal sealed record Consent(string Id, IReadOnlyList<string> Scopes, bool IsPublic);

/// <summary>A code on its way through the browser.</summary>
internal sealed record PendingCode(
    IReadOnlyList<string> Scopes, string Redirect, string? Challenge, DateTimeOffset Expires);

/// <summary>Authorization codes, consents and refresh tokens.</summary>
internal sealed class GrantBook(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, PendingCode> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Consent Consent, DateTimeOffset Expires)> _refresh =
        new(StringComparer.Ordinal);
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);

    public string AddCode(IReadOnlyList<string> scopes, string redirect, string? challenge)
    {
        var code = Secret();
        lock (_lock)
            _codes[code] = new(scopes, redirect, challenge, time.GetUtcNow().AddMinutes(10));
        return code;
    }

    /// <summary>A code is good once, whatever comes of it.</summary>
    public PendingCode? TakeCode(string code)
    {
        lock (_lock)
            return _codes.Remove(code, out var found) && time.GetUtcNow() < found.Expires ? found : null;
    }

    public string AddRefresh(Consent consent, TimeSpan life)
    {
        var token = Secret();
        lock (_lock)
            _refresh[token] = (consent, time.GetUtcNow() + life);
        return token;
    }

    /// <summary>The consent behind a refresh token; a public client's token is used up by it.</summary>
    public Consent? Use(string token)
    {
        lock (_lock)
        {
            if (!_refresh.TryGetValue(token, out var found) || time.GetUtcNow() >= found.Expires
                || _ended.Contains(found.Consent.Id))
                return null;
            if (found.Consent.IsPublic)
                _refresh.Remove(token);
            return found.Consent;
        }
    }

    /// <summary>Takes a consent back, with all tokens that came of it.</summary>
    public void End(string token)
    {
        lock (_lock)
        {
            if (_refresh.Remove(token, out var found))
                _ended.Add(found.Consent.Id);
        }
    }

    public bool IsEnded(string consent)
    {
        lock (_lock)
            return _ended.Contains(consent);
    }

    /// <summary>An account refresh: nobody has allowed anything.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _codes.Clear();
            _refresh.Clear();
        }
    }

    public static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
