using System.Text;
using Microsoft.Playwright;
using Turnstone.Demo.Company;
using Turnstone.UseCases.Accounts;
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

    private const string Family = """
        01,021000089,ALDERFINCH,260630,0600,702,,,2/
        02,ALDERFINCH,021000089,1,260630,,USD,2/
        03,4567890,USD,010,0,,,015,30000,,/
        16,165,30000,Z,MORN0099,,CREDIT
        88,DBNM:FAMILY OFFICE
        49,60000,4/
        98,60000,1,6/
        99,60000,1,8/

        """;

    [Fact]
    public async Task A_file_is_dropped_decided_approved_posted_and_one_is_undone()
    {
        var file = await MorningFile.Of(demo);
        // Four that the engine explains, then six that a person must.
        foreach (var owing in file.Owing.Take(4))
            file.Add(MorningFile.Free(owing).First().OpenAmount, owing.Name, MorningFile.Free(owing).First().Number);
        file.Add(20_000_00, "QRS TRUST", "TRANSFER 1");
        file.Add(150_00, "QRS TRUST", "TRANSFER 2");
        file.Add(100_00, "NOBODY KNOWS", "ON ACCOUNT");
        file.Add(100_01, "NOBODY KNOWS", "LATER 1");
        file.Add(100_02, "NOBODY KNOWS", "LATER 2");
        await using var mara = await demo.SignIn("Mara Kerr");
        await Drop(mara, "morning.csv", file.Bytes(DemoCompany.De.BankAccount));
        Assert.Contains("9 new lines", await mara.Text("#arrived .note"), StringComparison.Ordinal);

        await Drop(mara, "family.bai2", Family);

        // All by keyboard: after each decision the next one lies on the bench.
        await mara.Goto("/receipts?words=morn00");
        for (var proposal = 0; proposal < 4; proposal++)
            await Says(mara, "Accepted", () => mara.Press("a"));
        await Choose(mara, file.Owing[4].Id);
        await Says(mara, "Decided", async () => await Type(mara, "s", "=", "Enter"));
        await Choose(mara, file.Owing[4].Id);
        await Says(mara, "Decided", async () => await Type(mara, "s", "5", "0", "Enter"));
        await Choose(mara, file.Owing[5].Id);
        await Says(mara, "Decided", () => mara.Press("d"));
        for (var later = 0; later < 2; later++)
            await Says(mara, "Set aside", () => Aside(mara));
        await Choose(mara, file.Family[0].Id);
        await Split(mara, file.Family);
        Assert.Contains("All that came in is decided", await mara.Text(".queue"), StringComparison.Ordinal);

        await using var lena = await demo.SignIn("Lena Petri");
        await lena.Goto("/postings?view=waiting");
        await Says(lena, "Approved", () => lena.Press("a"));
        await Says(lena, "read back equal", () => lena.Press("p"));

        await mara.Goto("/receipts?view=posted&words=morn0001");
        await Says(mara, "Taken back", async () =>
        {
            await mara.Page.Keyboard.PressAsync("u");
            await mara.Page.Keyboard.TypeAsync("it was another invoice");
            await mara.Leads(() => mara.Page.Keyboard.PressAsync("Enter"));
        });

        await lena.Goto("/audit?verify=1");
        Assert.Contains("The chains hold", await lena.Text(".note"), StringComparison.Ordinal);
        Assert.Empty(mara.Complaints);
        Assert.Empty(lena.Complaints);
    }

    [Fact]
    public async Task Several_are_accepted_at_once_and_what_fails_is_named_one_by_one()
    {
        var file = await MorningFile.Of(demo);
        file.Add(MorningFile.Free(file.Owing[^1]).First().OpenAmount, file.Owing[^1].Name,
            MorningFile.Free(file.Owing[^1]).First().Number);
        file.Add(77_01, "STRANGER", "NOTHING");
        await using var mara = await demo.SignIn("Mara Kerr");
        await Drop(mara, "bulk.csv", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(
            file.Bytes(DemoCompany.De.BankAccount))
            // A day of its own: two exports of one day would be at odds.
            .Replace("MORN", "BULK", StringComparison.Ordinal).Replace("30.06.", "28.06.", StringComparison.Ordinal)));

        await mara.Goto("/receipts?words=bulk0");
        await mara.Page.Keyboard.PressAsync("M");
        await mara.Press("A");

        Assert.Contains("1 of 2 accepted", await mara.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("Nothing is proposed for receipt BULK0002", await mara.Text("table"), StringComparison.Ordinal);
        await mara.Press("b");
        Assert.DoesNotContain("BULK0001", await mara.Text("main"), StringComparison.Ordinal);

        // The stranger's is given to the controller, who finds it under their own name.
        await mara.Page.SelectOptionAsync("#assign", new SelectOptionValue { Label = "Lena Petri" });
        await mara.Page.WaitForSelectorAsync(".note:has-text('Given')");
        await using var lena = await demo.SignIn("Lena Petri");
        await lena.Goto("/receipts?view=mine");
        Assert.Contains("BULK0002", await lena.Text(".work"), StringComparison.Ordinal);
        Assert.Empty(mara.Complaints);
    }

    private static async Task Says(Visitor visitor, string words, Func<Task> act)
    {
        await act();
        Assert.Contains(words, await visitor.Text(".note:not([hidden])"), StringComparison.Ordinal);
    }

    private static async Task Choose(Visitor visitor, string customer)
    {
        await visitor.Page.Keyboard.PressAsync("c");
        await visitor.Page.Keyboard.TypeAsync(customer);
        await visitor.Leads(() => visitor.Page.Keyboard.PressAsync("Enter"));
    }

    /// <summary>Keys one after the other; the last one leads on.</summary>
    private static async Task Type(Visitor visitor, params string[] keys)
    {
        foreach (var key in keys[..^1])
            await visitor.Page.Keyboard.PressAsync(key);
        await visitor.Press(keys[^1]);
    }

    /// <summary>Part of the money on one invoice of each of a family, the rest on the account of the first.</summary>
    private static async Task Split(Visitor visitor, IReadOnlyList<CustomerView> family)
    {
        await visitor.Page.Keyboard.PressAsync("s");
        foreach (var member in family)
        {
            var field = visitor.Page.GetByLabel($"Cash on {MorningFile.Free(member, "USD").First().Number}",
                new() { Exact = true });
            for (var step = 0; step < 50 && !await field.EvaluateAsync<bool>("one => one === document.activeElement");
                step++)
                await visitor.Page.Keyboard.PressAsync("ArrowDown");
            await visitor.Page.Keyboard.TypeAsync("10.50");
        }

        Assert.Contains("279.00", await visitor.Text("tbody [data-rest]:not(:empty)"), StringComparison.Ordinal);
        Assert.Contains("the shares make it whole", await visitor.Text("[data-verdict]"), StringComparison.Ordinal);
        await Says(visitor, "Decided", () => visitor.Press("Enter"));
    }

    private static async Task Aside(Visitor visitor)
    {
        await visitor.Page.Keyboard.PressAsync("x");
        await visitor.Page.Keyboard.TypeAsync("07152026");
        await visitor.Page.FocusAsync("#aside-why");
        await visitor.Page.Keyboard.TypeAsync("asked the bank");
        await visitor.Leads(() => visitor.Page.Keyboard.PressAsync("Enter"));
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
        await mara.Leads(() => mara.Page.ClickAsync("text=See the file"));
        Assert.Contains("quarantined", await mara.Text(".head"), StringComparison.Ordinal);
        var file = mara.Page.Url;

        await mara.Page.FillAsync("input[name=why]", "the bank confirmed the lines by phone");
        await mara.Leads(() => mara.Page.ClickAsync("text=Ask for its release"));
        Assert.Contains("a second person answers", await mara.Text(".note.good"), StringComparison.Ordinal);
        Assert.Contains("quarantined", await mara.Text(".head"), StringComparison.Ordinal);

        await using var lena = await demo.SignIn("Lena Petri");
        await lena.Goto("/settings");
        // Other requests wait there, too.
        var subject = $"file {file[(file.LastIndexOf('/') + 1)..]}";
        await lena.Leads(() => lena.Page.ClickAsync(
            $".other:has-text('{subject}') button:has-text('Approve')"));
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

    private static Task Drop(Visitor visitor, string name, string content) =>
        Drop(visitor, name, Encoding.ASCII.GetBytes(content));

    private static async Task Drop(Visitor visitor, string name, byte[] content)
    {
        await visitor.Goto("/files");
        await visitor.Page.SetInputFilesAsync("#file", new FilePayload
        {
            Name = name, MimeType = "text/plain", Buffer = content,
        });
        await visitor.Page.WaitForSelectorAsync("#arrived .note");
    }
}
