using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Turnstone.NetSuite.Sandbox.Protocol;

namespace Turnstone.NetSuite.Sandbox.Access;

/// <summary>Lets a call in, by bearer token or by TBA signature; the client is never told why not.</summary>
internal sealed class Gate(AccessBook book, string account, Func<SandboxKnobs> knobs, TimeProvider time)
{
    private string Realm => account.ToUpperInvariant();

    /// <summary>
    /// The caller, or the answer that turns it away; neither where the login is refused without a word why.
    /// </summary>
    public (Caller? Caller, SandboxResponse? Refusal) Admit(SandboxRequest request)
    {
        var header = request.Header("Authorization")?.Trim() ?? "";
        if (header.StartsWith("Bearer", StringComparison.OrdinalIgnoreCase))
            return Bearer(header["Bearer".Length..]);
        if (header.StartsWith("OAuth ", StringComparison.OrdinalIgnoreCase))
            return Signed(request, header);

        book.Note("", "none", "no_credentials", success: false);
        return (null, null);
    }

    private (Caller? Caller, SandboxResponse? Refusal) Bearer(string rest)
    {
        var token = rest.Trim();
        if (token.Length == 0 || rest[0] != ' ' || token.Contains(' ', StringComparison.Ordinal))
            return (null, Malformed());

        if (Jws.Read(token) is not { } read || read.KeyId != book.TokenKeyId || !read.IsSignedBy(book.TokenKey))
            return Stranger("OAuth 2.0", "token_unknown");

        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var (issued, expires) = (Whole(read.Payload, "iat"), Whole(read.Payload, "exp"));
        if (expires <= now || !book.Takes(DateTimeOffset.FromUnixTimeSeconds(issued))
            || read.Payload.Text("gid") is { } grant && book.Grants.IsEnded(grant))
            return Stranger("OAuth 2.0", "token_expired");

        var scopes = read.Payload.At("scope") is { ValueKind: JsonValueKind.Array } array
            ? array.EnumerateArray().Select(item => item.GetString() ?? "").ToList()
            : [];
        return (new("integration user", "OAuth 2.0", scopes), null);
    }

    private (Caller? Caller, SandboxResponse? Refusal) Signed(SandboxRequest request, string header)
    {
        if (TbaSignature.Header(header) is not { } oauth)
            return Stranger("TBA", "parameter_rejected");

        var known = oauth.Any(pair => pair.Key == "oauth_token" && pair.Value == book.Credentials.TokenId);
        var why = Fault(request, oauth);
        var user = known ? "integration user" : "";
        // A login that stays out while the user is locked does not count again.
        book.Note(why == "temporary_locked" ? "" : user, "TBA", why ?? "Success", why is null);
        return why is null
            ? (new("integration user", "TBA", ["rest_webservices", "restlets", "suite_analytics"]), null)
            : (null, null);
    }

    private string? Fault(SandboxRequest request, List<KeyValuePair<string, string>> oauth)
    {
        if (oauth.GroupBy(pair => pair.Key, StringComparer.Ordinal).Any(group => group.Count() > 1)
            || oauth.Any(pair => pair.Value.Length == 0))
            return "parameter_rejected";

        var named = oauth.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        if (named.GetValueOrDefault("oauth_version", "1.0") != "1.0")
            return "VersionRejected";
        if (named.GetValueOrDefault("oauth_signature_method") != "HMAC-SHA256")
            return "UnknownAlgorithm";
        if (named.GetValueOrDefault("realm") != Realm)
            return "company_mismatch";
        if (named.GetValueOrDefault("oauth_consumer_key") != book.Credentials.ConsumerKey)
            return "consumer_key_unknown";
        if (named.GetValueOrDefault("oauth_token") != book.Credentials.TokenId)
            return "token_rejected";
        if (book.IsLocked)
            return "temporary_locked";

        var nonce = named.GetValueOrDefault("oauth_nonce", "");
        var timestamp = named.GetValueOrDefault("oauth_timestamp", "");
        if (nonce.Length is < 6 or > 64)
            return "nonce_rejected";
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) > 300)
            return "InvalidTimestamp";
        if (!IsSigned(request, oauth, named.GetValueOrDefault("oauth_signature", "")))
            return "InvalidSignature";
        return book.UseNonce(named["oauth_token"], timestamp, nonce) ? null : "NonceUsed";
    }

    /// <summary>Clients sign '*' raw or as %2A; both forms of one path are the same address.</summary>
    private bool IsSigned(SandboxRequest request, List<KeyValuePair<string, string>> oauth, string signature)
    {
        var given = Encoding.ASCII.GetBytes(signature);
        string[] addresses =
        [
            request.Origin + request.Path,
            request.Origin + request.Path.Replace("*", "%2A", StringComparison.Ordinal),
            request.Origin + Uri.UnescapeDataString(request.Path),
        ];
        return addresses.Distinct(StringComparer.Ordinal).SelectMany(_ => SignedQueries(request), (address, query) =>
            TbaSignature.BaseString(request.Method, address, query, oauth)).Any(text =>
        {
            var expected = TbaSignature.Sign(text, book.Credentials.ConsumerSecret, book.Credentials.TokenSecret);
            return CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(expected));
        });
    }

    /// <summary>
    /// The readings of one query that clients sign: as the RFC has it; with a plus that stands for itself; with names
    /// left as they stand on the wire, as common libraries do; each also with the parameter without name and value that
    /// a query ending in &amp; leaves. A reading says the same to the server, so none lets in who lacks the secrets.
    /// </summary>
    private static IEnumerable<IReadOnlyList<KeyValuePair<string, string>>> SignedQueries(SandboxRequest request)
    {
        yield return request.QueryParameters;
        var endsEmpty = request.Query.Split('&').Any(part => part.Length == 0);
        if (endsEmpty)
            yield return [.. request.QueryParameters, new("", "")];

        var asSent = FormText.AsSent(request.Query);
        foreach (var decodesNames in (bool[])[true, false])
        {
            List<KeyValuePair<string, string>> reading = [.. asSent.Select(pair => KeyValuePair.Create(
                decodesNames ? Uri.UnescapeDataString(pair.Key) : pair.Key, Uri.UnescapeDataString(pair.Value)))];
            yield return reading;
            if (endsEmpty)
                yield return [.. reading, new("", "")];
        }
    }

    private (Caller? Caller, SandboxResponse? Refusal) Stranger(string scheme, string why)
    {
        book.Note("", scheme, why, success: false);
        return (null, null);
    }

    private static long Whole(JsonElement payload, string name) =>
        payload.At(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : 0;

    /// <summary>A refused login; RESTlets have a code and a form of their own.</summary>
    public SandboxResponse Invalid(bool isRestlet) => (isRestlet
            ? ErrorBody.Restlet(401, "INVALID_LOGIN_ATTEMPT", "Invalid login attempt.")
            : ErrorBody.Of(401, "INVALID_LOGIN", ErrorBody.LoginDetail, knobs()))
        .With("WWW-Authenticate",
            $"Bearer realm=\"{Realm}\", error=\"invalid_token\", error_description=\"Invalid login attempt.\"");

    private SandboxResponse Malformed() => ErrorBody.Of(400, "INVALID_REQUEST", "The request is malformed.", knobs())
        .With("WWW-Authenticate", $"Bearer realm=\"{Realm}\", error=\"invalid_request\"");
}
