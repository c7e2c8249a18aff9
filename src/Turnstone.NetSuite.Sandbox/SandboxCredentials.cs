using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Turnstone.NetSuite.Sandbox.Access;
using Turnstone.NetSuite.Sandbox.Protocol;

namespace Turnstone.NetSuite.Sandbox;

/// <summary>
/// What a client needs to get in: one integration with an RSA certificate for PS256 and a curve certificate for ES256,
/// and a
/// TBA token of the same user. Made once per account, kept with its data.
/// </summary>
public sealed record SandboxCredentials
{
    /// <summary>The integration's client id.</summary>
    public required string ClientId { get; init; }

    /// <summary>
    /// The secret of the authorization code flow: an integration record has one secret for both ways in.
    /// </summary>
    [JsonIgnore]
    public string ClientSecret => ConsumerSecret;

    /// <summary>The id of the RSA certificate: the assertion's kid.</summary>
    public required string CertificateId { get; init; }

    /// <summary>The RSA private key.</summary>
    public required string PrivateKeyPem { get; init; }

    /// <summary>The id of the P-256 certificate.</summary>
    public required string CurveCertificateId { get; init; }

    /// <summary>The P-256 private key.</summary>
    public required string CurvePrivateKeyPem { get; init; }

    /// <summary>The key that signs access tokens.</summary>
    public required string TokenKeyPem { get; init; }

    /// <summary>TBA consumer key.</summary>
    public required string ConsumerKey { get; init; }

    /// <summary>TBA consumer secret.</summary>
    public required string ConsumerSecret { get; init; }

    /// <summary>TBA token id.</summary>
    public required string TokenId { get; init; }

    /// <summary>TBA token secret.</summary>
    public required string TokenSecret { get; init; }

    /// <summary>The scopes the integration has.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["rest_webservices", "restlets"];

    /// <summary>New ones from the machine's source of keys.</summary>
    public static SandboxCredentials Create()
    {
        using var rsa = RSA.Create(3072);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var token = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new()
        {
            ClientId = Hex(64),
            CertificateId = Hex(43),
            PrivateKeyPem = rsa.ExportPkcs8PrivateKeyPem(),
            CurveCertificateId = Hex(43),
            CurvePrivateKeyPem = curve.ExportPkcs8PrivateKeyPem(),
            TokenKeyPem = token.ExportPkcs8PrivateKeyPem(),
            ConsumerKey = Hex(64),
            ConsumerSecret = Hex(64),
            TokenId = Hex(64),
            TokenSecret = Hex(64),
        };
    }

    /// <summary>The ones kept in a folder; made there the first time.</summary>
    internal static SandboxCredentials In(string folder)
    {
        var file = Path.Combine(folder, "access.json");
        if (File.Exists(file))
            return JsonSerializer.Deserialize<SandboxCredentials>(File.ReadAllText(file), Json.Snake)
                ?? throw new InvalidDataException($"{file} is empty; remove it and new credentials are made.");

        var made = Create();
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write(JsonSerializer.Serialize(made, Json.Snake));
        return made;
    }

    /// <summary>The file that <c>turnstone sandbox --credentials F</c> writes for a client.</summary>
    public string ToClientFile(string account, string baseUrl)
    {
        var scope = string.Join(' ', Scopes);
        return new JsonObject
        {
            ["account"] = account,
            ["base_url"] = baseUrl,
            ["restlet_url"] = baseUrl + "/app/site/hosting/restlet.nl",
            ["tba"] = new JsonObject
            {
                ["consumer_key"] = ConsumerKey,
                ["consumer_secret"] = ConsumerSecret,
                ["token_id"] = TokenId,
                ["token_secret"] = TokenSecret,
            },
            ["oauth2"] = OAuth(CertificateId, PrivateKeyPem, scope),
            ["oauth2_es256"] = OAuth(CurveCertificateId, CurvePrivateKeyPem, scope),
            ["authorization_code"] = new JsonObject
            {
                ["client_id"] = ClientId,
                ["client_secret"] = ClientSecret,
                ["authorize_url"] = baseUrl + CodeGrants.Page,
                ["token_url"] = baseUrl + TokenEndpoint.Path,
                ["revoke_url"] = baseUrl + CodeGrants.RevokePath,
            },
        }.ToJsonString(Json.Snake) + "\n";
    }

    private JsonObject OAuth(string certificate, string key, string scope) => new()
    {
        ["client_id"] = ClientId,
        ["certificate_id"] = certificate,
        ["private_key_pem"] = key,
        ["scope"] = scope,
    };

    private static string Hex(int length) => RandomNumberGenerator.GetHexString(length, lowercase: true);
}
