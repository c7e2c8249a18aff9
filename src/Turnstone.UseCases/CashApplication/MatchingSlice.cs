using System.Text.Json;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Learning;
using Turnstone.Domain.CashApplication.References;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Banking;
using Turnstone.Storage.CashApplication;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.CashApplication.Learning;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Ledger;

namespace Turnstone.UseCases.CashApplication;

/// <summary>
/// Loads what the engine must know for some receipts: it is asked which keys it looks up, what is under them is loaded
/// with all that is open of those families, and it is asked again, until it looks up nothing that is not loaded. So
/// its decisions are those over the whole ledger, which is never read whole.
/// </summary>
internal sealed class MatchingSlice
{
    private const int AdviceDays = 60;

    private readonly ReadSession _session;
    private readonly string _company;

    // The morning that is replayed; null for now.
    private readonly DateOnly? _day;
    private readonly Dictionary<(string, int), ItemRow> _items = [];
    private readonly Dictionary<(string, int), long> _past = [];
    private readonly Dictionary<long, SettledRow> _settled = [];
    private readonly Dictionary<string, CustomerRow> _customers = new(StringComparer.Ordinal);

    // Customers whose families are not loaded yet, and all that ever were among them.
    private readonly List<string> _owners = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private IReadOnlyList<LearnedFact> _learned = [];

    private MatchingSlice(ReadSession session, string company, DateOnly? day) =>
        (_session, _company, _day) = (session, company, day);

    /// <summary>
    /// The engine's input for receipts of one company, now or on a past morning; <paramref name="trial"/> is among what
    /// was learned as if it were approved.
    /// </summary>
    public static async Task<MatchingInput> Load(
        ReadSession session, (string Company, DateOnly? Day) of, IReadOnlyList<Receipt> receipts,
        MatchingPolicy policy, LearnedFact? trial = null)
    {
        var (company, day) = of;
        var (db, connection) = (session.Db, session.Connection);
        var first = receipts.Count == 0 ? session.Today : receipts.Min(receipt => receipt.Date);
        var bare = new MatchingInput
        {
            Customers = [], OpenItems = [], Policy = policy, Receipts = receipts,
            Advices = [.. (await DetailRows.AdvicesSince(db, connection, first.AddDays(-AdviceDays))).Select(Advice)
                .Where(advice => day is null || advice.Date <= day)],
            Whole = new(
                ReferenceGrammar.Of(await HistoryRows.Shapes(db, connection)),
                await MatchingKeyRows.Words(db, connection), await SliceRows.OpenCount(db, connection, company)),
        };
        var learned = await LearnedFacts.Of(session, company);
        return await new MatchingSlice(session, company, day)
        {
            _learned = trial is null ? learned : [.. learned, trial],
        }.Fill(bare);
    }

    private async Task<MatchingInput> Fill(MatchingInput bare)
    {
        var known = MatchingKeys.None;
        for (var input = bare; ; input = Input(bare))
        {
            var asked = MatchingEngine.Asks(input);
            var fresh = asked.Except(known);
            if (fresh.Count == 0 && _owners.Count == 0)
                return input;
            await Owners(fresh);
            var more = await Families();
            // A short number counts only within families, so new families ask for all of them again.
            await OfFamilies(more ? asked.FamilyDocuments : fresh.FamilyDocuments);
            known = known.With(fresh);
        }
    }

    private MatchingInput Input(MatchingInput bare) => bare with
    {
        Customers = [.. _customers.Values.Select(Items.Read)],
        OpenItems = [.. Standing().Select(Items.Available).Where(item => !item.Open.IsZero)],
        Learned = [.. _learned.Where(fact => _customers.ContainsKey(fact.Customer.Value))],
        History = [.. _settled.Values.Select(Settled.Read), .. Standing().Where(IsClosed).Select(Closed)],
    };

    /// <summary>Documents, customers and settled receipts under keys of whomever.</summary>
    private async Task Owners(MatchingKeys keys)
    {
        var (db, connection) = (_session.Db, _session.Connection);
        Keep(await SliceRows.Items(db, connection, _company, keys.Documents, keys.Orders));
        foreach (var customer in await SliceRows.Named(db, connection, keys.Names, keys.CustomerNumbers))
            Owner(customer.Id);
        foreach (var fact in _learned.Where(fact => fact.Kind is LearnedKind.PayerAccount
            ? keys.Accounts.Contains(fact.Key) : keys.Names.Contains(fact.Key)))
            Owner(fact.Customer.Value);
        // The engine follows a beginning to the first names that have it, and no further.
        var begun = (await SliceRows.Beginning(db, connection, keys.Beginnings))
            .GroupBy(name => name.Beginning, StringComparer.Ordinal).SelectMany(First).ToList();
        begun.ForEach(name => Owner(name.CustomerId));
        Keep(await SliceRows.Settled(db, connection, new(keys.Accounts, keys.Names, keys.Documents,
            [.. begun.Select(name => name.SettledId).Where(id => id > 0).Distinct()])));
    }

