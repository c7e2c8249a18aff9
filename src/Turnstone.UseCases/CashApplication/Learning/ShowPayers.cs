using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Learning;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Accounts;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication.Learning;

/// <summary>That a payer pays for a customer, and how that is known.</summary>
/// <param name="Name">The payer as the bank prints it; null where only the account is known.</param>
/// <param name="Account">Its account as the person may see it; null where none is known.</param>
/// <param name="Customer">Whom it pays for.</param>
/// <param name="CustomerName">That customer's name.</param>
public sealed record PayerEdge(string? Name, string? Account, string Customer, string CustomerName)
{
    /// <summary>Settled receipts that show it; 0 where it was only learned.</summary>
    public int Receipts { get; init; }

    /// <summary>Day of the first receipt, or first day what was learned holds.</summary>
    public DateOnly Since { get; init; }

    /// <summary>Day of the last receipt; null where there is none.</summary>
    public DateOnly? Last { get; init; }

    /// <summary>True where the name is not the customer's own.</summary>
    public bool IsOther { get; init; }

    /// <summary>Number of what was learned; null where the books alone show it.</summary>
    public long? Learned { get; init; }

    /// <summary>Who approved it.</summary>
    public string? Approver { get; init; }

    /// <summary>Last day it holds; null without an end.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>
/// The payer graph: who pays for whom, from which accounts and since when, by settled receipts and by what was learned
/// and approved.
/// </summary>
/// <param name="Words">A payer's name or account, or a customer; null for the latest.</param>
/// <param name="Of">The company; null for all the person may see.</param>
public sealed record ShowPayers(string? Words, CompanyId? Of = null) : IQuery<PayerEdge[]>
{
    private const int Most = 200;

    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => Of;

    /// <inheritdoc/>
    public async Task<Result<PayerEdge[]>> Run(ReadSession session)
    {
        PayerSearch? search = null;
        if (Words?.Trim() is { Length: > 1 } words)
        {
            if (!(await new FindCustomers(words, Of).Run(session)).Is(out var customers, out var refusal))
                return refusal;
            search = new(words, MatchingKeys.OfName(words), [.. customers.Select(customer => customer.Id)]);
        }

        var edges = new List<PayerEdge>();
        foreach (var row in await LearnedRows.Latest(session.Db, session.Connection, "approved", Most))
        {
            if (row.Kind is "payer_name" or "payer_account" && !(row.ValidTo < session.Today) && Fits(search, row)
                && await Sees(session, row.CompanyId))
                edges.Add(Edge(session, row));
        }

        foreach (var row in await PayerRows.Of(session.Db, session.Connection, search, Most))
        {
            if (await Sees(session, row.CompanyId))
                edges.Add(Edge(session, row));
        }

        return edges.ToArray();
    }

    private async Task<bool> Sees(ReadSession session, string company) =>
        (Of is null || Of == new CompanyId(company)) && await session.MayNot(Needs, new CompanyId(company)) is null;

    private static bool Fits(PayerSearch? search, LearnedRow row) => search is null || row.Shown == search.Account
        || search.Customers.Contains(row.CustomerId, StringComparer.Ordinal) || search.NameKey.Length > 0
        && MatchingKeys.OfName(row.Shown).StartsWith(search.NameKey, StringComparison.Ordinal);

    private static PayerEdge Edge(ReadSession session, LearnedRow row)
    {
        var isName = Codes.Read<LearnedKind>(row.Kind) is LearnedKind.PayerName;
        return new(isName ? row.Shown : null, isName ? null : LearnedFacts.Account(session, row.Shown),
            row.CustomerId, row.CustomerName)
        {
            Since = row.ValidFrom ?? session.Today, IsOther = isName, Learned = row.Id, Approver = row.Approver,
            Until = row.ValidTo,
        };
    }

    private static PayerEdge Edge(ReadSession session, PayerRow row) => new(
        row.PayerName, row.PayerAccount is { } account ? LearnedFacts.Account(session, account) : null,
        row.CustomerId, row.CustomerName)
    {
        Receipts = row.Receipts, Since = row.Since, Last = row.Last,
        IsOther = row.PayerName is { } name
            && MatchingKeys.OfWords(name) != MatchingKeys.OfWords(row.CustomerName),
    };
}
