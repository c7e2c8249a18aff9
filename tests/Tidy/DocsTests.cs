using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Turnstone.Tidy;

/// <summary>Documents that would rot: made from the code, or held against it.</summary>
public sealed partial class DocsTests
{
    [Fact]
    public void The_page_of_errors_is_what_the_code_says() => AssertCurrent("docs/errors.md", ErrorCatalogue.Page());

    [Fact]
    public void Every_refusal_has_a_code_of_its_own_and_a_sentence()
    {
        var errors = ErrorCatalogue.Read();

        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.True(error.Sentence.Length > 10, $"{error.Code} has no readable sentence"));
        Assert.Empty(errors.GroupBy(error => (error.Code, error.Place)).Where(group => group.Count() > 1)
            .Select(group => group.Key));
    }

    [Fact]
    public void Every_link_inside_the_documents_leads_somewhere()
    {
        var broken = from path in Repository.Files.Where(path => path.EndsWith(".md", StringComparison.Ordinal))
                     from Match link in Link().Matches(Repository.Text(path))
                     let target = link.Groups["to"].Value.Split('#')[0]
                     where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
                     let whole = Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, target)
                     where !File.Exists(whole) && !Directory.Exists(whole)
                     select $"{path}: {target}";

        Assert.Empty(broken);
    }

    [Fact]
    public void Every_test_that_the_feature_page_names_exists()
    {
        var tests = Repository.Under("tests/", ".cs").Concat(Repository.Under("tests/", ".scenario"))
            .Select(path => path + "\n" + Repository.Text(path)).ToArray();
        var named = Repository.Lines("docs/features.md")
            .SelectMany(line => Proof().Matches(line).Select(match => match.Groups["test"].Value))
            .Distinct(StringComparer.Ordinal).ToArray();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(tests, text => text.Contains(name, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_feature_page_counts_its_own_rows()
    {
        const string path = "docs/features.md";
        string[] lines = [.. Repository.Lines(path)];
        int count(string state) =>
            lines.Count(line => line.Contains($"| {state} |", StringComparison.Ordinal));
        var counted = string.Create(CultureInfo.InvariantCulture,
            $"{count("works")} work, {count("partly")} work partly, {count("not yet")} do not yet.");

        AssertCurrent(path, string.Join('\n', lines.Select(line => Counts().IsMatch(line) ? counted : line)) + '\n');
        Assert.Contains(counted, lines);
    }

    private static void AssertCurrent(string path, string page)
    {
        if (Repository.Rewrites)
            File.WriteAllText(Path.Combine(Repository.Root, path), page);
        var whole = Path.Combine(Repository.Root, path);
        Assert.True(File.Exists(whole) && File.ReadAllText(whole) == page, $"{path} is stale: dotnet run dev.cs docs");
    }

    [GeneratedRegex(@"^\d+ work, \d+ work partly, \d+ do not yet\.$")]
    private static partial Regex Counts();

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<test>[A-Z][\w]*(?:_\w+)+|[\w-]+\.scenario)`")]
    private static partial Regex Proof();
}
