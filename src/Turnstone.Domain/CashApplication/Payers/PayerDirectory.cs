using Turnstone.Domain.CashApplication.References;

namespace Turnstone.Domain.CashApplication.Payers;

/// <summary>A customer that the receipt's sender may be, and why.</summary>
internal sealed record PayerHit(int Customer, int Weight, string Signal, string Detail, int Start = -1, int Length = 0);

/// <summary>Who has paid from which account and under which name; built once per run.</summary>
internal sealed class PayerDirectory
{
    private const int ShortestCut = 7;

    // NACHA company name, NACHA receiver, SWIFT line, and one shorter where a trailing blank was lost.
    private static readonly int[] CutAt = [15, 16, 21, 22, 34, 35];

    private readonly Books _books;
    private readonly Dictionary<string, HashSet<int>> _full = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<int>> _core = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<int, int>> _aliases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<int, int>> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Slips _slips = new();
    private readonly string[] _squeezed;
    private readonly int[] _squeezedOwners;

    public PayerDirectory(Books books, IReadOnlyList<SettledReceipt> history)
    {
        _books = books;
        var squeezed = new List<(string Name, int Owner)>();
        for (var customer = 0; customer < books.Customers.Length; customer++)
        {
            _numbers.TryAdd(books.Customers[customer].Number, customer);
            var words = NameForm.Words(books.Customers[customer].Name);
            if (words.Count == 0)
                continue;
            var core = NameForm.Core(words);
            Put(_full, NameForm.Key(words), customer);
            Put(_core, NameForm.Key(core), customer);
            squeezed.Add((string.Concat(core), customer));
            foreach (var word in core)
                _slips.Add(word);
        }

        foreach (var settled in history)
            Learn(settled, squeezed);
        var sorted = squeezed.Distinct().OrderBy(entry => entry.Name, StringComparer.Ordinal).ThenBy(entry =>
            entry.Owner).ToArray();
        _squeezed = [.. sorted.Select(entry => entry.Name)];
        _squeezedOwners = [.. sorted.Select(entry => entry.Owner)];
    }

    /// <summary>The customer whose number is cited.</summary>
    public IEnumerable<PayerHit> ByCustomerNumber(TextWord word)
    {
        if (!_numbers.TryGetValue(word.Text, out var customer))
            return [];
        return [new(customer, 3500, "customer_number", $"'{word.Text}' is the number of this customer.", word.Start,
            word.Length)];
    }

    /// <summary>True where settled receipts name this account.</summary>
    public bool KnowsAccount(string account) => _accounts.ContainsKey(account);

    /// <summary>True where it is the number of a customer.</summary>
    public bool KnowsNumber(string word) => _numbers.ContainsKey(word);

    /// <summary>Customers this account has paid for.</summary>
    public IEnumerable<PayerHit> ByAccount(string account, int start = -1)
    {
        if (!_accounts.TryGetValue(account, out var uses))
            yield break;
        var total = uses.Values.Sum();
        foreach (var (customer, times) in uses.OrderBy(use => use.Key))
        {
            var family = uses.Keys.All(other => _books.Related(other, customer));
            var weight = family ? (total > 1 ? 3500 : 3000) * (long)times / total : 1500L * times / total;
            var id = _books.Customers[customer].Id;
            yield return new(customer, (int)weight, "payer_account",
                $"Account ending {Tail(account)} has paid for {id} {times} time(s) before, of {total}.",
                start, start < 0 ? 0 : account.Length);
        }
    }

    /// <summary>Customers whose name, or a name they have paid under, is exactly these words.</summary>
    public List<PayerHit> ByName(IReadOnlyList<string> words, int printed = 0)
    {
        if (words.Count == 0)
            return [];
        var hits = Whole(words, 0);
        // A name of the length at which banks cut may be the beginning of several.
        if (hits.Count > 0)
            return CutAt.Contains(printed) ? Widened(hits, words) : hits;
        hits = Cut(words, 0);
        if (hits.Count > 0)
            return hits;
        var mended = words.Select(word => _slips.Mend(word) ?? word).ToArray();
        if (mended.AsSpan().SequenceEqual([.. words]))
            return [];
        hits = Whole(mended, 300);
        return hits.Count > 0 ? hits : Cut(mended, 500);
    }

    private List<PayerHit> Widened(List<PayerHit> whole, IReadOnlyList<string> words)
    {
        var others = Cut(words, 0).Where(hit => !whole.Exists(known => known.Customer == hit.Customer)).ToList();
        return others.Count == 0 ? whole
            : [.. whole.Select(hit => hit with { Weight = Math.Min(hit.Weight, 1100) }), .. others.Select(hit =>
                hit with { Weight = Math.Min(hit.Weight, 900) })];
    }

