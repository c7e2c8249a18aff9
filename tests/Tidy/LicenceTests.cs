using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Turnstone.Tidy;

/// <summary>Every package that a build brings along has a licence that goes with Apache-2.0.</summary>
public sealed partial class LicenceTests
{
    private static readonly string[] Free =
        ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MS-PL", "PostgreSQL"];

    // Packages that name their licence by file or address only, looked up by hand.
    private static readonly Dictionary<string, string> ByHand = new(StringComparer.OrdinalIgnoreCase)
    {
        ["FSharp.Core"] = "MIT", ["NETStandard.Library"] = "MIT", ["SourceGear.sqlite3"] = "MIT",
        ["AngleSharp"] = "MIT", ["BenchmarkDotNet.Annotations"] = "MIT", ["CsvHelper"] = "Apache-2.0",
        ["Perfolizer"] = "MIT", ["DocumentFormat.OpenXml"] = "MIT", ["YamlDotNet"] = "MIT",
        ["Microsoft.CodeCoverage"] = "MIT", ["System.Reflection.Emit"] = "MIT",
    };

    [Fact]
    public void Licences_of_all_packages_are_on_the_short_list()
    {
        var wrong = new List<string>();
        foreach (var (project, package, version, folder) in Restored())
        {
            var licence = ByHand.GetValueOrDefault(package) ?? Licence(folder, package);
            var inTests = project.StartsWith("tests/", StringComparison.Ordinal);
            if (!Allows(licence, inTests))
                wrong.Add($"{project}: {package} {version} is under '{licence}'");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public void Both_lists_of_assets_name_no_place_they_came_from()
    {
        var offenders = Repository.Files.Where(path => Path.GetFileName(path) switch
        {
            "packages.lock.json" or ".npmrc" => Address().IsMatch(Repository.Text(path)),
            "package-lock.json" => Repository.Text(path).Contains("\"resolved\"", StringComparison.Ordinal),
            "nuget.config" or "NuGet.config" => true,
            _ => false,
        });

        Assert.Empty(offenders);
    }

    private static bool Allows(string licence, bool inTests) => licence.Split(" OR ", StringSplitOptions.TrimEntries)
        .Any(name => Free.Contains(name.Trim('(', ')'), StringComparer.Ordinal) || inTests && name == "MPL-2.0");

    private static IEnumerable<(string Project, string Package, string Version, string Folder)> Restored()
    {
        foreach (var lockFile in Repository.Files.Where(path => Path.GetFileName(path) == "packages.lock.json"))
        {
            var project = Path.GetDirectoryName(lockFile)!.Replace('\\', '/');
            var assets = Path.Combine(Repository.Root, project, "obj", "project.assets.json");
            using var json = JsonDocument.Parse(File.ReadAllBytes(assets));
            var folder = json.RootElement.GetProperty("packageFolders").EnumerateObject().First().Name;
            foreach (var library in json.RootElement.GetProperty("libraries").EnumerateObject()
                .Where(library => library.Value.GetProperty("type").GetString() == "package"))
            {
                var name = library.Name.Split('/');
                var path = Path.Combine(folder, library.Value.GetProperty("path").GetString()!);
                yield return (project, name[0], name[1], path);
            }
        }
    }

    private static string Licence(string folder, string package)
    {
        var manifest = Directory.EnumerateFiles(folder, "*.nuspec").FirstOrDefault();
        if (manifest is null)
            return $"no manifest of {package}";
        var text = File.ReadAllText(manifest);
        var match = Expression().Match(text);
        if (match.Success)
            return match.Groups["licence"].Value;
        // Microsoft's older packages name their MIT licence by address.
        return text.Contains("dotnet/corefx/blob/master/LICENSE.TXT", StringComparison.Ordinal)
            || text.Contains("go.microsoft.com/fwlink/?LinkId=329770", StringComparison.Ordinal) ? "MIT" : "not stated";
    }

    [GeneratedRegex("""<license type="expression">(?<licence>[^<]+)</license>""")]
    private static partial Regex Expression();

    [GeneratedRegex("https?://", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
