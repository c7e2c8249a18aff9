using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.Storage.CashApplication;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.CashApplication.Learning;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication;

/// <summary>A document a person chose.</summary>
/// <param name="Document">The document.</param>
/// <param name="Line">Its line, 0 for all but journals.</param>
public sealed record ChosenDocument(string Document, int Line = 0)
{
    /// <summary>
    /// Cash on it in minor units, negative for a credit; null takes what is left of document and money.
    /// </summary>
    public long? Cash { get; init; }

    /// <summary>What else settles it, by its cause: positive minor units.</summary>
    public IReadOnlyDictionary<DifferenceCause, long> Differences { get; init; } =
        new Dictionary<DifferenceCause, long>();
}

/// <summary>What a person says one receipt pays for one customer.</summary>
/// <param name="Customer">Whose account.</param>
/// <param name="Documents">Documents, in the order in which the money goes to them.</param>
public sealed record ChosenShare(string Customer, IReadOnlyList<ChosenDocument> Documents)
{
    /// <summary>
    /// Cash of the whole share in minor units; null takes what its documents take and what it states for the account.
    /// </summary>
    public long? Amount { get; init; }

    /// <summary>
    /// Cash that stays on the customer's account, in minor units; null is none, unless this share takes the rest.
    /// </summary>
    public long? OnAccount { get; init; }
}

/// <summary>
/// A person says who paid and what: the receipt is decided in place. What is on no document stays on the customer's
/// account.
/// </summary>
/// <param name="Receipt">Number of the receipt.</param>
/// <param name="Customer">Whose account.</param>
/// <param name="Documents">Documents, in the order in which the money goes to them; none leaves all on account.</param>
public sealed record ChooseInvoices(long Receipt, string Customer, IReadOnlyList<ChosenDocument> Documents)
    : IUseCase<DecidedReceipt>
{
    /// <summary>Version the person saw; null where nobody looked.</summary>
    public int? Version { get; init; }

    /// <summary>Why, where the person says so.</summary>
    public string? Why { get; init; }

    /// <inheritdoc/>
    public Permission Needs => Permission.Decide;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public Task<Result<DecidedReceipt>> Run(Session session) => new SplitReceipt(
        Receipt, [new(Customer, Documents)]) { Version = Version, Why = Why }.Run(session);
}

/// <summary>A person divides a receipt among several customers; the shares make the whole receipt.</summary>
/// <param name="Receipt">Number of the receipt.</param>
/// <param name="Among">The shares.</param>
public sealed record SplitReceipt(long Receipt, IReadOnlyList<ChosenShare> Among) : IUseCase<DecidedReceipt>
{
    /// <summary>
    /// Customer on whose account stays what no share takes; null is that of the last share, where it states no amount.
    /// </summary>
    public string? RestTo { get; init; }

    /// <summary>Version the person saw; null where nobody looked.</summary>
    public int? Version { get; init; }

    /// <summary>Why, where the person says so.</summary>
    public string? Why { get; init; }

    /// <inheritdoc/>
    public Permission Needs => Permission.Decide;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<DecidedReceipt>> Run(Session session)
    {
        if (!(await Receipts.Take(session, Receipt, Version, Permission.Decide)).Is(out var row, out var refusal))
            return refusal;
        if (row.QueueState != "undecided" || row.Kind is not ("receipt" or "undecided") || row.Amount <= 0)
            return Refusals.Not("decided", Receipts.Called(row), Deciding.StateOf(row));
        if (!(await Choose(session, row)).Is(out var chosen, out refusal))
            return refusal;
        var first = await session.NewIds(chosen.Shares.Count + 1);
        var decision = Decision(session, row, chosen.Shares);
        await DecisionRows.Add(
            session.Db, session.Connection, [Receipts.Row(session, decision, row, first, "person")]);
        await ShareRows.Remove(session.Db, row.Id);
        var shares = chosen.Shares.Select((share, at) =>
            (CashApplication.Shares.Row(share, row, first, first + 1 + at, at), share)).ToList();
        await CashApplication.Shares.Add(session, shares);
        await ReceiptRows.Save(session.Db, DecisionKeeping.Decided(row, decision, chosen.Open) with
        {
            Kind = "receipt", DecisionId = first,
        });
        var decided = await Deciding.Decide(session, row, shares, "receipt.chosen", Why);
        if (decided.Is(out var done, out _))
            decided = done with { Teaches = await Teaching.Note(session, row, chosen.Shares) };
        return decided;
    }

