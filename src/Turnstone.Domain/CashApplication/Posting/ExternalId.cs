using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Turnstone.Domain.CashApplication.Posting;

/// <summary>What a write is for. The code of each is part of external ids and never changes.</summary>
public enum WriteKind
{
    /// <summary>Journal that credits the customer's AR for what is forgiven, withheld or kept by a bank.</summary>
    DifferenceJournal,

    /// <summary>Credit memo that grants a discount with its tax.</summary>
    DiscountMemo,

    /// <summary>Customer payment.</summary>
    Payment,

    /// <summary>Customer deposit of what a payer sent beyond its documents.</summary>
    CustomerDeposit,

    /// <summary>Bank deposit of what went to undeposited funds.</summary>
    Deposit,

    /// <summary>Journal that takes returned money from the bank and makes the customer owe it again.</summary>
    ReturnJournal,

    /// <summary>Journal that takes back an earlier journal of ours, dated.</summary>
    Reversal,

    /// <summary>Change of what a payment is applied to: creates nothing and has no external id of its own.</summary>
    ApplicationChange,
}

/// <summary>
/// What makes a write itself and no other. No row number is in it: a restored database makes the same identity.
/// </summary>
/// <param name="Connection">The NetSuite account, production or sandbox.</param>
/// <param name="Line">Identity of the bank line: account, date, amount, reference and ordinal among equals.</param>
/// <param name="Receipt">Identity of the receipt within the line; empty for a write of the line itself.</param>
/// <param name="Share">Identity of the share within the receipt; empty for a write of the line itself.</param>
/// <param name="Kind">What the write is for.</param>
/// <param name="Subject">The document it settles, or an ordinal; empty where the kind alone says it.</param>
/// <param name="Generation">Raised by a reversal, so that a new attempt is a new record.</param>
public sealed record WriteIdentity(
    string Connection, string Line, string Receipt, string Share, WriteKind Kind, string Subject, int Generation);

/// <summary>The name under which NetSuite knows a record of ours: <c>ts-</c> and 26 letters or digits.</summary>
public readonly record struct ExternalId(string Value)
{
    /// <summary>What every external id of ours begins with: a synced document with it is never new money.</summary>
    public const string Prefix = "ts-";

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    /// <summary>The external id of a write: the same identity gives the same id, always and everywhere.</summary>
    public static ExternalId Of(WriteIdentity identity)
    {
        var text = new StringBuilder();
        string[] parts = [identity.Connection, identity.Line, identity.Receipt, identity.Share, Code(identity.Kind),
            identity.Subject, identity.Generation.ToString(CultureInfo.InvariantCulture)];
        // Each part with its length, so that no two different lists of parts read the same.
        foreach (var part in parts)
            text.Append(part.Length).Append(':').Append(part);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return new(Prefix + Base32(hash.AsSpan(0, 16)));
    }

    /// <summary>True where a document's external id says that Turnstone made it.</summary>
    public static bool IsOurs(string? externalId) =>
        externalId is { Length: 29 } && externalId.StartsWith(Prefix, StringComparison.Ordinal)
        && externalId.AsSpan(Prefix.Length).IndexOfAnyExcept(Letters) < 0;

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string Code(WriteKind kind) => kind switch
    {
        WriteKind.DifferenceJournal => "difference",
        WriteKind.DiscountMemo => "discount",
        WriteKind.Payment => "payment",
        WriteKind.CustomerDeposit => "customer_deposit",
        WriteKind.Deposit => "deposit",
        WriteKind.ReturnJournal => "return",
        WriteKind.Reversal => "reversal",
        WriteKind.ApplicationChange => throw new ArgumentException("A change of applications has no external id.",
            nameof(kind)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Base32(ReadOnlySpan<byte> bytes)
    {
        var letters = new StringBuilder(26);
        var (held, bits) = (0, 0);
        foreach (var next in bytes)
        {
            (held, bits) = ((held << 8) | next, bits + 8);
            for (; bits >= 5; bits -= 5)
                letters.Append(Alphabet[(held >> (bits - 5)) & 31]);
            held &= (1 << bits) - 1;
        }

        return letters.Append(Alphabet[(held << (5 - bits)) & 31]).ToString();
    }
}
