using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Turnstone.NetSuite.Access;
using Turnstone.NetSuite.Sandbox;
using Xunit;

namespace NetSuite.Tests.Sandbox;

/// <summary>What a person does in the browser, and what an integration does with it.</summary>
public sealed class CodeFlowTests
{
    private const string Page = "/app/login/oauth2/authorize.nl";
    private const string TokenPath = "/services/rest/auth/oauth2/v1/token";
    private static readonly Uri Back = new("http://localhost:5000/netsuite/back?from=us");

    [Fact]
    public void A_person_allows_and_the_code_becomes_tokens_that_end_with_a_revocation()
    {
        using var bench = new Bench();
        var begun = AuthorizationCode.Begin(Bench.Keys.ClientId, Back);
        var page = bench.Raw("GET", Begin(begun));
        Assert.Equal(200, page.Status);
        Assert.Contains("rest_webservices", page.Text, StringComparison.Ordinal);

        var code = begun.ReadRedirect(Answer(bench, begun, "allow")).Value!;
        Assert.Equal("invalid_grant", Refused(Post(bench, begun.Exchange(code).Select(pair =>
            pair.Key == "code_verifier" ? new(pair.Key, "somebody else's") : pair), secret: true)));
        // A code is good once, even where the attempt failed.
        Assert.Equal("invalid_grant", Refused(Post(bench, begun.Exchange(code), secret: true)));

        code = begun.ReadRedirect(Answer(bench, begun, "allow")).Value!;
        var tokens = Bench.Json(Post(bench, begun.Exchange(code), secret: true));
        var refresh = tokens["refresh_token"]!.GetValue<string>();
        Assert.Equal(204, Options(bench, tokens));

        // A client with a secret keeps its refresh token for a week.
        bench.Time.Now = bench.Time.Now.AddDays(6);
        Assert.Equal(401, Options(bench, tokens));
        var again = Bench.Json(Post(bench, Renew(refresh), secret: true));
        Assert.Null(again["refresh_token"]);
        Assert.Equal(204, Options(bench, again));

        Assert.Equal(200, Post(bench, [new("token", refresh)], secret: true,
            "/services/rest/auth/oauth2/v1/revoke").Status);
        Assert.Equal(401, Options(bench, again));
        Assert.Equal("invalid_grant", Refused(Post(bench, Renew(refresh), secret: true)));
    }

    [Fact]
    public void A_client_without_a_secret_needs_pkce_and_its_refresh_token_counts_once()
    {
        using var bench = new Bench(new() { ConsentsAtOnce = true });
        var begun = AuthorizationCode.Begin(Bench.Keys.ClientId, Back);
        var back = bench.Raw("GET", Begin(begun)).Header("Location")!;
        var tokens = Bench.Json(Post(bench, begun.Exchange(begun.ReadRedirect(new(back)).Value!), secret: false));
        var refresh = tokens["refresh_token"]!.GetValue<string>();
        var second = Bench.Json(Post(bench, Renew(refresh), secret: false))["refresh_token"]!.GetValue<string>();
        Assert.Equal("invalid_grant", Refused(Post(bench, Renew(refresh), secret: false)));
        bench.Time.Now = bench.Time.Now.AddHours(48);
        Assert.Equal("invalid_grant", Refused(Post(bench, Renew(second), secret: false)));

        var bare = Begin(begun).Split("&code_challenge")[0];
        var code = HttpUtility.ParseQueryString(new Uri(bench.Raw("GET", bare).Header("Location")!).Query)["code"]!;
        Assert.Equal("invalid_grant", Refused(Post(bench, begun.Exchange(code), secret: false)));
    }

