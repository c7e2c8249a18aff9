using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Odd;

/// <summary>Exports of bank portals in their own words: payer and text must not be lost.</summary>
public sealed class OddTableTests
{
    private static BankTransaction First(string text) => Reading.Read(text).Transactions.First();

    [Theory]
    [InlineData("Datum;Bewegungstyp;Avisierungstext;Gutschrift in CHF;Lastschrift\n25.01.2024;Gutschrift;RE 12;5.00;\n",
        "RE 12")]
    [InlineData("Fecha;Concepto;Movimiento;Importe;Divisa;Observaciones\n25/01/2024;Transf;FACTURA 7;5,00;EUR;x\n",
        "Transf FACTURA 7 x")]
    [InlineData("Data contabile;Descrizione;Accrediti;Addebiti;Descrizione estesa\n25/01/24;Bonifico;5,00;;FATTURA 7\n",
        "Bonifico FATTURA 7")]
    [InlineData("Datum,Munt,Bedrag,Omschrijving-1,Omschrijving-2\n2024-01-25,EUR,\"+5,00\",factuur,7\n", "factuur 7")]
    [InlineData("Bokföringsdatum,Text/mottagare,Belopp,Saldo\n2024-01-25,KUND AB,5.000,9.000\n", "KUND AB")]
    [InlineData("Date, Type, Description, Value, Balance\n25/01/2024,BAC,\"ACME , INV 1\",5.00,9.00\n", "ACME , INV 1")]
    public void The_text_is_found_under_each_portals_words(string file, string text) =>
        Assert.Equal((text, "5.00"), (First(file).Text, First(file).Amount.ToPlainString()));

    [Fact]
    public void Payer_currency_and_account_are_found_beside_words_with_signs()
    {
        var read = Reading.Read("Buchungsdatum;Status;Zahlungspflichtige*r;Verwendungszweck;IBAN;Betrag (€)\n"
            + "25.01.24;Gebucht;Kunde GmbH;RE 12;DE89370400440532013000;\"1.234,56\"\n");
        var entry = read.Transactions.Single();

        Assert.Equal(new Payer("Kunde GmbH", "DE89370400440532013000"), entry.Payer);
        Assert.Equal("1234.56 EUR", entry.Amount.ToString());
    }

    [Fact]
    public void The_other_sides_bank_goes_before_a_bare_bic()
    {
        var entry = First("Datum,BIC,Bedrag,Naam tegenpartij,BIC tegenpartij,Munt\n"
            + "2024-01-25,RABONL2U,\"+5,00\",Klant BV,INGBNL2A,EUR\n");

        Assert.Equal(new Payer("Klant BV", Account: null, "INGBNL2A"), entry.Payer);
    }

    [Fact]
    public void A_column_that_holds_something_goes_before_an_empty_one()
    {
        var entry = First("Buchungstag;Betrag;Mandatsreferenz;Kundenreferenz (End-to-End)\n25.01.24;5,00;;E-1\n");

        Assert.Equal("E-1", entry.References["customer"]);
    }

    [Theory]
    [InlineData("03 Jan 2024,CR ACME LTD,\"1,500.00\"\n04 Jan 2024,DD KPN,-12.00\n", "CR ACME LTD")]
    [InlineData("\"25/01/2024\",\"1500.00\",\"*\",\"\",\"WIRE ACME\"\n\"26/01/2024\",\"-12.00\",\"*\",\"\",\"FEE\"\n",
        "WIRE ACME")]
    [InlineData("25/01/2024,\"+1500.00\",\"ACME INV 1\",\"+2500.00\"\n26/01/2024,\"-12.00\",\"Fee\",\"+2488.00\"\n",
        "ACME INV 1")]
    public void Rows_without_a_header_are_told_apart_by_what_they_hold(string file, string text)
    {
        var read = Reading.Read(file);

        Assert.Equal(["1500.00", "-12.00"], read.Amounts());
        Assert.Equal(text, read.Transactions.First().Text);
        Assert.Contains("table.no_header_row", read.Rules());
    }

    [Theory]
    [InlineData("INV-1,2024-01-03,100.00\n", "the day is not first")]
    [InlineData("2024-01-03,100.00,5.00,ACME,7.00\n", "three amounts")]
    [InlineData("2024-01-03,ACME,100\n", "a number without decimals")]
    [InlineData("2024-01-03,ACME,100.00\nTotal,,100.00\n", "a row of another form")]
    public void Rows_that_are_less_certain_need_a_mapping(string file, string why) =>
        Assert.True(Reading.Read(file).Recognition?.Format != "csv", why);

    [Theory]
    [InlineData("01/02/2024", "01/03/2024", "01/04/2024", 1, 2)]
    [InlineData("02/01/2024", "03/01/2024", "04/01/2024", 1, 2)]
    public void Days_that_follow_each_other_say_which_way_round_they_are(string first, string second, string third,
        int month, int day)
    {
        var read = Reading.Read($"Date,Description,Amount\n{first},A,1.00\n{second},B,1.00\n{third},C,1.00\n");

        Assert.Equal(new DateOnly(2024, month, day), read.Transactions.First().Date);
        Assert.DoesNotContain("table.ambiguous_date", read.Rules());
    }

    [Fact]
    public void Labels_of_american_banks_put_the_month_first()
    {
        var read = Reading.Read("Date,Description,Amount\n01/03/2024,ACME DES:PAYMENT INDN:US CCD,1.00\n");

        Assert.Equal(new DateOnly(2024, 1, 3), read.Transactions.First().Date);
        Assert.Contains("table.ambiguous_date", read.Rules());
    }
}
