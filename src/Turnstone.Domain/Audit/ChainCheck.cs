using System.Globalization;

namespace Turnstone.Domain.Audit;

/// <summary>
/// Checks one chain entry by entry, in the order of their numbers, and remembers the first fault. A chain may have
/// millions of entries, so none is kept.
/// </summary>
internal sealed class ChainCheck(ChainHead head, IReadOnlyDictionary<long, ReadOnlyMemory<byte>> signed)
{
    private ReadOnlyMemory<byte> _hash = AuditHash.Start;

    public long Seq { get; private set; }

    public AuditFault? Fault { get; private set; }

    public void Add(AuditEntry entry)
    {
        Fault ??= Look(entry);
        Seq = entry.Seq;
        _hash = entry.Hash;
    }

    public AuditFault? End()
    {
        if (Fault is not null)
            return Fault;
        if (signed.Keys.DefaultIfEmpty().Max() is var last && last > Seq)
            return Found(AuditFaultKind.CutTail, Seq + 1,
                $"the entries from {Seq + 1} on are gone: {last} had been signed");
        if (head.Seq > Seq)
            return Found(AuditFaultKind.CutTail, Seq + 1,
                $"the entries from {Seq + 1} on are gone: the head names {head.Seq}");
        return head.Seq == Seq && Equal(head.Hash, _hash) ? null
            : Found(AuditFaultKind.WrongHead, head.Seq,
                $"the head names entry {head.Seq} with another hash than the last entry, {Seq}, has");
    }

    private AuditFault? Look(AuditEntry entry)
    {
        if (entry.Seq != Seq + 1)
            return Found(AuditFaultKind.Gap, Seq + 1, $"entry {Seq + 1} is missing: {entry.Seq} follows {Seq}");
        if (!Equal(entry.Hash, AuditHash.Of(entry)))
            return TruePlace(entry) is { } place
                ? Found(AuditFaultKind.Swapped, entry.Seq, $"entry {place} stands in the place of {entry.Seq}")
                : Found(AuditFaultKind.Changed, entry.Seq, $"entry {entry.Seq} was changed after it was written");
        if (!Equal(entry.PreviousHash, _hash))
            return Found(AuditFaultKind.Changed, entry.Seq,
                $"entry {entry.Seq} does not follow entry {Seq}: one of them was replaced");
        return signed.TryGetValue(entry.Seq, out var hash) && !Equal(entry.Hash, hash)
            ? Found(AuditFaultKind.Rewritten, entry.Seq,
                $"entry {entry.Seq} is not the one that was signed: the chain was written anew up to there")
            : null;
    }

    // The number is part of what is hashed: with its own number an entry's hash fits again.
    private long? TruePlace(AuditEntry entry)
    {
        for (var seq = 1L; seq <= head.Seq; seq++)
        {
            if (Equal(entry.Hash, AuditHash.Of(entry with { Seq = seq })))
                return seq;
        }

        return null;
    }

    private AuditFault Found(AuditFaultKind kind, long seq, FormattableString what) =>
        new(kind, head.Chain, seq, $"In the log of {head.Chain} {what.ToString(CultureInfo.InvariantCulture)}.");

    private static bool Equal(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other) =>
        one.Span.SequenceEqual(other.Span);
}
