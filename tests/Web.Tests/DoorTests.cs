using System.Net;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.People;
using Xunit;

namespace Web.Tests;

/// <summary>Who comes in, and how.</summary>
public sealed class DoorTests(DemoApp demo)
{
    private static HttpClient Client(string address) => new(new HttpClientHandler { AllowAutoRedirect = false })
    {
        BaseAddress = new(address),
    };

    [Fact]
    public async Task Nobody_sees_a_page_without_signing_in()
    {
        using var client = Client(demo.Address);
        foreach (var path in new[] { "/", "/receipts", "/files", "/postings", "/customers", "/audit", "/settings" })
            Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Serve_has_no_way_of_being_somebody_else()
    {
        await using var app = await demo.Start(switchesPeople: false);
        using var client = Client(app.Urls.First());

        var answer = await client.PostAsync("/demo/people/be", new FormUrlEncodedContent([new("person", "1000")]));

        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed
            or HttpStatusCode.BadRequest or HttpStatusCode.Redirect, answer.StatusCode.ToString());
        Assert.DoesNotContain(answer.Headers, header => header.Key == "Set-Cookie"
            && header.Value.Any(cookie => cookie.StartsWith("turnstone=", StringComparison.Ordinal)));
        var page = await client.GetStringAsync("/demo/people");
        Assert.Contains("Only the demo", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_does_nothing()
    {
        using var client = Client(demo.Address);

        var answer = await client.PostAsync("/sign-in/enter", new FormUrlEncodedContent(
            [new("email", "mara.kerr@alderfinch.example"), new("password", "x")]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/files/1", "There is no")]
    [InlineData("/receipts/1", "receipt")]
    [InlineData("/customers/nobody", "There is no customer nobody")]
    [InlineData("/nowhere", "The address leads nowhere")]
    public async Task What_is_not_there_says_so_in_a_sentence(string path, string sentence)
    {
        await using var lena = await demo.SignIn("Lena Petri");

        var answer = await lena.Page.GotoAsync(demo.Address + path);

        Assert.Equal(404, answer?.Status);
        Assert.Contains(sentence, await lena.Text("body"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_carry_the_strict_policy()
    {
        using var client = Client(demo.Address);

        var answer = await client.GetAsync("/sign-in");

        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task A_one_time_link_lets_a_person_in_once_and_seeing_them_off_ends_it()
    {
        var door = demo.Installation.Door;
        var invite = await door.Run(new InvitePerson("Nora Lind", "nora.lind@alderfinch.example"),
            demo.Installation.Service);
        await using var app = await demo.Start(switchesPeople: false);
        await using var nora = await demo.Stranger(app.Urls.First());

        await nora.Goto("/invite/" + invite.Value.Token);
        await nora.Page.FillAsync("#password", "a long enough sentence 7");
        await nora.Leads(() => nora.Page.Keyboard.PressAsync("Enter"));
        Assert.Equal(app.Urls.First() + "/", nora.Page.Url);

        var again = await door.Run(new AcceptInvite(invite.Value.Token, "another sentence 8"), Actor.Nobody);
        Assert.NotNull(again.Refusal);
    }
}