    private static IEnumerable<BegunName> First(IEnumerable<BegunName> names)
    {
        var owners = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names.OrderBy(name => name.NameKey, StringComparer.Ordinal)
            .ThenBy(name => name.CustomerId, StringComparer.Ordinal))
        {
            if (owners.Count == MatchingKeys.MostOfOneBeginning && !owners.Contains(name.CustomerId))
                yield break;
            owners.Add(name.CustomerId);
            yield return name;
        }
    }

    /// <summary>The whole families of all customers found so far, and everything open of them; true where there were
    /// new ones.</summary>
    private async Task<bool> Families()
    {
        var (db, connection) = (_session.Db, _session.Connection);
        var roots = (await SliceRows.Of(db, connection, _owners)).Select(customer => customer.RootId)
            .ToHashSet(StringComparer.Ordinal);
        _owners.Clear();
        var come = (await SliceRows.Families(db, connection, roots)).Where(one => _customers.TryAdd(one.Id, one))
            .Select(customer => customer.Id).ToList();
        if (_day is { } day)
        {
            await Past(come, day);
            Keep(await SliceRows.AllOf(db, connection, _company, come));
        }
        else
            Keep(await SliceRows.OpenOf(db, connection, _company, come));
        return come.Count > 0;
    }

    /// <summary>
    /// Settled documents of the families under short keys. One of the same number that is open, or was settled later,
    /// comes before it, whoever owns it: all of that number are loaded.
    /// </summary>
    private async Task OfFamilies(IReadOnlySet<string> keys)
    {
        var (db, connection) = (_session.Db, _session.Connection);
        var closed = await SliceRows.ClosedOf(db, connection, _company, keys, _customers.Keys);
        var settled = await SliceRows.SettledOf(db, connection, keys, _customers.Keys);
        var numbers = closed.Select(item => item.Number).Concat(settled.SelectMany(row =>
            Settled.Read(row).Documents.Where(number => Under(number, keys)))).ToHashSet(StringComparer.Ordinal);
        if (numbers.Count == 0)
            return;
        var whole = numbers.Select(number => MatchingKeys.OfNumber(number).Key).Distinct(StringComparer.Ordinal)
            .ToArray();
        Keep((await SliceRows.Items(db, connection, _company, whole, [])).Where(item => numbers.Contains(item.Number)));
        Keep((await SliceRows.Settled(db, connection, new([], [], whole, [])))
            .Where(row => row.Documents.Split('\n').Any(numbers.Contains)));
    }

    private static bool Under(string number, IReadOnlySet<string> keys) =>
        MatchingKeys.OfNumber(number) is var (key, last)
            && (keys.Contains(key) || last is not null && keys.Contains(last));

    /// <summary>What was open of all documents of customers on the morning that is replayed.</summary>
    private async Task Past(List<string> customers, DateOnly day)
    {
        var open = await ReplayRows.OpenOn(_session.Db, _session.Connection, _company, customers, day);
        foreach (var (document, line, amount) in open)
            _past[(document, line)] = amount;
    }

    /// <summary>
    /// The rows as they stand, or stood on the morning that is replayed; what came later is left out.
    /// </summary>
    private IEnumerable<ItemRow> Standing() => _day is not { } day ? _items.Values
        : _items.Values.Where(item => item.DatedOn <= day).Select(item => item with
        {
            OpenAmount = _past.GetValueOrDefault((item.Id, item.Line)), Claimed = 0,
        });

    private void Keep(IEnumerable<ItemRow> items)
    {
        foreach (var item in items.Where(item => _items.TryAdd((item.Id, item.Line), item)))
            Owner(item.CustomerId);
    }

    private void Keep(IEnumerable<SettledRow> rows)
    {
        var known = rows.Where(row => _day is null || row.SettledOn < _day);
        foreach (var row in known.Where(row => _settled.TryAdd(row.Id, row)))
        {
            if (row.CustomerId is { } customer)
                Owner(customer);
        }
    }

    private void Owner(string customer)
    {
        if (!_customers.ContainsKey(customer) && _known.Add(customer))
            _owners.Add(customer);
    }

    /// <summary>
    /// Settled, or so whole in the hands of decisions not yet posted that nothing of it is left: to a receipt that
    /// cites it both are the same, so that it does not matter whether the other payment was posted before or after.
    /// </summary>
    internal static bool IsClosed(ItemRow row) => row.Total > 0 && Items.Available(row).Open.IsZero;

    /// <summary>A document that is closed: a receipt may cite it, and then it is no proof of an open one.</summary>
    internal static SettledReceipt Closed(ItemRow row) => new()
    {
        Date = row.DatedOn, Amount = new(row.Total, Currency.Of(row.Currency)), Customer = new(row.CustomerId),
        Documents = [row.Number],
    };

    private static Advice Advice(AdviceRow row)
    {
        var currency = row.Currency is { } code ? Currency.Of(code) : Currency.Usd;
        var lines = JsonSerializer.Deserialize<List<AdviceLineText>>(row.Lines, Plain.Json) ?? [];
        return new(
            row.Reference, row.DatedOn, row.Payer, row.Total is { } total ? new Money(total, currency) : null,
            [.. lines.Select(line => new AdviceLine(line.Document, Amount(line.Net), Amount(line.Discount)))])
        {
            CurrencyStated = row.Currency is not null,
        };

        Money? Amount(long? minor) => minor is { } amount ? new Money(amount, currency) : null;
    }
}
