using System.Globalization;
using System.Text;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Collected;

/// <summary>
/// The collected files against every figure their manifest and the tests of other readers state; each difference is
/// explained in <see cref="Manifest.Explained"/> or fails. What became of each file is a page of the documents.
/// </summary>
public sealed class ManifestTests
{
    private const int LowestPercent = 97;

    [Fact(DisplayName = "Files agree with every stated figure, and the page of them is right (needs shared)")]
    public void Files_agree_with_what_is_stated()
    {
        var files = Manifest.Rows().Where(row => !row.Format.Contains("expected", StringComparison.Ordinal)
            && row.Format is not ("references" or "format")).Select(CollectedFile.Of).ToList();
        var figures = files.SelectMany(file => file.Figures.Select(figure => (file.Row.File, Figure: figure))).ToList();
        var differ = figures.Where(figure => !figure.Figure.Agrees).ToList();
        var page = Page(files, differ);

        var unexplained = string.Join('\n', differ.Where(one => Manifest.WhyOf(one.File, one.Figure.Name) is null)
            .Select(one => $"{one.File} {one.Figure.Name}: stated {one.Figure.Stated}, read {one.Figure.Ours}"));
        Assert.True(unexplained.Length == 0, unexplained);
        Assert.DoesNotContain(files, file => file.Fate == "refused" && Manifest.WhyRefused(file.Row.File) is null
            && file.Worst.First().Message.StartsWith("No reader knows", StringComparison.Ordinal));
        Assert.True((figures.Count - differ.Count) * 100 >= figures.Count * LowestPercent);
        var path = Path.Combine(SharedFiles.Repository(), "docs", "bank-formats", "collected-files.md");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(path, page);
        else
            Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), page);
    }

    [Fact(DisplayName = "A control total that a peer accepts wrong is reported (needs shared)")]
    public void A_wrong_control_total_is_reported()
    {
        var read = Manifest.Read("bai2/venturehacks-bai2__invalid_checksum_eod.bai2");

        Assert.Contains("bai2.account_total", read.Rules(Severity.Error));
    }

    private static string Page(List<CollectedFile> files, List<(string File, Figure Figure)> differ)
    {
        var page = new StringBuilder("""
            # Collected files

            Every collected file (real ones of banks, and test files of other readers; none is part of this repository)
            as today's readers read it, written by `TURNSTONE_UPDATE`.
            *With problems* is what `convert` ends with 1 for: something was read and something is in doubt, often on
            purpose of who made the file. Figures are what the list of files and the expected files of other readers'
            tests state: counts, sums, balances, days, payers.

            | format | files | read | with problems | refused | stated figures | agree |
            | --- | --- | --- | --- | --- | --- | --- |

            """.Replace("TURNSTONE_UPDATE", "UPDATE_DOCS=1 dotnet run dev.cs test --only BankFiles.Tests",
            StringComparison.Ordinal));
        foreach (var group in files.GroupBy(file => file.Row.Format))
            page.Append(Row(group.Key, [.. group]));
        page.Append(Row("all", files)).Append("\n## Figures that differ\n\n");
        foreach (var (file, figure) in differ)
            page.Append(CultureInfo.InvariantCulture, $"- `{file}` {figure.Name}: stated {figure.Stated}, read "
                + $"{figure.Ours}. {Manifest.WhyOf(file, figure.Name)}\n");
        page.Append("\n## Refused\n\n");
        foreach (var file in files.Where(file => file.Fate == "refused"))
            page.Append(CultureInfo.InvariantCulture, $"- `{file.Row.File}`: "
                + $"{Manifest.WhyRefused(file.Row.File) ?? file.Worst.First().Message}\n");
        page.Append("\n## Read with problems\n\nThe rules each broke, how often.\n\n");
        foreach (var file in files.Where(file => file.Fate == "with problems"))
            page.Append(CultureInfo.InvariantCulture, $"- `{file.Row.File}`: {string.Join(", ", file.Worst
                .CountBy(problem => problem.Rule).Select(rule => rule.Value == 1 ? rule.Key
                    : $"{rule.Key} × {rule.Value}"))}\n");
        return page.ToString();
    }

    private static string Row(string name, IReadOnlyList<CollectedFile> files)
    {
        var figures = files.SelectMany(file => file.Figures).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {files.Count} | {Of("read")} | "
            + $"{Of("with problems")} | {Of("refused")} | {figures.Count} | {figures.Count(one => one.Agrees)} |\n");

        int Of(string fate) => files.Count(file => file.Fate == fate);
    }
}
