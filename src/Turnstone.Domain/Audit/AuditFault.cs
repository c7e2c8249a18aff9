namespace Turnstone.Domain.Audit;

/// <summary>What is wrong with a chain.</summary>
public enum AuditFaultKind
{
    /// <summary>An entry says something else than when it was written.</summary>
    Changed,

    /// <summary>An entry is missing between others.</summary>
    Gap,

    /// <summary>An entry stands in another's place.</summary>
    Swapped,

    /// <summary>Entries at the end are missing.</summary>
    CutTail,

    /// <summary>The hashes fit each other, and not what was signed: written anew from some entry on.</summary>
    Rewritten,

    /// <summary>The head does not name the last entry.</summary>
    WrongHead,

    /// <summary>A chain that was signed is gone.</summary>
    MissingChain,

    /// <summary>An anchor that the key's owner did not sign.</summary>
    ForgedAnchor,
}

/// <summary>A fault with its place, for a person and for a program.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Chain">In which chain; null where it is about an anchor.</param>
/// <param name="Seq">At which entry; of an anchor, its line.</param>
/// <param name="Sentence">What it means.</param>
public sealed record AuditFault(AuditFaultKind Kind, ChainId? Chain, long Seq, string Sentence);

/// <summary>What a verification came to.</summary>
/// <param name="Chains">Chains looked at.</param>
/// <param name="Entries">Entries looked at.</param>
/// <param name="Faults">The first fault of each chain and each forged anchor; empty for a sound log.</param>
/// <param name="Unproven">What this verification could not prove, in sentences.</param>
public sealed record AuditReport(
    int Chains, long Entries, IReadOnlyList<AuditFault> Faults, IReadOnlyList<string> Unproven)
{
    /// <summary>True where nothing is wrong, as far as could be proved.</summary>
    public bool Sound => Faults.Count == 0;
}
