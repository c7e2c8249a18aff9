using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.Web.Staff.Ledger;
using Xunit;

namespace Web.Tests;

public sealed class AgingTests(DemoApp demo)
{
    [Fact]
    public async Task The_export_holds_every_customer_and_comes_to_the_total_of_the_page()
    {
        await using var lena = await demo.SignIn("Lena Petri");
        await lena.Goto("/aging?order=overdue");
        var shown = await lena.Page.Locator("tr.selected td").AllInnerTextsAsync();
        var first = await lena.Page.Locator("section.card:last-of-type tbody tr td:first-child a").First
            .InnerTextAsync();

        var download = await lena.Page.RunAndWaitForDownloadAsync(() => lena.Page.ClickAsync("a[download]"));
        var rows = (await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken))
            .Select(row => row.Split(',')).ToArray();

        Assert.Equal("customer_id,number,name,currency,as_of,not_due,1-30,31-60,61-90,over_90,credits,balance,deposits",
            string.Join(',', rows[0]));
        Assert.Equal("TOTAL", rows[^1][2]);
        for (var column = 5; column < rows[0].Length; column++)
        {
            decimal Amount(string[] row) => decimal.Parse(row[^(rows[0].Length - column)],
                CultureInfo.InvariantCulture);
            var total = Amount(rows[^1]);
            Assert.Equal(total, rows[1..^1].Sum(Amount));
            Assert.Equal(total == 0 ? "–" : Figures(total), shown[column - 4].Trim());
        }

        Assert.Contains(rows, row => row.Contains(first));
        await lena.Leads(() => lena.Page.ClickAsync($"a:has-text('{first}')"));
        Assert.Equal(first, await lena.Text("h1"));
        Assert.Empty(lena.Complaints);

        static string Figures(decimal amount) =>
            amount.ToString("N2", CultureInfo.InvariantCulture).Replace('-', '−');
    }

    [Fact]
    public void A_name_that_a_spreadsheet_would_run_is_only_text()
    {
        var nothing = AgedBalance.Nothing(Currency.Usd, AgingBuckets.Usual);
        var balance = new AgedBalance(nothing.Buckets, new(-1250, Currency.Usd), nothing.Deposits);

        var text = AgingExport.Text(new(new(2026, 6, 30),
            [new("1", "+1", "=HYPERLINK(\"http://x\",\"y\")", balance)], balance));

        Assert.Contains("\r\n1,'+1,\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",USD,2026-06-30,", text,
            StringComparison.Ordinal);
        Assert.Contains(",0.00,-12.50,-12.50,0.00\r\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/aging/export", 422)]
    [InlineData("/aging/export?company=1&currency=nope", 422)]
    [InlineData("/aging/export?company=99&currency=USD", 404)]
    [InlineData("/aging/export?company=1&currency=USD&asOf=yesterday", 422)]
    public async Task An_export_of_what_is_not_there_is_refused_in_a_sentence(string path, int status)
    {
        await using var lena = await demo.SignIn("Lena Petri");

        var answer = await lena.Page.APIRequest.GetAsync(demo.Address + path);

        Assert.Equal(status, answer.Status);
        Assert.NotEmpty(await answer.TextAsync());
    }
}
