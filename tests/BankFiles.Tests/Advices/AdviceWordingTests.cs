using System.Text;
using Turnstone.BankFiles;
using Turnstone.Extraction;

namespace BankFiles.Tests.Advices;

public sealed class AdviceWordingTests
{
    private const string Yaml = """
        advices:
          - columns: { document: Posten, net: Auszahlung }
            labels: { total: Endsaldo }
          - sender: "@mueller.example"
            columns: { net: Auskehrung, type: Auszahlung }
          - customer: Müller & Söhne GmbH
            columns: { document: Unser Zeichen, net: Restbetrag, type: [Posten, Auskehrung] }
        """;

    private static ReadSettings Settings(string yaml)
    {
        Assert.True(MappingFile.Apply(yaml, ReadSettings.Default).Is(out var settings, out var refusal),
            refusal?.Sentence);
        return settings;
    }

    private static string Lines(string letter, ReadSettings settings)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(letter));
        var read = AnyFile.ReadWhole(stream, settings);
        return string.Join(", ", read.Remittances.SelectMany(one => one.Lines).Select(line =>
            $"{line.Document} {line.Net?.ToPlainString()}"));
    }

    [Theory]
    // Only the source's words are near.
    [InlineData("From: ap@other.example", "Other AG", "R-1 7.00")]
    // The sender's: what the source calls paid is something else there.
    [InlineData("From: ap@mueller.example", "Other AG", "R-1 8.00")]
    // The customer's, whoever sends it.
    [InlineData("From: ap@other.example", "Müller & Söhne GmbH", "Z-1 9.00")]
    public void The_nearest_words_win(string sender, string payer, string line) => Assert.Equal(line, Lines($"""
        {sender}
        Zahlungsavis
        Zahler: {payer}
        Betrag: EUR {line[^4..]}

        Posten      Unser Zeichen    Auszahlung    Auskehrung    Restbetrag
        R-1         Z-1                    7,00          8,00          9,00

        """, Settings(Yaml)));

    [Fact]
    public void A_table_in_a_customers_words_is_known_by_them()
    {
        const string Table = "Posten;Auszahlung;Währung\nR-1;7,00;EUR\nR-2;8,00;EUR\n";

        Assert.Equal("", Lines(Table, ReadSettings.Default));
        Assert.Equal("R-1 7.00, R-2 8.00", Lines(Table, Settings(Yaml)));
    }

    [Theory]
    [InlineData("advices: none", "a list")]
    [InlineData("advices: [{ colums: { net: A } }]", "\"colums\"")]
    [InlineData("advices: [{ columns: { nett: A } }]", "\"nett\"")]
    [InlineData("advices: [{ sender: a }]", "neither")]
    public void What_cannot_be_understood_is_refused(string yaml, string says)
    {
        Assert.False(MappingFile.Apply(yaml, ReadSettings.Default).Is(out _, out var refusal));

        Assert.Contains(says, refusal.Sentence, StringComparison.Ordinal);
    }
}
