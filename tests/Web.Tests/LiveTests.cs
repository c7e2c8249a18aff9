using System.Net;
using Microsoft.Playwright;
using Turnstone.UseCases.People;
using Xunit;

namespace Web.Tests;

/// <summary>What a page hears while it stands open.</summary>
public sealed class LiveTests(DemoApp demo)
{
    [Fact]
    public async Task Work_under_way_shows_on_an_open_page_with_how_far_it_is_and_goes_when_it_is_done()
    {
        await using var app = await demo.Start(switchesPeople: true);
        var board = DemoApp.BoardOf(app);
        await using var lena = await demo.SignIn("Lena Petri", app.Urls.First());
        await lena.Goto("/files");
        Assert.Equal(0, await lena.Page.Locator(".strip .under").CountAsync());

        using (var under = board.Begin(person: 0, "pulling from NetSuite"))
        {
            under.Report(new("invoices", 1200, Of: 4000));
            await lena.Page.WaitForSelectorAsync(".strip :text('1,200 of 4,000')");
        }

        await lena.Page.WaitForSelectorAsync(".strip .under", new() { State = WaitForSelectorState.Detached });
        Assert.Empty(lena.Complaints);
    }

    [Fact]
    public async Task Somebody_elses_work_is_not_shown()
    {
        await using var app = await demo.Start(switchesPeople: true);
        var board = DemoApp.BoardOf(app);
        await using var lena = await demo.SignIn("Lena Petri", app.Urls.First());
        await lena.Goto("/files");

        using (board.Begin(person: 999_999, "reading secrets.bai2"))
        using (board.Begin(person: 0, "anchoring"))
        {
            await lena.Page.WaitForSelectorAsync(".strip :text('anchoring')");
            Assert.DoesNotContain("secrets", await lena.Text(".strip"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_that_is_left_leaves_no_stream_behind()
    {
        await using var app = await demo.Start(switchesPeople: true);
        var board = DemoApp.BoardOf(app);
        var lena = await demo.SignIn("Lena Petri", app.Urls.First());
        foreach (var path in new[] { "/", "/files", "/receipts", "/" })
            await lena.Goto(path);
        // Four pages were opened; only the one in view listens.
        await Until(() => board.Listeners == 1);

        await lena.DisposeAsync();

        await Until(() => board.Listeners == 0);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_told_to_stop_asking()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, demo.Address + "/live");
        request.Headers.Accept.ParseAdd("text/event-stream");

        Assert.Equal(HttpStatusCode.NoContent, (await client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Who_is_seen_off_hears_nothing_more()
    {
        var door = demo.Installation.Door;
        var invite = await door.Run(new InvitePerson("Otto Lind", "otto.lind@alderfinch.example"),
            demo.Installation.Service);
        await using var app = await demo.Start(switchesPeople: false);
        await using var otto = await demo.Stranger(app.Urls.First());
        await otto.Goto("/invite/" + invite.Value.Token);
        await otto.Page.FillAsync("#password", "a long enough sentence 7");
        await otto.Leads(() => otto.Page.Keyboard.PressAsync("Enter"));
        var board = DemoApp.BoardOf(app);
        await Until(() => board.Listeners == 1);

        var seenOff = await door.Run(new SeeOff(invite.Value.Person, "left"), demo.Administrator);

        Assert.Null(seenOff.Refusal);
        board.Touch();
        await Until(() => board.Listeners == 0);
    }

    private static async Task Until(Func<bool> so)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!so())
            Assert.True(await timer.WaitForNextTickAsync(patience.Token));
    }
}
