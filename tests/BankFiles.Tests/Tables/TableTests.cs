using System.Text;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Extraction;

namespace BankFiles.Tests.Tables;

public sealed class TableTests
{
    private const string Portal =
        """
        Posting Date,Description,Amount,Currency,Type,Bank Reference,Counterparty,Counterparty Account
        06/28/2026,"INV 1, INV 2",3474.45,USD,CREDIT,REF1,PRAIRIE PLASTICS,7476234995
        06/26/2026,ACH RETURN R03 900000439,-676.02,USD,DEBIT,REF2,BEAUMONT,
        06/26/2026,PAYROLL,-324.12,USD,DEBIT,REF3,,
        06/26/2026,INTEREST EARNED,0.12,USD,CREDIT,REF4,,
        """;

    [Fact]
    public void A_portal_export_is_read_without_a_mapping()
    {
        var read = Reading.Read(Portal);

        Assert.Empty(read.Problems);
        Assert.Equal(new("csv", null, SourceRole.Statement), read.Recognition);
        Assert.Equal(["3474.45", "-676.02", "-324.12", "0.12"], read.Amounts());
        Assert.Equal([LineKind.Receipt, LineKind.Return, LineKind.Excluded, LineKind.Excluded],
            read.Transactions.Select(transaction => transaction.Kind));
        var first = read.Transactions.First();
        Assert.Equal((new DateOnly(2026, 6, 28), "REF1", "INV 1, INV 2", 2L), (first.Date, first.Reference,
            first.Text, first.Line));
        Assert.Equal(new Payer("PRAIRIE PLASTICS", "7476234995"), first.Payer);
    }

    [Theory]
    [InlineData("Umsatzanzeige;\nKonto;DE02120300000000202051\n\n", "DE02120300000000202051")]
    [InlineData("IBAN: DE02 1203 0000;;\n", "DE02 1203 0000")]
    [InlineData("Account: 4567890;;\n", "4567890")]
    [InlineData("Account;closed;\n", "")]
    [InlineData("Konto;1000200030\nKonto;4000500060\n", "")]
    public void The_account_above_the_header_is_the_statement_s(string above, string account)
    {
        var read = Reading.Read(above + "Buchungstag;Verwendungszweck;Betrag;Währung\n30.06.2026;A;12,50;EUR\n");

        Assert.Equal(account, read.Statements.Single().Head.Account);
    }

    [Theory]
    [InlineData("Date;Description;Debit;Credit\n30.06.2026;A;;12,50\n30.06.2026;B;-2,50;\n30.06.2026;C;3,00;",
        "12.50|-2.50|-3.00")]
    [InlineData("Datum,Omschrijving,Af Bij,Bedrag,Munt\n2026-06-30,A,Bij,12.50,EUR\n2026-06-30,B,Af,2.50,EUR",
        "12.50|-2.50")]
    [InlineData("Date\tLabel\tAmount\n2026-06-30\tA\t$1,012.50\n2026-06-30\tB\t($2.50)", "1012.50|-2.50")]
    [InlineData("Fecha|Concepto|Importe\n30/06/2026|A|1.012,50\n30/06/2026|B|2,50-", "1012.50|-2.50")]
    [InlineData("Date,Description,Amount\n30 Jun 2026,A,12.50 CR\n30 Jun 2026,B,2.50 DR", "12.50|-2.50")]
    [InlineData("Bogføringsdato;Tekst;Beløb;Valuta\n30-06-2026;A;1.012,50;DKK", "1012.50")]
    [InlineData("Data,Descrizione,Importo\n30/06/2026,A,\"1'012.50\"", "1012.50")]
    public void Signs_separators_languages_and_forms_are_found(string file, string amounts)
    {
        var read = Reading.Read(file, new() { DefaultCurrency = Currency.Eur });

        Assert.Empty(read.Rules(Severity.Warning));
        Assert.Equal(amounts, string.Join('|', read.Amounts()));
        Assert.All(read.Transactions, transaction => Assert.Equal(new DateOnly(2026, 6, 30), transaction.Date));
    }

    [Fact]
    public void A_running_balance_that_breaks_is_an_error_in_either_order_of_rows()
    {
        string[] rows = ["2026-06-01,A,10.00,110.00", "2026-06-02,B,-5.00,105.00", "2026-06-03,C,1.00,106.00",
            "2026-06-04,D,1.00,107.00", "2026-06-05,E,1.00,108.00"];
        foreach (var order in new[] { rows, [.. rows.Reverse()] })
        {
            var file = "Date,Text,Amount (USD),Balance\n" + string.Join('\n', order);

            Assert.Empty(Reading.Read(file).Problems);
            Assert.Equal("108.00", Reading.Read(file).Statements[0].End?.Closing?.ToPlainString());
            var broken = Reading.Read(file.Replace("2026-06-03,C,1.00,106.00\n", "", StringComparison.Ordinal));
            Assert.Equal(["table.balance"], broken.Rules(Severity.Error));
        }
    }

    [Fact]
    public void Rows_that_cannot_be_read_are_reported_with_what_they_hold()
    {
        var read = Reading.Read(Portal.Replace("-676.02", "-676.02x",
            StringComparison.Ordinal).Replace("06/26/2026,PAYROLL", "26/2026,PAYROLL", StringComparison.Ordinal)
            + "\nTotal,,1.00,,,,,\n,,,,,,,note\n");

        Assert.Equal(["table.amount", "table.date", "table.total_row", "table.other_row", "table.total"], read.Rules());
        Assert.Contains("-676.02x", read.Problems[0].Raw!, StringComparison.Ordinal);
        Assert.Equal(2, read.Transactions.Count());
    }

