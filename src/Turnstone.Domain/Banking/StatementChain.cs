using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Banking;

/// <summary>What balances say about a statement.</summary>
public enum ChainProof
{
    /// <summary>Opening plus lines is closing, and opening is the previous closing.</summary>
    Proved,

    /// <summary>Balances are missing, or there is no earlier statement to follow.</summary>
    NotProvable,

    /// <summary>A figure does not add up.</summary>
    Failed,
}

/// <summary>The verdict on a statement's balances, with the sentence that says why.</summary>
/// <param name="Proof">The verdict.</param>
/// <param name="Why">Stated and computed figures; empty where all is proved.</param>
public sealed record ChainFinding(ChainProof Proof, string Why);

/// <summary>The second tie-out: each statement adds up and follows on the one before.</summary>
public static class StatementChain
{
    /// <summary>
    /// Judges one statement after another; previous is the closing of the one before, null where none.
    /// </summary>
    public static ChainFinding Judge(Money? previous, Money? opening, Money lines, Money? closing)
    {
        if (opening is { } from && closing is { } to && from + lines != to)
            return new(ChainProof.Failed, $"Opening {from} and lines {lines} make {from + lines}, stated is {to}.");
        if (previous is { } before && opening is { } after && before != after)
            return new(ChainProof.Failed, $"The statement before closed with {before}, this one opens with {after}.");
        if (opening is null || closing is null)
            return new(ChainProof.NotProvable, "The file states no opening or no closing balance.");
        return previous is null
            ? new(ChainProof.NotProvable, "No earlier statement of this account is known.")
            : new(ChainProof.Proved, "");
    }
}
