using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.Storage.Banking;
using Turnstone.Storage.CashApplication;
using Turnstone.Storage.Ledger;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Ledger;

namespace Turnstone.UseCases.CashApplication;

/// <summary>A decision with its evidence.</summary>
/// <param name="Row">The decision.</param>
/// <param name="Evidence">What speaks for and against it.</param>
public sealed record KnownDecision(DecisionRow Row, Evidence Evidence);

/// <summary>A share with its row.</summary>
/// <param name="Row">Where it stands and who answers for it.</param>
/// <param name="Share">What it pays.</param>
/// <param name="CustomerName">Whose account.</param>
public sealed record KnownShare(ShareRow Row, Share Share, string CustomerName);

/// <summary>An open item a person may choose, with what is left of it.</summary>
/// <param name="Item">The document with its whole open amount.</param>
/// <param name="Available">What other decisions leave of it; what this receipt claims counts as left.</param>
public sealed record Candidate(OpenItem Item, Money Available);

/// <summary>All that the workbench shows of a receipt.</summary>
public sealed record ReceiptView
{
    /// <summary>The receipt.</summary>
    public required ReceiptRow Receipt { get; init; }

    /// <summary>The bank line it came on.</summary>
    public required LineRow Line { get; init; }

    /// <summary>Other receipts of the same line.</summary>
    public IReadOnlyList<ReceiptRow> Siblings { get; init; } = [];

    /// <summary>What it pays for whom.</summary>
    public IReadOnlyList<KnownShare> Shares { get; init; } = [];

    /// <summary>The decision that holds; null before it was matched.</summary>
    public KnownDecision? Decision { get; init; }

    /// <summary>All decisions ever made, newest first.</summary>
    public IReadOnlyList<DecisionRow> Decisions { get; init; } = [];

    /// <summary>Who pays; null where nobody is known.</summary>
    public CustomerRow? Customer { get; init; }

    /// <summary>Open items of the customer's family.</summary>
    public IReadOnlyList<Candidate> Candidates { get; init; } = [];

    /// <summary>Customers of the family.</summary>
    public IReadOnlyList<CustomerRow> Family { get; init; } = [];

    /// <summary>Remarks.</summary>
    public IReadOnlyList<CommentRow> Comments { get; init; } = [];

    /// <summary>Records of NetSuite that may be its money, about which nobody has said so yet.</summary>
    public IReadOnlyList<FoundRow> Findings { get; init; } = [];

    /// <summary>The return that takes it back, or the receipt that it takes back.</summary>
    public ReceiptRow? Linked { get; init; }
}

/// <summary>One receipt with its line, evidence, shares, candidates and remarks.</summary>
/// <param name="Receipt">Number of the receipt.</param>
public sealed record ShowReceipt(long Receipt) : IQuery<ReceiptView>
{
    /// <summary>Customer whose open items are shown; null shows those of the customer proposed.</summary>
    public string? Customer { get; init; }

    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<ReceiptView>> Run(ReadSession session)
    {
        var (db, connection) = (session.Db, session.Connection);
        if (await ReceiptRows.Of(db, connection, Receipt) is not { } row)
            return Refusals.NoReceipt(Receipt);
        if (await session.MayNot(Needs, new CompanyId(row.CompanyId)) is { } refusal)
            return refusal;
        var line = await LineRows.Of(db, connection, row.BankLineId)
            ?? throw new InvalidOperationException($"Receipt {row.Id} has no bank line.");
        var decisions = await DecisionRows.OfReceipt(db, row.Id);
        var holding = decisions.FirstOrDefault(decision => decision.Id == row.DecisionId);
        var shares = (await CashApplication.Shares.Load(session, [row.Id]))[row.Id].ToList();
        var (customer, family) = await Family(session, Customer ?? row.CustomerId ?? First(shares));
        return new ReceiptView
        {
            Receipt = row, Line = line,
            Siblings = [.. (await ReceiptRows.OfLine(db, line.Id)).Where(other => other.Id != row.Id)],
            Shares = await Known(session, shares), Decisions = decisions,
            Decision = holding is null ? null : new(holding, Receipts.Evidence(holding)), Customer = customer,
            Family = family, Candidates = await Candidates(session, row, family, shares),
            Comments = await ReceiptRows.Comments(db, row.Id),
            Findings = [.. (await FoundRows.OfReceipt(db, row.Id)).Where(found => found.State == "open")],
            Linked = row.LinkedReceiptId is { } linked ? await ReceiptRows.Of(db, connection, linked) : null,
        };
    }

    private static string? First(List<(ShareRow Row, Share Share)> shares) =>
        shares.Count == 0 ? null : shares[0].Row.CustomerId;

    private static async Task<(CustomerRow?, IReadOnlyList<CustomerRow>)> Family(ReadSession session, string? id)
    {
        if (id is null || await CustomerRows.Of(session.Db, session.Connection, [id]) is not [var customer])
            return (null, []);
        return (customer, await SliceRows.Families(session.Db, session.Connection, [customer.RootId]));
    }

    private static async Task<IReadOnlyList<KnownShare>> Known(
        ReadSession session, List<(ShareRow Row, Share Share)> shares)
    {
        var names = (await CustomerRows.Of(session.Db, session.Connection,
            [.. shares.Select(pair => pair.Row.CustomerId).Distinct(StringComparer.Ordinal)]))
            .ToDictionary(customer => customer.Id, customer => customer.Name, StringComparer.Ordinal);
        return [.. shares.Select(pair => new KnownShare(
            pair.Row, pair.Share, names.GetValueOrDefault(pair.Row.CustomerId, pair.Row.CustomerId)))];
    }

    private static async Task<IReadOnlyList<Candidate>> Candidates(
        ReadSession session, ReceiptRow row, IReadOnlyList<CustomerRow> family,
        List<(ShareRow Row, Share Share)> shares)
    {
        var own = shares.Where(pair => pair.Row.Claims).SelectMany(pair => pair.Share.Applications)
            .ToLookup(application => new ItemKey(application.Document, application.Line));
        var items = await SliceRows.OpenOf(
            session.Db, session.Connection, row.CompanyId, [.. family.Select(customer => customer.Id)]);
        return [.. items.Where(item => item.Currency == row.Currency).Select(item =>
        {
            var mine = own[new(new(item.Id), item.Line)].Sum(application => application.Settled.Minor);
            return new Candidate(Items.Read(item), Items.Available(item with { Claimed = item.Claimed - mine }).Open);
        })];
    }
}
