using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Reporting;

/// <summary>Which two sides are held against each other (posting.md: Tie-outs).</summary>
public enum TieOutKind
{
    /// <summary>A bank line against its receipts and parts.</summary>
    Line,

    /// <summary>A statement's balances against its lines and the statement before.</summary>
    Statement,

    /// <summary>A bank day's receipts against where their money stands.</summary>
    Money,

    /// <summary>Receipts against their shares, each in exactly one state.</summary>
    Shares,

    /// <summary>Booked lines against their deposit, payment or journal in NetSuite.</summary>
    BankLedger,

    /// <summary>Balance of undeposited funds against the payments that wait there.</summary>
    UndepositedFunds,

    /// <summary>Our sub-ledger against an AR account.</summary>
    Receivables,
}

/// <summary>What a tie-out came to.</summary>
public enum TieOutState
{
    /// <summary>Both sides are equal.</summary>
    Proved,

    /// <summary>A side is not known, e.g. a statement without balances.</summary>
    NotProvable,

    /// <summary>The sides differ: automatic posting stops for the account and date.</summary>
    Failed,
}

/// <summary>An amount under the name people know it by.</summary>
/// <param name="Name">Kind, state or document.</param>
/// <param name="Amount">Signed amount.</param>
public sealed record NamedAmount(string Name, Money Amount);

/// <summary>One difference by name.</summary>
/// <param name="Name">The line, receipt or document that differs.</param>
/// <param name="Ours">What we have.</param>
/// <param name="Theirs">What the other side has.</param>
public sealed record TieDifference(string Name, Money Ours, Money Theirs);

/// <summary>Two sides held against each other, with what they are made of and every difference by name.</summary>
public sealed record TieOut
{
    /// <summary>Which sides.</summary>
    public required TieOutKind Kind { get; init; }

    /// <summary>What it is about: a line, a statement, an account.</summary>
    public required string Subject { get; init; }

    /// <summary>Day it is about.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>What it came to.</summary>
    public required TieOutState State { get; init; }

    /// <summary>The whole.</summary>
    public required Money Whole { get; init; }

    /// <summary>What the whole is made of.</summary>
    public required IReadOnlyList<NamedAmount> Parts { get; init; }

    /// <summary>What differs, by name; empty where nothing does.</summary>
    public IReadOnlyList<TieDifference> Differences { get; init; } = [];

    /// <summary>Shown beside it without being part of it.</summary>
    public IReadOnlyList<NamedAmount> Beside { get; init; } = [];

    /// <summary>Parts that add up to a whole, or the difference under the subject's own name.</summary>
    internal static TieOut Sum(
        TieOutKind kind, string subject, DateOnly date, Money whole, IReadOnlyList<NamedAmount> parts)
    {
        var sum = parts.Aggregate(Money.Zero(whole.Currency), (total, part) => total + part.Amount);
        return new()
        {
            Kind = kind, Subject = subject, Date = date, Whole = whole, Parts = parts,
            State = sum == whole ? TieOutState.Proved : TieOutState.Failed,
            Differences = sum == whole ? [] : [new(subject, whole, sum)],
        };
    }
}
