using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Protocol;

namespace Turnstone.NetSuite.Sandbox.Access;

/// <summary>
/// The certificates of the integration: listed, added and revoked by the integration itself, so that it can rotate
/// them. Public material gives the addresses and the three properties of the request; the answers' shape is ours.
/// </summary>
internal sealed class CertificateEndpoint(AccessBook book, Func<SandboxKnobs> knobs, TimeProvider time)
{
    private const string Prefix = "/services/rest/auth/oauth2/v1/clients/";
    private const int MostActive = 5;

    public static bool IsHere(string path) => path.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && path.Contains("/certificates", StringComparison.OrdinalIgnoreCase);

    public SandboxResponse Handle(SandboxRequest request)
    {
        var parts = request.Path[Prefix.Length..].Trim('/').Split('/');
        if (parts[0] != book.Credentials.ClientId)
            throw RestFault.NoSuchRecord();
        return (request.Method, parts.Length) switch
        {
            ("GET", 2) => SandboxResponse.Json(200, new JsonArray([.. book.Certificates()
                .Select(certificate => (JsonNode)Shown(certificate))])),
            ("POST", 2) => Add(request),
            ("POST", 4) when parts[3] == "revoke" => book.Change(parts[2], one => one with { Revoked = true })
                ? new(204) : throw RestFault.NoSuchRecord(),
            _ => throw new RestFault(405, "METHOD_NOT_ALLOWED", $"The method {request.Method} is not allowed here."),
        };
    }

    /// <summary>Maps a certificate to the integration; NetSuite shortens a longer validity without saying so.</summary>
    public Certificate Map(string pem, string? id)
    {
        X509Certificate2 read;
        try
        {
            read = X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException)
        {
            throw RestFault.Rule("The certificate is not a valid X.509 certificate in PEM form.");
        }

        using var certificate = read;
        AsymmetricAlgorithm key = certificate.GetRSAPublicKey() ?? (AsymmetricAlgorithm?)certificate.GetECDsaPublicKey()
            ?? throw RestFault.Rule("The certificate must have an RSA or an EC key.");
        if (key is RSA rsa && rsa.KeySize < knobs().MinimumRsaBits)
            throw RestFault.Rule($"The RSA key must have at least {knobs().MinimumRsaBits} bits.");
        var longest = time.GetUtcNow().AddYears(2);
        var given = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        id ??= Convert.ToHexStringLower(SHA256.HashData(certificate.RawData))[..43];
        var mapped = new Certificate(id, book.Credentials.ClientId, key, given < longest ? given : longest)
        {
            From = new(certificate.NotBefore.ToUniversalTime()),
        };
        book.Add(mapped);
        return mapped;
    }

    private SandboxResponse Add(SandboxRequest request)
    {
        var body = Json.Parse(request.Body) ?? throw RestFault.Content("The body must be a JSON object.");
        if (body.Text("fileContent") is not { Length: > 0 } pem)
            throw RestFault.Missing("fileContent");
        if (book.Certificates().Count(one => IsActive(one)) >= MostActive)
            throw RestFault.Rule($"An integration can have {MostActive} active certificates; revoke one first.");
        return SandboxResponse.Json(200, Shown(Map(pem, null)));
    }

    private bool IsActive(Certificate certificate) => !certificate.Revoked && certificate.Expires > time.GetUtcNow();

    private static JsonObject Shown(Certificate certificate) => new()
    {
        ["certificateId"] = certificate.Id,
        ["clientId"] = certificate.ClientId,
        ["role"] = "3",
        ["entity"] = "7",
        ["algorithm"] = certificate.Key is RSA ? "RSA" : "EC",
        ["validFrom"] = Day(certificate.From),
        ["validUntil"] = Day(certificate.Expires),
        ["revoked"] = certificate.Revoked,
    };

    private static string Day(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
