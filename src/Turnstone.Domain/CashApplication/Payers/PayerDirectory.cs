using Turnstone.Domain.CashApplication.Learning;
using Turnstone.Domain.CashApplication.References;

namespace Turnstone.Domain.CashApplication.Payers;

/// <summary>A customer that the receipt's sender may be, and why.</summary>
internal sealed record PayerHit(int Customer, int Weight, string Signal, string Detail, int Start = -1, int Length = 0)
{
    /// <summary>What was learned that it rests on; null where it rests on the books.</summary>
    public long? Learned { get; init; }
}

/// <summary>Who has paid from which account and under which name; built once per run.</summary>
internal sealed class PayerDirectory
{
    /// <summary>How many customers a beginning of a name is followed to.</summary>
    public const int MostOfOneName = 20;

    private const int ShortestCut = 7;
    private const int OwnName = 3200;
    private const int OwnCore = 2900;
    private const int Alias = 2800;
    private const int Begins = 2200;
    private const int EachBegun = 1900;
    private const int ShortestBegun = 4;

    // NACHA company name, NACHA receiver, SWIFT line, and one shorter where a trailing blank was lost.
    private static readonly int[] CutAt = [15, 16, 21, 22, 34, 35];

    private static readonly HashSet<int> s_nobody = [];

    private readonly Books _books;
    private readonly Asked? _asked;
    private readonly Dictionary<string, HashSet<int>> _full = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<int>> _core = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<int, int>> _aliases = new(StringComparer.Ordinal);
    // Under their own name to the letter: that says nothing about another customer of that name and another legal form.
    private readonly Dictionary<string, Dictionary<int, int>> _ownNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<int, int>> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly LearnedPayers _learned;
    private readonly Slips _slips = new();
    private readonly string[] _squeezed;
    private readonly int[] _squeezedOwners;

    public PayerDirectory(Books books, MatchingInput input, Asked? asked)
    {
        (_books, _asked, _learned) = (books, asked, new(books, input));
        var squeezed = new HashSet<(string Name, int Owner)>();
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
            foreach (var word in input.Whole is null ? core : [])
                _slips.Add(word);
        }

