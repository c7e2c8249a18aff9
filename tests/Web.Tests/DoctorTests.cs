using System.Text;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Turnstone.UseCases.Banking;
using Xunit;

namespace Web.Tests;

/// <summary>A file dropped at the doctor: read, explained, and nothing booked.</summary>
public sealed class DoctorTests(DemoApp demo)
{
    // A bank that counts one record too many at each level, and one total that does not add up.
    private const string Odd = """
        01,121000248,ALDERFINCH,260611,0600,881,,,2/
        02,ALDERFINCH,121000248,1,260611,,USD,2/
        03,4567890,USD,010,0,,,015,150000,,/
        16,165,150000,Z,ODDBANK01,,CREDIT
        88,DBNM:NOT BOOKED LTD
        49,300000,5/
        98,300001,1,7/
        99,300001,1,9/

        """;

    [Fact]
    public async Task A_file_is_dropped_explained_and_booked_nowhere()
    {
        await using var mara = await demo.SignIn("Mara Kerr");
        var before = (await demo.Ask(new ListFiles())).Count;
        await mara.Goto("/doctor");

        await Drop(mara, Odd);

        var said = await mara.Text("#examined");
        Assert.Contains("Wells Fargo", said, StringComparison.Ordinal);
        Assert.Contains("differs", said, StringComparison.Ordinal);
        Assert.Contains("bai2.group_total", said, StringComparison.Ordinal);
        Assert.Contains("quirks: [miscounts, wrong_totals]", said, StringComparison.Ordinal);
        Assert.Contains("let the bank confirm", said, StringComparison.Ordinal);
        Assert.DoesNotContain("4567890", said, StringComparison.Ordinal);
        Assert.Equal(before, (await demo.Ask(new ListFiles())).Count);
        Assert.Empty(mara.Complaints);
        var axe = await mara.Page.RunAxe();
        Assert.True(axe.Violations.Length == 0, string.Join('\n', axe.Violations.Select(one => $"{one.Id}: {one.Help} "
            + string.Join(" | ", one.Nodes.Take(3).Select(node => node.Html)))));
    }

    [Fact]
    public async Task The_copy_that_is_downloaded_names_nobody_and_the_page_stays()
    {
        await using var mara = await demo.SignIn("Mara Kerr");
        await mara.Goto("/doctor");
        await Drop(mara, Odd);

        var download = await mara.Page.RunAndWaitForDownloadAsync(
            () => mara.Page.ClickAsync("[data-to='/doctor/copy']"));

        var copy = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Equal("anonymous-odd.bai2", download.SuggestedFilename);
        Assert.StartsWith("01,", copy, StringComparison.Ordinal);
        Assert.DoesNotContain("NOT BOOKED LTD", copy, StringComparison.Ordinal);
        Assert.DoesNotContain("4567890", copy, StringComparison.Ordinal);
        Assert.Contains("Control figures", await mara.Text("#examined"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_bank_file_is_told_the_way_out()
    {
        await using var mara = await demo.SignIn("Mara Kerr");
        await mara.Goto("/doctor");

        await Drop(mara, "{\"statement\": []}");

        var said = await mara.Text("#examined");
        Assert.Contains("not recognised", said, StringComparison.Ordinal);
        Assert.Contains("ask for a statement as camt.053", said, StringComparison.Ordinal);
        Assert.Empty(mara.Complaints);
    }

    private static async Task Drop(Visitor visitor, string content)
    {
        await visitor.Page.SetInputFilesAsync("#file", new FilePayload
        {
            Name = "odd.bai2", MimeType = "text/plain", Buffer = Encoding.ASCII.GetBytes(content),
        });
        await visitor.Page.WaitForSelectorAsync("#examined .card");
    }
}
