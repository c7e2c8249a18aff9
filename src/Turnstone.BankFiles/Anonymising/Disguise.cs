using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Turnstone.BankFiles.Anonymising;

/// <summary>
/// Replaces words and amounts under one key: the same word gets the same disguise, of the same length and with the same
/// kinds of signs, and check digits that held hold again. Amounts are all multiplied by one number, so that every sum,
/// balance and control total still says what it said, right or wrong.
/// </summary>
internal sealed class Disguise(ulong key)
{
    private const int SmallestFactor = 101;
    private const int Factors = 897;

    // What readers understand and nobody is named by.
    private static readonly FrozenSet<string> Kept = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
    [
        "NONREF", "NOTPROVIDED", "NOT", "PROVIDED", "TRUE", "FALSE", "USTD", "STRD", "SCOR",
        "TRTP", "IBAN", "BIC", "NAME", "REMI", "EREF", "KREF", "MARF", "MREF", "CSID", "CRED", "RTRN", "ORDP", "BENM",
        "BAI", "ACNO", "ACCW", "PREF", "ISDT", "CNTP", "PURP", "ULTC", "ULTD", "ADDR", "ID", "INIT", "SVCL", "OCMT",
        "CHGS", "EXCH", "UDTR", "SVWZ", "ABWA", "ABWE", "DEBT", "COAM", "OAMT", "ANAM", "SEPA",
        "ORIG", "CO", "ORG", "DBNM", "ORIGINATOR", "ACCT", "FROM", "ORGACCT", "DACT", "SENDER", "DABA", "SND", "BK",
        "BNK", "IND", "TRN", "TRACE", "CREF", "DES", "ENTRY", "DESCR", "DESC", "DATE", "SEC", "INDN", "ADDENDA", "PMT",
        "DET", "OBI", "BNF", "ADDRESS", "REC", "FI", "TYPE", "TIME", "SEQ", "FED", "NO", "IMAD", "OMAD", "CK",
        "RETURN", "ACH", "RETURNED", "RTN", "RTD", "DEPOSITED", "ITEM", "NSF", "CHARGEBACK", "REVERSAL", "RUECKLAST",
        "RÜCKLAST", "RETOURE", "STORNO", "REJET", "IMPAYE", "IMPAYÉ", "DEVOLUCION", "DEVOLUCIÓN", "INSOLUTO",
        "STORNERING", "RETUR", "TERUGBOEKING", "INTEREST", "ZINS", "HABENZINS", "INTERETS", "INTÉRÊTS", "RENTE",
        "INTERESES", "INTERESSI", "ZBA", "SWEEP", "CASH", "POOL", "CASHPOOL", "CONCENTRATION", "TRANSFER", "INTERNAL",
        "OWN", "UEBERTRAG", "ÜBERTRAG", "EIGEN", "UMBUCHUNG", "FEE", "REFUND", "LOCKBOX",
    ]);

    private static readonly Func<string, bool>[] Checks =
    [
        CreditorReference.IsIban, CreditorReference.IsRf, CreditorReference.IsQr, CreditorReference.IsBelgian,
        CreditorReference.IsFinnish, CreditorReference.IsOcr, CreditorReference.IsKid,
    ];

    private readonly int _factor = SmallestFactor + (int)(key % Factors);

    /// <summary>True where every word is one that readers understand, so that nothing is told by it.</summary>
    public static bool IsKept(string text) => Words(text).All(word => word.Length < 2 || Kept.Contains(word));

    /// <summary>A text with its words replaced; signs between them stay, and so do entities of XML.</summary>
    public string Text(string text)
    {
        var disguised = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var entity = text[at] == '&' ? text.IndexOf(';', at) : -1;
            var end = at;
            while (end < text.Length && char.IsLetterOrDigit(text[end]))
                end++;
            if (entity > at && entity - at < 10)
                end = entity + 1;
            else if (end > at)
            {
                disguised.Append(Word(text[at..end]));
                at = end;
                continue;
            }

            end = Math.Max(end, at + 1);
            disguised.Append(text, at, end - at);
            at = end;
        }

        return disguised.ToString();
    }

    /// <summary>One word; what readers understand stays.</summary>
    public string Word(string word)
    {
        if (word.Length < 2 || Kept.Contains(word))
            return word;
        var isIban = CreditorReference.IsIban(word);
        var isRf = CreditorReference.IsRf(word);
        var fixedFirst = isIban || isRf ? 2 : 0;
        var letters = word[..fixedFirst] + Letters(word[fixedFirst..]);
        var held = Array.FindAll(Checks, check => check(word));
        return held.Length == 0 ? letters : Checked(letters, held, isIban || isRf ? 2 : letters.Length - 2);
    }

    /// <summary>A decimal times the factor, with its sign and decimals; what is no amount is a word.</summary>
    public string Amount(string written)
    {
        var text = written.Trim();
        var sign = text.StartsWith('-') || text.StartsWith('+') ? text[..1] : "";
        var point = text.LastIndexOfAny(['.', ',']);
        var digits = text[sign.Length..].Replace(".", "", StringComparison.Ordinal)
            .Replace(",", "", StringComparison.Ordinal);
        if (text.Length == 0)
            return written;
        if (!BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return Text(written);
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        var scaled = (number * _factor).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var whole = point < 0 ? scaled : $"{scaled[..^decimals]}{text[point]}{scaled[^decimals..]}";
        return written.Replace(text, sign + whole, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Words(string text) => text.Split(
        [.. text.Where(letter => !char.IsLetterOrDigit(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries);

    private string Letters(string word)
    {
        var state = key;
        foreach (var letter in word)
            state = Next(state ^ char.ToUpperInvariant(letter));
        var disguised = word.ToCharArray();
        for (var at = 0; at < disguised.Length; at++)
        {
            state = Next(state);
            disguised[at] = Like(disguised[at], (int)(state >> 40), isFirst: at == 0 || word[..at].Trim('0') is "");
        }

        return new(disguised);
    }

    // Never the letter itself, so that no word stays.
    private static char Like(char letter, int draw, bool isFirst) => letter switch
    {
        '0' when isFirst => '0',
        >= '0' and <= '9' when isFirst => (char)('1' + ((letter - '1' + 1 + draw % 8) % 9)),
        >= '0' and <= '9' => (char)('0' + ((letter - '0' + 1 + draw % 9) % 10)),
        >= 'A' and <= 'Z' => (char)('A' + ((letter - 'A' + 1 + draw % 25) % 26)),
        >= 'a' and <= 'z' => (char)('a' + ((letter - 'a' + 1 + draw % 25) % 26)),
        _ when char.IsLower(letter) => letter == 'ö' ? 'ü' : 'ö',
        _ when char.IsUpper(letter) => letter == 'Ö' ? 'Ü' : 'Ö',
        _ => 'Ä',
    };

    // Tries the two signs at a place until all checks hold that held; the first of them where not all can.
    private static string Checked(string word, Func<string, bool>[] held, int at)
    {
        string? first = null;
        for (var number = 0; number < 100 && at >= 0; number++)
        {
            var candidate = string.Create(CultureInfo.InvariantCulture, $"{word[..at]}{number:D2}{word[(at + 2)..]}");
            if (Array.TrueForAll(held, check => check(candidate)))
                return candidate;
            first ??= held[0](candidate) ? candidate : null;
        }

        return first ?? word;
    }

    private static ulong Next(ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
            return state ^ (state >> 31);
        }
    }
}
