using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Odd;

/// <summary>MT940 as banks send it: dialects seen in their guides, and files that went through other hands.</summary>
public sealed class OddMt940Tests
{
    private const string Closing = ":62F:C240103EUR300,00\n";

    private static FileContent Read(string lines, string closing = Closing) =>
        Reading.Read($":20:X\n:25:1\n:28C:1\n:60F:C240102EUR200,00\n{lines}{closing}");

    [Theory]
    [InlineData("105", "?34992", "D")]
    [InlineData("177", "?34997", "D")]
    [InlineData("051", "?34888", "C")]
    public void Field_34_of_an_ordinary_payment_is_no_reason_of_a_return(string code, string field, string mark)
    {
        var entry = Read($":61:2401030103{mark}1,00NTRFNONREF\n:86:{code}?00X?20RE 1?32A{field}\n")
            .Transactions.Single();

        Assert.Equal(mark == "C" ? LineKind.Receipt : LineKind.Excluded, entry.Kind);
        Assert.False(entry.References.ContainsKey("return_reason"));
    }

    [Fact]
    public void Field_34_of_a_return_is_its_reason()
    {
        var entry = Read(":61:2401030103D1,00NRTINONREF\n:86:109?00RETOURE?20RE 1?34914\n").Transactions.Single();

        Assert.Equal((LineKind.Return, "914"), (entry.Kind, entry.References["return_reason"]));
    }

    [Theory]
    [InlineData("C", "/BENM//NAME/US LTD/ORDP//NAME/CLIENT SA/REMI/F-1", "CLIENT SA")]
    [InlineData("C", "/ORDP//NAME/CLIENT SA/BENM//NAME/US LTD/REMI/F-1", "CLIENT SA")]
    [InlineData("D", "/ORDP//NAME/US LTD/BENM//NAME/VENDOR SA/REMI/F-1", "VENDOR SA")]
    [InlineData("D", "/ORDP//NAME/TELECOM/REMI/F-1", "TELECOM")]
    public void The_payer_is_the_party_on_the_other_side(string mark, string details, string payer)
    {
        var entry = Read($":61:2401030103{mark}1,00NTRFNONREF\n:86:{details}\n").Transactions.Single();

        Assert.Equal((payer, "F-1"), (entry.Payer.Name, entry.Text));
    }

    [Theory]
    [InlineData("EREF")]
    [InlineData("PREF")]
    [InlineData("MARF")]
    public void A_keyword_in_the_place_of_the_reference_is_none(string word)
    {
        var entry = Read($":61:2401030103C1,00NTRF{word}\n:86:/EREF/E-1/REMI/F-1\n").Transactions.Single();

        Assert.Null(entry.Reference);
        Assert.Equal("E-1", entry.References["end_to_end"]);
    }

    [Fact]
    public void An_iban_in_the_place_of_the_reference_is_the_payers()
    {
        var read = Read(":61:2401030103C1,00N544DE89370400440532013000\n:86:/REMI/F-1\n"
            + ":61:2401030103C1,00N060EREF\nDE89370400440532013000\n:86:/EREF/E-2/REMI/F-2\n");

        Assert.All(read.Transactions, entry => Assert.Equal("DE89370400440532013000", entry.Payer.Account));
    }

    [Fact]
    public void A_currency_behind_the_accounts_iban_is_no_part_of_it()
    {
        var read = Reading.Read(":20:X\n:25:DE89370400440532013000EUR\n:60F:C240102EUR1,00\n:62F:C240102EUR1,00\n");

        Assert.Equal("DE89370400440532013000", read.Statements.Single().Head.Account);
    }

    [Fact]
    public void Small_letters_blanks_in_front_and_between_thousands_are_read()
    {
        var read = Reading.Read("  :20: x\n  :25: 1\n  :60f: c240102EUR1 000,00\n  :61: 2401030103c1 250,50nTRFNONREF\n"
            + "  :86: SMITH INV 44\n  :62f: c240103EUR2 250,50\n");

        Assert.Empty(read.Rules(Severity.Warning));
        Assert.Equal(["1250.50"], read.Amounts());
    }

    [Fact]
    public void German_fields_without_their_code_and_the_iban_of_field_38_are_read()
    {
        var entry = Read(":61:2401030103C1,00NTRFNONREF\n:86:?00GUTSCHRIFT?20RE 12?31123?32KUNDE AG"
            + "?38DE89370400440532013000\n").Transactions.Single();

        Assert.Equal((new Payer("KUNDE AG", "DE89370400440532013000"), "RE 12"), (entry.Payer, entry.Text));
    }

    [Theory]
    [InlineData(850, "MÜLLER Müller Straße für Öl")]
    [InlineData(1250, "PRZELEW PRZYCHODZĄCY Łódź wpłata należność")]
    [InlineData(1252, "Señor „Müller“ ™ 5 £ Façade")]
    public void The_letters_say_the_charset(int page, string text)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(page)!;
        var file = $":20:X\n:25:1\n:60F:C240102EUR0,\n:61:240103C1,NTRFNONREF\n:86:{text}\n:62F:C240103EUR1,\n";

        Assert.Equal(text, Reading.Read(encoding.GetBytes(file)).Transactions.Single().Text);
    }
}
