using System.Globalization;
using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Extraction;

namespace BankFiles.Tests.Odd;

/// <summary>
/// Files as banks and payment providers really send them, made up for this folder, each beside what it says: the text
/// <c>*.says</c>, looked at by a person line by line. UPDATE_DOCS=1 writes them anew, to be looked at again.
/// </summary>
public sealed class OddFilesTests
{
    private static readonly string Folder = Path.Combine(SharedFiles.Repository(), "tests", "BankFiles.Tests", "Odd",
        "Files");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder).Select(Path.GetFileName)
        .OfType<string>().Where(name => !name.EndsWith(".says", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_says_what_stands_beside_it(string name)
    {
        using var file = File.OpenRead(Path.Combine(Folder, name));
        var says = Says(AnyFile.ReadWhole(file, ReadSettings.Default));
        var path = Path.Combine(Folder, name + ".says");

        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(path, says);
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), says);
    }

    private static string Says(FileContent read)
    {
        var text = new StringBuilder();
        var format = read.Recognition?.Format ?? "refused";
        text.Append(CultureInfo.InvariantCulture, $"{format} {read.Recognition?.Role}\n");
        foreach (var statement in read.Statements)
        {
            var head = statement.Head;
            text.Append(CultureInfo.InvariantCulture, $"account {head.Account} {head.Currency.Code} "
                + $"{head.Opening?.ToPlainString()} .. {statement.End?.Closing?.ToPlainString()}\n");
            foreach (var entry in statement.Transactions)
                Say(text, entry, "  ");
        }

        foreach (var remittance in read.Remittances)
        {
            text.Append(CultureInfo.InvariantCulture, $"remittance {remittance.Payer} {remittance.Reference} "
                + $"{remittance.Date:yyyy-MM-dd} {remittance.Total}\n");
            foreach (var line in remittance.Lines)
                text.Append(CultureInfo.InvariantCulture, $"  {line.Document} {line.Gross?.ToPlainString()} - "
                    + $"{line.Discount?.ToPlainString()} = {line.Net?.ToPlainString()}\n");
        }

        foreach (var problem in read.Problems)
            text.Append(CultureInfo.InvariantCulture, $"{problem.Severity} {problem.Rule} line {problem.Line}\n");
        return text.ToString();
    }

    private static void Say(StringBuilder text, BankTransaction entry, string indent)
    {
        text.Append(CultureInfo.InvariantCulture, $"{indent}{entry.Date:yyyy-MM-dd} {entry.Amount} {entry.Kind} "
            + $"{entry.TypeCode} | {entry.Payer.Name} | {entry.Payer.Account} | {entry.Reference} | "
            + $"{string.Join(' ', entry.References.Select(one => $"{one.Key}={one.Value}"))} | "
            + $"{entry.Text.Replace('\n', '¶')}\n");
        foreach (var part in entry.Parts)
            Say(text, part, indent + "  ");
    }
}
