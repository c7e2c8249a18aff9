using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace BankFiles.Tests.Iso20022;

public sealed class CamtTests
{
    private static readonly string Sample = Encoding.UTF8.GetString(Samples.All["camt.053"]);

    [Fact]
    public void A_statement_is_read_with_batch_reversal_and_structured_remittance()
    {
        var read = Reading.Read(Sample);

        Assert.Empty(read.Problems);
        Assert.Equal(new("camt.053", "001.08", SourceRole.Statement), read.Recognition);
        var head = read.Statements[0].Head;
        Assert.Equal(("DE89370400440532013000", "7", new DateOnly(2026, 6, 30)), (head.Account, head.Number,
            head.AsOf));
        Assert.Equal((new Money(10000, Currency.Eur), new Money(35000, Currency.Eur)), (head.Opening, head.Closing));
        Assert.Equal(["50.00", "300.00", "-100.00"], read.Amounts());
        var (single, batch, reversal) = (read.Statements[0].Transactions[0], read.Statements[0].Transactions[1],
            read.Statements[0].Transactions[2]);
        Assert.Equal(new Payer("M&S AG", "DE62394222841599119838", "COBADEFF"), single.Payer);
        Assert.Equal(("RE 1 RE 2", "REF1", "E2E", "PMNT-RCDT-ESCT"), (single.Text, single.Reference,
            single.References["end_to_end"], single.TypeCode));
        Assert.Equal((new DateOnly(2026, 6, 29), new DateOnly(2026, 6, 30)), (single.Date, single.ValueDate));
        Assert.Equal(["98.00", "202.00"], batch.Parts.Select(part => part.Amount.ToPlainString()));
        Assert.Equal(("P1", "A", "INV1"), (batch.Parts[0].Reference, batch.Parts[0].Payer.Name, batch.Parts[0].Text));
        Assert.Equal("RF18539007547034", batch.Parts[1].References["creditor"]);
        Assert.False(batch.Parts[1].References.ContainsKey("end_to_end"));
        Assert.Equal((LineKind.Return, "GONE LTD", "AC04"), (reversal.Kind, reversal.Payer.Name,
            reversal.References["return_reason"]));
        var line = Assert.Single(Assert.Single(read.Remittances).Lines);
        Assert.Equal(("INV1", 10000L, 200L, 9800L), (line.Document, line.Gross?.Minor, line.Discount?.Minor,
            line.Net?.Minor));
    }

