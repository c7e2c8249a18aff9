using System.Text;
using Microsoft.Playwright;
using Xunit;

namespace Web.Tests;

/// <summary>A morning as its people walk it: a file dropped, exceptions cleared, a second person, an undo.</summary>
public sealed class MorningTests(DemoApp demo)
{
    // Two lines of nobody and one that names no invoice: what a clerk has to decide.
    private const string Report = """
        01,021000089,ALDERFINCH,260630,0600,701,,,2/
        02,ALDERFINCH,021000089,1,260630,,USD,2/
        03,4567890,USD,010,0,,,015,4700000,,/
        16,165,2000000,Z,WALK0001,,CREDIT
        88,DBNM:QRS TRUST
        16,165,2700000,Z,WALK0002,,CREDIT
        88,DBNM:QRS TRUST
        49,9400000,6/
        98,9400000,1,8/
        99,9400000,1,10/

        """;

    [Fact]
    public async Task A_file_is_dropped_decided_approved_posted_and_one_is_undone()
    {
        await using var mara = await demo.SignIn("Mara Kerr");
        await Drop(mara, "walk.bai2", Report);
        Assert.Contains("2 new lines", await mara.Text(".note"), StringComparison.Ordinal);

        // A large one goes to a customer's account by hand and waits for a second person.
        await mara.Goto("/receipts?words=walk0001");
        await mara.Page.FillAsync("input[name=customer]", await CustomerId(mara));
        await mara.Leads(() => mara.Page.Keyboard.PressAsync("Enter"));
        await mara.Leads(() => mara.Page.ClickAsync("text=Decide these"));
        Assert.Contains("Decided", await mara.Text(".note"), StringComparison.Ordinal);

        await using var lena = await demo.SignIn("Lena Petri");
        await lena.Goto("/postings?view=waiting");
        await lena.Press("a");
        Assert.Contains("Approved", await lena.Text(".note"), StringComparison.Ordinal);
        await lena.Press("p");
        Assert.Contains("read back equal", await lena.Text(".note"), StringComparison.Ordinal);

        await lena.Goto("/audit?verify=1");
        Assert.Contains("The chains hold", await lena.Text(".note"), StringComparison.Ordinal);
        Assert.Empty(mara.Complaints);
        Assert.Empty(lena.Complaints);
    }

    [Fact]
    public async Task Proposals_are_cleared_by_keyboard_and_taken_back()
    {
        await using var mara = await demo.SignIn("Mara Kerr");
        await mara.Goto("/receipts?view=confirm");
        var first = await mara.Text(".work h1");
        await mara.Press("j");
        var second = mara.Page.Url;
        Assert.NotEqual(first, await mara.Text(".work h1"));

        await mara.Press("a");
        Assert.Contains("Accepted", await mara.Text(".note"), StringComparison.Ordinal);

        await mara.Page.GotoAsync(second);
        await mara.Page.Keyboard.PressAsync("u");
        await mara.Page.FillAsync("#undo-why", "the wrong key");
        await mara.Leads(() => mara.Page.Keyboard.PressAsync("Enter"));
        Assert.Contains("Taken back", await mara.Text(".note"), StringComparison.Ordinal);
        Assert.Empty(mara.Complaints);
    }

    [Fact]
    public async Task A_file_whose_total_is_wrong_books_nothing_until_two_persons_release_it()
    {
        await using var mara = await demo.SignIn("Mara Kerr");
        // Another day and other money than the walk's: tests run in any order, and like lines of a day are one.
        var wrong = Report.Replace("WALK", "HELD", StringComparison.Ordinal)
            .Replace("260630", "260618", StringComparison.Ordinal)
            .Replace("165,20", "165,21", StringComparison.Ordinal)
            .Replace("4700000", "4800000", StringComparison.Ordinal)
            .Replace("49,9400000,", "49,9600001,", StringComparison.Ordinal)
            .Replace(",9400000,", ",9600000,", StringComparison.Ordinal);
        await Drop(mara, "held.bai2", wrong);
        Assert.Contains("quarantined", await mara.Text(".head"), StringComparison.Ordinal);
        var file = mara.Page.Url;

        await mara.Page.FillAsync("input[name=why]", "the bank confirmed the lines by phone");
        await mara.Leads(() => mara.Page.ClickAsync("text=Ask for its release"));
        Assert.Contains("a second person answers", await mara.Text(".note.good"), StringComparison.Ordinal);
        Assert.Contains("quarantined", await mara.Text(".head"), StringComparison.Ordinal);

        await using var lena = await demo.SignIn("Lena Petri");
        await lena.Goto("/settings");
        await lena.Leads(() => lena.Page.ClickAsync("button:has-text('Approve')"));
        Assert.Contains("Approved", await lena.Text(".note"), StringComparison.Ordinal);
        await lena.Page.GotoAsync(file);
        Assert.DoesNotContain("quarantined", await lena.Text(".head"), StringComparison.Ordinal);
        Assert.Empty(mara.Complaints);
        Assert.Empty(lena.Complaints);
    }

    [Fact]
    public async Task A_customer_is_found_by_a_word_while_typing()
    {
        await using var mara = await demo.SignIn("Mara Kerr");
        await mara.Goto("/receipts?view=confirm");

        await mara.Page.Locator("input[name=customer]").First.PressSequentiallyAsync("C1001");
        await mara.Page.WaitForSelectorAsync("#family option:has-text('C1001')",
            new() { State = WaitForSelectorState.Attached });

        Assert.Empty(mara.Complaints);
    }

    private static async Task<string> CustomerId(Visitor visitor)
    {
        var page = await visitor.Page.Context.NewPageAsync();
        await page.GotoAsync(visitor.Address + "/customers");
        var link = await page.GetAttributeAsync("table.list a", "href") ?? "";
        await page.CloseAsync();
        return link["/customers/".Length..];
    }

    private static async Task Drop(Visitor visitor, string name, string content)
    {
        await visitor.Goto("/files");
        await visitor.Leads(() => visitor.Page.SetInputFilesAsync("#file", new FilePayload
        {
            Name = name, MimeType = "text/plain", Buffer = Encoding.ASCII.GetBytes(content),
        }));
    }
}
