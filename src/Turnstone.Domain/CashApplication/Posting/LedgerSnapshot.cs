using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;

namespace Turnstone.Domain.CashApplication.Posting;

/// <summary>A month of the books and what is still allowed in it.</summary>
/// <param name="Id">Internal id.</param>
/// <param name="Name">Name people know, e.g. "Mar 2026".</param>
/// <param name="Start">First day.</param>
/// <param name="End">Last day.</param>
/// <param name="Closed">Nothing may be posted any more.</param>
/// <param name="ArLocked">Payments and credit memos are locked.</param>
/// <param name="AllLocked">Everything is locked.</param>
/// <param name="AllowNonGlChanges">Applications may still change where the GL does not move.</param>
public sealed record AccountingPeriod(
    string Id, string Name, DateOnly Start, DateOnly End, bool Closed = false, bool ArLocked = false,
    bool AllLocked = false, bool AllowNonGlChanges = false)
{
    /// <summary>True where the day is in it.</summary>
    public bool Holds(DateOnly day) => day >= Start && day <= End;

    /// <summary>True where a write of this kind may still be dated in it: each has its own lock.</summary>
    public bool Allows(WriteKind kind) => !Closed && !AllLocked && (!ArLocked
        || kind is WriteKind.DifferenceJournal or WriteKind.ReturnJournal or WriteKind.Reversal or WriteKind.Deposit);
}

/// <summary>What an invoice has at one tax rate.</summary>
/// <param name="Code">Tax code, by internal id.</param>
/// <param name="Percent">Its rate in percent.</param>
/// <param name="Net">Net amount at this rate.</param>
/// <param name="Tax">Tax on it.</param>
/// <param name="Account">GL account of the tax.</param>
public sealed record TaxPart(string Code, decimal Percent, Money Net, Money Tax, string Account);

/// <summary>A document as it stands in NetSuite at one moment.</summary>
/// <param name="Item">The document with its open amount.</param>
/// <param name="Status">NetSuite's status word or letter.</param>
/// <param name="OnHold">Its customer is on hold.</param>
public sealed record LedgerDocument(OpenItem Item, string Status = "open", bool OnHold = false)
{
    /// <summary>A discount of ours stands on it: a return does not silently take that back.</summary>
    public bool HasDiscount { get; init; }

    /// <summary>Base currency for one unit of its currency, as it was booked.</summary>
    public decimal ExchangeRate { get; init; } = 1m;

    /// <summary>Its tax by rate; empty where it has none, null where its lines do not say to the cent.</summary>
    public IReadOnlyList<TaxPart>? Tax { get; init; } = [];
}

/// <summary>What a plan knows of the ledger: the documents it touches, the families and the periods.</summary>
public sealed class LedgerSnapshot
{
    private readonly Dictionary<(DocumentId, int), LedgerDocument> _documents;
    private readonly Dictionary<CustomerId, CustomerId> _parents;
    private readonly IReadOnlyList<AccountingPeriod> _periods;

    /// <summary>A snapshot of documents, of each customer's parent, and of periods.</summary>
    public LedgerSnapshot(IEnumerable<LedgerDocument> documents, IEnumerable<(CustomerId Child, CustomerId Parent)>
        parents, IReadOnlyList<AccountingPeriod> periods)
    {
        _documents = documents.ToDictionary(document => (document.Item.Id, document.Item.Line));
        _parents = parents.ToDictionary(link => link.Child, link => link.Parent);
        _periods = periods;
    }

    /// <summary>Every document of the snapshot.</summary>
    public IReadOnlyCollection<LedgerDocument> Documents => _documents.Values;

    /// <summary>The same, with documents of these customers on hold.</summary>
    public LedgerSnapshot With(IReadOnlySet<CustomerId> held) => new(_documents.Values.Select(document =>
        document with { OnHold = held.Contains(document.Item.Customer) }),
        _parents.Select(link => (link.Key, link.Value)), _periods);

    /// <summary>The document of an application; null where the snapshot has none.</summary>
    public LedgerDocument? Find(DocumentId document, int line) => _documents.GetValueOrDefault((document, line));

    /// <summary>The period a day is in; null where the books have none.</summary>
    public AccountingPeriod? PeriodOf(DateOnly day) => _periods.FirstOrDefault(period => period.Holds(day));

    /// <summary>A period by its id; null where the snapshot has none.</summary>
    public AccountingPeriod? Period(string id) =>
        _periods.FirstOrDefault(period => string.Equals(period.Id, id, StringComparison.Ordinal));

    /// <summary>
    /// Date and period of a write whose money the bank booked on a day: the day itself where its period takes the
    /// write, else what the rule for closed periods says; refused with the period named where there is no rule, or no
    /// open period after it.
    /// </summary>
    public Result<(DateOnly Date, AccountingPeriod Period)> BookingOf(DateOnly day, WriteKind kind, ClosedPeriod rule)
    {
        if (PeriodOf(day) is not { } own)
            return PostingRefusals.NoPeriod(day);
        if (own.Allows(kind))
            return (day, own);
        var open = _periods.Where(period => period.Start > own.Start && period.Allows(kind))
            .MinBy(period => period.Start);
        return (rule, open) switch
        {
            (ClosedPeriod.KeepDate, { } later) => (day, later),
            (ClosedPeriod.MoveDate, { } later) => (later.Start, later),
            _ => PostingRefusals.PeriodClosed(own, kind),
        };
    }

    /// <summary>The top of a customer's family; the customer itself where it has no parent.</summary>
    public CustomerId RootOf(CustomerId customer)
    {
        // A circle among parents would be an error of the source: the walk ends after as many steps as there are links.
        for (var step = 0; step <= _parents.Count && _parents.TryGetValue(customer, out var parent); step++)
            customer = parent;
        return customer;
    }
}
