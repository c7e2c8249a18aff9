using System.Text;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Web.Tests;

/// <summary>A bank's odd table from nothing to a mapping that is saved with its test and read by.</summary>
public sealed class MappingTests(DemoApp demo)
{
    private const string Odd = """
        Umsatzliste Alderfinch;;;;;
        erstellt am;30.06.2026;;;;
        Tg;Zettel;Wer;Wofür;raus;rein
        26.06.2026;X1;MORROW KG;Rechnung 4711;;1.250,00
        27.06.2026;X2;HAUSBANK;Gebühr;4,90;
        29.06.2026;X3;HOLM AB;RG 4712 / 4713 vom 1. Juni;;310,50

        """;

    [Fact]
    public async Task An_odd_table_becomes_a_saved_and_tested_mapping_in_nine_actions()
    {
        await using var mara = await demo.SignIn("Mara Kerr");
        var acts = 0;
        async Task Act(Task act)
        {
            await act;
            acts++;
        }

        await Act(mara.Goto("/mappings"));
        await Act(Drop(mara, Encoding.UTF8.GetBytes(Odd)));
        Assert.Contains("1,250.00", await mara.Text("#bench"), StringComparison.Ordinal);
        await Act(Says(mara, () => Holds(mara, 2, "Reference")));
        await Act(Says(mara, () => Holds(mara, 3, "PayerName")));
        await Act(Says(mara, async () =>
        {
            await mara.Page.FillAsync("#currency", "EUR");
            await mara.Page.PressAsync("#currency", "Tab");
        }));
        Assert.Contains("−4.90 EUR", await mara.Text("#bench"), StringComparison.Ordinal);
        var axe = await mara.Page.RunAxe();
        Assert.True(axe.Violations.Length == 0, string.Join('\n', axe.Violations.Select(one => $"{one.Id}: {one.Help} "
            + string.Join(" | ", one.Nodes.Take(3).Select(node => node.Html)))));
        await Act(mara.Page.CheckAsync("input[name=right]"));
        await Act(mara.Page.FillAsync("#source", "odd-bank"));
        await Act(mara.Page.FillAsync("#why", "the bank's own portal"));
        await Act(mara.Leads(() => mara.Page.ClickAsync("text=Save the mapping")));

        Assert.True(acts < 10, $"{acts} actions");
        Assert.Contains("Saved with its test", await mara.Text(".note"), StringComparison.Ordinal);
        await using var lena = await demo.SignIn("Lena Petri");
        await lena.Goto("/settings");
        await lena.Leads(() => lena.Page.ClickAsync(".other:has-text('odd-bank') button:has-text('Approve')"));
        Assert.Contains("Approved", await lena.Text(".note"), StringComparison.Ordinal);

        await mara.Goto("/doctor");
        await mara.Page.SelectOptionAsync("#source", "odd-bank");
        await Send(mara, Encoding.UTF8.GetBytes(Odd));
        await mara.Page.WaitForSelectorAsync("#examined .card");
        var said = await mara.Text("#examined");
        Assert.Contains("1,560.50", said, StringComparison.Ordinal);
        Assert.Contains("4.90", said, StringComparison.Ordinal);

        // Opened again, it shows that a change would read the kept lines otherwise, and is not saved.
        await mara.Goto("/mappings?source=odd-bank");
        Assert.Contains("Its 1 kept tests hold", await mara.Text("#bench"), StringComparison.Ordinal);
        await Says(mara, () => Holds(mara, 3, ""));
        Assert.Contains("fails its test", await mara.Text("#bench"), StringComparison.Ordinal);
        await mara.Page.FillAsync("#why", "without the payer");
        await mara.Page.ClickAsync("text=Save the mapping");
        await mara.Page.WaitForSelectorAsync("#bench .note.bad");
        Assert.Empty(mara.Complaints);
        Assert.Empty(lena.Complaints);
    }

    [Fact]
    public async Task A_text_of_fixed_width_is_drafted_by_its_blanks_and_what_needs_no_mapping_says_so()
    {
        await using var mara = await demo.SignIn("Mara Kerr");
        await mara.Goto("/mappings");

        await Drop(mara, "2026-06-26 1250.00 MORROW  \n2026-06-27   -4.90 HAUSBANK\n2026-06-28   31.05 HOLM AB \n"u8
            .ToArray());
        var bench = await mara.Text("#bench");
        Assert.Contains("−4.90", bench, StringComparison.Ordinal);
        Assert.Contains("fixed: true", await mara.Page.InputValueAsync("#text"), StringComparison.Ordinal);

        await Drop(mara, "01,A,B,260611,0600,1,,,2/\n02,B,A,1,260611,,USD,2/\n03,1,USD,,,,/\n49,0,2/\n98,0,1,4/\n"u8
            .ToArray());
        await mara.Page.WaitForSelectorAsync("#bench .face[role=alert]");
        Assert.Contains("it is bai2", await mara.Text("#bench"), StringComparison.Ordinal);
        Assert.Empty(mara.Complaints);
    }

    private static async Task Holds(Visitor visitor, int column, string field) =>
        await visitor.Page.GetByLabel($"What column {column} holds", new() { Exact = true }).SelectOptionAsync(field);

    /// <summary>A change, and the bench that comes of it: a mark on the old one is gone with it.</summary>
    private static async Task Says(Visitor visitor, Func<Task> change)
    {
        await visitor.Page.EvaluateAsync("document.getElementById('bench').dataset.old = 'yes'");
        await change();
        await visitor.Page.WaitForSelectorAsync("#bench:not([data-old])");
    }

    private static async Task Drop(Visitor visitor, byte[] content)
    {
        await Send(visitor, content);
        await visitor.Page.WaitForSelectorAsync("#bench table, #bench .face[role=alert]");
    }

    private static Task Send(Visitor visitor, byte[] content) => visitor.Page.SetInputFilesAsync("#file",
        new FilePayload { Name = "odd-bank.csv", MimeType = "text/plain", Buffer = content });
}