    private List<PayerHit> Whole(IReadOnlyList<string> words, int less)
    {
        var core = NameForm.Core(words);
        var key = NameForm.Key(core);
        var (owners, signal, weight) =
            _full.TryGetValue(NameForm.Key(words), out var exact) ? (exact, "payer_name", 3200)
            : _core.TryGetValue(key, out var same) ? (same, "payer_name_normalised", 2900) : ([], "", 0);
        var hits = Hits(owners, signal, weight - less, words);
        return hits.Count == 0 && _aliases.TryGetValue(key, out var aliases) ? Aliased(aliases, less, words) : hits;
    }

    /// <summary>A name seen before: as good as the customer's own where it is like it, else by how often it was
    /// seen.</summary>
    private List<PayerHit> Aliased(Dictionary<int, int> uses, int less, IReadOnlyList<string> words)
    {
        var roots = uses.Keys.Select(customer => _books.Roots[customer]).Distinct().Count();
        var first = NameForm.Core(words)[0];
        return [.. Hits(uses.Keys, "payer_alias", 2800 - less, words).Select(hit =>
        {
            var own = NameForm.Core(NameForm.Words(_books.Customers[hit.Customer].Name));
            var like = own.Exists(word => word.StartsWith(first, StringComparison.Ordinal)
                || first.StartsWith(word, StringComparison.Ordinal));
            var most = like && roots == 1 ? 2800 : roots > 1 ? 600
                : uses[hit.Customer] switch { 1 => 1700, 2 => 2200, _ => 2700 };
            return hit with { Weight = Math.Min(hit.Weight, most - less), Signal = roots > 1 && !like ? "payer_agent" : hit.Signal };
        })];
    }

    private List<PayerHit> Cut(IReadOnlyList<string> words, int less)
    {
        return Beginning(string.Concat(NameForm.Core(words)), less, words) is { Count: > 0 } hits ? hits
            : NameForm.Unglued(string.Concat(words)) is { } unglued ? Beginning(unglued, less, words) : [];
    }

    private List<PayerHit> Beginning(string name, int less, IReadOnlyList<string> words)
    {
        if (name.Length < ShortestCut)
            return [];
        var at = Array.BinarySearch(_squeezed, name, StringComparer.Ordinal);
        at = at < 0 ? ~at : at;
        while (at > 0 && string.Equals(_squeezed[at - 1], name, StringComparison.Ordinal))
            at--;
        var owners = new HashSet<int>();
        for (; at < _squeezed.Length && _squeezed[at].StartsWith(name, StringComparison.Ordinal)
            && owners.Count < 20; at++)
            owners.Add(_squeezedOwners[at]);
        // The longer the beginning, the less chance that another name begins so too.
        return Hits(owners, "payer_name_cut", 2200 + Math.Min(600, (name.Length - ShortestCut) * 75) - less, words);
    }

    private List<PayerHit> Hits(IReadOnlyCollection<int> owners, string signal, int weight, IReadOnlyList<string> words)
    {
        var each = owners.Count <= 1 ? weight : weight / 2 - 200;
        return [.. owners.Order().Select(owner => new PayerHit(owner, each, signal,
            $"'{string.Join(' ', words)}' is a name of {_books.Customers[owner].Id} {_books.Customers[owner].Name}"
            + (owners.Count > 1 ? $", and of {owners.Count - 1} more." : ".")))];
    }

    private void Learn(SettledReceipt settled, List<(string, int)> squeezed)
    {
        if (settled.Customer is not { } id || _books.Customer(id) is var customer && customer < 0)
            return;
        if (!string.IsNullOrWhiteSpace(settled.PayerAccount))
            Count(_accounts, settled.PayerAccount.Trim(), customer);
        if (string.IsNullOrWhiteSpace(settled.PayerName))
            return;
        var core = NameForm.Core(NameForm.Words(settled.PayerName));
        if (core.Count == 0)
            return;
        Count(_aliases, NameForm.Key(core), customer);
        squeezed.Add((string.Concat(core), customer));
    }

    private static void Put(Dictionary<string, HashSet<int>> into, string key, int customer)
    {
        if (!into.TryGetValue(key, out var set))
            into[key] = set = [];
        set.Add(customer);
    }

    private static void Count(Dictionary<string, Dictionary<int, int>> into, string key, int customer)
    {
        if (!into.TryGetValue(key, out var counts))
            into[key] = counts = [];
        counts[customer] = counts.GetValueOrDefault(customer) + 1;
    }

    private static string Tail(string account) => account.Length <= 4 ? account : account[^4..];
}
