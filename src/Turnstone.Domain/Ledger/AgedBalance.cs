using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Ledger;

/// <summary>
/// What is owed as of a day, by how long it is past due. Credits stand apart, so that money nobody has applied yet
/// hides no overdue invoice.
/// </summary>
public sealed class AgedBalance
{
    // The buckets, then credits, then deposits: a hundred thousand customers are added up in one pass.
    private readonly long[] _minor;

    /// <summary>A balance from its parts, all of one currency.</summary>
    /// <param name="buckets">What is owed to us, one amount per bucket.</param>
    /// <param name="credits">Credits on no document: negative or nothing.</param>
    /// <param name="deposits">Customer deposits, beside the balance: negative or nothing.</param>
    public AgedBalance(IReadOnlyList<Money> buckets, Money credits, Money deposits)
    {
        ArgumentNullException.ThrowIfNull(buckets);
        Currency = credits.Currency;
        var zero = Money.Zero(Currency);
        // Adding refuses whatever is of another currency.
        _minor = [.. buckets.Append(credits).Append(deposits).Select(amount => (zero + amount).Minor)];
    }

    internal AgedBalance(Currency currency, long[] minor) => (Currency, _minor) = (currency, minor);

    /// <summary>The currency of all of it.</summary>
    public Currency Currency { get; }

    /// <summary>What is owed to us, one amount per bucket.</summary>
    public IReadOnlyList<Money> Buckets => Array.ConvertAll(_minor[..^2], In);

    /// <summary>Credits on no document: negative or nothing.</summary>
    public Money Credits => In(_minor[^2]);

    /// <summary>Customer deposits, beside the balance: negative or nothing.</summary>
    public Money Deposits => In(_minor[^1]);

    /// <summary>The balance: all buckets less the credits.</summary>
    public Money Total => In(Sum(_minor.AsSpan()[..^1]));

    /// <summary>What is past due, before credits: all buckets but the first.</summary>
    public Money Overdue => In(Sum(_minor.AsSpan()[1..^2]));

    /// <summary>True where nothing at all is open.</summary>
    public bool IsNothing => !_minor.AsSpan().ContainsAnyExcept(0L);

    /// <summary>Nothing of a currency in so many buckets.</summary>
    public static AgedBalance Nothing(Currency currency, AgingBuckets buckets)
    {
        ArgumentNullException.ThrowIfNull(buckets);
        return new(currency, new long[buckets.Count + 2]);
    }

    /// <summary>Balances of one currency and the same buckets together.</summary>
    public static AgedBalance Sum(IEnumerable<AgedBalance> balances, Currency currency, AgingBuckets buckets)
    {
        ArgumentNullException.ThrowIfNull(balances);
        var sum = Nothing(currency, buckets);
        foreach (var balance in balances)
        {
            if (balance.Currency != currency || balance._minor.Length != sum._minor.Length)
                throw new InvalidOperationException($"{balance.Total} cannot be added up in {currency}.");
            for (var at = 0; at < sum._minor.Length; at++)
                sum._minor[at] += balance._minor[at];
        }

        return sum;
    }

    /// <summary>True where every bucket, the credits and the deposits are the same.</summary>
    public bool Agrees(AgedBalance other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Currency == other.Currency && _minor.AsSpan().SequenceEqual(other._minor);
    }

    private static long Sum(ReadOnlySpan<long> some)
    {
        var sum = 0L;
        foreach (var amount in some)
            sum += amount;
        return sum;
    }

    private Money In(long minor) => new(minor, Currency);
}