    private async Task<Result<(IReadOnlyList<Share> Shares, Dictionary<ItemKey, Money> Open)>> Choose(
        Session session, ReceiptRow row)
    {
        var whole = new Money(row.Amount, Currency.Of(row.Currency));
        var left = whole;
        var shares = new List<Share>();
        var open = new Dictionary<ItemKey, Money>();
        var among = WithRest();
        var defaults = await CustomerRows.Of(
            session.Db, session.Connection, [.. among.Select(share => share.Customer)
                .Distinct(StringComparer.Ordinal)]);
        foreach (var chosen in among)
        {
            if (defaults.FirstOrDefault(customer => customer.Id == chosen.Customer) is not { } customer)
                return Ledger.Refusals.NoCustomer(chosen.Customer);
            var items = await Items(session, chosen);
            foreach (var item in items)
                open[ItemKey.Of(item)] = item.Open;
            var amount = chosen.Amount is { } minor ? new Money(minor, whole.Currency) : left;
            if (!ChosenAllocation.Of(chosen, amount, items, row.CompanyId, customer.ArAccount ?? "")
                .Is(out var share, out var refusal))
                return refusal;
            // Only one share takes what is left; any other is what was put on its documents and its account.
            if (chosen.Amount is null)
                share = share with { OnAccount = new(chosen.OnAccount ?? 0, whole.Currency) };
            if (share.OnAccount.IsNegative)
                return Refusals.NegativeShare(chosen.Customer, share.OnAccount);
            shares.Add(share);
            left -= share.Amount;
        }

        if (RestOf(among) is { } rest && left.IsPositive)
        {
            var share = shares[rest];
            shares[rest] = share with { OnAccount = share.OnAccount + left };
            left -= left;
        }

        return left.IsZero
            ? (shares.Where(share => share.Applications.Count > 0 || share.OnAccount.IsPositive).ToList(), open)
            : Refusals.NotTheWhole(whole, whole - left);
    }

    /// <summary>The shares, and one more where the rest stays with a customer who has none.</summary>
    private IReadOnlyList<ChosenShare> WithRest() =>
        RestTo is { } customer && Among.All(share => share.Customer != customer)
            ? [.. Among, new(customer, [])] : Among;

    /// <summary>Place of the share that takes the rest; null where none does.</summary>
    private int? RestOf(IReadOnlyList<ChosenShare> among)
    {
        var at = RestTo is { } customer ? among.ToList().FindIndex(share => share.Customer == customer)
            : among.Count - 1;
        return at >= 0 && among[at].Amount is null ? at : null;
    }

    private static async Task<List<OpenItem>> Items(Session session, ChosenShare chosen) =>
        [.. (await ItemRows.Of(session.Db, session.Connection,
                [.. chosen.Documents.Select(document => document.Document).Distinct(StringComparer.Ordinal)]))
            .Select(Ledger.Items.Available)];

    private static Decision Decision(Session session, ReceiptRow row, IReadOnlyList<Share> shares)
    {
        var onAccount = shares.Any(share => share.OnAccount.IsPositive);
        var status = shares.All(share => share.Applications.Count == 0) ? MatchStatus.Unapplied
            : onAccount ? MatchStatus.PartiallyApplied : MatchStatus.Applied;
        var signal = new Signal("person", 0, $"{session.Person.Name} chose customer and documents.");
        return new(Receipts.Read(row), status, Verdict.Propose, 10_000,
            shares.Select(share => share.Customer).Distinct().ToList() is [var only] ? only : null, shares,
            new([signal], 0, 0, RunnerUp: null, "person", []));
    }
}
