using System.Text.RegularExpressions;
using Xunit;

namespace Turnstone.Tidy;

/// <summary>What the texts of the repository may say.</summary>
public sealed partial class TextTests
{
    private static readonly string[] TextFiles = [".cs", ".razor", ".md", ".sql", ".json", ".yaml", ".yml", ".props",
        ".csproj", ".slnx", ".txt", ".js", ".css", ".scenario", ".xml"];

    // Technical words that hide what a thing does for the business (STYLE.md, names).
    [GeneratedRegex(@"\b(class|record|struct|interface)\s+\w*(Manager|Helper|Utils?|Impl|Dto)\b")]
    private static partial Regex EmptyName();

    [GeneratedRegex("""(?<![\w.~])/(home|root|Users)/\w+|[A-Z]:\\\\Users""")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|NotImplementedException")]
    private static partial Regex Unfinished();

    // Names the framework gives are its own.
    [GeneratedRegex(@"\basync\s+[\w<>?\[\], ]+\s(?!SendAsync|DisposeAsync|ExecuteAsync)\w+Async\s*\(")]
    private static partial Regex AsyncSuffix();

    [Fact]
    public void No_text_names_a_folder_of_someone_s_machine() => AssertNone(MachinePath(), Texts());

    [Fact]
    public void Nothing_in_the_product_is_unfinished() => AssertNone(Unfinished(), Repository.Under("src/", ".cs")
        .Concat(Repository.Under("src/", ".razor")));

    [Fact]
    public void Names_say_what_a_thing_is_in_the_business() => AssertNone(EmptyName(), Repository.Under("src/", ".cs"));

    [Fact]
    public void No_region_hides_code() => AssertNone(new Regex("^\\s*#region"), Repository.Under("src/", ".cs"));

    [Fact]
    public void No_method_of_ours_says_Async() => AssertNone(AsyncSuffix(), Repository.Under("src/", ".cs"));

    [Fact]
    public void No_database_and_no_large_file_is_under_version_control()
    {
        var offenders = Repository.Files.Where(path =>
            path.EndsWith(".db", StringComparison.Ordinal) || path.EndsWith(".sqlite", StringComparison.Ordinal)
            || new FileInfo(Path.Combine(Repository.Root, path)).Length > 2_000_000);

        Assert.Empty(offenders);
    }

    [Fact]
    public void Schema_scripts_keep_to_the_dialect_that_both_databases_speak()
    {
        var banned = new Regex(@"\b(timestamptz|numeric|uuid|jsonb?|autoincrement|serial|as identity|real|float)\b",
            RegexOptions.IgnoreCase);
        AssertNone(banned, Repository.Under("src/Turnstone.Storage/Schema/", ".sql"), line => line.Split("--")[0]);
    }

    private static IEnumerable<string> Texts() => Repository.Files.Where(path =>
        TextFiles.Contains(Path.GetExtension(path), StringComparer.Ordinal)
        && !path.StartsWith("tests/Tidy/", StringComparison.Ordinal)
        && !path.EndsWith("lock.json", StringComparison.Ordinal));

    private static void AssertNone(Regex rule, IEnumerable<string> files, Func<string, string>? part = null)
    {
        var findings = from path in files
                       from line in Repository.Lines(path).Select((text, index) => (text, number: index + 1))
                       where rule.IsMatch(part is null ? line.text : part(line.text))
                       select $"{path}:{line.number}: {line.text.Trim()}";
        var found = findings.ToArray();
        Assert.True(found.Length == 0, string.Join('\n', found));
    }
}
