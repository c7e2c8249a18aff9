using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Turnstone.NetSuite.Sandbox.Access;

/// <summary>A certificate of the client-credentials mapping.</summary>
internal sealed record Certificate(string Id, string ClientId, AsymmetricAlgorithm Key, DateTimeOffset Expires)
{
    public bool Revoked { get; init; }

    public DateTimeOffset From { get; init; }
}

/// <summary>The account's integrations, certificates, tokens, nonces, failed logins and login audit trail.</summary>
internal sealed class AccessBook : IDisposable
{
    private const int AuditKept = 10_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Certificate> _certificates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _nonces = new(StringComparer.Ordinal);
    private readonly Queue<LoginEntry> _audit = new();
    private readonly TimeProvider _time;
    private int _failures;
    private DateTimeOffset _lockedUntil;
    private DateTimeOffset _tokensFrom;

    public AccessBook(SandboxCredentials credentials, TimeProvider time)
    {
        Credentials = credentials;
        _time = time;
        Grants = new(time);
        TokenKey = ECDsa.Create();
        TokenKey.ImportFromPem(credentials.TokenKeyPem);
        // Two years is the longest validity NetSuite gives a certificate.
        var expires = time.GetUtcNow().AddYears(2);
        var rsa = RSA.Create();
        rsa.ImportFromPem(credentials.PrivateKeyPem);
        var curve = ECDsa.Create();
        curve.ImportFromPem(credentials.CurvePrivateKeyPem);
        Add(new(credentials.CertificateId, credentials.ClientId, rsa, expires) { From = time.GetUtcNow() });
        Add(new(credentials.CurveCertificateId, credentials.ClientId, curve, expires) { From = time.GetUtcNow() });
    }

    public SandboxCredentials Credentials { get; }

    /// <summary>What people let the integration do in the browser.</summary>
    public GrantBook Grants { get; }

    public ECDsa TokenKey { get; }

    public string TokenKeyId => Credentials.ClientId[..16];

    public void Add(Certificate certificate)
    {
        lock (_lock)
            _certificates[certificate.Id] = certificate;
    }

    public Certificate? Find(string id)
    {
        lock (_lock)
            return _certificates.GetValueOrDefault(id);
    }

    public IReadOnlyList<Certificate> Certificates()
    {
        lock (_lock)
            return [.. _certificates.Values];
    }

    /// <summary>Revokes a certificate, or ends its life as the calendar does; false where there is none.</summary>
    public bool Change(string id, Func<Certificate, Certificate> change)
    {
        lock (_lock)
        {
            if (!_certificates.TryGetValue(id, out var certificate))
                return false;
            _certificates[id] = change(certificate);
            return true;
        }
    }

    /// <summary>An account refresh: every token and every mapping is gone.</summary>
    public void Refresh()
    {
        lock (_lock)
        {
            _certificates.Clear();
            Grants.Clear();
            // Once a certificate is mapped again, the tokens it gets are as good as any.
            _tokensFrom = _time.GetUtcNow().AddSeconds(1);
        }
    }

    /// <summary>Tokens issued before now are no longer taken.</summary>
    public void RevokeTokens()
    {
        lock (_lock)
            _tokensFrom = _time.GetUtcNow().AddSeconds(1);
    }

    public bool Takes(DateTimeOffset issued)
    {
        lock (_lock)
            return issued >= _tokensFrom;
    }

    /// <summary>
    /// Remembers a nonce; false where it was used within the ten minutes its timestamp could be taken.
    /// </summary>
    public bool UseNonce(string token, string timestamp, string nonce)
    {
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            if (_nonces.Count > 20_000)
            {
                foreach (var old in _nonces.Where(pair => pair.Value < now).Select(pair => pair.Key).ToList())
                    _nonces.Remove(old);
            }

            return _nonces.TryAdd($"{token}\n{timestamp}\n{nonce}", now.AddMinutes(10));
        }
    }

    public bool IsLocked
    {
        get
        {
            lock (_lock)
                return _time.GetUtcNow() < _lockedUntil;
        }
    }

    /// <summary>
    /// Writes the audit trail. Five failures in a row of the real user lock it for thirty minutes; a stranger's token
    /// is not the user's failure.
    /// </summary>
    public void Note(string user, string scheme, string detail, bool success)
    {
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            _audit.Enqueue(new(now, user, scheme, success, detail));
            if (_audit.Count > AuditKept)
                _audit.Dequeue();
            if (success)
                _failures = 0;
            else if (user.Length > 0 && now >= _lockedUntil && ++_failures >= 5)
            {
                _failures = 0;
                _lockedUntil = now.AddMinutes(30);
            }
        }
    }

    public JsonArray Audit()
    {
        lock (_lock)
        {
            return [.. _audit.Select(entry => (JsonNode)new JsonObject
            {
                ["at"] = entry.At.ToString("O"),
                ["user"] = entry.User,
                ["scheme"] = entry.Scheme,
                ["status"] = entry.Success ? "Success" : "Failure",
                ["detail"] = entry.Detail,
            })];
        }
    }

    public void Unlock()
    {
        lock (_lock)
        {
            _failures = 0;
            _lockedUntil = default;
        }
    }

    public void Dispose()
    {
        TokenKey.Dispose();
        foreach (var certificate in _certificates.Values)
            certificate.Key.Dispose();
    }
}
