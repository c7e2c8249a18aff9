using System.Text;
using Microsoft.Playwright;
using Turnstone.Demo.Company;
using Turnstone.UseCases.Accounts;
using Xunit;

namespace Web.Tests;

/// <summary>
/// A wrong proposal corrected, what it teaches approved by a second person, at work on the next file, and taken back.
/// </summary>
public sealed class LearningTests(DemoApp demo)
{
    // Other walks teach, too: only this payer's card is meant.
    private const string Card = "section.learned:has-text('ZEPHYR') >> ";

    [Fact]
    public async Task What_a_correction_teaches_is_approved_works_on_the_next_file_and_is_taken_back()
    {
        var file = await MorningFile.Of(demo);
        var customer = file.Owing[^2];
        await using var mara = await demo.SignIn("Mara Kerr");
        await Drop(mara, "teach1.csv", File("LERN0001", "27.06.2026", 61_17));
        Assert.Contains("1 new line", await mara.Text("#arrived"), StringComparison.Ordinal);
        await mara.Goto("/receipts?words=lern0001");
        Assert.Contains("Unidentified", await mara.Text(".work"), StringComparison.Ordinal);

        var receipt = await mara.Page.GetAttributeAsync(".work", "data-live-receipt");
        await Correct(mara, customer);
        Assert.Contains("could teach", await mara.Text(".note"), StringComparison.Ordinal);
        await mara.Goto($"/receipts/{receipt}");
        Assert.Contains("This could be learned: who pays as 'ZEPHYR PAYING OFFICE' pays for", await mara.Text(".work"),
            StringComparison.Ordinal);

        await mara.Leads(() => mara.Page.ClickAsync("text=See what it would change"));
        await mara.Leads(() => mara.Page.ClickAsync(Card + "text=Try it on the past"));
        Assert.Contains("LERN0001", await mara.Text(Card + "table.list"), StringComparison.Ordinal);
        await mara.Page.FillAsync(Card + "input[aria-label='Why it is right']", "their paying office");
        await mara.Leads(() => mara.Page.ClickAsync(Card + "text=Ask for approval"));
        Assert.Contains("waits for a second person", await mara.Text("main"), StringComparison.Ordinal);
        Assert.Equal(0, await mara.Page.Locator(Card + "button:has-text('Approve')").CountAsync());

        await using var lena = await demo.SignIn("Lena Petri");
        await lena.Goto("/learned");
        await lena.Leads(() => lena.Page.ClickAsync(Card + "button:has-text('Approve')"));
        Assert.Contains("Approved", await lena.Text(".note.good"), StringComparison.Ordinal);
        await lena.Goto("/payers?q=zephyr");
        Assert.Contains("learned, approved by Lena Petri", await lena.Text("table.list"), StringComparison.Ordinal);

        await Drop(mara, "teach2.csv", File("LERN0002", "01.07.2026", 62_18));
        await mara.Goto("/receipts?words=lern0002");
        Assert.Contains("approved by Lena Petri", await mara.Text(".why"), StringComparison.Ordinal);

        await lena.Goto("/learned?state=approved");
        Assert.Contains("LERN0002", await lena.Text(Card + "table.list >> nth=-1"), StringComparison.Ordinal);
        await lena.Page.FillAsync(Card + "input[aria-label='Why it is ended']", "they pay for others too");
        await lena.Leads(() => lena.Page.ClickAsync(Card + "button:has-text('Take back')"));
        Assert.Contains("decided by it: 1;", await lena.Text(".note.good"), StringComparison.Ordinal);
        await lena.Goto("/learned?state=taken_back");
        Assert.Contains("they pay for others too", await lena.Text("main"), StringComparison.Ordinal);
        Assert.Empty(mara.Complaints);
        Assert.Empty(lena.Complaints);
    }

    private static byte[] File(string reference, string day, long cents) => Encoding.UTF8.GetBytes(
        $"Konto;{DemoCompany.De.BankAccount}\n\n"
        + "Buchungstag;Wertstellung;Auftraggeber/Empfänger;IBAN;Verwendungszweck;Referenz;Betrag;Währung\n"
        + $"{day};{day};ZEPHYR PAYING OFFICE;;ON ACCOUNT;{reference};{cents / 100},{cents % 100};EUR\n");

    /// <summary>Puts the receipt on a customer's account.</summary>
    private static async Task Correct(Visitor visitor, CustomerView customer)
    {
        await visitor.Page.Keyboard.PressAsync("c");
        await visitor.Page.Keyboard.TypeAsync(customer.Id);
        await visitor.Press("Enter");
        await visitor.Press("d");
    }

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
