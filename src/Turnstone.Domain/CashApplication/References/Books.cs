using Turnstone.Domain.Accounts;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;

namespace Turnstone.Domain.CashApplication.References;

/// <summary>A document that settled history names and that is no longer open.</summary>
internal sealed record ClosedDocument(string Number, int Customer, Money Amount, bool Alone);

/// <summary>Customers, families and documents of a run, laid out for look-up. Documents 0..Items-1 are open.</summary>
internal sealed class Books
{
    private readonly Dictionary<CustomerId, int> _byId;
    private readonly Dictionary<int, int[]> _families = [];
    private KeyIndex _numbers = KeyIndex.Empty;
    private KeyIndex _orders = KeyIndex.Empty;
    private int[] _familyStart = [];
    private int[] _familyItems = [];

    private readonly Asked? _asked;

    public Books(MatchingInput input, Asked? asked)
    {
        _asked = asked;
        Items = [.. input.OpenItems];
        Size = input.Whole?.OpenItems ?? Items.Length;
        (Customers, _byId) = Everyone(input);
        Roots = [.. Customers.Select((_, customer) => Root(customer))];
        foreach (var family in Enumerable.Range(0, Customers.Length).GroupBy(customer => Roots[customer]))
            _families[family.Key] = [.. family];
        ItemCustomer = [.. Items.Select(item => _byId[item.Customer])];
        Closed = ClosedOf(input.History);
    }

    /// <summary>Lays documents out by their numbers; before that none is found.</summary>
    public void IndexNumbers() => (_numbers, _orders) = Keys();

    /// <summary>Lays open items out by family; before that no family has any.</summary>
    public void IndexFamilies() => (_familyStart, _familyItems) = ByFamily();

    public OpenItem[] Items { get; }

    /// <summary>How many documents are open in the whole ledger.</summary>
    public int Size { get; }

    public Customer[] Customers { get; }

    public int[] Roots { get; }

    public int[] ItemCustomer { get; }

    public ClosedDocument[] Closed { get; }

    public int Customer(CustomerId id) => _byId.GetValueOrDefault(id, -1);

    public bool Related(int one, int other) => one >= 0 && other >= 0 && Roots[one] == Roots[other];

    public bool IsParent(int customer) => Roots[customer] == customer && _families[customer].Length > 1;

    /// <summary>Open items of the customer's whole family, oldest due first, then by number.</summary>
    public ReadOnlySpan<int> FamilyItems(int customer)
    {
        var root = Roots[customer];
        return _familyItems.AsSpan(_familyStart[root], _familyStart[root + 1] - _familyStart[root]);
    }

    public ReadOnlySpan<int> ByNumber(char tag, ReadOnlySpan<char> form)
    {
        _asked?.Document(form);
        return _numbers.Find(DocumentKey.Hash(tag, form));
    }

    /// <summary>Documents with these digits, of which the caller takes those of some families only.</summary>
    public ReadOnlySpan<int> ByFamilyNumber(ReadOnlySpan<char> digits)
    {
        _asked?.FamilyDocument(digits);
        return _numbers.Find(DocumentKey.Hash('D', digits));
    }

    public ReadOnlySpan<int> ByOrder(ReadOnlySpan<char> squeezed)
    {
        _asked?.Order(squeezed);
        return _orders.Find(DocumentKey.Hash('P', squeezed));
    }

    public bool IsOpen(int document) => document < Items.Length;

    public string Number(int document) => IsOpen(document) ? Items[document].Number
        : Closed[document - Items.Length].Number;

    public int CustomerOf(int document) =>
        IsOpen(document) ? ItemCustomer[document] : Closed[document - Items.Length].Customer;

    /// <summary>The order in which equal documents are meant: oldest due, then number, then identity.</summary>
    public int Compare(int one, int other)
    {
        var (left, right) = (Items[one], Items[other]);
        var order = left.DueDate.CompareTo(right.DueDate);
        order = order != 0 ? order : string.CompareOrdinal(left.Number, right.Number);
        order = order != 0 ? order : string.CompareOrdinal(left.Id.Value, right.Id.Value);
        return order != 0 ? order : left.Line.CompareTo(right.Line);
    }

    /// <summary>An order of documents that does not depend on the rows they came in: open ones first, by
    /// number.</summary>
    public int CompareNumbers(int one, int other)
    {
        if (!IsOpen(one) || !IsOpen(other))
            return one.CompareTo(other);
        var order = string.CompareOrdinal(Number(one), Number(other));
        return order != 0 ? order : Compare(one, other);
    }

