using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Access;
using Xunit;

namespace NetSuite.Tests.Connector;

public sealed class AccessTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("123456", "123456", "https://123456.suitetalk.api.netsuite.com/")]
    [InlineData("123456_sb1", "123456_SB1", "https://123456-sb1.suitetalk.api.netsuite.com/")]
    [InlineData("123456-SB1", "123456_SB1", "https://123456-sb1.suitetalk.api.netsuite.com/")]
    [InlineData("tstdrv99", "TSTDRV99", "https://tstdrv99.suitetalk.api.netsuite.com/")]
    public void Hosts_write_an_account_small_with_a_hyphen_and_the_realm_large_with_an_underscore(
        string given, string realm, string host)
    {
        var address = AccountAddress.Of(given).Value;

        Assert.Equal(realm, address.Account);
        Assert.Equal(host, address.Rest.AbsoluteUri);
    }

    [Fact]
    public void A_base_address_stands_in_for_every_host()
    {
        var address = AccountAddress.Of("SANDBOX_1", "http://127.0.0.1:8080").Value;

        Assert.Equal("http://127.0.0.1:8080/services/rest/auth/oauth2/v1/token", address.Token.AbsoluteUri);
        Assert.Equal("http://127.0.0.1:8080/app/site/hosting/restlet.nl", address.Restlet.AbsoluteUri);
    }

    [Theory]
    [InlineData("")]
    [InlineData("acme.com")]
    public void What_is_no_account_id_is_refused_with_the_page_that_shows_it(string account) =>
        Assert.Contains("Company Information", AccountAddress.Of(account).Refusal?.Sentence, StringComparison.Ordinal);

    [Fact(DisplayName = "Signatures equal the published ones (needs shared)")]
    public void Signatures_equal_the_published_ones()
    {
        var file = Desk.Shared("reference/netsuite-samples/auth-test-vectors.json");
        Assert.SkipWhen(file is null, "The shared folder is not beside the repository.");
        using var document = JsonDocument.Parse(File.ReadAllText(file!));
        var root = document.RootElement;
        string Word(string name) => root.GetProperty(name).GetString()!;
        var tba = new Credentials.Tba(
            Word("consumerKey"), Word("consumerSecret"), Word("tokenId"), Word("tokenSecret"));
        var moment = new TbaMoment(long.Parse(Word("timestamp"), CultureInfo.InvariantCulture), Word("nonce"));
        var vectors = root.GetProperty("vectors").EnumerateArray()
            .Where(one => one.TryGetProperty("url", out _)).ToList();

        Assert.Equal(5, vectors.Count);
        foreach (var one in vectors)
        {
            var method = new HttpMethod(one.GetProperty("method").GetString()!);
            var address = new Uri(one.GetProperty("url").GetString()!);
            Assert.Equal(one.GetProperty("signature").GetString(), TbaSignature.Sign(method, address, tba, moment));
        }
    }

    [Fact]
    public void An_oauth_header_carries_realm_and_an_escaped_signature()
    {
        var tba = new Credentials.Tba("ck", "cs", "ti", "ts");
        var address = new Uri("https://1-sb1.suitetalk.api.netsuite.com/services/rest/*");
        var header = TbaSignature.Header(HttpMethod.Get, address, tba, new(1508242306, "once"), "1_SB1");

        Assert.StartsWith("realm=\"1_SB1\", oauth_consumer_key=\"ck\"", header, StringComparison.Ordinal);
        Assert.Matches("oauth_signature=\"[A-Za-z0-9%]+%3D\"", header);
    }

    [Theory]
    [InlineData(KeyKind.Rsa3072, "PS256")]
    [InlineData(KeyKind.EcP256, "ES256")]
    public async Task An_assertion_is_signed_as_netsuite_asks_and_its_certificate_proves_it(
        KeyKind kind, string algorithm)
    {
        var made = AccessCertificate.Make("Turnstone", kind, Now);
        using var certificate = X509Certificate2.CreateFromPem(made.CertificatePem);
        var address = AccountAddress.Of("123456").Value;
        var credentials = new Credentials.OAuth2("client", "certificate", made.PrivateKeyPem);
        using var assertion = ClientAssertion.Of(credentials, address.Token).Value;

        var text = assertion.Sign(Now, "only-once");

        var token = new JsonWebToken(text);
        Assert.Equal((algorithm, "certificate", "JWT"), (token.Alg, token.Kid, token.Typ));
        Assert.Equal("client", token.Issuer);
        Assert.Equal("only-once", token.Id);
        var scopes = token.Claims.Where(one => one.Type == "scope").Select(one => one.Value);
        Assert.Equal("rest_webservices restlets", string.Join(' ', scopes));
        SecurityKey key = kind == KeyKind.EcP256
            ? new ECDsaSecurityKey(certificate.GetECDsaPublicKey())
            : new RsaSecurityKey(certificate.GetRSAPublicKey());
        var proof = await new JsonWebTokenHandler().ValidateTokenAsync(text, new TokenValidationParameters
        {
            IssuerSigningKey = key,
            ValidIssuer = "client",
            ValidAudience = address.Token.AbsoluteUri,
            ValidateLifetime = false,
        });
        Assert.True(proof.IsValid, proof.Exception?.Message);
        Assert.InRange((token.ValidTo - token.IssuedAt).TotalMinutes, 1, 60);
    }

    [Fact]
    public void A_certificate_lasts_no_longer_than_netsuite_allows()
    {
        var made = AccessCertificate.Make("Turnstone", KeyKind.EcP256, Now, TimeSpan.FromDays(4000));
        using var certificate = X509Certificate2.CreateFromPem(made.CertificatePem);

        Assert.True(certificate.NotAfter.ToUniversalTime() <= certificate.NotBefore.ToUniversalTime().AddYears(2));
        Assert.True(certificate.NotBefore.ToUniversalTime() < Now.UtcDateTime);
    }

    [Theory]
    [InlineData(100, null)]
    [InlineData(45, "in 45 days")]
    [InlineData(-1, "ended on")]
    public void A_certificate_that_ends_is_told_of_in_time(int daysLeft, string? said)
    {
        var today = new DateOnly(2026, 11, 25);
        var warning = AccessCertificate.Warning(today.AddDays(daysLeft), today);

        if (said is null)
            Assert.Null(warning);
        else
            Assert.Contains(said, warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_cannot_sign_is_refused_before_any_call()
    {
        var connection = Desk.OAuth2() with { Credentials = new Credentials.OAuth2("client", "certificate", "no key") };

        Assert.Equal(Refusals.Credentials, NetSuiteClient.Open(connection).Refusal?.Code);
    }

    [Theory]
    [InlineData("{", "not JSON")]
    [InlineData("[]", "no account")]
    [InlineData("""{"account":"1"}""", "neither an oauth2 nor a tba")]
    [InlineData("""{"account":"1","oauth2":{"client_id":"a"}}""", "certificate_id")]
    [InlineData("""{"account":"1","tba":{"consumer_key":"a"}}""", "token_secret")]
    [InlineData("""{"account":"1","base_url":"ftp://x","tba":{}}""", "http")]
    public void Credentials_that_lack_something_are_refused_by_its_name(string json, string said) =>
        Assert.Contains(said, Connection.Read(json).Refusal?.Sentence, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"rest_webservices, restlets\"")]
    [InlineData("[\"rest_webservices\",\"restlets\"]")]
    [InlineData("\"rest_webservices restlets\"")]
    public void Scopes_are_read_in_all_three_ways_they_are_written(string scope)
    {
        var json = $$"""
            {"account":"1","base_url":"http://localhost:1",
             "oauth2":{"client_id":"a","certificate_id":"b","private_key_pem":"c","scope":{{scope}} } }
            """;

        var read = Assert.IsType<Credentials.OAuth2>(Connection.Read(json).Value.Credentials);
        Assert.Equal(["rest_webservices", "restlets"], read.Scopes);
    }

    [Fact]
    public void A_browser_is_sent_with_the_hash_of_what_only_we_know()
    {
        var start = AuthorizationCode.Begin("client", new Uri("https://turnstone.example/back"));
        var asked = start.Authorize(AccountAddress.Of("1_SB2").Value);
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(start.Verifier)))
            .TrimEnd('=').Replace('+', '-').Replace('/', '_');

        Assert.Equal(
            "https://1-sb2.app.netsuite.com/app/login/oauth2/authorize.nl", asked.GetLeftPart(UriPartial.Path));
        Assert.Contains($"code_challenge={hash}&code_challenge_method=S256", asked.Query, StringComparison.Ordinal);
        Assert.DoesNotContain(start.Verifier, asked.Query, StringComparison.Ordinal);
        Assert.InRange(start.State.Length, 22, 1024);
        Assert.InRange(start.Verifier.Length, 43, 128);
        Assert.Contains(new("code_verifier", start.Verifier), start.Exchange("code-1"));
    }

    [Fact]
    public void A_redirect_with_a_foreign_state_or_an_error_gives_no_code()
    {
        var start = new AuthorizationCode("client", new Uri("https://turnstone.example/back"), "our-state", "v");

        Result<string> Back(string query) => start.ReadRedirect(new Uri("https://turnstone.example/back?" + query));

        Assert.Equal("c", Back("state=our-state&code=c").Value);
        Assert.NotNull(Back("state=other&code=c").Refusal);
        var denied = Back("state=our-state&error=access_denied").Refusal;
        Assert.Contains("access_denied", denied?.Sentence, StringComparison.Ordinal);
    }
}
