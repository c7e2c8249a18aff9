using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Nordic;

/// <summary>BgMax and OCR giro: references, deductions, sums and counts.</summary>
public sealed class NordicTests
{
    private static string Sample(string format) => Encoding.UTF8.GetString(Samples.All[format]);

    private static FileContent Changed(string format, string from, string to)
    {
        var changed = Sample(format).Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Sample(format), changed);
        return Reading.Read(changed);
    }

    [Fact]
    public void Payments_and_deductions_of_a_deposit_are_read()
    {
        var read = Reading.Read(Samples.All["bgmax"]);

        Assert.Equal(["1000.00", "-500.00", "1400.00"], read.Amounts());
        var first = read.Transactions.First();
        Assert.Equal(("655969", "655969", new DateOnly(2026, 6, 30)),
            (first.Text, first.References["creditor"], first.Date));
        Assert.Equal(new Payer("Kalles Plåt AB", "3783511"), first.Payer);
        Assert.Equal("657866 658765 657866 Faktura 658765", read.Transactions.Last().Text);
        Assert.Equal(("9912346", "SEK"),
            (Assert.Single(read.Statements).Head.Account, read.Statements[0].Head.Currency.Code));
    }

    [Fact]
    public void Sums_and_counts_of_a_bgmax_file_are_checked()
    {
        Assert.Equal(["bgmax.deposit"], Changed("bgmax", "190000SEK", "190001SEK").Rules());
        Assert.Equal(["bgmax.count"], Changed("bgmax", "7000000002", "7000000003").Rules());
        Assert.Equal(["bgmax.no_trailer"], Changed("bgmax", "7000000002000000010000000100000001", "").Rules());
    }

    [Fact]
    public void Tabs_in_place_of_blanks_keep_the_columns()
    {
        var line = "220003783511" + new string(' ', 19) + "657866";

        Assert.Equal(Reading.Read(Samples.All["bgmax"]).Amounts(),
            Changed("bgmax", line, "220003783511\t\t       657866").Amounts());
        Assert.Contains("657866", Changed("bgmax", line, "220003783511\t\t       657866").Transactions.Last().Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_of_no_known_type_is_a_problem_that_carries_it()
    {
        var problem = Assert.Single(Changed("bgmax", "27Storgatan 2", "XXStorgatan 2").Problems);

        Assert.Equal(("bgmax.record", true), (problem.Rule, problem.Raw!.Contains("Storgatan 2",
            StringComparison.Ordinal)));
    }

    [Fact]
    public void An_ocr_giro_payment_has_its_kid_and_its_account()
    {
        var read = Reading.Read(Samples.All["ocr-giro"]);

        var second = read.Transactions.Last();
        Assert.Equal(["1.00", "2.00"], read.Amounts());
        Assert.Equal(("0000000008000011688373", "99038562", new DateOnly(2026, 6, 30)),
            (second.References["creditor"], second.Reference, second.Date));
        Assert.Equal("99990512341", second.Payer.Account);
        Assert.EndsWith("FAKTURA 77", second.Text, StringComparison.Ordinal);
        Assert.Equal("99991042764", Assert.Single(read.Statements).Head.Account);
    }

    [Fact]
    public void Sums_and_counts_of_an_ocr_giro_file_are_checked()
    {
        Assert.Equal(["ocr.sum"], Changed("ocr-giro", "NY0900880000000200000007" + "00000000000000300",
            "NY0900880000000200000007" + "00000000000000301").Rules());
        Assert.Equal(["ocr.count"], Changed("ocr-giro", "NY00008900000002", "NY00008900000003").Rules());
    }
}
