using System.Text.Json;
using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite.Access;

/// <summary>How we prove who we are.</summary>
public abstract record Credentials
{
    private Credentials()
    {
    }

    /// <summary>
    /// OAuth 2.0 client credentials: a private key whose certificate the administrator mapped to an integration, a user
    /// and a role.
    /// </summary>
    /// <param name="ClientId">Client id of the integration record.</param>
    /// <param name="CertificateId">Id NetSuite gave the certificate.</param>
    /// <param name="PrivateKeyPem">The private key, RSA or EC, as PEM.</param>
    public sealed record OAuth2(string ClientId, string CertificateId, string PrivateKeyPem) : Credentials
    {
        /// <summary>What the token is for.</summary>
        public IReadOnlyList<string> Scopes { get; init; } = ["rest_webservices", "restlets"];

        /// <summary>
        /// Last day of the certificate, at most two years after its first; null where it is not known.
        /// </summary>
        public DateOnly? CertificateUntil { get; init; }

        /// <inheritdoc/>
        public override string ToString() =>
            $"OAuth 2.0 client {Short(ClientId)} with certificate {Short(CertificateId)}";
    }

    // Enough to find it in NetSuite's list; the whole would fill the line.
    private static string Short(string id) => id.Length <= 12 ? id : id[..8] + "…";

    /// <summary>Token-based authentication (OAuth 1.0a), for accounts that have it still; ends in 2028.</summary>
    /// <param name="ConsumerKey">Key of the integration record.</param>
    /// <param name="ConsumerSecret">Its secret.</param>
    /// <param name="TokenId">Id of the user's token.</param>
    /// <param name="TokenSecret">Its secret.</param>
    public sealed record Tba(string ConsumerKey, string ConsumerSecret, string TokenId, string TokenSecret)
        : Credentials
    {
        /// <inheritdoc/>
        public override string ToString() => $"token {Short(TokenId)} of consumer {Short(ConsumerKey)}";
    }
}

/// <summary>An account and the credentials for it.</summary>
/// <param name="Address">Where the account answers.</param>
/// <param name="Credentials">How we log in.</param>
public sealed record Connection(AccountAddress Address, Credentials Credentials)
{
    private const int ShortestSecret = 32;

    /// <summary>What the SuiteApp signs its hints with; null where it tells us of none.</summary>
    public string? PushSecret { get; init; }

    /// <summary>
    /// Reads a credentials file: <c>account</c>, optional <c>base_url</c>, <c>restlet_url</c> and <c>push_secret</c>,
    /// and <c>oauth2</c> or <c>tba</c>; where it has both, OAuth 2.0 is taken.
    /// </summary>
    public static Result<Connection> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException fault)
        {
            return Wrong($"The credentials are not JSON (line {fault.LineNumber + 1}).");
        }
    }

    private static Result<Connection> Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || Text(root, "account") is not { } account)
            return Wrong("The credentials name no account.");
        var place = AccountAddress.Of(account, Text(root, "base_url"), Text(root, "restlet_url"));
        if (!place.Is(out var address, out var refusal))
            return refusal;
        var secret = Text(root, "push_secret");
        if (secret is { Length: < ShortestSecret })
            return Wrong($"The push_secret is shorter than {ShortestSecret} characters.");
        var read = Inner(root, "oauth2") is { } oauth2 ? ReadOAuth2(oauth2)
            : Inner(root, "tba") is { } tba ? ReadTba(tba)
            : Wrong("The credentials have neither an oauth2 nor a tba part.");
        return read.Is(out var found, out var why) ? new Connection(address, found) { PushSecret = secret } : why;
    }

    private static Result<Credentials> ReadOAuth2(JsonElement part) =>
        Text(part, "client_id") is { } client && Text(part, "certificate_id") is { } certificate
        && Text(part, "private_key_pem") is { } key
            ? new Credentials.OAuth2(client, certificate, key)
            {
                Scopes = ReadScopes(part),
                CertificateUntil = DateOnly.TryParseExact(Text(part, "certificate_until"), "yyyy-MM-dd", out var until)
                    ? until
                    : null,
            }
            : Wrong("The oauth2 part needs client_id, certificate_id and private_key_pem.");

    private static Result<Credentials> ReadTba(JsonElement part) =>
        Text(part, "consumer_key") is { } consumer && Text(part, "consumer_secret") is { } consumerSecret
        && Text(part, "token_id") is { } token && Text(part, "token_secret") is { } tokenSecret
            ? new Credentials.Tba(consumer, consumerSecret, token, tokenSecret)
            : Wrong("The tba part needs consumer_key, consumer_secret, token_id and token_secret.");

    private static IReadOnlyList<string> ReadScopes(JsonElement part) => part.TryGetProperty("scope", out var scope)
        ? scope.ValueKind == JsonValueKind.Array
            ? [.. scope.EnumerateArray().Select(one => one.ToString())]
            : scope.ToString().Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : ["rest_webservices", "restlets"];

    private static JsonElement? Inner(JsonElement root, string name) =>
        root.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object ? part : null;

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static Refusal Wrong(string sentence) => new(Refusals.Credentials, sentence);
}
