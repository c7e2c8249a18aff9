using System.Text;
using System.Text.RegularExpressions;

namespace Turnstone.Tidy;

/// <summary>One refusal as the code states it: its code, what it means, and the sentence a person reads.</summary>
internal sealed record CataloguedError(string Code, string Meaning, string Sentence, string Place);

/// <summary>Reads every <c>Refusals.cs</c> of the product and writes <c>docs/errors.md</c> from it.</summary>
internal static partial class ErrorCatalogue
{
    public static IReadOnlyList<CataloguedError> Read() =>
    [
        .. Repository.Under("src/", "Refusals.cs").SelectMany(Errors)
            .OrderBy(error => error.Code, StringComparer.Ordinal),
    ];

    public static string Page()
    {
        var page = new StringBuilder("""
            # Errors

            Every refusal of the product: a stable code for programs, what it means, and the sentence people read, with
            what is filled in shown as `‹…›`. Made from the code by `dotnet run dev.cs docs`; a test fails when
            it is stale.


            """);
        var features = Read().GroupBy(error => error.Place).OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var feature in features)
        {
            page.Append("## ").Append(feature.Key).Append("\n\n| code | meaning | sentence |\n")
                .Append("| --- | --- | --- |\n");
            foreach (var error in feature)
                page.Append("| `").Append(error.Code).Append("` | ").Append(error.Meaning).Append(" | ")
                    .Append(error.Sentence).Append(" |\n");
            page.Append('\n');
        }

        return page.ToString().TrimEnd() + "\n";
    }

    private static IEnumerable<CataloguedError> Errors(string path)
    {
        var text = Repository.Text(path);
        var place = Path.GetDirectoryName(path)!.Replace('\\', '/')["src/".Length..].Replace('/', ' ');
        foreach (Match made in Made().Matches(text))
        {
            yield return new(made.Groups["code"].Value, Meaning(text, made.Index),
                Sentence(text[(made.Index + made.Length)..]), place);
        }

        foreach (Match named in Named().Matches(text))
        {
            yield return new(named.Groups["code"].Value, Meaning(text, named.Index),
                "NetSuite's own words, kept whole", place);
        }
    }

    /// <summary>The summary over the member that makes the refusal.</summary>
    private static string Meaning(string source, int at)
    {
        var summaries = Summary().Matches(source[..at]);
        var text = summaries.Count == 0 ? "" : summaries[^1].Groups["text"].Value.Replace("///", "");
        return Spaces().Replace(text, " ").Trim();
    }

    /// <summary>Joins the pieces of the sentence; what is filled in becomes ‹…› with its last word.</summary>
    private static string Sentence(string rest)
    {
        var sentence = new StringBuilder();
        for (var piece = Piece().Match(rest); piece.Success; piece = Piece().Match(rest))
        {
            sentence.Append(piece.Groups["text"].Value);
            rest = rest[piece.Length..];
        }

        return Filled().Replace(sentence.ToString(), "‹…›").Replace("|", "\\|").Replace("\\\"", "\"");
    }

    [GeneratedRegex("""new(?: Refusal)?\(\s*"(?<code>[a-z0-9_]+(?:\.[a-z0-9_]+)*)"\s*,""")]
    private static partial Regex Made();

    [GeneratedRegex("""public const string \w+ = "(?<code>[a-z0-9_]+(?:\.[a-z0-9_]+)+)";""")]
    private static partial Regex Named();

    [GeneratedRegex(@"<summary>(?<text>.*?)</summary>", RegexOptions.Singleline)]
    private static partial Regex Summary();

    // A literal, with what may stand before it: a plus, or the call that formats it for every culture alike.
    private const string Before = @"^\s*(?:\+|string\.Create\(\s*CultureInfo\.InvariantCulture,)?\s*\$?";

    [GeneratedRegex(Before + "\"" + """(?<text>(?:\\.|[^"\\]|(?<=\{[^}]*)")*)"(?=\s*[+,)])""")]
    private static partial Regex Piece();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Filled();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
