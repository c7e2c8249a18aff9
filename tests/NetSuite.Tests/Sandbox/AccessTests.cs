using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox;
using Turnstone.NetSuite.Sandbox.Access;
using Turnstone.NetSuite.Sandbox.Faults;
using Turnstone.NetSuite.Sandbox.Protocol;
using Xunit;

namespace NetSuite.Tests.Sandbox;

public sealed class AccessTests
{
    [Theory]
    [InlineData("PS256")]
    [InlineData("PS384")]
    [InlineData("PS512")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    public void An_assertion_signed_by_a_known_certificate_gets_a_token_of_one_hour(string algorithm)
    {
        using var bench = new Bench();

        var answer = bench.Token(bench.Assertion(algorithm));

        Assert.Equal(200, answer.Status);
        var token = Bench.Json(answer);
        Assert.Equal("Bearer", token["token_type"]!.GetValue<string>());
        Assert.Equal(3600, token["expires_in"]!.GetValue<int>());
        var options = bench.Raw("OPTIONS", "/services/rest/*", null,
            ("Authorization", "Bearer " + token["access_token"]));
        Assert.Equal(204, options.Status);
    }

    [Theory]
    [InlineData("array")]
    [InlineData("string")]
    [InlineData("list")]
    public void The_scope_comes_as_array_string_or_list(string form)
    {
        using var bench = new Bench();
        var answer = bench.Token(bench.Assertion(change: (_, payload) => payload["scope"] = form switch
        {
            "array" => new JsonArray("restlets", "rest_webservices"),
            "string" => "rest_webservices",
            _ => "restlets, rest_webservices",
        }));
        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("algorithm", 401, "invalid_client")]
    [InlineData("client", 401, "invalid_client")]
    [InlineData("certificate", 401, "invalid_client")]
    [InlineData("forged", 401, "invalid_client")]
    [InlineData("late", 400, "invalid_grant")]
    [InlineData("long", 400, "invalid_grant")]
    [InlineData("audience", 400, "invalid_grant")]
    [InlineData("scope", 400, "invalid_scope")]
    public void A_wrong_assertion_is_refused_by_its_reason(string what, int status, string error)
    {
        using var bench = new Bench();
        var assertion = bench.Assertion(what == "algorithm" ? "RS256" : "PS256", (header, payload) =>
        {
            var now = bench.Time.Now.ToUnixTimeSeconds();
            (what switch
            {
                "certificate" => () => header["kid"] = "nobody",
                "client" => () => payload["iss"] = "nobody",
                "late" => () => payload["exp"] = now - 1,
                "long" => () => payload["exp"] = now + 3601,
                "audience" => () => payload["aud"] = "https://elsewhere.example/token",
                "scope" => () => payload["scope"] = "everything",
                _ => (Action)(() => { }),
            })();
        });
        if (what == "forged")
            assertion = assertion[..^8] + "AAAAAAAA";

        var answer = bench.Token(assertion);

        Assert.Equal((status, error), (answer.Status, Bench.Json(answer)["error"]!.GetValue<string>()));
        Assert.Equal(status == 401, answer.Header("WWW-Authenticate") == "Basic realm=\"TSTDRV2607145\"");
    }

    [Fact]
    public void A_call_without_a_good_token_is_told_nothing_but_401()
    {
        using var bench = new Bench();
        foreach (var header in (string[])["Bearer nonsense", "Bearer a.b.c", ""])
        {
            var answer = bench.Raw("GET", "/services/rest/record/v1/customer", null, ("Authorization", header));
            Assert.Equal(401, answer.Status);
            Assert.Equal("INVALID_LOGIN", Bench.Error(answer).Code);
            Assert.StartsWith("Invalid login attempt. For more details", Bench.Error(answer).Detail,
                StringComparison.Ordinal);
            Assert.Equal(
                "Bearer realm=\"TSTDRV2607145\", error=\"invalid_token\", error_description=\"Invalid login attempt.\"",
                answer.Header("WWW-Authenticate"));
        }

        var malformed = bench.Raw("GET", "/services/rest/record/v1/customer", null, ("Authorization", "Bearer"));
        Assert.Equal(400, malformed.Status);
        Assert.Contains("invalid_request", malformed.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_ends_after_its_hour()
    {
        using var bench = new Bench();
        Assert.Equal(204, bench.Send("OPTIONS", "/services/rest/*").Status);
        bench.Time.Now = bench.Time.Now.AddHours(1);
        Assert.Equal(401, bench.Send("OPTIONS", "/services/rest/*").Status);
    }

    [Fact(DisplayName = "The six published signatures come out (needs shared)")]
    public void The_six_published_signatures_come_out()
    {
        var vectors = Shared.Json("reference/netsuite-samples/auth-test-vectors.json");
        string Of(string name) => vectors[name]!.GetValue<string>();
        var oauth = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["oauth_consumer_key"] = Of("consumerKey"), ["oauth_token"] = Of("tokenId"), ["oauth_nonce"] = Of("nonce"),
            ["oauth_timestamp"] = Of("timestamp"), ["oauth_signature_method"] = "HMAC-SHA256",
                ["oauth_version"] = "1.0",
        };
        var all = vectors["vectors"]!.AsArray();
        Assert.Equal(6, all.Count);
        foreach (var vector in all)
        {
            var address = vector!["url"]?.GetValue<string>();
            var text = address is null
                ? string.Join('&', vector["realm"], Of("consumerKey"), Of("tokenId"), Of("nonce"), Of("timestamp"))
                : TbaSignature.BaseString(vector["method"]!.GetValue<string>(), address.Split('?')[0],
                    FormText.Read(address.Contains('?') ? address.Split('?')[1] : ""), oauth);
            Assert.Equal(
                vector["signature"]!.GetValue<string>(),
                TbaSignature.Sign(text, Of("consumerSecret"), Of("tokenSecret")));
        }
    }

    [Theory]
    [InlineData("", 204)]
    [InlineData("realm first", 204)]
    [InlineData("wrong realm", 401)]
    [InlineData("wrong secret", 401)]
    [InlineData("old", 401)]
    [InlineData("sha1", 401)]
    [InlineData("short nonce", 401)]
    public void A_tba_signature_is_checked(string what, int status)
    {
        using var bench = new Bench();
        Assert.Equal(status, Tba(bench, what).Status);
    }

    [Fact]
    public void A_nonce_is_good_once()
    {
        using var bench = new Bench();
        Assert.Equal(204, Tba(bench, "", "nonce-one").Status);
        Assert.Equal(401, Tba(bench, "", "nonce-one").Status);
        Assert.Equal(204, Tba(bench, "", "nonce-two").Status);
    }

    [Fact]
    public void Five_failures_lock_the_user_for_thirty_minutes_and_a_stranger_locks_nobody()
    {
        using var bench = new Bench();
        for (var i = 0; i < 9; i++)
            Tba(bench, "unknown token", $"stranger-{i}");
        for (var i = 0; i < 4; i++)
            Tba(bench, "wrong secret", $"wrong-{i}");
        Assert.Equal(204, Tba(bench, "", "good-before").Status);

        for (var i = 0; i < 5; i++)
            Tba(bench, "wrong secret", $"again-{i}");
        Assert.Equal(401, Tba(bench, "", "good-locked").Status);
        bench.Time.Now = bench.Time.Now.AddMinutes(30);
        Assert.Equal(204, Tba(bench, "", "good-after").Status);
    }

    [Fact]
    public async Task More_calls_than_the_account_has_slots_are_turned_away()
    {
        using var bench = new Bench(new() { ConcurrencyLimit = 2, LatencyMilliseconds = 60_000 });
        var request = new SandboxRequest("GET", Bench.Origin, "/services/rest/record/v1/customer", "",
            new Dictionary<string, string>(StringComparer.Ordinal));
        using var stop = new CancellationTokenSource();
        // The first two stay inside until they are stopped.
        Task<SandboxResponse>[] inside = [bench.Account.Answer(request, stop.Token),
            bench.Account.Answer(request, stop.Token)];

        var third = await bench.Account.Answer(request, TestContext.Current.CancellationToken);

        Assert.Equal((429, "CONCURRENCY_LIMIT_EXCEEDED"), (third.Status, Bench.Error(third).Code));
        Assert.Equal(1, bench.Account.Calls.TurnedAway);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(inside));
    }

    [Fact]
    public void The_same_script_strikes_the_same_calls()
    {
        var script = new FaultScript(7, 200, [FaultKind.DropAfter, FaultKind.TooMany]);
        var first = Enumerable.Range(1, 2000).Select(call => script.At(call)?.Kind).ToList();
        Assert.Equal(first, Enumerable.Range(1, 2000).Select(call => script.At(call)?.Kind));
        Assert.InRange(first.Count(kind => kind is not null), 300, 500);
        Assert.Contains(FaultKind.DropAfter, first);
        Assert.Contains(FaultKind.TooMany, first);
    }

    private static SandboxResponse Tba(Bench bench, string what, string nonce = "fjaLirsIcCGVZWzBX0pg")
    {
        var at = bench.Time.Now.ToUnixTimeSeconds() - (what == "old" ? 301 : 0);
        List<KeyValuePair<string, string>> oauth =
        [
            new("oauth_consumer_key", Bench.Keys.ConsumerKey),
            new("oauth_token", what == "unknown token" ? "stranger" : Bench.Keys.TokenId),
            new("oauth_nonce", what == "short nonce" ? "abc" : nonce), new("oauth_timestamp", $"{at}"),
            new("oauth_signature_method", what == "sha1" ? "HMAC-SHA1" : "HMAC-SHA256"), new("oauth_version", "1.0"),
        ];
        var secret = what == "wrong secret" ? "wrong" : Bench.Keys.TokenSecret;
        var text = TbaSignature.BaseString("OPTIONS", Bench.Origin + "/services/rest/%2A", [], oauth);
        var realm = new KeyValuePair<string, string>("realm", what == "wrong realm" ? "tstdrv2607145"
            : "TSTDRV2607145");
        oauth.Add(new("oauth_signature", TbaSignature.Sign(text, Bench.Keys.ConsumerSecret, secret)));
        oauth.Insert(what == "realm first" ? 0 : oauth.Count, realm);
        var header = "OAuth " + string.Join(", ", oauth.Select(pair =>
            $"{pair.Key}=\"{Uri.EscapeDataString(pair.Value)}\""));
        return bench.Raw("OPTIONS", "/services/rest/*", null, ("Authorization", header));
    }
}