        foreach (var word in input.Whole?.NameWords ?? [])
            _slips.Add(word);
        foreach (var settled in input.History)
            Learn(settled, squeezed);
        var sorted = squeezed.ToArray();
        Array.Sort(sorted, (one, other) => string.CompareOrdinal(one.Name, other.Name) is var order and not 0 ? order
            : one.Owner.CompareTo(other.Owner));
        _squeezed = [.. sorted.Select(entry => entry.Name)];
        _squeezedOwners = [.. sorted.Select(entry => entry.Owner)];
    }

    /// <summary>The customer whose number is cited.</summary>
    public IEnumerable<PayerHit> ByCustomerNumber(TextWord word)
    {
        _asked?.CustomerNumber(word.Text);
        if (!_numbers.TryGetValue(word.Text, out var customer))
            return [];
        return [new(customer, 3500, "customer_number", $"'{word.Text}' is the number of this customer.", word.Start,
            word.Length)];
    }

    /// <summary>True where settled receipts name this account.</summary>
    public bool KnowsAccount(string account)
    {
        _asked?.Account(account);
        return _accounts.ContainsKey(account) || _learned.KnowsAccount(account);
    }

    /// <summary>True where it is the number of a customer.</summary>
    public bool KnowsNumber(string word)
    {
        _asked?.CustomerNumber(word);
        return _numbers.ContainsKey(word);
    }

    /// <summary>Customers this account has paid for.</summary>
    public IEnumerable<PayerHit> ByAccount(string account, int start = -1)
    {
        if (!KnowsAccount(account))
            yield break;
        var seen = _accounts.GetValueOrDefault(account);
        var uses = _learned.WithAccounts(account, seen);
        var total = uses.Values.Sum();
        var one = uses.Keys.Select(customer => _books.Roots[customer]).Distinct().Count() == 1;
        foreach (var (customer, times) in uses.OrderBy(use => use.Key))
        {
            // An account that pays for a family says the family; one that pays for strangers is an agent's.
            var share = Shares.Weight(times, total);
            var weight = (total > 1 ? 3500 : 3000) + (one ? share / 2 : share);
            var (id, taught) = (_books.Customers[customer].Id, _learned.OfAccount(account, customer));
            var before = seen?.GetValueOrDefault(customer) ?? 0;
            yield return new(customer, Math.Max(300, weight), "payer_account", taught is null || before > 0
                ? $"Account ending {Tail(account)} has paid for {id} {before} time(s) before, of "
                    + $"{seen?.Values.Sum() ?? 0}."
                : $"Account ending {Tail(account)} pays for {id}: {taught.Source}.",
                start, start < 0 ? 0 : account.Length)
            {
                Learned = taught?.Id,
            };
        }
    }

    /// <summary>How many receipts from this account or under this name were settled, by family.</summary>
    public IReadOnlyList<(int Root, int Times)> Settled(string? account, string name)
    {
        var key = NameForm.Key(NameForm.Core(NameForm.Words(name)));
        _asked?.Name(key);
        var byName = Uses(key, s_nobody);
        var byAccount = account is { Length: > 0 } && KnowsAccount(account.Trim())
            ? _accounts.GetValueOrDefault(account.Trim()) : null;
        if (byName.Count == 0 && byAccount is null)
            return [];
        // A receipt may be known by both: the larger count is the least that is true.
        return [.. new[] { byName, byAccount }.SelectMany(uses => (uses ?? []).GroupBy(use => _books.Roots[use.Key])
            .Select(family => (Root: family.Key, Times: family.Sum(use => use.Value))))
            .GroupBy(family => family.Root).Select(family => (family.Key, family.Max(one => one.Times)))
            .OrderBy(family => family.Key)];
    }

    /// <summary>
    /// Customers whose name, or a name they have paid under, these words are or begin; <paramref name="printed"/> is
    /// the length of the name as the bank has it.
    /// </summary>
    public List<PayerHit> ByName(IReadOnlyList<string> words, int printed = 0)
    {
        if (words.Count == 0)
            return [];
        var hits = Whole(words, 0);
        // Payers leave words out, and a name of the length at which banks cut may be the beginning of several.
        if (hits.Exists(hit => hit.Signal == "payer_name"))
            return hits;
        if (hits.Count > 0)
            hits = Joined(hits, Cut(words, CutAt.Contains(printed) ? 700 : 1700));
        else
            hits = Cut(words, 0);
        if (hits.Exists(hit => hit.Signal is "payer_name_normalised" or "payer_name_cut"))
            return hits;
        var mended = words.Select(word => _slips.Mend(word) ?? word).ToArray();
        if (mended.AsSpan().SequenceEqual([.. words]))
            return hits;
        hits = Joined(hits, Whole(mended, hits.Count > 0 ? 1000 : 300));
        return hits.Count > 0 ? hits : Cut(mended, 500);
    }

    /// <summary>Customers whose whole name the words begin with: a branch, a treasury, a town behind it.</summary>
    public List<PayerHit> ByBeginning(List<string> words)
    {
        for (var count = words.Count - 1; count > 1; count--)
        {
            // A department of the house says no less than the house.
            if (Whole(words[..count], NameForm.IsDepartment(words[count..]) ? 200 : 1200) is { Count: > 0 } hits)
                return hits;
        }

        return [];
    }

    /// <summary>Customers of whose names each word is begun, one after the other: <c>MARL OSPR STEE</c>.</summary>
    public List<PayerHit> ByWordsBegun(List<string> words)
    {
        var core = NameForm.Core(words);
        if (core.Count < 2 || core.Exists(word => word.Length < ShortestBegun) || _slips.Knows(core[0]))
            return [];
        _asked?.Beginning(core[0]);
        var owners = new SortedSet<int>();
        foreach (var owner in Beginning(core[0]))
        {
            var name = NameForm.Core(NameForm.Words(_books.Customers[owner].Name));
            if (name.Count == core.Count && core.Zip(name).All(pair => pair.Second.StartsWith(pair.First,
                StringComparison.Ordinal)))
                owners.Add(owner);
        }

        var weight = owners.Count == 0 ? 0 : EachBegun + Shares.Weight(1, owners.Count);
        return [.. owners.Select(owner => Hit(owner, weight, "payer_name_cut", words, owners.Count))];
    }

    private static List<PayerHit> Joined(List<PayerHit> hits, List<PayerHit> more) =>
        [.. hits, .. more.Where(hit => hit.Weight > 0 && !hits.Exists(known => known.Customer == hit.Customer))];

    /// <summary>Owners of the name and those who paid under it, each by its share of what was seen.</summary>
    private List<PayerHit> Whole(IReadOnlyList<string> words, int less)
    {
        var core = NameForm.Core(words);
        var key = NameForm.Key(core);
        _asked?.Name(key);
        // Only a name with the same core can be the same in full: one key finds both.
        var same = _core.GetValueOrDefault(key) ?? s_nobody;
        var exact = _full.GetValueOrDefault(NameForm.Key(words)) ?? s_nobody;
        exact = exact.IsSubsetOf(same) ? exact : [.. exact.Where(same.Contains)];
        var (owners, signal, weight) = exact.Count > 0 ? (exact, "payer_name", OwnName)
            : same.Count > 0 ? (same, "payer_name_normalised", OwnCore) : ([], "", 0);
        var uses = _learned.WithNames(key, Uses(key, exact));
        if (owners.Count + uses.Count == 0)
            return [];
        var total = owners.Count + uses.Values.Sum();
        var hits = new List<PayerHit>();
        foreach (var customer in owners.Union(uses.Keys).Order())
        {
            var (own, times) = (owners.Contains(customer), uses.GetValueOrDefault(customer));
            var share = Shares.Weight(times + (own ? 1 : 0), total);
            hits.Add(own ? Hit(customer, weight - less + share, signal, words, owners.Count)
                : Taught(key, Used(customer, times, uses, less - share, words)));
        }

        return hits.FindAll(hit => hit.Weight > 0);
    }

    /// <summary>What was approved says so: a name that nobody has paid under yet rests on that alone.</summary>
    private PayerHit Taught(string key, PayerHit hit) => _learned.OfName(key, hit.Customer) is not { } fact ? hit
        : hit with { Detail = $"{hit.Detail.TrimEnd('.')}: {fact.Source}.", Learned = fact.Id };

    /// <summary>How often who has paid under names of this core; <paramref name="exact"/> own it in full.</summary>
    private Dictionary<int, int> Uses(string key, HashSet<int> exact)
    {
        var uses = new Dictionary<int, int>(_aliases.GetValueOrDefault(key) ?? []);
        foreach (var (customer, times) in _ownNames.GetValueOrDefault(key) ?? [])
        {
            if (exact.Count == 0 || exact.Contains(customer))
                uses[customer] = uses.GetValueOrDefault(customer) + times;
        }

        return uses;
    }

    /// <summary>A name seen before: as good as the customer's own where it is like it, else by how often it was
    /// seen.</summary>
    private PayerHit Used(int customer, int times, Dictionary<int, int> uses, int less, IReadOnlyList<string> words)
    {
        var roots = uses.Keys.Select(other => _books.Roots[other]).Distinct().Count();
        var first = NameForm.Core(words)[0];
        var like = NameForm.Core(NameForm.Words(_books.Customers[customer].Name)).Exists(word =>
            word.StartsWith(first, StringComparison.Ordinal) || first.StartsWith(word, StringComparison.Ordinal)
            || word.Length > 4 && Slips.IsOneSlip(word, first));
        if (roots > 2 && !like)
            return Hit(customer, 600 - less / 4, "payer_agent", words, uses.Count);
        var weight = like ? Alias : times switch { 1 => 1700, 2 => 2200, _ => 2700 };
        return Hit(customer, weight - less, "payer_alias", words, uses.Count);
    }

    private List<PayerHit> Cut(IReadOnlyList<string> words, int less) =>
        Begun(string.Concat(NameForm.Core(words)), less, words) is { Count: > 0 } hits ? hits
            : NameForm.Unglued(string.Concat(words)) is { } unglued
                ? Begun(unglued, less, words, whole: true) : [];

    private List<PayerHit> Begun(string name, int less, IReadOnlyList<string> words, bool whole = false)
    {
        if (name.Length < ShortestCut)
            return [];
        _asked?.Beginning(name);
        var owners = Beginning(name, whole);
        // The longer the beginning, the less chance that another name begins so too.
        var weight = Begins + Math.Min(600, (name.Length - ShortestCut) * 75) - less
            + (owners.Count == 0 ? 0 : Shares.Weight(1, owners.Count) / 2);
        return [.. owners.Select(owner => Hit(owner, weight, "payer_name_cut", words, owners.Count))];
    }

    /// <summary>The first customers by name whose names, or names they have paid under, begin so.</summary>
    private SortedSet<int> Beginning(string name, bool whole = false)
    {
        var at = Array.BinarySearch(_squeezed, name, StringComparer.Ordinal);
        at = at < 0 ? ~at : at;
        while (at > 0 && string.Equals(_squeezed[at - 1], name, StringComparison.Ordinal))
            at--;
        var owners = new SortedSet<int>();
        for (; at < _squeezed.Length && _squeezed[at].StartsWith(name, StringComparison.Ordinal)
            && owners.Count < MostOfOneName; at++)
        {
            if (!whole || _squeezed[at].Length == name.Length)
                owners.Add(_squeezedOwners[at]);
        }

        return owners;
    }

    private PayerHit Hit(int owner, int weight, string signal, IReadOnlyList<string> words, int all) =>
        new(owner, weight, signal,
            $"'{string.Join(' ', words)}' is a name of {_books.Customers[owner].Called} {_books.Customers[owner].Name}"
            + (all > 1 ? $", and of {all - 1} more." : "."));

    private void Learn(SettledReceipt settled, HashSet<(string, int)> squeezed)
    {
        if (settled.Customer is not { } id || _books.Customer(id) is var customer && customer < 0)
            return;
        if (!string.IsNullOrWhiteSpace(settled.PayerAccount))
            Count(_accounts, settled.PayerAccount.Trim(), customer);
        if (string.IsNullOrWhiteSpace(settled.PayerName))
            return;
        var words = NameForm.Words(settled.PayerName);
        var core = NameForm.Core(words);
        if (core.Count == 0)
            return;
        var own = (_full.GetValueOrDefault(NameForm.Key(words)) ?? s_nobody).Contains(customer);
        Count(own ? _ownNames : _aliases, NameForm.Key(core), customer);
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

/// <summary>The logarithm of a share, in milli-log-odds, by a table: integers on every machine.</summary>
internal static class Shares
{
    private static readonly (int PerMille, int Weight)[] Table =
        [(900, 0), (700, -300), (500, -650), (330, -1100), (200, -1600), (100, -2300), (50, -3000), (20, -3900)];

    public static int Weight(int part, int total)
    {
        var share = (long)part * 1000 / Math.Max(1, total);
        foreach (var (least, weight) in Table)
        {
            if (share >= least)
                return weight;
        }

        return -4600;
    }
}
