using System.Globalization;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Forms;

/// <summary>
/// What one document's apply, credit and deposit lists say together, merged with what the client sends and brought
/// about. Lists are keyed by document and line; credits pay the applied documents first, then deposits, then the
/// document's own money.
/// </summary>
internal sealed class Settlement
{
    private readonly Change _change;
    private readonly Books _books;
    private readonly Transaction _owner;
    private readonly ClaimCheck _check;
    private readonly OrderedDictionary<Claim, Want> _debits = [];
    private readonly OrderedDictionary<Claim, Want> _credits = [];
    private readonly OrderedDictionary<Claim, Want> _deposits = [];
    private readonly Dictionary<Claim, Want> _before = [];
    private bool _pairsBefore;

    public Settlement(Change change, Books books, Transaction owner)
    {
        _change = change;
        _books = books;
        _owner = owner;
        _check = new(change, books, owner);
        Load();
    }

    public long Applied => _debits.Values.Sum(want => want.Amount);

    public long Discounts => _debits.Values.Sum(want => want.Discount);

    public long Credited => _credits.Values.Concat(_deposits.Values).Sum(want => want.Amount);

    public void Merge(Body body, IReadOnlySet<string> replaced)
    {
        Merge(body, "apply", _debits, replaced);
        Merge(body, "credit", _credits, replaced);
        Merge(body, "deposit", _deposits, replaced);
    }

    /// <summary>Wants nothing applied any more.</summary>
    public void Clear()
    {
        _debits.Clear();
        _credits.Clear();
        _deposits.Clear();
    }

    /// <summary>Applies what is left to the oldest open documents.</summary>
    public void AutoApply(long left)
    {
        var open = _check.Applicable(Side.Debit).Where(claim => !_debits.ContainsKey(claim.Claim))
            .OrderBy(claim => claim.Document.Due ?? claim.Document.Date).ThenBy(claim => claim.Document.Id).ToList();
        foreach (var (_, line, claim) in open)
        {
            var amount = Math.Min(left, line.Open);
            if (amount <= 0)
                return;
            _debits[claim] = new(amount, 0);
            left -= amount;
        }
    }

    /// <summary>Brings the books to what the lists say; touches only what differs where nothing is paired.</summary>
    public void Run()
    {
        var credits = _credits.Count + _deposits.Count;
        if (credits == 0 && !_pairsBefore)
        {
            RunAlone();
            return;
        }

        if (!Changed())
            return;
        foreach (var link in Own().Reverse().ToList())
            Undo(link);
        Demand();
        Pair();
    }

    /// <summary>The applications this document brought about.</summary>
    private IEnumerable<Link> Own() => _owner.Links.Select(_change.Link)
        .Where(link => link.Via == _owner.Id && link.Debit != _owner.Id);

    private void Load()
    {
        foreach (var link in Own())
        {
            var credit = new Claim(link.Credit, link.CreditLine);
            var document = _change.Transaction(link.Credit);
            if (document is { Kind: Kind.CustomerDeposit })
            {
                Raise(_deposits, credit, new(link.Amount, 0));
                continue;
            }

            Raise(_debits, new(link.Debit, link.DebitLine), new(link.Amount - link.Discount, link.Discount));
            if (link.Credit != _owner.Id && document?.Kind != Kind.DepositApplication)
                Raise(_credits, credit, new(link.Amount, 0));
        }

        foreach (var (claim, want) in _debits)
            _before[claim] = want;
        _pairsBefore = _credits.Count + _deposits.Count > 0;
    }

    private static void Raise(OrderedDictionary<Claim, Want> wants, Claim claim, Want by)
    {
        var want = wants.TryGetValue(claim, out var found) ? found : default;
        wants[claim] = new(want.Amount + by.Amount, want.Discount + by.Discount);
    }

