using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace Turnstone.Domain.CashApplication.References;

/// <summary>What a part of a bank's text is about.</summary>
internal enum FieldRole
{
    /// <summary>Nothing marks it: names and remittance text stand mixed.</summary>
    Free,

    /// <summary>The payer's words on what is paid.</summary>
    Remittance,

    /// <summary>Name of who ordered the payment.</summary>
    PayerName,

    /// <summary>Account of who ordered it.</summary>
    PayerAccount,

    /// <summary>A payer's own number of the payment, where some write what they pay.</summary>
    Token,

    /// <summary>Numbers by which banks and payers find the payment again: never a document.</summary>
    Trace,

    /// <summary>The bank's own words: dates, codes, its name, ours.</summary>
    Noise,
}

/// <summary>A part of a text from one label to the next.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextField(FieldRole Role, int Start, int End);

/// <summary>
/// Cuts a bank's description at the labels that banks put before its parts: ACH and wire texts of BAI2 banks
/// (<c>ORIG CO NAME:</c>, <c>DES:</c>, <c>OBI=</c>), structured fields of SEPA texts (<c>SVWZ+</c>), check
/// numbers. A label that is not known begins nothing, so that no word of the payer is lost.
/// </summary>
internal static class BankText
{
    private const int LongestLabel = 24;

    private static readonly FrozenDictionary<string, FieldRole> Labels = Table(
        (FieldRole.PayerName, "ORIG CO NAME|ORIG|ORG|ORIGINATOR|ORDERING CUSTOMER|ORD CUST|BY ORDER OF|B/O|REMITTER"
            + "|SENDER|SENDER NAME|FROM|PAYER|PAYOR|PAID BY|ABWA|DEBTOR|ULTIMATE DEBTOR|AUFTRAGGEBER"
            + "|ORDENANTE|DONNEUR"),
        (FieldRole.PayerAccount, "ORIG ACCT|ORGACCT|ORG ACCT|FROM ACCT|ACCT|SENDER ACCT|DEBTOR ACCT|IBAN|DR ACCT"),
        (FieldRole.Remittance, "ADDENDA|PMT INFO|PMT DET|PAYMENT DETAILS|OBI|RMT INFO|REMITTANCE INFO|SVWZ|RFB|DETAILS"
            + "|REMARK|REMARKS|DES|CO ENTRY DESCR|PURPOSE|VERWENDUNGSZWECK|MOTIF|CONCEPTO"
            + "|CAUSALE|USTRD|DESCRIPTION|MEMO|NARRATIVE"),
        (FieldRole.Token, "ID|EREF|CUST REF|YOUR REF|END TO END"),
        (FieldRole.Trace, "TRN|TRACE|TRACE NO|TRACE#|SEQ|SEQ NO|IND ID|INDIVIDUAL ID|IMAD|OMAD|KREF|MREF|CRED|CK|CHECK"
            + "|CHECK NO|CHECK NUMBER|CHK|REFERENCE NO|BANK REF|CHEQUE|CHEQUE NO"),
        (FieldRole.Noise, "ORIG ID|CO ID|COMPANY ID|DESC DATE|SEC|IND NAME|INDN|SND BK|SEND BK|BNF"
            + "|BENEFICIARY|BNF ACCT|TIME|IN DATE|DATE|EFF DATE|WIRE TYPE|TYPE|BANK ID|RECEIVER|BBI|BBK|FED ID|INST"
            + "|BIC|PURP|COAM|OAMT|DEBT|SDVA"));

    // Every place of every text is looked up: from the text itself, without a string of it.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ByText =
        Labels.Keys.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    // Labels after which only their number follows: the rest of the text is free again.
    private static readonly FrozenSet<string> Bare = FrozenSet.Create(StringComparer.Ordinal,
        "CK", "CHECK", "CHEQUE", "CHK", "TRACE", "ACCT", "ORIG ACCT", "FROM ACCT", "TRN", "SEQ", "IBAN");

