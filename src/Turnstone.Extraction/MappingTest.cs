using System.Globalization;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using YamlDotNet.RepresentationModel;

namespace Turnstone.Extraction;

/// <summary>
/// A test that is kept with a mapping: the beginning of a file and the lines a person said are right. It runs each time
/// the mapping is saved, so that mending it for one file does not break it for another.
/// </summary>
/// <param name="Sample">The beginning of the file.</param>
/// <param name="Lines">What must be read of it, one text for each line.</param>
public sealed record MappingTest(MappingSample Sample, IReadOnlyList<string> Lines)
{
    /// <summary>A test that says: what the mapping makes of the sample now is right.</summary>
    public static MappingTest Taken(MappingSample sample, Mapping mapping) => new(sample, LinesOf(sample, mapping));

    /// <summary>Runs all tests of a mapping's text: the first line that is read otherwise is named.</summary>
    public static Refusal? Run(string yaml)
    {
        if (!MappingFile.Tests(yaml).Is(out var tests, out var refusal))
            return refusal;
        if (tests.Length == 0)
            return null;
        return MappingFile.Read(yaml).Is(out var mapping, out refusal)
            ? tests.Select(test => test.Run(mapping)).FirstOrDefault(failure => failure is not null) : refusal;
    }

    private Refusal? Run(Mapping mapping)
    {
        var read = LinesOf(Sample, mapping);
        for (var at = 0; at < Math.Max(read.Count, Lines.Count); at++)
        {
            var expected = at < Lines.Count ? Lines[at] : "no further line";
            var got = at < read.Count ? read[at] : "no further line";
            if (!string.Equals(expected, got, StringComparison.Ordinal))
                return Refusals.TestFails(mapping.Name, expected, got);
        }

        return null;
    }

    /// <summary>
    /// What a mapping makes of a sample, one text for each line: where it stands, day, amount, kind, payer, references,
    /// text; of an advice its documents; and each problem above a note, so that a line that is lost shows.
    /// </summary>
    public static IReadOnlyList<string> LinesOf(MappingSample sample, Mapping mapping) =>
        [.. sample.Read(mapping).SelectMany(Says)];

    private static IEnumerable<string> Says(FileItem item) => item switch
    {
        TransactionRead { Transaction: var line } => [Joined(line.Line, Day(line.Date), line.Amount.ToString(),
            line.Kind.ToString().ToLowerInvariant(), line.Payer.Name ?? "", line.Reference ?? "", line.Text)],
        RemittanceRead { Remittance: var advice } => advice.Lines.Select(line => Joined(line.Line,
            line.Document, line.Gross?.ToString() ?? "", line.Discount?.ToString() ?? "",
            line.Deduction?.ToString() ?? "", line.Net?.ToString() ?? "", advice.Payer ?? "", advice.Reference ?? "")),
        ProblemFound { Problem: { Severity: > Severity.Note } problem } =>
            [Joined(problem.Line, problem.Rule, problem.Message)],
        _ => [],
    };

    private static string Joined(long line, params IEnumerable<string> parts) =>
        string.Join(" | ", parts.Prepend(line.ToString(CultureInfo.InvariantCulture)))
            .ReplaceLineEndings(" ").TrimEnd(' ', '|');

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static MappingTest[] Read(YamlNode node)
    {
        if (node is not YamlSequenceNode tests)
            throw new FormatException("tests is a list of samples with their lines");
        return [.. tests.Children.Select(One)];
    }

    private static MappingTest One(YamlNode node)
    {
        if (node is not YamlMappingNode test)
            throw new FormatException("a test has a text or a sheet, and lines");
        var keys = test.Children.ToDictionary(pair => MappingFile.Scalar(pair.Key), pair => pair.Value,
            StringComparer.Ordinal);
        if (!keys.TryGetValue("lines", out var lines) || lines is not YamlSequenceNode expected)
            throw new FormatException("a test lacks its lines");
        var isSheet = keys.ContainsKey("sheet");
        if (!keys.TryGetValue(isSheet ? "sheet" : "text", out var text))
            throw new FormatException("a test lacks its text or sheet");
        return new(new(isSheet, MappingFile.Scalar(text)), [.. expected.Children.Select(MappingFile.Scalar)]);
    }
}
