using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Turnstone.NetSuite.Sandbox.Access;

/// <summary>Access tokens of one hour, and the answers of the token endpoint around them.</summary>
internal sealed class AccessTokens(AccessBook book, string account, TimeProvider time)
{
    public SandboxResponse Answer(
        IEnumerable<string> scopes, string origin, string? grant = null, string? refresh = null)
    {
        var body = new JsonObject { ["access_token"] = Issue(scopes, origin, grant) };
        if (refresh is not null)
            body["refresh_token"] = refresh;
        body["expires_in"] = 3600;
        body["token_type"] = "Bearer";
        return SandboxResponse.Json(200, body).With("Cache-Control", "no-store");
    }

    public static SandboxResponse Refused(string error, string account)
    {
        var answer = SandboxResponse.Json(error == "invalid_client" ? 401 : 400, new JsonObject { ["error"] = error })
            .With("Cache-Control", "no-store");
        return error == "invalid_client"
            ? answer.With("WWW-Authenticate", $"Basic realm=\"{account.ToUpperInvariant()}\"")
            : answer;
    }

    /// <summary>A signed token; one that came of a consent names it, so that it ends with it.</summary>
    private string Issue(IEnumerable<string> scopes, string origin, string? grant)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var payload = new JsonObject
        {
            ["sub"] = "3;7",
            ["aud"] = new JsonArray($"{account.ToUpperInvariant()};{book.Credentials.ClientId}", origin),
            ["scope"] = new JsonArray([.. scopes.Select(scope => (JsonNode)scope)]),
            ["iss"] = "https://system.netsuite.com",
            ["oit"] = now,
            ["exp"] = now + 3600,
            ["iat"] = now,
            ["jti"] = $"{account}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}",
        };
        if (grant is not null)
            payload["gid"] = grant;
        return Jws.Sign(
            new JsonObject { ["typ"] = "JWT", ["alg"] = "ES256", ["kid"] = book.TokenKeyId }, payload, book.TokenKey);
    }
}
