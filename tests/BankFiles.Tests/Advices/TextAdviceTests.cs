using System.Text;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Advices;

public sealed class TextAdviceTests
{
    private static readonly string Sample = Encoding.UTF8.GetString(Samples.All["advice.text"]);

    [Fact]
    public void A_mail_with_a_table_is_a_remittance()
    {
        var read = Reading.Read(Sample);

        Assert.Empty(read.Problems);
        Assert.Equal(new("advice.text", null, SourceRole.Advice), read.Recognition);
        var remittance = Assert.Single(read.Remittances);
        Assert.Equal(("WEISS & SCHROEDER ENGINEERING GMBH", "4546316025", new DateOnly(2026, 6, 30), "1374.77 EUR"),
            (remittance.Payer, remittance.Reference, remittance.Date, remittance.Total?.ToString()));
        Assert.Equal(["FA-0010878-6", "FA-0010879", "CRN-004010"], remittance.Lines.Select(line => line.Document));
        Assert.Equal([128477L, 11322L, -2322L], remittance.Lines.Select(line => line.Net?.Minor ?? 0));
        Assert.Equal((131099L, 2622L, null), (remittance.Lines[0].Gross?.Minor, remittance.Lines[0].Discount?.Minor,
            remittance.Lines[1].Discount?.Minor));
    }

    [Theory]
    [InlineData("Subject: Remittance advice\n\n> Payment amount: USD 30.00\n>\n> Invoice | Amount\n> INV-1 | " +
        "10.00\n> INV-2 | 20.00\n")]
    [InlineData("Remittance advice ACME\n\nAmount paid: $30.00\n\nInvoice INV-1: USD 10.00\nInvoice INV-2: USD " +
        "20.00\nTotal USD 30.00\n")]
    [InlineData("Avis de paiement\n\nMontant: USD 30,00\n\nFacture: INV-1\nMontant net: 10,00\nFacture: " +
        "INV-2\nMontant net: 20,00\n")]
    [InlineData("Aviso de pago\nImporte total: 30,00 USD\n\nFactura      Fecha        Importe neto\nINV-1        " +
        "01/06/2026          10,00\nINV-2        02/06/2026          20,00\nTotal                            30,00\n")]
    [InlineData("Payment advice\nTotal: USD 30.00\nYour ref;Text;Amount\nINV-1;x;10.00\nINV-2;;20.00\n")]
    public void Layouts_and_languages_are_read(string letter)
    {
        var read = Reading.Read(letter);

        Assert.Empty(read.Rules(Severity.Warning));
        var remittance = Assert.Single(read.Remittances);
        Assert.Equal("30.00 USD", remittance.Total?.ToString()
            ?? $"{remittance.Lines.Sum(line => line.Net?.ToDecimal()):F2} USD");
        Assert.Equal(["INV-1 10.00", "INV-2 20.00"], remittance.Lines.Select(line => $"{line.Document} " +
            $"{line.Net?.ToPlainString()}"));
    }

    [Fact]
    public void Lines_that_do_not_add_up_are_reported()
    {
        Assert.Contains("advice.sum", Reading.Read(Sample.Replace("1.374,77", "1.374,78",
            StringComparison.Ordinal)).Rules(Severity.Warning));
    }

    [Fact(DisplayName = "Every mail of the benchmark is read and foots (needs shared)")]
    public void The_benchmarks_mails_are_read()
    {
        var paths = Directory.GetFiles(Path.Combine(SharedFiles.Folder("cashbench"), "dev-3", "remittances"), "*.txt");
        Assert.NotEmpty(paths);
        foreach (var path in paths)
        {
            var read = Reading.Read(File.ReadAllBytes(path));

            Assert.True(read.Rules(Severity.Error).Count == 0, path);
            var remittance = Assert.Single(read.Remittances);
            Assert.True(remittance is { Lines.Count: > 0, Total: not null, Date: not null, Payer: not null }, path);
        }
    }
}