    private void Merge(Body body, string name, OrderedDictionary<Claim, Want> wants, IReadOnlySet<string> replaced)
    {
        if (body.Items(name) is not { } items)
            return;
        if (replaced.Contains(name) || items.Count == 0)
            wants.Clear();
        foreach (var item in items)
        {
            var side = name == "apply" ? Side.Debit : name == "credit" ? Side.Credit : Side.Deposit;
            var claim = _check.Find(item, side);
            var line = _change.Transaction(claim.Document)?.LineOf(claim.Line);
            var known = wants.TryGetValue(claim, out var want);
            var amount = item.Number("amount") is { } given ? Minor(given) : known ? want.Amount : line?.Open ?? 0;
            var takes = _change.TakesDiscounts || _books.Knobs().DiscountColumns;
            var discount = takes && item.Number("disc") is { } taken ? Minor(taken) : want.Discount;
            if (item.Flag("apply") is not false && amount == 0 && !item.Has("amount"))
                _check.Demand(claim, side, 1, null);
            if (item.Flag("apply") is false || amount + discount == 0)
                wants.Remove(claim);
            else if (amount < 0)
                throw item.Wrong("amount");
            else
                wants[claim] = new(amount, discount);
        }
    }

    private long Minor(decimal major) => _books.Store.ToMinor(major, _owner.Currency);

    private bool Changed()
    {
        var settled = Own().ToList();
        var debits = new OrderedDictionary<Claim, Want>();
        var others = new OrderedDictionary<Claim, Want>();
        foreach (var link in settled)
        {
            var credit = _change.Transaction(link.Credit);
            if (credit is { Kind: Kind.CustomerDeposit })
                Raise(others, new(link.Credit, link.CreditLine), new(link.Amount, 0));
            else
                Raise(debits, new(link.Debit, link.DebitLine), new(link.Amount - link.Discount, link.Discount));
            if (link.Credit != _owner.Id && credit?.Kind is not (Kind.CustomerDeposit or Kind.DepositApplication))
                Raise(others, new(link.Credit, link.CreditLine), new(link.Amount, 0));
        }

        return !Same(debits, _debits) || !Same(others, [.. _credits, .. _deposits]);
    }

    private static bool Same(IReadOnlyCollection<KeyValuePair<Claim, Want>> left,
        IReadOnlyCollection<KeyValuePair<Claim, Want>> right) =>
        left.Count == right.Count && left.OrderBy(pair => pair.Key.Document).ThenBy(pair => pair.Key.Line)
            .SequenceEqual(right.OrderBy(pair => pair.Key.Document).ThenBy(pair => pair.Key.Line));

    private void RunAlone()
    {
        var gone = Own().Where(link =>
        {
            var claim = new Claim(link.Debit, link.DebitLine);
            return !_debits.TryGetValue(claim, out var want) || want != _before[claim];
        }).ToList();
        foreach (var link in gone)
            Undo(link);
        var added = _debits.Where(pair => !_before.TryGetValue(pair.Key, out var want) || want != pair.Value).ToList();
        if (added.Count == 0)
            return;
        var own = OwnCredit();
        foreach (var (claim, want) in added)
            Apply(claim, own, _check.Demand(claim, Side.Debit, want.Amount + want.Discount, own), want);
    }

    private void Apply(Claim debit, Claim credit, long amount, Want want)
    {
        if (amount == 0)
            return;
        var line = _change.Transaction(credit.Document)?.LineOf(credit.Line);
        if (line is null || line.Open < amount)
            throw RestFault.Rule("The amount applied exceeds the amount of the payment and the selected credits.");
        _books.Applications.Apply(_change, debit, credit, amount, new Link
        {
            Via = _owner.Id == 0 ? credit.Document : _owner.Id,
            Date = _owner.Date,
            Discount = want.Discount,
        });
    }

    private Claim OwnCredit() => _owner.Lines.Find(line => line is { IsOpenable: true, Amount: < 0 }) is { } line
        ? new(_owner.Id, line.Id)
        : throw RestFault.Rule("The amount applied exceeds the amount of the payment and the selected credits.");