    [Theory]
    [InlineData("<Document ", "<env:Envelope xmlns:env='x'><Document ", "</Document>", "</Document></env:Envelope>")]
    [InlineData("xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"", "", "x", "x")]
    [InlineData("<", "<n:", "<n:/", "</n:")]
    public void Wrappers_prefixes_and_missing_namespaces_change_nothing(string from, string to, string then,
        string thenTo)
    {
        var changed = Sample.Replace(from, to, StringComparison.Ordinal).Replace(then, thenTo,
            StringComparison.Ordinal).Replace("<n:?", "<?", StringComparison.Ordinal);

        Assert.Equal(["50.00", "300.00", "-100.00"], Reading.Read(changed).Amounts());
    }

    [Fact]
    public void A_balance_that_does_not_close_is_an_error_and_a_note_under_its_quirk()
    {
        var off = Sample.Replace("350.00", "351.00", StringComparison.Ordinal);

        Assert.Equal(["camt.balance"], Reading.Read(off).Rules(Severity.Error));
        Assert.Empty(Reading.Read(off, new() { Quirks = Quirks.WrongBalances }).Rules(Severity.Warning));
    }

    [Fact]
    public void Sums_and_counts_of_the_summary_are_checked()
    {
        var off = Sample.Replace("<NbOfNtries>3", "<NbOfNtries>4", StringComparison.Ordinal).Replace("<Sum>450.00",
            "<Sum>450.01", StringComparison.Ordinal);

        Assert.Equal(["camt.summary_count", "camt.summary_sum"], Reading.Read(off).Rules());
    }

    [Fact]
    public void Details_that_differ_from_the_entry_leave_the_entry_as_it_is()
    {
        var charged = Sample.Replace("202.00", "200.00", StringComparison.Ordinal);

        var read = Reading.Read(charged);

        Assert.Equal("300.00", read.Amounts()[1]);
        Assert.Equal(["camt.details"], read.Rules());
    }

    [Fact]
    public void A_pending_entry_is_no_booked_money()
    {
        var read = Reading.Read(Sample.Replace("<Sts><Cd>BOOK", "<Sts><Cd>PDNG", StringComparison.Ordinal));

        Assert.Equal((LineKind.Undecided, "PDNG"), (read.Transactions.First().Kind,
            read.Transactions.First().References["status"]));
        Assert.Equal(["camt.not_booked", "camt.balance"], read.Rules(Severity.Warning));
    }

    [Theory]
    [InlineData("PMNT-RCDT-ESCT", "CRDT", LineKind.Receipt)]
    [InlineData("PMNT-IDDT-ESDD", "CRDT", LineKind.Receipt)]
    [InlineData("PMNT-IDDT-UPDD", "DBIT", LineKind.Return)]
    [InlineData("PMNT-ICDT-ESCT", "DBIT", LineKind.Excluded)]
    [InlineData("PMNT-ICDT-RRTN", "CRDT", LineKind.Undecided)]
    [InlineData("CAMT-CAPL-XBRD", "CRDT", LineKind.Excluded)]
    [InlineData("ACMT-MCOP-INTR", "CRDT", LineKind.Excluded)]
    public void The_code_says_the_kind(string code, string direction, LineKind kind)
    {
        var parts = code.Split('-');
        var file = Sample.Replace("<Cd>PMNT</Cd>", $"<Cd>{parts[0]}</Cd>",
            StringComparison.Ordinal).Replace("<Cd>RCDT</Cd>", $"<Cd>{parts[1]}</Cd>", StringComparison.Ordinal)
            .Replace("<SubFmlyCd>ESCT", $"<SubFmlyCd>{parts[2]}", StringComparison.Ordinal)
            .Replace("50.00</Amt><CdtDbtInd>CRDT", $"50.00</Amt><CdtDbtInd>{direction}", StringComparison.Ordinal);

        Assert.Equal(kind, Reading.Read(file).Transactions.First().Kind);
    }

    [Theory]
    [InlineData("50.000000", null)]
    [InlineData("0000050.00", null)]
    [InlineData("50.001", "camt.amount")]
    [InlineData("+50.00", null)]
    [InlineData("50,00", null)]
    [InlineData("1e5", "camt.amount")]
    public void Amounts_are_read_exactly_or_not_at_all(string amount, string? rule)
    {
        var read = Reading.Read(Sample.Replace("<Ntry><Amt Ccy=\"EUR\">50.00", $"<Ntry><Amt Ccy=\"EUR\">{amount}",
            StringComparison.Ordinal));

        Assert.Equal(rule is null ? 3 : 2, read.Transactions.Count());
        Assert.Equal(rule is null ? [] : [rule, "camt.balance"], read.Rules(Severity.Error).Where(found =>
            found != "camt.summary_sum"));
    }

    [Fact]
    public void A_document_type_is_refused_and_nothing_is_fetched()
    {
        var read = Reading.Read(Sample.Replace("<Document", "<!DOCTYPE d [<!ENTITY x SYSTEM " +
            "\"file:///etc/passwd\">]><Document", StringComparison.Ordinal));

        Assert.Empty(read.Transactions);
        Assert.Contains("document type", read.Problems.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_and_a_file_that_breaks_off_are_reported()
    {
        var deep = Sample.Replace("<Ustrd>RE 1", string.Concat(Enumerable.Repeat("<a>", 100_000)),
            StringComparison.Ordinal);

        Assert.Equal(["camt.broken"], Reading.Read(deep).Rules(Severity.Error).Take(1));
        var broken = Reading.Read(Sample[..(Sample.LastIndexOf("<RtrInf>", StringComparison.Ordinal))]);
        Assert.Equal(2, broken.Transactions.Count());
        Assert.Contains(broken.Problems, problem =>
            problem.Rule == "camt.broken" && problem.Raw!.Contains("GONE LTD", StringComparison.Ordinal));
    }

    [Theory(DisplayName = "The benchmark's camt is read clean (needs shared)")]
    [InlineData("dev-1", 70)]
    [InlineData("dev-3", 286)]
    public void The_benchmark_is_read_clean(string desk, int entries)
    {
        var read = Reading.Read(File.ReadAllBytes(Path.Combine(SharedFiles.Folder("cashbench"), desk, "bank",
            "statement.camt053.xml")));

        Assert.Empty(read.Problems);
        Assert.Equal(entries, read.Transactions.Count());
    }
}
