using System.Globalization;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Collected;

/// <summary>One collected file: what became of it, and each figure somebody states of it beside ours.</summary>
internal sealed record CollectedFile(Manifest.Row Row, FileContent Read, IReadOnlyList<Figure> Figures)
{
    public static CollectedFile Of(Manifest.Row row)
    {
        var read = Manifest.Read(row.File);
        List<Figure> figures =
        [
            .. Manifest.Known(row).Select(known => new Figure(known.Figure, Plain(known.Value),
                Plain(Manifest.Said(read, known.Figure)))),
            .. PeersExpected.Of(row, read),
        ];
        if (row.Told.Contains("must raise", StringComparison.Ordinal))
            figures.Add(new("found faulty", "True", (read.Rules(Severity.Warning).Count > 0).ToString()));
        return new(row, read, figures);
    }

    private bool IsRefused => Read.Recognition is null
        || (Read.Statements.Count == 0 && Read.Remittances.Count == 0 && Read.Rules(Severity.Error).Count > 0);

    /// <summary>As the exit code of convert says: 0 read, 1 read with problems, 3 refused.</summary>
    public string Fate => IsRefused ? "refused" : Read.Rules(Severity.Warning).Count > 0 ? "with problems" : "read";

    public IEnumerable<Problem> Worst => Read.Problems.Where(problem => problem.Severity >= Severity.Warning);

    private static string Plain(decimal value) => value.ToString("0.#####", CultureInfo.InvariantCulture);
}

/// <summary>A figure somebody states of a file, and ours.</summary>
internal sealed record Figure(string Name, string Stated, string Ours)
{
    public bool Agrees => string.Equals(Stated, Ours, StringComparison.Ordinal);
}