    private void Undo(Link link)
    {
        if (_change.Find(Store.Links, link.Id) is null)
            return;
        _books.Applications.Undo(_change, link);
        // A deposit application that this document made goes with its two applications.
        foreach (var id in (ReadOnlySpan<long>)[link.Credit, link.Debit])
        {
            if (_change.Transaction(id) is { Kind: Kind.DepositApplication } made && made.Id != _owner.Id
                && made.Links.Count == 0)
                _change.Remove(made, made.Number);
        }
    }

    private void Demand()
    {
        foreach (var claim in _debits.Keys.ToList())
        {
            var want = _debits[claim];
            var amount = _check.Demand(claim, Side.Debit, want.Amount + want.Discount, null);
            _debits[claim] = want with { Amount = amount - want.Discount };
        }

        foreach (var (claim, want) in _credits)
            _check.Demand(claim, Side.Credit, want.Amount, null);
        foreach (var (claim, want) in _deposits)
            _check.Demand(claim, Side.Deposit, want.Amount, null);
        if (Credited > Applied)
            throw RestFault.Rule("The credits selected exceed the documents they are applied to.");
    }

    private void Pair()
    {
        var sources = new Queue<(Claim Claim, long Left, bool Deposit)>(
        [
            .. _credits.Select(pair => (pair.Key, pair.Value.Amount, false)),
            .. _deposits.Select(pair => (pair.Key, pair.Value.Amount, true)),
        ]);
        foreach (var (debit, want) in _debits)
        {
            var left = want.Amount;
            while (left > 0 && sources.TryPeek(out var source))
            {
                var amount = Math.Min(left, source.Left);
                Apply(debit, source.Deposit ? FromDeposit(source.Claim, amount) : source.Claim, amount, default);
                left -= amount;
                sources.Dequeue();
                if (source.Left > amount)
                    sources = new([(source.Claim, source.Left - amount, source.Deposit), .. sources]);
            }

            if (left + want.Discount > 0)
                Apply(debit, OwnCredit(), left + want.Discount, want);
        }
    }

    /// <summary>NetSuite saves a deposit that is selected on a payment as a deposit application of its own.</summary>
    private Claim FromDeposit(Claim deposit, long amount)
    {
        var source = _change.Transaction(deposit.Document)
            ?? throw new InvalidOperationException($"The deposit {deposit.Document} does not exist.");
        var receivable = _owner.Openable?.Account ?? _books.Store.Special(Accounts.Receivables);
        var made = DepositApplicationForm.Make(_change, source, (amount, receivable, _owner.Date, _owner.Period));
        _books.Applications.Apply(_change, new(made.Id, 1), deposit, amount,
            new Link { Via = _owner.Id == 0 ? made.Id : _owner.Id, Date = _owner.Date });
        return new(made.Id, 0);
    }

    private readonly record struct Want(long Amount, long Discount);
}

/// <summary>What a sublist's lines are: documents that owe, credits, or customer deposits.</summary>
internal enum Side
{
    Debit,
    Credit,
    Deposit,
}

/// <summary>
/// Whether a document may be settled by another: whose, which currency, subsidiary and AR account, how much.
/// </summary>
internal sealed class ClaimCheck(Change change, Books books, Transaction owner)
{
    /// <summary>The line that an element of a sublist names by document and line.</summary>
    public Claim Find(Body item, Side side)
    {
        if (item.Id("doc") is not { } id)
            throw RestFault.Missing("Document");
        var document = change.Transaction(id)
            ?? throw RestFault.BadReference(id.ToString(CultureInfo.InvariantCulture), "doc", item.Join("doc"));
        if (item.Number("line") is { } number)
        {
            return document.LineOf((int)number) is { } named && Fits(named, side)
                ? new(id, named.Id)
                : throw RestFault.BadReference(number.ToString(CultureInfo.InvariantCulture), "line",
                    item.Join("line"));
        }

        var fitting = document.Lines.Where(line => Fits(line, side)
            && (document.Kind != Kind.Journal || IsFamily(line.Entity))).ToList();
        var one = fitting.Find(line => line.Open > 0) ?? fitting.FirstOrDefault();
        return one is not null
            ? new(id, one.Id)
            : throw RestFault.BadReference(id.ToString(CultureInfo.InvariantCulture), "doc", item.Join("doc"));
    }