    [Fact]
    public void More_decimals_than_the_currency_has_are_a_problem_and_never_rounded()
    {
        var read = Reading.Read(Portal.Replace("3474.45", "3474.455", StringComparison.Ordinal));

        Assert.Equal(["table.amount"], read.Rules(Severity.Error));
        Assert.Equal(3, read.Transactions.Count());
    }

    [Fact]
    public void A_quote_that_never_closes_costs_one_row_its_form_and_loses_none()
    {
        var rows = string.Concat(Enumerable.Range(1, 200).Select(i => $"2026-06-01,text {i},{i}.00,USD\n"));
        var read = Reading.Read("Date,Description,Amount,Currency\n2026-06-01,\"never closed,5.00,USD\n" + rows);

        Assert.Equal(201, read.Transactions.Count());
        Assert.Equal(["table.quotes"], read.Rules());
    }

    [Fact]
    public void A_quoted_cell_may_hold_separators_quotes_and_line_breaks()
    {
        var read = Reading.Read("Date,Description,Amount,Currency\n2026-06-01,\"a \"\"b\"\", " +
            "c\nd\",5.00,USD\n2026-06-01,=1+1,6.00,USD\n");

        Assert.Equal(["a \"b\", c\nd", "=1+1"], read.Transactions.Select(transaction => transaction.Text));
        Assert.Equal(4, read.Transactions.Last().Line);
    }

    [Fact]
    public void Western_encoding_is_read_where_it_is_no_utf8()
    {
        var read = Reading.Read(
            Encoding.Latin1.GetBytes("Date,Description,Amount,Currency\n2026-06-01,Müller,5.00,EUR\n"));

        Assert.Equal("Müller", read.Transactions.Single().Text);
    }

    [Fact]
    public void Rows_of_one_payment_are_one_remittance_wherever_they_stand()
    {
        const string Advices =
            """
            payment_reference,payment_date,payer,payment_amount,currency,invoice_number,paid_amount
            1,2026-06-29,A,30.00,USD,INV-1,10.00
            ,2026-06-29,B,5.00,USD,INV-9,5.00
            1,2026-06-29,A,30.00,USD,INV-2,25.00
            1,2026-06-29,A,30.00,USD,CM-1,-5.00
            """;

        var read = Reading.Read(Advices);

        Assert.Equal(SourceRole.Advice, read.Recognition?.Role);
        Assert.Empty(read.Problems);
        Assert.Equal(["1", null], read.Remittances.Select(remittance => remittance.Reference));
        Assert.Equal(["INV-1", "INV-2", "CM-1"], read.Remittances[0].Lines.Select(line => line.Document));
        Assert.Equal(["advice.sum"], Reading.Read(Advices.Replace("25.00", "24.00", StringComparison.Ordinal)).Rules());
    }

    [Fact]
    public void A_mapping_in_yaml_reads_what_no_header_explains()
    {
        const string Yaml =
            """
            mapping: odd-bank
            separator: ";"
            header: false
            skip_lines: 1
            columns:
              date: "#1"
              amount: "#3"
              text: ["#2", "#4"]
            dates: [dd.MM.yy]
            decimal: ","
            sign: inverted
            currency: CHF
            account: "7"
            """;
        Assert.True(MappingFile.Read(Yaml).Is(out var mapping, out _));

        var read = Reading.Read("hello\n30.06.26;A;1.000,50;X\n01.07.26;B;-2,00;\n", new() { Mapping = mapping });

        Assert.Empty(read.Problems);
        Assert.Equal(["-1000.50", "2.00"], read.Amounts());
        Assert.Equal(("7", "CHF", "A X"), (read.Statements[0].Head.Account, read.Statements[0].Head.Currency.Code,
            read.Transactions.First().Text));
    }

    [Theory]
    [InlineData("mapping: x", "no columns")]
    [InlineData("mapping: x\ncolumns: {daet: A}", "no field")]
    [InlineData("mapping: x\ncolours: {}", "unknown key")]
    [InlineData("mapping: x\ncolumns: {date: A}\ncurrency: EURO", "no currency code")]
    [InlineData("a: [", "no YAML")]
    [InlineData("", "not one list")]
    public void A_mapping_that_cannot_be_understood_says_where(string yaml, string words)
    {
        Assert.Contains(words, MappingFile.Read(yaml).Refusal?.Sentence ?? "", StringComparison.Ordinal);
    }

    [Theory(DisplayName = "Portals and advices of the benchmark are read without a mapping (needs shared)")]
    [InlineData("dev-1", 272, 600)]
    [InlineData("dev-3", 166, 920)]
    public void Portals_of_the_benchmark_are_read(string desk, int entries, int lines)
    {
        var folder = Path.Combine(SharedFiles.Folder("cashbench"), desk);

        var portal = Reading.Read(File.ReadAllBytes(Path.Combine(folder, "bank", "portal.csv")));
        var advices = Reading.Read(File.ReadAllBytes(Path.Combine(folder, "remittances", "advices.csv")));

        Assert.Empty(portal.Problems);
        Assert.Equal(entries, portal.Transactions.Count());
        Assert.Equal(lines, advices.Remittances.Sum(remittance => remittance.Lines.Count));
    }
}
