using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite.Access;

/// <summary>
/// Set-up by a person in the browser: authorization code with PKCE (S256). Its refresh token lives days, so nothing
/// unattended is
/// built on it.
/// </summary>
/// <param name="ClientId">Client id of the integration record.</param>
/// <param name="RedirectAddress">Where the browser comes back to; must equal the one in the integration record.</param>
/// <param name="State">22 to 1,024 characters that come back unchanged.</param>
/// <param name="Verifier">43 to 128 characters that only we know.</param>
public sealed record AuthorizationCode(string ClientId, Uri RedirectAddress, string State, string Verifier)
{
    /// <summary>A start with fresh secrets.</summary>
    public static AuthorizationCode Begin(string clientId, Uri redirectAddress) =>
        new(clientId, redirectAddress, Secret(24), Secret(48));

    /// <summary>What the verifier hashes to: all that the browser sees of it.</summary>
    public string Challenge => Text(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>Where to send the browser.</summary>
    public Uri Authorize(AccountAddress address) => new(
        $"{address.App.AbsoluteUri.TrimEnd('/')}/app/login/oauth2/authorize.nl"
        + $"?response_type=code"
        + $"&client_id={Uri.EscapeDataString(ClientId)}"
        + $"&redirect_uri={Uri.EscapeDataString(RedirectAddress.AbsoluteUri)}"
        + $"&scope=restlets+rest_webservices&state={Uri.EscapeDataString(State)}"
        + $"&code_challenge={Challenge}&code_challenge_method=S256");

    /// <summary>
    /// The code out of the address the browser came back with; refused where it is not the answer to this start.
    /// </summary>
    public Result<string> ReadRedirect(Uri back)
    {
        var query = HttpUtility.ParseQueryString(back.Query);
        if (query["state"] is not { } state || !CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(State)))
            return Refuse("The browser came back with another state than it left with: begin again.");
        if (query["error"] is { } error)
            return Refuse($"NetSuite did not grant access: {error}. Allow it on NetSuite's page, or begin again.");
        return query["code"] is { Length: > 0 } code
            ? code
            : Refuse("NetSuite sent the browser back without a code: begin again.");
    }

    /// <summary>The form that changes the code for tokens, posted to <see cref="AccountAddress.Token"/>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Exchange(string code) =>
    [
        new("grant_type", "authorization_code"), new("code", code), new("client_id", ClientId),
        new("redirect_uri", RedirectAddress.AbsoluteUri), new("code_verifier", Verifier),
    ];

    private static string Secret(int bytes) => Text(RandomNumberGenerator.GetBytes(bytes));

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private static Refusal Refuse(string sentence) => new(Refusals.Login, sentence);
}