    /// <summary>The open lines of the customer, and of its family where the account allows that.</summary>
    public IEnumerable<(Transaction Document, Line Line, Claim Claim)> Applicable(Side side)
    {
        var customers = owner.Entity is not { } customer ? []
            : books.Knobs().ConsolidatedPayments ? Family(books.Store.Family(customer)) : [customer];
        foreach (var id in customers.SelectMany(books.Store.Open).Distinct().Order())
        {
            if (change.Transaction(id) is not { } document || id == owner.Id || Refusal(document) is not null)
                continue;
            foreach (var line in document.OpenLines.Where(line =>
                Fits(line, side) && IsFamily(line.Entity ?? document.Entity)))
            {
                if (side == Side.Deposit || OwnReceivable is not { } account || account == line.Account)
                    yield return (document, line, new(id, line.Id));
            }
        }
    }

    /// <summary>
    /// The amount that may be settled: the wanted one, or less where the account cuts instead of refusing.
    /// </summary>
    public long Demand(Claim claim, Side side, long wanted, Claim? payer)
    {
        var document = change.Transaction(claim.Document);
        if (document?.LineOf(claim.Line) is not { } line || !Fits(line, side))
            throw RestFault.BadReference($"{claim.Document}", "doc", side == Side.Debit ? "apply.doc" : "credit.doc");
        if (Refusal(document) is { } why)
            throw RestFault.Rule(why);
        if (!IsFamily(line.Entity ?? document.Entity))
            throw RestFault.Rule($"{document.Number} belongs to another customer and cannot be applied here.");
        if (side != Side.Deposit && OwnReceivable is { } account && account != line.Account)
            throw RestFault.Rule($"{document.Number} is on another A/R account than this transaction.");
        if (wanted <= line.Open)
            return wanted;
        if (books.Knobs().OverApplicationIsCut && payer is not null)
            return line.Open;
        throw RestFault.Rule(line.Open == 0
            ? $"{document.Number} has nothing left to apply."
            : $"The amount applied to {document.Number} cannot exceed its remaining amount of "
                + $"{books.Store.ToMajor(line.Open, document.Currency).ToString(CultureInfo.InvariantCulture)}.");
    }

    private long? OwnReceivable => owner.First(Role.Receivable)?.Account;

    private static bool Fits(Line line, Side side) => side switch
    {
        Side.Debit => line.Role == Role.Receivable && line.Amount >= 0,
        Side.Credit => line.Role == Role.Receivable && line.Amount < 0,
        _ => line.Role == Role.Liability && line.Amount < 0,
    };

    private string? Refusal(Transaction document) => document switch
    {
        { Voided: true } => $"{document.Number} has been voided.",
        { IsPosting: false } => $"{document.Number} is not approved for posting.",
        _ when document.Currency != owner.Currency =>
            $"{document.Number} is in another currency than this transaction.",
        _ when document.Subsidiary != owner.Subsidiary =>
            $"{document.Number} belongs to another subsidiary than this transaction.",
        _ => null,
    };

    private bool IsFamily(long? entity) => entity is { } other && (other == owner.Entity
        || books.Knobs().ConsolidatedPayments && owner.Entity is { } own
            && books.Store.Family(own) == books.Store.Family(other));

    private IEnumerable<long> Family(long parent) => books.Store.Children(parent).SelectMany(Family).Prepend(parent);
}