    [Fact]
    public void A_refusal_and_a_wrong_start_go_back_by_their_name()
    {
        using var bench = new Bench(new() { PkceDemanded = true, RedirectUris = [Back.OriginalString] });
        var begun = AuthorizationCode.Begin(Bench.Keys.ClientId, Back);
        Assert.Contains("access_denied", Answer(bench, begun, "deny").Query, StringComparison.Ordinal);
        var good = Begin(begun);
        string Error(string address) => HttpUtility.ParseQueryString(
            new Uri(bench.Raw("GET", address).Header("Location")!).Query)["error"]!;
        Assert.Equal("invalid_request", Error(good.Split("&code_challenge")[0]));
        Assert.Equal("invalid_scope", Error(good.Replace("restlets", "everything", StringComparison.Ordinal)));
        Assert.Equal("unsupported_response_type",
            Error(good.Replace("response_type=code", "response_type=token", StringComparison.Ordinal)));
        // Nothing goes to an address, or for a client, that nobody knows.
        Assert.Equal(400, bench.Raw("GET", good.Replace("localhost", "elsewhere", StringComparison.Ordinal)).Status);
        Assert.Equal(400, bench.Raw("GET",
            good.Replace(Bench.Keys.ClientId, "nobody", StringComparison.Ordinal)).Status);
        Assert.Equal(400, bench.Raw("GET", good.Replace(begun.State, "short", StringComparison.Ordinal)).Status);
        Assert.Equal("invalid_client", Refused(bench.Raw("POST", TokenPath, "grant_type=authorization_code&code=x",
            ("Authorization", "Basic " + Convert.ToBase64String("a:b"u8)))));
    }

    [Fact]
    public void An_integration_adds_a_certificate_signs_with_it_and_revokes_the_old_one()
    {
        using var bench = new Bench();
        var path = $"/services/rest/auth/oauth2/v1/clients/{Bench.Keys.ClientId}/certificates";
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=next", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(bench.Time.Now.AddDays(-1), bench.Time.Now.AddYears(9));
        var body = new JsonObject { ["fileContent"] = made.ExportCertificatePem(), ["role"] = 3, ["entity"] = 7 };

        var added = Bench.Json(bench.Send("POST", path, body.ToJsonString()));

        var id = added["certificateId"]!.GetValue<string>();
        Assert.StartsWith("2028-11-25", added["validUntil"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(3, JsonNode.Parse(bench.Send("GET", path).Body.Span)!.AsArray().Count);
        Assert.Equal(204, bench.Send("POST", $"{path}/{Bench.Keys.CurveCertificateId}/revoke").Status);
        Assert.Equal(401, bench.Token(bench.Assertion("ES256")).Status);
        Assert.Equal(200, bench.Token(bench.Assertion()).Status);
        Assert.Equal(404, bench.Send("POST", $"{path}/nobody/revoke").Status);
        Assert.Equal(404, bench.Send("GET",
            path.Replace(Bench.Keys.ClientId, "other", StringComparison.Ordinal)).Status);
        Assert.Equal(400, bench.Send("POST", path, """{"fileContent":"nonsense"}""").Status);
        for (var i = 0; i < 3; i++)
        {
            using var more = new CertificateRequest($"CN={i}", key, HashAlgorithmName.SHA256)
                .CreateSelfSigned(bench.Time.Now.AddDays(-1), bench.Time.Now.AddYears(1));
            body["fileContent"] = more.ExportCertificatePem();
            Assert.Equal(200, bench.Send("POST", path, body.ToJsonString()).Status);
        }

        Assert.Contains("5 active", Bench.Error(bench.Send("POST", path, body.ToJsonString())).Detail,
            StringComparison.Ordinal);
        Assert.NotEqual(id, Bench.Keys.CurveCertificateId);
    }

    private static string Begin(AuthorizationCode begun) =>
        begun.Authorize(AccountAddress.Of("TSTDRV2607145", Bench.Origin).Value!).PathAndQuery;

    private static Uri Answer(Bench bench, AuthorizationCode begun, string answer)
    {
        var gone = bench.Raw("POST", Begin(begun), "answer=" + answer);
        Assert.Equal(302, gone.Status);
        return new(gone.Header("Location")!);
    }

    private static KeyValuePair<string, string>[] Renew(string token) =>
        [new("grant_type", "refresh_token"), new("refresh_token", token), new("client_id", Bench.Keys.ClientId)];

    private static SandboxResponse Post(
        Bench bench, IEnumerable<KeyValuePair<string, string>> form, bool secret, string path = TokenPath)
    {
        var text = string.Join('&', form.Select(pair =>
            $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Bench.Keys.ClientId}:{Bench.Keys.ClientSecret}"));
        return secret ? bench.Raw("POST", path, text, ("Authorization", "Basic " + basic))
            : bench.Raw("POST", path, text);
    }

    private static string Refused(SandboxResponse answer) => Bench.Json(answer)["error"]!.GetValue<string>();

    private static int Options(Bench bench, JsonObject tokens) => bench.Raw("OPTIONS", "/services/rest/*", null,
        ("Authorization", "Bearer " + tokens["access_token"])).Status;
}