    private static (Customer[], Dictionary<CustomerId, int>) Everyone(MatchingInput input)
    {
        var known = input.Customers.DistinctBy(customer => customer.Id).ToDictionary(customer => customer.Id);
        foreach (var item in input.OpenItems)
            known.TryAdd(item.Customer, new(item.Customer, "", Parent: null, item.Open.Currency));
        var all = known.Values.OrderBy(customer => customer.Id.Value, StringComparer.Ordinal).ToArray();
        var byId = new Dictionary<CustomerId, int>(all.Length);
        for (var at = 0; at < all.Length; at++)
            byId[all[at].Id] = at;
        return (all, byId);
    }

    private int Root(int customer)
    {
        // A circle of parents is broken data: twenty steps are more than any real family has.
        for (var steps = 0; steps < 20 && Customers[customer].Parent is { } parent; steps++)
        {
            if (!_byId.TryGetValue(parent, out var next) || next == customer)
                break;
            customer = next;
        }

        return customer;
    }

    private ClosedDocument[] ClosedOf(IReadOnlyList<SettledReceipt> history)
    {
        // Of a million open numbers only those that history names are asked for.
        var named = new HashSet<string>(history.SelectMany(settled => settled.Documents), StringComparer.Ordinal);
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in Items)
        {
            if (named.Contains(item.Number))
                open.Add(item.Number);
        }

        return [.. history
            .SelectMany(settled => settled.Documents.Select(number => (number, settled)))
            .Where(entry => !open.Contains(entry.number))
            .GroupBy(entry => entry.number, StringComparer.Ordinal)
            .Select(group => group.OrderByDescending(entry => entry.settled.Date)
                .ThenByDescending(entry => entry.settled.Amount.Minor)
                .ThenBy(entry => entry.settled.Customer?.Value, StringComparer.Ordinal)
                .ThenBy(entry => entry.settled.Documents.Count).First())
            .OrderBy(entry => entry.number, StringComparer.Ordinal)
            .Select(entry => new ClosedDocument(
                entry.number, entry.settled.Customer is { } id ? Customer(id) : -1, entry.settled.Amount,
                entry.settled.Documents.Count == 1))];
    }

    private (KeyIndex, KeyIndex) Keys()
    {
        List<ulong> keys = new(Items.Length * 3), orderKeys = [];
        List<int> documents = new(Items.Length * 3), orderDocuments = [];
        for (var document = 0; document < Items.Length + Closed.Length; document++)
            AddNumber(Number(document), document, keys, documents);
        Span<char> buffer = stackalloc char[DocumentKey.MaxLength];
        for (var item = 0; item < Items.Length; item++)
        {
            var order = buffer[..DocumentKey.Squeeze(Items[item].PurchaseOrder, buffer)];
            if (order.Length < DocumentKey.ShortestOrder)
                continue;
            orderKeys.Add(DocumentKey.Hash('P', order));
            orderDocuments.Add(item);
        }

        return (new(keys, documents), new(orderKeys, orderDocuments));
    }

    private static void AddNumber(string number, int document, List<ulong> keys, List<int> documents)
    {
        Span<char> full = stackalloc char[DocumentKey.MaxLength];
        Span<char> digits = stackalloc char[DocumentKey.MaxLength];
        full = full[..DocumentKey.Squeeze(number, full)];
        digits = digits[..DocumentKey.Digits(full, digits)];
        Add(DocumentKey.Hash('F', full));
        if (digits.Length >= DocumentKey.FewestDigits)
            Add(DocumentKey.Hash('D', digits));
        var last = DocumentKey.LastGroup(number);
        if (last.Length >= DocumentKey.FewestDigits && !last.SequenceEqual(digits))
            Add(DocumentKey.Hash('D', last));

        void Add(ulong key)
        {
            keys.Add(key);
            documents.Add(document);
        }
    }

    private (int[], int[]) ByFamily()
    {
        var start = new int[Customers.Length + 1];
        foreach (var customer in ItemCustomer)
            start[Roots[customer] + 1]++;
        for (var root = 0; root < Customers.Length; root++)
            start[root + 1] += start[root];
        var next = start[..^1];
        var items = new int[Items.Length];
        for (var item = 0; item < Items.Length; item++)
            items[next[Roots[ItemCustomer[item]]]++] = item;
        for (var root = 0; root < Customers.Length; root++)
            items.AsSpan(start[root], start[root + 1] - start[root]).Sort(Compare);
        return (start, items);
    }
}
