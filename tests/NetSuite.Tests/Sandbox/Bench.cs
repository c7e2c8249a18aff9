using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox;

namespace NetSuite.Tests.Sandbox;

/// <summary>
/// An account in memory with a clock, and a client that is let in: what most tests of the sandbox start from.
/// </summary>
internal sealed class Bench : IDisposable
{
    // One set of keys for all tests: an RSA key takes longer to make than most tests take.
    public static readonly SandboxCredentials Keys = SandboxCredentials.Create();
    private string? _token;

    public Bench(SandboxKnobs? knobs = null, string? folder = null, HttpMessageHandler? push = null)
    {
        Time = new(new(2026, 11, 25, 12, 0, 30, TimeSpan.Zero));
        Account = SandboxAccount.Open(
            new() { Knobs = knobs ?? new(), Time = Time, Folder = folder, PushHandler = push }, Keys);
    }

    public FixedTime Time { get; }

    public SandboxAccount Account { get; }

    public const string Origin = "http://127.0.0.1:4711";

    public SandboxResponse Send(
        string method, string path, string? body = null, params (string Name, string Value)[] headers) =>
        Account.Handle(Request(method, path, body, headers));

    /// <summary>A request that is let in.</summary>
    public SandboxRequest Request(
        string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        _token ??= Json(Token(Assertion()))["access_token"]!.GetValue<string>();
        return Bare(method, path, body, [("Authorization", "Bearer " + _token), .. headers]);
    }

    public SandboxResponse Raw(
        string method, string path, string? body = null, params (string Name, string Value)[] headers) =>
        Account.Handle(Bare(method, path, body, headers));

    private static SandboxRequest Bare(string method, string path, string? body, (string Name, string Value)[] headers)
    {
        var mark = path.IndexOf('?', StringComparison.Ordinal);
        return new(method, Origin, mark < 0 ? path : path[..mark], mark < 0 ? "" : path[(mark + 1)..],
            headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase))
        { Body = Encoding.UTF8.GetBytes(body ?? "") };
    }

    public SandboxResponse Token(string assertion) => Raw("POST", "/services/rest/auth/oauth2/v1/token",
        "grant_type=client_credentials&client_assertion_type=" +
        Uri.EscapeDataString("urn:ietf:params:oauth:client-assertion-type:jwt-bearer") + "&client_assertion="
            + assertion);

    public string Assertion(string algorithm = "PS256", Action<JsonObject, JsonObject>? change = null)
    {
        var curve = algorithm.StartsWith("ES", StringComparison.Ordinal);
        var now = Time.Now.ToUnixTimeSeconds();
        var header = new JsonObject
        {
            ["typ"] = "JWT", ["alg"] = algorithm, ["kid"] = curve ? Keys.CurveCertificateId : Keys.CertificateId,
        };
        var payload = new JsonObject
        {
            ["iss"] = Keys.ClientId, ["scope"] = "rest_webservices,restlets", ["iat"] = now, ["exp"] = now + 3600,
            ["aud"] = Origin + "/services/rest/auth/oauth2/v1/token",
        };
        change?.Invoke(header, payload);
        return Signed(algorithm, Url(Encoding.UTF8.GetBytes(header.ToJsonString())) + "."
            + Url(Encoding.UTF8.GetBytes(payload.ToJsonString())));
    }

    public static JsonObject Json(SandboxResponse response) => JsonNode.Parse(response.Body.Span)!.AsObject();

    /// <summary>The first error's code and text.</summary>
    public static (string Code, string Detail) Error(SandboxResponse response)
    {
        using var document = JsonDocument.Parse(response.Body);
        var detail = document.RootElement.GetProperty("o:errorDetails")[0];
        return (detail.GetProperty("o:errorCode").GetString()!, detail.GetProperty("detail").GetString()!);
    }

    public void Dispose() => Account.Dispose();

    private static string Signed(string algorithm, string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var hash = new HashAlgorithmName("SHA" + algorithm[2..]);
        using var rsa = RSA.Create();
        rsa.ImportFromPem(Keys.PrivateKeyPem);
        using var curve = ECDsa.Create();
        curve.ImportFromPem(Keys.CurvePrivateKeyPem);
        return text + "." + Url(algorithm[..2] switch
        {
            "PS" => rsa.SignData(bytes, hash, RSASignaturePadding.Pss),
            "ES" => curve.SignData(bytes, hash),
            _ => rsa.SignData(bytes, hash, RSASignaturePadding.Pkcs1),
        });
    }

    private static string Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-')
        .Replace('/', '_');
}
