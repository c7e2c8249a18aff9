using System.Collections.Frozen;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles;

/// <summary>
/// Reads payer and references out of a US bank's text: ACH as "NAME DES:… ID:… INDN:…" or "ORIG CO NAME:…", wires as
/// "ORIG=… OBI=…", "WIRE TYPE:… ORIG:… SND BK:…", "ORG:=…" or "DBNM:…", lockbox items as "NAME CK 123 ACCT 456". A
/// label
/// counts only where it is known and begins a word; what has no label stays text.
/// </summary>
internal static class LabelledText
{
    private const int LongestLabel = 15;

    private enum Part
    {
        Other, Name, Account, Bank, Id, Trace, EndToEnd, Customer, Company, BankName, Description,
    }

    private static readonly FrozenDictionary<string, Part> Labels = new Dictionary<string, Part>(StringComparer.Ordinal)
    {
        ["ORIG CO NAME"] = Part.Name, ["ORIG"] = Part.Name, ["ORG"] = Part.Name, ["DBNM"] = Part.Name,
            ["ORIGINATOR"] = Part.Name,
        ["ORIG ACCT"] = Part.Account, ["FROM ACCT"] = Part.Account, ["ORGACCT"] = Part.Account, ["DACT"] = Part.Account,
        ["ORG ID"] = Part.Account, ["SENDER ID"] = Part.Bank, ["DABA"] = Part.Bank, ["SND BK"] = Part.BankName,
        ["SENDER BNK"] = Part.BankName, ["ID"] = Part.Id, ["IND ID"] = Part.Id, ["TRN"] = Part.Trace,
            ["TRACE"] = Part.Trace,
        ["EREF"] = Part.EndToEnd, ["CREF"] = Part.Customer, ["CO ID"] = Part.Company, ["ORIG ID"] = Part.Company,
        ["DES"] = Part.Description, ["CO ENTRY DESCR"] = Part.Other, ["DESC DATE"] = Part.Other, ["SEC"] = Part.Other,
        ["IND NAME"] = Part.Other, ["INDN"] = Part.Other, ["ADDENDA"] = Part.Other, ["PMT INFO"] = Part.Other,
        ["PMT DET"] = Part.Other, ["OBI"] = Part.Other, ["BNF"] = Part.Other, ["BNF ID"] = Part.Other,
            ["BNF NAME"] = Part.Other,
        ["BNF ADDRESS"] = Part.Other, ["ORG ADDRESS"] = Part.Other, ["REC FI"] = Part.Other, ["REC ID"] = Part.Other,
        ["TYPE"] = Part.Other, ["DATE"] = Part.Other, ["TIME"] = Part.Other, ["SEQ"] = Part.Other,
            ["REMI"] = Part.Other,
        ["FED NO"] = Part.Other, ["IMAD"] = Part.Other,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Part>.AlternateLookup<ReadOnlySpan<char>> LabelsBySpan =
        Labels.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What the labels of a text say; references are added to the list.</summary>
    public static Payer Read(string text, ref ReferenceList? references)
    {
        var found = new Found();
        var first = true;
        for (var at = NextLabel(text, 0); at.Part is not null;)
        {
            if (first && at.Part == Part.Description && at.Start > 0)
                found.Name = text[..at.Start].Trim();
            first = false;
            var next = NextLabel(text, at.ValueStart);
            var value = text.AsSpan(at.ValueStart, (next.Part is null ? text.Length : next.Start) - at.ValueStart);
            found.Take(at.Part.Value, value.Trim(), ref references);
            at = next;
        }

        Unlabelled(text, ref found, ref references);
        return found.Name is null && found.Account is null && found.Bank is null
            ? Payer.Unknown : new(found.Name, found.Account, found.Bank);
    }

    private static (Part? Part, int Start, int ValueStart) NextLabel(string text, int from)
    {
        for (var at = from; ; at++)
        {
            var step = text.AsSpan(at).IndexOfAny(':', '=');
            if (step < 0)
                return default;
            at += step;
            var earliest = Math.Max(from, at - LongestLabel);
            // The longest known label that begins a word: "CO ID" before "ID".
            for (var start = earliest; start < at; start++)
            {
                if ((start == 0 || !char.IsLetterOrDigit(text[start - 1]))
                    && LabelsBySpan.TryGetValue(text.AsSpan(start, at - start), out var part))
                {
                    var after = at + 1 < text.Length && text[at] == ':' && text[at + 1] == '=' ? at + 2 : at + 1;
                    return (part, start, after);
                }
            }
        }
    }

    // "ORIG ACCT 5965205749" has no sign, and a lockbox item has only "CK 123 ACCT 456" behind the name.
    private static void Unlabelled(string text, ref Found found, ref ReferenceList? references)
    {
        found.Account ??= DigitsAfter(text, "ORIG ACCT ", 0, out _);
        var check = DigitsAfter(text, " CK ", 0, out var at);
        if (check is null)
            return;
        ReferenceList.Add(ref references, "check", check);
        found.Name ??= text[..at].Trim();
        found.Account ??= DigitsAfter(text, " ACCT ", at, out _);
        ReferenceList.Add(ref references, "trace", DigitsAfter(text, " TRACE ", at, out _));
    }

    private static string? DigitsAfter(string text, string label, int from, out int at)
    {
        at = text.IndexOf(label, from, StringComparison.Ordinal);
        if (at < 0)
            return null;
        var start = at + label.Length;
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end > start ? text[start..end] : null;
    }

    private ref struct Found
    {
        private Part _last;

        public string? Name { get; set; }

        public string? Account { get; set; }

        public string? Bank { get; set; }

        public void Take(Part part, ReadOnlySpan<char> value, ref ReferenceList? references)
        {
            // A bare ID belongs to what stands before it: the sender's bank, the wire's originator, or an ACH entry.
            if (part == Part.Id && _last is (Part.BankName or Part.Name))
                part = _last == Part.BankName ? Part.Bank : Part.Account;
            _last = part;
            if (value.IsEmpty)
                return;
            switch (part)
            {
                case Part.Name: Name ??= value.ToString(); break;
                case Part.Account: Account ??= FirstWord(value); break;
                case Part.Bank: Bank ??= FirstWord(value); break;
                case Part.Id: ReferenceList.Add(ref references, "individual", value.ToString()); break;
                case Part.Trace: ReferenceList.Add(ref references, "trace", FirstWord(value)); break;
                case Part.EndToEnd: ReferenceList.Add(ref references, "end_to_end", value.ToString()); break;
                case Part.Customer: ReferenceList.Add(ref references, "customer", value.ToString()); break;
                case Part.Company: ReferenceList.Add(ref references, "company", FirstWord(value)); break;
                default: break;
            }
        }

        private static string FirstWord(ReadOnlySpan<char> value)
        {
            var end = value.IndexOfAny(' ', '\n');
            return (end < 0 ? value : value[..end]).ToString();
        }
    }
}
