using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Extraction;

namespace Turnstone.UseCases.Banking;

/// <summary>The beginning of a table beside what a mapping makes of it.</summary>
/// <param name="Sample">The beginning of the table.</param>
/// <param name="Text">The mapping as YAML.</param>
public sealed record MappingView(MappingSample Sample, string Text)
{
    /// <summary>The mapping; null where its text cannot be read.</summary>
    public Mapping? Mapping { get; init; }

    /// <summary>Why the text cannot be read.</summary>
    public Refusal? Unreadable { get; init; }

    /// <summary>The rows as the mapping cuts them.</summary>
    public IReadOnlyList<TableRow> Rows { get; init; } = [];

    /// <summary>Entries it reads.</summary>
    public IReadOnlyList<BankTransaction> Lines { get; init; } = [];

    /// <summary>Remittances it reads.</summary>
    public IReadOnlyList<Remittance> Advices { get; init; } = [];

    /// <summary>Findings, notes included.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Tests that are kept with the mapping.</summary>
    public int Tests { get; init; }

    /// <summary>The first test that fails; null where all hold.</summary>
    public Refusal? Fails { get; init; }

    /// <summary>What a text makes of a sample, where it can be read.</summary>
    internal static MappingView Of(MappingSample sample, string text)
    {
        var view = new MappingView(sample, text);
        if (!MappingFile.Read(text).Is(out var mapping, out var unreadable))
            return view with { Unreadable = unreadable, Rows = sample.Rows(null) };
        if (!MappingFile.Tests(text).Is(out var tests, out unreadable))
            return view with { Mapping = mapping, Unreadable = unreadable, Rows = sample.Rows(mapping) };
        var items = sample.Read(mapping).ToList();
        return view with
        {
            Mapping = mapping, Rows = sample.Rows(mapping), Tests = tests.Length, Fails = MappingTest.Run(text),
            Lines = [.. items.OfType<TransactionRead>().Select(item => item.Transaction)],
            Advices = [.. items.OfType<RemittanceRead>().Select(item => item.Remittance)],
            Problems = [.. items.OfType<ProblemFound>().Select(item => item.Problem)],
        };
    }
}
