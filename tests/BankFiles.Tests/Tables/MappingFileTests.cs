using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Extraction;

namespace BankFiles.Tests.Tables;

public sealed class MappingFileTests
{
    private static ReadSettings Apply(string yaml)
    {
        Assert.True(MappingFile.Apply(yaml, ReadSettings.Default).Is(out var settings, out var refusal),
            refusal?.Sentence);
        return settings;
    }

    [Fact]
    public void A_text_of_fixed_width_is_cut_at_its_places()
    {
        var settings = Apply("""
            mapping: host-extract
            fixed: true
            entries_begin: D
            columns:
              date: 2-9
              amount: 10-21
              direction: "22"
              text: [23-34, 36-42]
            dates: [yyyyMMdd]
            implied_decimals: 2
            currency: USD
            account: "7"
            """);

        var read = Reading.Read("H20260630 EXTRACT\nD20260630000000012345CINVOICE 1001 ACME CO\n"
            + "D20260630           5DFEE\nT0000000002\n", settings);

        Assert.Equal(["123.45", "-0.05"], read.Amounts());
        Assert.Equal(["INVOICE 1001 ACME CO", "FEE"], read.Transactions.Select(entry => entry.Text));
        Assert.Equal(("7", "USD"), (read.Statements[0].Head.Account, read.Statements[0].Head.Currency.Code));
        Assert.Equal(["table.other_row", "table.other_row"], read.Rules());
        Assert.All(read.Problems, problem => Assert.Equal(Severity.Note, problem.Severity));
    }

    [Theory]
    [InlineData("1", "0.01")]
    [InlineData("12", "0.12")]
    [InlineData("-000123", "-1.23")]
    [InlineData("123.4", "123.40")]
    public void Decimals_that_are_not_written_are_the_last_digits(string cell, string amount)
    {
        var settings = Apply("mapping: x\ncolumns: {date: Day, amount: Sum}\nimplied_decimals: 2\ncurrency: EUR\n");

        Assert.Equal([amount], Reading.Read($"Day,Sum\n2026-06-30,{cell}\n", settings).Amounts());
    }

    [Fact]
    public void A_lockbox_is_read_where_its_fields_stand()
    {
        var plain = System.Text.Encoding.ASCII.GetString(Samples.All["lockbox"]);
        // Two blanks in front of every amount of a check move it and all behind it.
        var moved = string.Join('\n', plain.Split('\n').Select(line => line.StartsWith('6')
            ? line[..7] + "  " + line[7..] : line));
        var settings = Apply("""
            lockbox:
              amount: 10-19
              routing: 20-28
              account: 29-38
              check: 39-48
              check_date: 49-54
              remitter: 55-84
            """);

        var read = Reading.Read(moved, settings);

        Assert.Null(settings.Mapping);
        Assert.Equal(Reading.Read(plain).Amounts(), read.Amounts());
        Assert.Equal(Reading.Read(plain).Transactions.Select(entry => entry.Payer),
            read.Transactions.Select(entry => entry.Payer));
    }

    [Fact]
    public void Quirks_of_a_bank_are_words() => Assert.Equal(Quirks.Miscounts | Quirks.SignedTotals,
        Apply("quirks: [miscounts, signed_totals]").Quirks);

    [Theory]
    [InlineData("mapping: x\nfixed: true\ncolumns: {date: 9-2}", "no place")]
    [InlineData("mapping: x\nfixed: true\ncolumns: {date: Day}", "no place")]
    [InlineData("lockbox: {amuont: 1-2}", "no field of a lockbox")]
    [InlineData("lockbox: 3", "list of fields")]
    [InlineData("quirks: [slow]", "no quirk")]
    [InlineData("mapping: x", "no columns")]
    public void What_cannot_be_understood_is_named(string yaml, string words) => Assert.Contains(words,
        MappingFile.Apply(yaml, ReadSettings.Default).Refusal?.Sentence ?? "", StringComparison.Ordinal);
}
