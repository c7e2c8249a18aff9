using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Reporting;

/// <summary>A document's signed open amount, on our side or on NetSuite's.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Open">Signed open amount.</param>
public sealed record OpenDocument(string Name, Money Open);

/// <summary>An AR account as both sides see it at one moment.</summary>
public sealed record ReceivablesSides
{
    /// <summary>AR account.</summary>
    public required string Account { get; init; }

    /// <summary>Day it is about.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Our open documents.</summary>
    public required IReadOnlyList<OpenDocument> Ours { get; init; }

    /// <summary>NetSuite's open documents.</summary>
    public required IReadOnlyList<OpenDocument> Theirs { get; init; }

    /// <summary>Balance of the account in NetSuite's general ledger.</summary>
    public required Money Balance { get; init; }

    /// <summary>Parts of the balance that belong to no document, by name: revaluation, journal lines without a
    /// customer.</summary>
    public IReadOnlyList<NamedAmount> WithoutDocument { get; init; } = [];

    /// <summary>Documents that do not post yet: unapproved in NetSuite. Shown, no part of either side.</summary>
    public IReadOnlyList<NamedAmount> Unapproved { get; init; } = [];
}

/// <summary>The tie-outs against NetSuite's general ledger.</summary>
public static class LedgerTieOuts
{
    /// <summary>
    /// Balance of undeposited funds = our posted payments of lines that are not complete + others, each by name.
    /// </summary>
    public static TieOut UndepositedFunds(
        string account, DateOnly date, Money balance, IReadOnlyList<NamedAmount> ours,
        IReadOnlyList<NamedAmount> others) =>
        TieOut.Sum(TieOutKind.UndepositedFunds, account, date, balance, [.. ours, .. others]);

    /// <summary>Our sub-ledger = the AR account, document by document where it does not.</summary>
    public static TieOut Receivables(ReceivablesSides sides)
    {
        var nothing = Money.Zero(sides.Balance.Currency);
        var ours = Sums(sides.Ours);
        var theirs = Sums(sides.Theirs);
        var differences = ours.Keys.Union(theirs.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => new TieDifference(name, ours.GetValueOrDefault(name, nothing),
                theirs.GetValueOrDefault(name, nothing)))
            .Where(difference => difference.Ours != difference.Theirs).ToList();
        var total = sides.Theirs.Aggregate(nothing, (sum, document) => sum + document.Open);
        var explained = sides.WithoutDocument.Aggregate(total, (sum, part) => sum + part.Amount);
        if (explained != sides.Balance)
            differences.Add(new("balance of the account against its documents", explained, sides.Balance));
        return new()
        {
            Kind = TieOutKind.Receivables, Subject = sides.Account, Date = sides.Date, Whole = sides.Balance,
            Parts = [new("open documents", ours.Values.Aggregate(nothing, (sum, open) => sum + open)),
                .. sides.WithoutDocument],
            Beside = sides.Unapproved, Differences = differences,
            State = differences.Count == 0 ? TieOutState.Proved : TieOutState.Failed,
        };
    }

    private static Dictionary<string, Money> Sums(IReadOnlyList<OpenDocument> documents) => documents
        .GroupBy(document => document.Name, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Skip(1).Aggregate(group.First().Open, (sum, document) =>
            sum + document.Open), StringComparer.Ordinal);
}
