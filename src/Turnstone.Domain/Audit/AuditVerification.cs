using System.Security.Cryptography;

namespace Turnstone.Domain.Audit;

/// <summary>Proves a whole log: every chain against its head, and against what was signed.</summary>
public sealed class AuditVerification
{
    private readonly Dictionary<ChainId, ChainCheck> _chains;
    private readonly List<AuditFault> _faults = [];
    private readonly List<string> _unproven = [];
    private long _entries;

    /// <summary>Begins without anchors: only what the database itself shows can be proved.</summary>
    public AuditVerification(IEnumerable<ChainHead> heads)
        : this(heads, [])
    {
        _unproven.Add("Without an anchor a tail cut off together with its head, and a chain written anew by somebody "
            + "who can change the database, do not show: verify with the anchor file.");
    }

    /// <summary>Begins with anchors, in the order they were written, and the key they are signed with.</summary>
    public AuditVerification(IEnumerable<ChainHead> heads, IReadOnlyList<Anchor> anchors, ECDsa key)
        : this(heads, Sound(anchors, key))
    {
        for (var i = 0; i < anchors.Count; i++)
        {
            if (!anchors[i].IsSignedBy(key))
                _faults.Add(new(AuditFaultKind.ForgedAnchor, Chain: null, i + 1,
                    $"Line {i + 1} of the anchor file is not signed with this key: it was changed, or is another's."));
        }

        var last = Sound(anchors, key).LastOrDefault();
        _unproven.Add(last is null
            ? "No anchor is signed with this key: a cut tail or a chain written anew would not show."
            : "What was written after the last anchor is proved by the chains alone: keep anchors daily, and away from "
                + "the database.");
    }

    private AuditVerification(IEnumerable<ChainHead> heads, IReadOnlyList<Anchor> anchors)
    {
        var signed = anchors.SelectMany(anchor => anchor.Heads).Where(head => head.Seq > 0)
            .GroupBy(head => head.Chain).ToDictionary(chain => chain.Key, Points);
        _chains = heads.ToDictionary(head => head.Chain, head => new ChainCheck(head,
            signed.GetValueOrDefault(head.Chain) ?? new Dictionary<long, ReadOnlyMemory<byte>>()));
        foreach (var chain in signed.Keys.Where(chain => !_chains.ContainsKey(chain)))
            _faults.Add(new(AuditFaultKind.MissingChain, chain, 1,
                $"The log of {chain} is gone: it had been signed."));
    }

    /// <summary>Looks at the next entry; those of one chain come in the order of their numbers.</summary>
    public void Add(AuditEntry entry)
    {
        _entries++;
        if (!_chains.TryGetValue(entry.Chain, out var check))
        {
            _faults.Add(new(AuditFaultKind.WrongHead, entry.Chain, entry.Seq,
                $"The log of {entry.Chain} has no head."));
            _chains[entry.Chain] = check = new(new(entry.Chain, 0, AuditHash.Start),
                new Dictionary<long, ReadOnlyMemory<byte>>());
        }

        check.Add(entry);
    }

    /// <summary>What it came to, the chains in order.</summary>
    public AuditReport End()
    {
        var headless = _faults.Select(fault => fault.Chain).ToHashSet();
        var found = _chains.Where(chain => !headless.Contains(chain.Key))
            .OrderBy(chain => chain.Key.Connection).ThenBy(chain => chain.Key.Company, StringComparer.Ordinal)
            .Select(chain => chain.Value.End()).OfType<AuditFault>();
        return new(_chains.Count, _entries, [.. _faults, .. found], _unproven);
    }

    private static Anchor[] Sound(IReadOnlyList<Anchor> anchors, ECDsa key) =>
        [.. anchors.Where(anchor => anchor.IsSignedBy(key))];

    // Of two anchors for one entry the first was signed nearer to the act.
    private static Dictionary<long, ReadOnlyMemory<byte>> Points(IEnumerable<ChainHead> heads)
    {
        var points = new Dictionary<long, ReadOnlyMemory<byte>>();
        foreach (var head in heads)
            points.TryAdd(head.Seq, head.Hash);
        return points;
    }
}
