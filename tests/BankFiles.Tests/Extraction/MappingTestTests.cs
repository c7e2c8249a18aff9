using System.Text;
using Turnstone.Extraction;

namespace BankFiles.Tests.Extraction;

/// <summary>Mappings are drafted from a sample, written as text that reads back, and keep their tests.</summary>
public sealed class MappingTestTests
{
    private const string Odd = "Liste;;;;;\nTg;Zettel;Wer;Wofür;raus;rein\n26.06.2026;X1;MORROW KG;Rechnung 4711;;"
        + "1.250,00\n27.06.2026;X2;HAUSBANK;Gebühr;4,90;\n29.06.2026;X3;HOLM AB;RG 4712 / 4713;;310,50\n";

    [Fact]
    public void A_draft_of_an_unknown_table_reads_its_days_and_its_money()
    {
        var sample = Sample("odd.csv", Odd);

        var lines = MappingTest.LinesOf(sample, sample.Draft("odd") with { Currency = "EUR" });

        Assert.Equal(["3 | 2026-06-26 | 1250.00 EUR | receipt |  |  | Rechnung 4711",
            "4 | 2026-06-27 | -4.90 EUR | excluded |  |  | Gebühr",
            "5 | 2026-06-29 | 310.50 EUR | receipt |  |  | RG 4712 / 4713"], lines);
    }

    [Theory]
    [InlineData("Date,Name,Amount,Balance\n2026-06-01,\"ACME, Inc.\",10.00,110.00\n2026-06-02,B,5.00,115.00\n")]
    [InlineData("2026-06-26 1250.00 MORROW  \n2026-06-27   -4.90 HAUSBANK\n2026-06-28   31.05 HOLM AB \n")]
    [InlineData(Odd)]
    public void A_written_mapping_reads_back_as_it_was_and_its_test_holds(string file)
    {
        var sample = Sample("f.csv", file);
        var draft = sample.Draft("f: \"odd\" #1") with { Currency = "EUR" };

        var text = MappingText.Write(draft, [MappingTest.Taken(sample, draft)]);

        var read = MappingFile.Read(text).Value;
        Assert.Equal(MappingText.Write(draft, []), MappingText.Write(read, []));
        Assert.Equal(sample, Assert.Single(MappingFile.Tests(text).Value).Sample);
        Assert.True(MappingTest.LinesOf(sample, read).Count >= 2);
        Assert.Null(MappingTest.Run(text));
        Assert.Equal(text, MappingText.WithTests(text, MappingFile.Tests(text).Value));
    }

    [Fact]
    public void A_mapping_that_reads_a_kept_line_otherwise_fails_and_names_both()
    {
        var sample = Sample("odd.csv", Odd);
        var draft = sample.Draft("odd") with { Currency = "EUR" };
        var kept = MappingTest.Taken(sample, draft);

        var failure = MappingTest.Run(MappingText.Write(draft with { DateForms = ["M.d.yyyy"] }, [kept]));
        var shorter = MappingTest.Run(MappingText.Write(draft,
            [kept with { Sample = kept.Sample with { Text = kept.Sample.Text[..^30] } }]));

        Assert.Equal("mapping.test_fails", failure?.Code);
        Assert.Contains("2026-06-26 | 1250.00 EUR", failure?.Sentence, StringComparison.Ordinal);
        Assert.Equal("mapping.test_fails", shorter?.Code);
    }

    [Fact]
    public void A_workbook_is_sampled_by_its_cells()
    {
        var file = SpreadsheetTests.Workbook(["Tg", "Wer", "Geld"],
            ["2026-06-01", "ACME \"A\"\tB", "10.50"], ["2026-06-02", "B", "-3.00"]);

        var sample = MappingSample.Of("x.xlsx", file).Value;

        Assert.True(sample.IsSheet);
        Assert.Equal(["2 | 2026-06-01 | 10.50 USD | receipt |  |  | ACME \"A\"\tB",
            "3 | 2026-06-02 | -3.00 USD | excluded |  |  | B"],
            MappingTest.LinesOf(sample, sample.Draft("x") with { Currency = "USD" }));
    }

    [Theory]
    [InlineData("01,A,B,260611,0600,1,,,2/\n02,B,A,1,260611,,USD,2/\n03,1,USD,,,,/\n", "bai2")]
    [InlineData("", "empty")]
    [InlineData("a\0b", "binary")]
    public void What_needs_no_mapping_is_refused_by_name(string file, string why)
    {
        Assert.Contains(why, MappingSample.Of("x", Encoding.UTF8.GetBytes(file)).Refusal?.Sentence,
            StringComparison.Ordinal);
    }

    private static MappingSample Sample(string name, string file) =>
        MappingSample.Of(name, Encoding.UTF8.GetBytes(file)).Value;
}
