using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Turnstone.NetSuite.Sandbox.Protocol;

namespace Turnstone.NetSuite.Sandbox.Access;

/// <summary>
/// The authorization code flow: a person's consent in the browser, PKCE (S256), refresh tokens and their end.
/// </summary>
internal sealed class CodeGrants(AccessBook book, string account, Func<SandboxKnobs> knobs, TimeProvider time)
{
    public const string Page = "/app/login/oauth2/authorize.nl";
    public const string RevokePath = "/services/rest/auth/oauth2/v1/revoke";
    public const string Code = "authorization_code";
    public const string Refresh = "refresh_token";

    private static readonly string[] KnownScopes = ["rest_webservices", "restlets", "suite_analytics"];
    private readonly AccessTokens _tokens = new(book, account, time);

    /// <summary>The page, and the way back once it is answered.</summary>
    public SandboxResponse Authorize(SandboxRequest request)
    {
        // Without a client and an address to go back to there is nobody to tell: the page itself says it.
        if (request.Parameter("client_id") != book.Credentials.ClientId)
            return ConsentPage.Wrong("The client id is not that of an integration of this account.");
        if (!Uri.TryCreate(request.Parameter("redirect_uri"), UriKind.Absolute, out var back) || !IsAllowed(back))
            return ConsentPage.Wrong("The redirect URI is not one of the integration record.");

        var state = request.Parameter("state") ?? "";
        if (state.Length is < 22 or > 1024)
            return ConsentPage.Wrong("The state must have between 22 and 1024 characters.");
        var scopes = Scopes(request.Parameter("scope"));
        var challenge = request.Parameter("code_challenge");
        var error = request.Parameter("response_type") != "code" ? "unsupported_response_type"
            : scopes is null ? "invalid_scope"
            : challenge is null ? knobs().PkceDemanded ? "invalid_request" : null
            : request.Parameter("code_challenge_method") == "S256" && challenge.Length is >= 43 and <= 128
                ? null : "invalid_request";
        if (error is not null || scopes is null)
            return Back(back, state, ("error", error ?? "invalid_scope"));

        var answer = request.Method == "POST" ? FormText.ReadBody(request.Body).GetValueOrDefault("answer")
            : knobs().ConsentsAtOnce || request.Parameter("prompt") == "none" ? "allow" : null;
        return answer switch
        {
            "allow" => Back(back, state, ("code", book.Grants.AddCode(scopes, back.OriginalString, challenge)),
                ("role", "3"), ("entity", "7"), ("company", account.ToUpperInvariant())),
            null => ConsentPage.Ask(account, scopes),
            _ => Back(back, state, ("error", "access_denied")),
        };
    }

    /// <summary>A code or a refresh token for an access token.</summary>
    public SandboxResponse Handle(SandboxRequest request, Dictionary<string, string> form)
    {
        if (Client(request, form) is not { } isPublic)
            return Failed("invalid_client", "client_unknown");
        return form["grant_type"] == Code ? Exchange(request, form, isPublic) : Renew(request, form, isPublic);
    }

    public SandboxResponse Revoke(SandboxRequest request)
    {
        var form = FormText.ReadBody(request.Body);
        if (request.Method != "POST" || form.GetValueOrDefault("token") is not { Length: > 0 } token)
            return AccessTokens.Refused("invalid_request", account);
        if (Client(request, form) is null)
            return Failed("invalid_client", "client_unknown");
        // As RFC 7009 has it, an unknown token is no error: it is gone either way.
        book.Grants.End(token);
        return new SandboxResponse(200).With("Cache-Control", "no-store");
    }

    private SandboxResponse Exchange(SandboxRequest request, Dictionary<string, string> form, bool isPublic)
    {
        if (book.Grants.TakeCode(form.GetValueOrDefault("code", "")) is not { } code
            || form.GetValueOrDefault("redirect_uri") != code.Redirect || !IsProved(code, form, isPublic))
            return Failed("invalid_grant", "code_rejected");
        var consent = new Consent(GrantBook.Secret(), code.Scopes, isPublic);
        book.Note("integration user", "OAuth 2.0", "Success", success: true);
        return _tokens.Answer(
            consent.Scopes, request.Origin, consent.Id, book.Grants.AddRefresh(consent, Life(isPublic)));
    }

    private SandboxResponse Renew(SandboxRequest request, Dictionary<string, string> form, bool isPublic)
    {
        if (book.Grants.Use(form.GetValueOrDefault("refresh_token", "")) is not { } consent
            || consent.IsPublic != isPublic)
            return Failed("invalid_grant", "token_expired");
        book.Note("integration user", "OAuth 2.0", "Success", success: true);
        return _tokens.Answer(consent.Scopes, request.Origin, consent.Id,
            isPublic ? book.Grants.AddRefresh(consent, Life(isPublic)) : null);
    }

    /// <summary>A week for a client with a secret, two days and one use for one without.</summary>
    private static TimeSpan Life(bool isPublic) => isPublic ? TimeSpan.FromHours(48) : TimeSpan.FromDays(7);

    /// <summary>Who began with a challenge must know its verifier; a client without a secret must begin so.</summary>
    private static bool IsProved(PendingCode code, Dictionary<string, string> form, bool isPublic)
    {
        if (code.Challenge is null)
            return !isPublic;
        var verifier = Encoding.ASCII.GetBytes(form.GetValueOrDefault("code_verifier", ""));
        return CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Base64Url.EncodeToString(SHA256.HashData(verifier))),
            Encoding.ASCII.GetBytes(code.Challenge));
    }

    /// <summary>Whether the client is public; null where it is not ours. A secret comes by HTTP Basic.</summary>
    private bool? Client(SandboxRequest request, Dictionary<string, string> form)
    {
        var header = request.Header("Authorization") ?? "";
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return form.GetValueOrDefault("client_id") == book.Credentials.ClientId ? true : null;
        var expected = Encoding.UTF8.GetBytes($"{book.Credentials.ClientId}:{book.Credentials.ClientSecret}");
        Span<byte> given = new byte[header.Length];
        return Convert.TryFromBase64String(header["Basic ".Length..].Trim(), given, out var length)
            && CryptographicOperations.FixedTimeEquals(given[..length], expected) ? false : null;
    }

    private bool IsAllowed(Uri back) => back.Scheme is "http" or "https" && (knobs().RedirectUris.Count == 0
        || knobs().RedirectUris.Contains(back.OriginalString, StringComparer.Ordinal));

    private List<string>? Scopes(string? text)
    {
        var scopes = (text ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).ToList();
        return scopes.Count > 0 && scopes.TrueForAll(scope => KnownScopes.Contains(scope, StringComparer.Ordinal)
            && (scope == "suite_analytics" || book.Credentials.Scopes.Contains(scope, StringComparer.Ordinal)))
            ? scopes : null;
    }

    private static SandboxResponse Back(Uri back, string state, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var address = new StringBuilder(back.OriginalString)
            .Append(back.Query.Length > 0 ? '&' : '?').Append("state=").Append(FormText.Encode(state));
        foreach (var (name, value) in more)
            address.Append('&').Append(name).Append('=').Append(FormText.Encode(value));
        return new SandboxResponse(302).With("Location", address.ToString()).With("Cache-Control", "no-store");
    }

    private SandboxResponse Failed(string error, string detail)
    {
        book.Note("integration user", "OAuth 2.0", detail, success: false);
        return AccessTokens.Refused(error, account);
    }
}
