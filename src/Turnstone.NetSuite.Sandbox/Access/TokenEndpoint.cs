using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Protocol;

namespace Turnstone.NetSuite.Sandbox.Access;

/// <summary>
/// OAuth 2.0: a signed assertion in (or a code, or a refresh token), an access token of one hour out.
/// </summary>
internal sealed class TokenEndpoint(AccessBook book, string account, Func<SandboxKnobs> knobs, TimeProvider time)
{
    public const string Path = "/services/rest/auth/oauth2/v1/token";

    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static readonly string[] KnownScopes = ["rest_webservices", "restlets", "suite_analytics"];
    private readonly AccessTokens _tokens = new(book, account, time);
    private readonly CodeGrants _grants = new(book, account, knobs, time);

    public SandboxResponse Handle(SandboxRequest request)
    {
        if (request.Method != "POST")
            return Refused("invalid_request");

        var form = FormText.ReadBody(request.Body);
        if (!form.TryGetValue("grant_type", out var grant))
            return Refused("invalid_request");
        if (grant is CodeGrants.Code or CodeGrants.Refresh)
            return _grants.Handle(request, form);
        if (grant != "client_credentials")
            return Refused("unsupported_grant_type");
        if (form.GetValueOrDefault("client_assertion_type") != AssertionType
            || !form.TryGetValue("client_assertion", out var text) || Jws.Read(text) is not { } assertion)
            return Refused("invalid_request");

        if (Authenticate(assertion) is { } stranger)
            return stranger;
        if (Claims(assertion, request) is { } wrong)
            return wrong;
        if (Scopes(assertion.Payload) is not { } scopes)
            return Failed("invalid_scope", "scope_mismatch");

        book.Note("integration user", "OAuth 2.0", "Success", success: true);
        return _tokens.Answer(scopes, request.Origin);
    }

    /// <summary>Ends a refresh token and every access token it gave.</summary>
    public SandboxResponse Revoke(SandboxRequest request) => _grants.Revoke(request);

    /// <summary>The browser's page on which a person lets the integration in.</summary>
    public SandboxResponse Authorize(SandboxRequest request) => _grants.Authorize(request);

    /// <summary>The public half of the key that signs access tokens, as a JSON Web Key Set.</summary>
    public SandboxResponse Keys()
    {
        var point = book.TokenKey.ExportParameters(includePrivateParameters: false).Q;
        return SandboxResponse.Json(200, new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "EC",
                ["use"] = "sig",
                ["alg"] = "ES256",
                ["crv"] = "P-256",
                ["kid"] = book.TokenKeyId,
                ["x"] = Jws.Text(point.X),
                ["y"] = Jws.Text(point.Y),
            }),
        });
    }

    private SandboxResponse? Authenticate(Jws assertion)
    {
        var certificate = book.Find(assertion.KeyId);
        if (assertion.Payload.Text("iss") != book.Credentials.ClientId)
            return Failed("invalid_client", "client_unknown");
        if (certificate is null || certificate.Revoked || certificate.ClientId != book.Credentials.ClientId)
            return Failed("invalid_client", "certificate_unknown");
        if (certificate.Key is RSA rsa && rsa.KeySize < knobs().MinimumRsaBits)
            return Failed("invalid_client", "certificate_key_too_short");
        if (!assertion.IsSignedBy(certificate.Key))
            return Failed("invalid_client", "InvalidSignature");
        return certificate.Expires <= time.GetUtcNow() ? Failed("invalid_grant", "certificate_expired") : null;
    }

    private SandboxResponse? Claims(Jws assertion, SandboxRequest request)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (Number(assertion.Payload, "iat") is not { } issued || Number(assertion.Payload, "exp") is not { } expires)
            return Refused("invalid_request");
        // The published clients send iat + 3600 exactly; clocks may be five minutes apart.
        if (expires <= now || expires - issued > 3600 || issued > now + 300)
            return Failed("invalid_grant", "assertion_expired");
        return Audiences(assertion.Payload).Any(audience => IsOurs(audience, request))
            ? null
            : Failed("invalid_grant", "audience_mismatch");
    }

    private bool IsOurs(string audience, SandboxRequest request)
    {
        var host = account.ToLowerInvariant().Replace('_', '-');
        return audience == request.Origin + Path || audience == request.Origin
            || audience == $"https://{host}.suitetalk.api.netsuite.com{Path}"
            || audience == $"https://{host}.restlets.api.netsuite.com{Path}";
    }

    /// <summary>A string, a comma or space list, or an array: all three are seen in the wild.</summary>
    private List<string>? Scopes(JsonElement payload)
    {
        var scopes = payload.At("scope") switch
        {
            { ValueKind: JsonValueKind.Array } array => Strings(array),
            { ValueKind: JsonValueKind.String } text =>
                [.. text.GetString()!.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)],
            _ => [],
        };
        return scopes.Count > 0 && scopes.All(scope => KnownScopes.Contains(scope, StringComparer.Ordinal)
            && (scope == "suite_analytics" || book.Credentials.Scopes.Contains(scope, StringComparer.Ordinal)))
                ? scopes : null;
    }

    private static List<string> Audiences(JsonElement payload) => payload.At("aud") switch
    {
        { ValueKind: JsonValueKind.Array } array => Strings(array),
        { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        _ => [],
    };

    private static List<string> Strings(JsonElement array) =>
        [.. array.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String)
            .Select(item => item.GetString() ?? "")];

    private static long? Number(JsonElement payload, string name) =>
        payload.At(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number)
            ? (long)Math.Floor(number)
            : null;

    private SandboxResponse Failed(string error, string detail)
    {
        book.Note("integration user", "OAuth 2.0", detail, success: false);
        return Refused(error);
    }

    private SandboxResponse Refused(string error) => AccessTokens.Refused(error, account);
}
