using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Turnstone.Tidy;

/// <summary>The dependency table of docs/architecture.md is what the projects say.</summary>
public sealed partial class DependencyTests
{
    [Fact]
    public void Projects_reference_exactly_what_the_architecture_page_allows()
    {
        var stated = Repository.Lines("docs/architecture.md").Select(line => TableRow().Match(line))
            .Where(match => match.Success)
            .ToDictionary(match => match.Groups["project"].Value, match => Split(match.Groups["projects"].Value),
                StringComparer.Ordinal);
        var found = Repository.Under("src/", ".csproj").ToDictionary(
            path => Path.GetFileNameWithoutExtension(path),
            path => References(path, "ProjectReference").Select(Path.GetFileNameWithoutExtension).OfType<string>()
                .Order(StringComparer.Ordinal).ToArray(),
            StringComparer.Ordinal);

        Assert.Equal(found.Keys.Order(StringComparer.Ordinal), stated.Keys.Order(StringComparer.Ordinal));
        foreach (var (project, references) in found)
            Assert.Equal(stated[project], references);
    }

    [Theory]
    [InlineData("Turnstone.Domain")]
    [InlineData("Turnstone.BankFiles")]
    public void The_pure_projects_reference_no_package_and_hold_the_list_of_banned_calls(string project)
    {
        var path = $"src/{project}/{project}.csproj";

        Assert.Empty(References(path, "PackageReference"));
        Assert.Empty(References(path, "FrameworkReference"));
        Assert.Contains("../../BannedSymbols.Pure.txt", References(path, "AdditionalFiles"));
    }

    [Theory]
    [InlineData("Turnstone.Domain")]
    [InlineData("Turnstone.BankFiles")]
    public void Nothing_in_the_pure_projects_switches_the_compiler_s_watch_off(string project)
    {
        var offenders = Repository.Under($"src/{project}/", ".cs")
            .Where(path => Repository.Text(path).Contains("#pragma warning disable RS0030", StringComparison.Ordinal));

        Assert.Empty(offenders);
    }

    [Fact]
    public void The_sandbox_uses_the_kernel_alone()
    {
        var offenders = from path in Repository.Under("src/Turnstone.NetSuite.Sandbox/", ".cs")
                        from line in Repository.Lines(path)
                        where DomainUse().IsMatch(line)
                        select $"{path}: {line.Trim()}";

        Assert.Empty(offenders);
    }

    private static IEnumerable<string> References(string path, string kind) =>
        XDocument.Load(Path.Combine(Repository.Root, path)).Descendants(kind)
            .Select(element => element.Attribute("Include")?.Value).OfType<string>();

    private static string[] Split(string cell) => [.. cell.Split(',', StringSplitOptions.TrimEntries
        | StringSplitOptions.RemoveEmptyEntries).Where(name => name != "–").Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"^\|\s*`(?<project>Turnstone[\w.]*)`\s*\|\s*(?<projects>[^|]*)\|")]
    private static partial Regex TableRow();

    [GeneratedRegex(@"using Turnstone\.Domain\.(?!Kernel)")]
    private static partial Regex DomainUse();
}
