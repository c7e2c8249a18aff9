using System.Text;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Mt940;

/// <summary>
/// German structured details (DFÜ-Abkommen annex 3): GVC, then fields of two digits behind a separator: 00 booking
/// text,
/// 20–29 and 60–63 purpose, 30 BIC, 31 account, 32 and 33 name, 34 return code. SEPA tags stand within the joined
/// purpose
/// and may be broken over its fields.
/// </summary>
internal static class GermanDetails
{
    // A field is 27 characters wide; only a full one runs on in the next.
    private const int FieldWidth = 27;

    private static readonly string[] SepaTags =
    [
        "EREF+", "KREF+", "MREF+", "CRED+", "DEBT+", "SVWZ+", "ABWA+", "ABWE+", "IBAN+", "BIC+", "RTRN+", "COAM+",
            "OAMT+", "PURP+", "ANAM+",
    ];

    /// <summary>"166?00…", with any sign for the separator.</summary>
    public static bool Applies(string text) =>
        text.Length >= 6 && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1])
        && char.IsAsciiDigit(text[2]) && !char.IsLetterOrDigit(text[3]) && text[3] != ' ' && text[3] != '\n'
        && char.IsAsciiDigit(text[4]) && char.IsAsciiDigit(text[5]) && text[3] is not (',' or '.' or '-' or '/');

    public static MtDetails Read(string text)
    {
        var (code, separator) = (text[..3], text[3]);
        var purpose = new StringBuilder();
        var name = new StringBuilder();
        string? bank = null, account = null, booking = null, reason = null;
        var (lastPurpose, lastName) = (0, 0);
        // The lines of the tag are cut at 65 characters wherever that falls, within a field's number too.
        foreach (var piece in text[4..].Replace("\n", "", StringComparison.Ordinal).Split(separator))
        {
            if (piece.Length < 2 || !char.IsAsciiDigit(piece[0]) || !char.IsAsciiDigit(piece[1]))
            {
                // The separator within text: give it back.
                Join(purpose, separator + piece, FieldWidth);
                continue;
            }

            var (field, value) = ((piece[0] - '0') * 10 + piece[1] - '0', piece[2..]);
            switch (field)
            {
                case 0: booking = value.Trim(); break;
                case (>= 20 and <= 29) or (>= 60 and <= 63):
                    Join(purpose, value, lastPurpose);
                    lastPurpose = value.Length;
                    break;
                case 30: bank = Optional(value); break;
                case 31: account = Optional(value); break;
                case 32 or 33:
                    Join(name, value, lastName);
                    lastName = value.Length;
                    break;
                case 34: reason = Optional(value); break;
                default: break;
            }
        }

        return Make(code, booking, purpose.ToString(), new(Optional(name.ToString()), account, bank), reason);
    }

    private static MtDetails Make(string code, string? booking, string purpose, Payer payer, string? reason)
    {
        var tags = Tagged(purpose);
        ReferenceList? references = null;
        ReferenceList.Add(ref references, "end_to_end",
            tags.GetValueOrDefault("EREF+") is { } e and not "NOTPROVIDED" ? e : null);
        ReferenceList.Add(ref references, "customer",
            tags.GetValueOrDefault("KREF+") is { } k and not "NONREF" ? k : null);
        ReferenceList.Add(ref references, "mandate", tags.GetValueOrDefault("MREF+"));
        ReferenceList.Add(ref references, "creditor_id", tags.GetValueOrDefault("CRED+"));
        ReferenceList.Add(ref references, "ultimate_payer", tags.GetValueOrDefault("ABWA+"));
        reason ??= tags.GetValueOrDefault("RTRN+");
        ReferenceList.Add(ref references, "return_reason", reason);
        var text = $"{tags.GetValueOrDefault("")} {tags.GetValueOrDefault("SVWZ+")}".Trim();
        return new()
        {
            Code = code, Text = text.Length > 0 ? text : booking ?? "", References = references,
            Payer = payer with { Account = payer.Account ?? tags.GetValueOrDefault("IBAN+"),
                Bank = payer.Bank ?? tags.GetValueOrDefault("BIC+") },
            Reason = reason is { Length: > 0 } && reason.Trim('0').Length > 0 ? reason : null,
        };
    }

    private static void Join(StringBuilder text, string piece, int lastLength)
    {
        // A tag begins a thing of its own; a field that is not full ended.
        if (text.Length > 0 && lastLength < FieldWidth && text[^1] != ' '
            && !Array.Exists(SepaTags, tag => piece.StartsWith(tag, StringComparison.Ordinal)))
            text.Append(' ');
        text.Append(piece);
    }

    private static Dictionary<string, string> Tagged(string purpose)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        var (current, from) = ("", 0);
        for (var at = 0; at <= purpose.Length; at++)
        {
            var next = at == purpose.Length ? "" : Array.Find(SepaTags, tag =>
                string.CompareOrdinal(purpose, at, tag, 0, tag.Length) == 0);
            if (next is null)
                continue;
            var value = purpose[from..at].Trim();
            if (value.Length > 0 && !tags.TryAdd(current, value))
                tags[current] += " " + value;
            (current, from) = (next, at + next.Length);
            at = Math.Max(at, from - 1);
        }

        return tags;
    }

    private static string? Optional(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}
