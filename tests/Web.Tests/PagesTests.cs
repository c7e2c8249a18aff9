using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Web.Tests;

public sealed class PagesTests(DemoApp demo)
{
    [Theory]
    [InlineData("/", "Today")]
    [InlineData("/receipts", "Receipts")]
    [InlineData("/receipts?view=confirm", "Receipts")]
    [InlineData("/receipts?view=returns", "Receipts")]
    [InlineData("/files", "Files")]
    [InlineData("/doctor", "Doctor")]
    [InlineData("/mappings", "Mappings")]
    [InlineData("/postings", "Postings")]
    [InlineData("/postings?view=posted", "Postings")]
    [InlineData("/postings?view=refused", "Postings")]
    [InlineData("/ties", "Tie-outs")]
    [InlineData("/customers", "Customers")]
    [InlineData("/aging", "Aging")]
    [InlineData("/netsuite", "NetSuite")]
    [InlineData("/aging?order=overdue&asOf=2026-04-30", "Aging")]
    [InlineData("/aging?asOf=1999-12-31", "Aging")]
    [InlineData("/audit?verify=1", "Audit")]
    [InlineData("/settings", "Settings")]
    [InlineData("/matching", "Matching")]
    [InlineData("/matching/rates?from=2026-06-01&to=2026-06-30&by=method", "Match rates")]
    [InlineData("/matching/rates?by=moon", "Match rates")]
    [InlineData("/learned", "Learned")]
    [InlineData("/payers", "Payers")]
    public async Task Every_page_opens_without_complaint_and_is_accessible(string path, string title)
    {
        await using var lena = await demo.SignIn("Lena Petri");

        await lena.Goto(path);

        Assert.StartsWith(title, await lena.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Empty(lena.Complaints);
        await IsAccessible(lena.Page);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/receipts?view=confirm")]
    [InlineData("/files")]
    [InlineData("/postings?view=refused")]
    [InlineData("/matching")]
    public async Task A_page_is_dark_where_the_system_is_and_can_be_read(string path)
    {
        await using var lena = await demo.SignIn("Lena Petri");
        await lena.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });

        await lena.Goto(path);

        Assert.Equal("dark", await Theme(lena.Page));
        Assert.Empty(lena.Complaints);
        await IsAccessible(lena.Page);
    }

    [Fact]
    public async Task Who_chooses_dark_keeps_it_until_they_choose_as_the_system_says()
    {
        await using var lena = await demo.SignIn("Lena Petri");
        await lena.Goto("/");
        Assert.Equal("light", await Theme(lena.Page));

        await lena.Page.ClickAsync("[data-theme]");
        await lena.Goto("/files");
        Assert.Equal("dark", await Theme(lena.Page));

        await lena.Page.ClickAsync("[data-theme]");
        Assert.Equal("light", await Theme(lena.Page));
        await lena.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Assertions.Expect(lena.Page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "dark");
    }

    private static Task<string> Theme(IPage page) =>
        page.EvaluateAsync<string>("document.documentElement.dataset.bsTheme");

    private static async Task IsAccessible(IPage page)
    {
        var axe = await page.RunAxe();
        Assert.True(axe.Violations.Length == 0, string.Join('\n', axe.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help} "
                + string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html)))));
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(1024, 700)]
    public async Task Nothing_of_the_morning_sticks_out_of_a_smaller_screen(int width, int height)
    {
        await using var lena = await demo.SignIn("Lena Petri");
        await lena.Page.SetViewportSizeAsync(width, height);

        await lena.Goto("/");

        var scroll = await lena.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(scroll <= width, $"the page is {scroll} wide on a screen of {width}");
    }

    [Fact]
    public async Task An_auditor_reads_and_decides_nothing()
    {
        await using var ana = await demo.SignIn("Ana Ruiz");
        await ana.Goto("/receipts?view=confirm");

        await ana.Press("a");

        Assert.Contains("may not decide receipts", await ana.Text(".note"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_none_is_refused_in_a_sentence()
    {
        await using var mara = await demo.SignIn("Mara Kerr");
        await mara.Goto("/files");

        await mara.Page.SetInputFilesAsync("#file", new FilePayload
        {
            Name = "holiday.bai2", MimeType = "text/plain", Buffer = [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3],
        });
        await mara.Page.WaitForSelectorAsync("#arrived .note");

        Assert.Contains("holiday.bai2", await mara.Text(".note:not([hidden])"), StringComparison.Ordinal);
        Assert.Empty(mara.Complaints);
    }
}
