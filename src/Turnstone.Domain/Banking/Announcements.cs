namespace Turnstone.Domain.Banking;

/// <summary>What became of a line that the bank announced within the day.</summary>
public enum AnnouncedState
{
    /// <summary>Its statement may still come.</summary>
    Expected,

    /// <summary>The statements of its days are here and none has it: ask the bank.</summary>
    NeverBooked,
}

/// <summary>An announced line and the booked line that takes its place.</summary>
/// <param name="Announced">The line of an intraday report.</param>
/// <param name="Booked">The line of a statement.</param>
public sealed record Superseded(LineIdentity Announced, LineIdentity Booked);

/// <summary>
/// Intraday reports announce money and book none. A booked line takes the place of at most one announced line, and an
/// announced line that no statement books is reported.
/// </summary>
public static class Announcements
{
    /// <summary>How many days after its announcement a line may be booked: over a weekend and a holiday.</summary>
    public const int LongestDays = 5;

    /// <summary>
    /// Pairs lines of one account: same amount, booked on the announced day or within
    /// <see cref="LongestDays"/> after it; the same reference before the same day, then the nearest day. Lines that no
    /// partner is left for are in no pair. The order of the lists does not matter.
    /// </summary>
    public static IReadOnlyList<Superseded> Pair(
        IReadOnlyList<LineIdentity> announced, IReadOnlyList<LineIdentity> booked)
    {
        var free = booked.ToHashSet();
        var byAmount = booked.OrderBy(line => line.Date).ThenBy(line => line.Text, StringComparer.Ordinal)
            .ToLookup(line => line.Amount);
        var pairs = new List<Superseded>();
        var open = announced.OrderBy(line => line.Date).ThenBy(line => line.Text, StringComparer.Ordinal).ToList();
        Take((line, other) => line.Reference.Length > 0
            && string.Equals(line.Reference, other.Reference, StringComparison.Ordinal));
        // Banks print other references in the two reports: amount and day are what they share.
        Take((line, other) => line.Date == other.Date);
        Take((_, _) => true);
        return pairs;

        void Take(Func<LineIdentity, LineIdentity, bool> same) => open.RemoveAll(line =>
        {
            var partner = byAmount[line.Amount].FirstOrDefault(other => free.Contains(other)
                && other.Date.DayNumber - line.Date.DayNumber is >= 0 and <= LongestDays && same(line, other));
            if (partner is null)
                return false;
            pairs.Add(new(line, partner));
            return free.Remove(partner);
        });
    }

    /// <summary>
    /// What an announced line without a booked one is, by the last day that the account's statements reach; null where
    /// none came.
    /// </summary>
    public static AnnouncedState StateOf(DateOnly announcedOn, DateOnly? statementsUntil) =>
        statementsUntil is { } until && until.DayNumber - announcedOn.DayNumber > LongestDays
            ? AnnouncedState.NeverBooked : AnnouncedState.Expected;
}
