using System.Numerics;

namespace Turnstone.BankFiles;

/// <summary>One quirk of a proposed profile.</summary>
/// <param name="Quirk">The single quirk.</param>
/// <param name="Deviations">How many deviations of the file it covers.</param>
/// <param name="FirstLine">Line of the first of them.</param>
public sealed record ProposedQuirk(Quirks Quirk, int Deviations, long FirstLine)
{
    /// <summary>
    /// True where it lets in a file whose money does not add up: it is only right once the bank has said that it always
    /// sends so.
    /// </summary>
    public bool IsMoney => Quirk is Quirks.WrongTotals or Quirks.WrongBalances;
}

/// <summary>
/// The smallest set of quirks under which a file reads with notes only, and how many deviations no quirk covers.
/// </summary>
/// <param name="Proposed">The quirks in the order of their names in settings; empty where none helps.</param>
/// <param name="Uncovered">Deviations above a note that stay, whatever is tolerated.</param>
public sealed record QuirkProfile(IReadOnlyList<ProposedQuirk> Proposed, int Uncovered)
{
    /// <summary>All of them as one value.</summary>
    public Quirks Quirks => Proposed.Aggregate(Quirks.None, (all, one) => all | one.Quirk);

    /// <summary>As a source's setting says it: <c>quirks: [miscounts, signed_totals]</c>.</summary>
    public string ToSetting() => $"quirks: [{string.Join(", ", Proposed.Select(one => Words.Of(one.Quirk)))}]";

    private static readonly Quirks[] Single =
        [Quirks.Miscounts, Quirks.WrongTotals, Quirks.SignedTotals, Quirks.WrongBalances];

    /// <summary>Finds it from the problems of a file that was read strictly.</summary>
    internal static QuirkProfile Of(IReadOnlyList<ProblemFound> found)
    {
        var grave = found.Where(one => one.Problem.Severity > Domain.Banking.Severity.Note).ToList();
        var coverable = grave.FindAll(one => one.CoveredBy != Quirks.None);
        var chosen = Smallest([.. coverable.Select(one => one.CoveredBy).Distinct()]);
        var proposed = Single.Where(quirk => chosen.HasFlag(quirk)).Select(quirk =>
        {
            var covered = coverable.FindAll(one => one.CoveredBy.HasFlag(quirk));
            return new ProposedQuirk(quirk, covered.Count, covered.Min(one => one.Problem.Line));
        });
        return new([.. proposed], grave.Count - coverable.Count);
    }

    // Each deviation is covered by any of its quirks; of the sixteen sets the one with the fewest members covers all.
    private static Quirks Smallest(Quirks[] deviations) => Enumerable.Range(0, 1 << Single.Length)
        .Select(bits => (Quirks)bits).Where(set => Array.TrueForAll(deviations, one => (one & set) != Quirks.None))
        .MinBy(set => BitOperations.PopCount((uint)set));
}