    public static List<TextField> Fields(string text)
    {
        var fields = new List<TextField>();
        if (IsEmptyEnvelope(text))
            return fields;
        var (role, from, bankBefore) = (FieldRole.Free, 0, false);
        for (var at = 0; at < text.Length;)
        {
            if (Label(text, at) is not var (name, next, bare))
            {
                at = NextWord(text, at);
                continue;
            }

            Close(at);
            role = RoleOf(name, role, bankBefore);
            bankBefore = name.EndsWith(" BK", StringComparison.Ordinal) || name is "BBK" or "BBI" or "BNF";
            (from, at) = (next, next);
            if (!bare)
                continue;
            at = EndOfWord(text, next);
            Close(at);
            (role, from) = (FieldRole.Free, at);
        }

        Close(text.Length);
        return fields;

        void Close(int end)
        {
            if (end > from && !text.AsSpan(from, end - from).IsWhiteSpace())
                fields.Add(new(role, from, end));
        }
    }

    // An X12 820 that says nothing: its control numbers and dates are no words of the payer.
    private static bool IsEmptyEnvelope(string text) =>
        (text.StartsWith("ISA*", StringComparison.Ordinal) || text.StartsWith("ST*", StringComparison.Ordinal))
        && !text.Contains("NTE*", StringComparison.Ordinal) && !text.Contains("RMR*", StringComparison.Ordinal);

    /// <summary>An <c>ID</c> belongs to what stands before it: payer's account, bank's number, or its own.</summary>
    private static FieldRole RoleOf(string name, FieldRole before, bool bankBefore) => name != "ID" ? Labels[name]
        : bankBefore ? FieldRole.Noise : before == FieldRole.PayerName ? FieldRole.PayerAccount : FieldRole.Token;

    private static (string Name, int Next, bool Bare)? Label(string text, int at)
    {
        if (!char.IsLetter(text[at]) || at > 0 && char.IsLetterOrDigit(text[at - 1]))
            return null;
        // The longest first: ORIG CO NAME before ORIG.
        var longest = Math.Min(text.Length - at, LongestLabel);
        Span<char> upper = stackalloc char[LongestLabel];
        text.AsSpan(at, longest).ToUpperInvariant(upper);
        for (var end = at + longest; end > at + 1; end--)
        {
            if (end < text.Length && char.IsLetter(text[end]) && char.IsLetter(text[end - 1]))
                continue;
            if (!ByText.TryGetValue(upper[..(end - at)], out var name))
                continue;
            if (end < text.Length && (text[end] is ':' or '=' || text[end] == '+' && name.Length == 4))
                return (name, end + 1, false);
            if (Bare.Contains(name) && Number(text, end) is { } number)
                return (name, number, true);
        }

        return null;
    }

    /// <summary>Where a number of five or more begins after a space; null where another word follows.</summary>
    private static int? Number(string text, int at)
    {
        var from = at;
        while (from < text.Length && text[from] is ' ' or '#')
            from++;
        var to = EndOfWord(text, from);
        var digits = 0;
        for (var index = from; index < to; index++)
            digits += char.IsAsciiDigit(text[index]) ? 1 : 0;
        return from > at && digits >= 4 && digits * 2 > to - from ? from : null;
    }

    private static int EndOfWord(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        while (at < text.Length && char.IsLetterOrDigit(text[at]))
            at++;
        return at;
    }

    private static int NextWord(string text, int at)
    {
        while (at < text.Length && char.IsLetterOrDigit(text[at]))
            at++;
        while (at < text.Length && !char.IsLetterOrDigit(text[at]))
            at++;
        return at;
    }

    private static FrozenDictionary<string, FieldRole> Table(params (FieldRole Role, string Names)[] rows) => rows
        .SelectMany(row => row.Names.Split('|').Select(name => (name, row.Role)))
        .ToFrozenDictionary(entry => entry.name, entry => entry.Role, StringComparer.Ordinal);
}
