using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Banking;

/// <summary>How a bank line divides into its detail items.</summary>
/// <param name="Details">What the details add up to.</param>
/// <param name="Remainder">
/// Line less details: positive is itself a receipt, negative an undecided item, nothing where they add up.
/// </param>
public sealed record LineParts(Money Details, Money Remainder)
{
    /// <summary>What the remainder is; null where there is none.</summary>
    public LineKind? RemainderKind => Remainder.Minor switch
    {
        > 0 => LineKind.Receipt,
        < 0 => LineKind.Undecided,
        _ => null,
    };
}

/// <summary>A bank line that may be what a batch of details belongs to.</summary>
/// <param name="Identity">The line.</param>
/// <param name="Awaits">True where a rule says that it waits for details.</param>
/// <param name="HasDetails">True where it has some already.</param>
public sealed record DetailTarget(LineIdentity Identity, bool Awaits, bool HasDetails);

/// <summary>One item of a batch as two arrivals of it share it.</summary>
/// <param name="Amount">What it brings.</param>
/// <param name="Reference">Its reference in the form of <see cref="LineIdentity.Normal"/>; empty where none.</param>
public readonly record struct DetailItem(Money Amount, string Reference)
{
    internal static IComparer<DetailItem> ByText { get; } = Comparer<DetailItem>.Create((one, other) =>
        string.CompareOrdinal(one.Reference, other.Reference) is var order and not 0
            ? order : one.Amount.CompareTo(other.Amount));
}

/// <summary>Attaches what one deposit is made of to the line that booked it.</summary>
public static class DetailItems
{
    /// <summary>Divides a line by its details.</summary>
    public static LineParts Divide(Money line, IReadOnlyList<Money> details)
    {
        var sum = details.Aggregate(Money.Zero(line.Currency), (total, detail) => total + detail);
        return new(sum, line - sum);
    }

    /// <summary>
    /// True where a batch is one that is attached already, arriving again in other bytes: the same items, each with its
    /// reference. Items without any reference prove nothing: two deposits may look alike.
    /// </summary>
    public static bool IsRepeat(IReadOnlyList<DetailItem> batch, IReadOnlyList<DetailItem> attached) =>
        batch.Count == attached.Count && batch.Any(item => item.Reference.Length > 0)
        && batch.Order(DetailItem.ByText).SequenceEqual(attached.Order(DetailItem.ByText));

    /// <summary>
    /// The line a batch belongs to: same total within the days given, a line that waits for details before others, the
    /// same reference before other references; a line nobody expects details for on the very day only, since an equal
    /// amount nearby is another payment. Null where none or several would do: then a person says.
    /// </summary>
    public static DetailTarget? Find(
        DateOnly date, Money total, string? reference, int days, IReadOnlyList<DetailTarget> targets)
    {
        var near = targets.Where(target => !target.HasDetails && target.Identity.Amount == total
            && Math.Abs(target.Identity.Date.DayNumber - date.DayNumber) <= days).ToList();
        var normal = LineIdentity.Normal(reference);
        var named = near.FindAll(target => normal.Length > 0
            && string.Equals(target.Identity.Reference, normal, StringComparison.Ordinal));
        var waiting = near.FindAll(target => target.Awaits);
        var same = waiting.Count == 0 ? near.FindAll(target => target.Identity.Date == date) : [];
        return named is [var one] ? one : waiting is [var awaited] ? awaited : same is [var only] ? only : null;
    }
}
