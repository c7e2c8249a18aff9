using Turnstone.Domain.CashApplication.Payers;
using Turnstone.Domain.CashApplication.References;

namespace Turnstone.Domain.CashApplication;

/// <summary>
/// What the engine looks up in the whole ledger while it reads receipts, as it says itself
/// (<see cref="MatchingEngine.Asks"/>): a store that holds what is under these keys need hold nothing else. The keys
/// of rows are made by the methods here, so that both sides of a look-up come from one place. When a method changes
/// what it makes, <see cref="Version"/> goes up, and a store makes its rows' keys anew.
/// </summary>
public sealed record MatchingKeys
{
    /// <summary>Which way of making keys this is.</summary>
    public const int Version = 2;

    /// <summary>Numbers of documents, of whomever: under either key of <see cref="OfNumber"/>.</summary>
    public required IReadOnlySet<string> Documents { get; init; }

    /// <summary>Numbers of documents that count only where a family already loaded owns them.</summary>
    public required IReadOnlySet<string> FamilyDocuments { get; init; }

    /// <summary>Purchase orders, in the form of <see cref="OfOrder"/>.</summary>
    public required IReadOnlySet<string> Orders { get; init; }

    /// <summary>Numbers of customers, in capitals.</summary>
    public required IReadOnlySet<string> CustomerNumbers { get; init; }

    /// <summary>Accounts of payers, as settled receipts have them.</summary>
    public required IReadOnlySet<string> Accounts { get; init; }

    /// <summary>Names of customers and payers in any word order, in the form of <see cref="OfWords"/>.</summary>
    public required IReadOnlySet<string> Names { get; init; }

    /// <summary>Beginnings of names of customers and payers, in the form of <see cref="OfName"/>.</summary>
    public required IReadOnlySet<string> Beginnings { get; init; }

    /// <summary>How many customers a beginning is followed to: the first by name.</summary>
    public const int MostOfOneBeginning = PayerDirectory.MostOfOneName;

    /// <summary>How many keys there are.</summary>
    public int Count => Documents.Count + FamilyDocuments.Count + Orders.Count + CustomerNumbers.Count + Accounts.Count
        + Names.Count + Beginnings.Count;

    /// <summary>The keys that are not among those asked before.</summary>
    public MatchingKeys Except(MatchingKeys before) => new()
    {
        Documents = Less(Documents, before.Documents),
        FamilyDocuments = Less(FamilyDocuments, before.FamilyDocuments), Orders = Less(Orders, before.Orders),
        CustomerNumbers = Less(CustomerNumbers, before.CustomerNumbers), Accounts = Less(Accounts, before.Accounts),
        Names = Less(Names, before.Names), Beginnings = Less(Beginnings, before.Beginnings),
    };

    /// <summary>These and those together.</summary>
    public MatchingKeys With(MatchingKeys more) => new()
    {
        Documents = More(Documents, more.Documents), FamilyDocuments = More(FamilyDocuments, more.FamilyDocuments),
        Orders = More(Orders, more.Orders), CustomerNumbers = More(CustomerNumbers, more.CustomerNumbers),
        Accounts = More(Accounts, more.Accounts), Names = More(Names, more.Names),
        Beginnings = More(Beginnings, more.Beginnings),
    };

    /// <summary>No key.</summary>
    public static MatchingKeys None { get; } = new Asked().Keys;

    /// <summary>
    /// The keys a document number is found under: its digits, or all of it where they are few; and its last group of
    /// digits where that says less. An empty first key is never asked for.
    /// </summary>
    public static (string Key, string? Last) OfNumber(string number)
    {
        Span<char> full = stackalloc char[DocumentKey.MaxLength];
        var key = OfForm(full[..DocumentKey.Squeeze(number, full)]);
        var last = DocumentKey.LastGroup(number);
        return (key, last.Length >= DocumentKey.FewestDigits && !last.SequenceEqual(key) ? last.ToString() : null);
    }

    /// <summary>The key of a purchase order; null where it is too short to be looked up.</summary>
    public static string? OfOrder(string order)
    {
        Span<char> buffer = stackalloc char[DocumentKey.MaxLength];
        var squeezed = buffer[..DocumentKey.Squeeze(order, buffer)];
        return squeezed.Length < DocumentKey.ShortestOrder ? null : squeezed.ToString();
    }

    /// <summary>A name without legal forms and accents, run together in word order: what beginnings are of.</summary>
    public static string OfName(string name) => string.Concat(NameForm.Core(NameForm.Words(name)));

    /// <summary>The same words in any order: equal for names that tell the same company.</summary>
    public static string OfWords(string name) => NameForm.Key(NameForm.Core(NameForm.Words(name)));

    /// <summary>The words of a customer's name that a misspelt one is held against.</summary>
    public static IEnumerable<string> NameWords(string name) =>
        NameForm.Core(NameForm.Words(name)).Where(word => word.Length >= Slips.Shortest);

    /// <summary>The key of letters and digits that stand for a number: its digits, or all where they are few.</summary>
    internal static string OfForm(ReadOnlySpan<char> squeezed)
    {
        Span<char> buffer = stackalloc char[DocumentKey.MaxLength];
        var digits = buffer[..DocumentKey.Digits(squeezed, buffer)];
        return digits.Length >= DocumentKey.FewestDigits ? digits.ToString() : squeezed.ToString();
    }

    private static HashSet<string> Less(IReadOnlySet<string> keys, IReadOnlySet<string> before) =>
        new(keys.Where(key => !before.Contains(key)), StringComparer.Ordinal);

    private static HashSet<string> More(IReadOnlySet<string> keys, IReadOnlySet<string> more) =>
        new(keys.Concat(more), StringComparer.Ordinal);
}

/// <summary>Writes down what is looked up; the look-ups themselves pass it what they ask.</summary>
internal sealed class Asked
{
    private readonly HashSet<string> _documents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _familyDocuments = new(StringComparer.Ordinal);
    private readonly HashSet<string> _orders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _customerNumbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _accounts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _beginnings = new(StringComparer.Ordinal);

    public MatchingKeys Keys => new()
    {
        Documents = _documents, FamilyDocuments = _familyDocuments, Orders = _orders,
        CustomerNumbers = _customerNumbers, Accounts = _accounts, Names = _names, Beginnings = _beginnings,
    };

    public void Document(ReadOnlySpan<char> form) => _documents.Add(MatchingKeys.OfForm(form));

    public void FamilyDocument(ReadOnlySpan<char> digits) => _familyDocuments.Add(digits.ToString());

    public void Order(ReadOnlySpan<char> squeezed) => _orders.Add(squeezed.ToString());

    public void CustomerNumber(string word) => _customerNumbers.Add(word.ToUpperInvariant());

    public void Account(string account) => _accounts.Add(account);

    public void Name(string key) => _names.Add(key);

    public void Beginning(string name) => _beginnings.Add(name);
}
