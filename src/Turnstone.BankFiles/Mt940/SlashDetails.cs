
namespace Turnstone.BankFiles.Mt940;

/// <summary>
/// Keywords between slashes: <c>/TRTP/SEPA OVERBOEKING/IBAN/…/NAME/…/REMI/…</c>. Values may hold slashes, so the
/// text is cut at
/// known keywords only.
/// </summary>
internal static class SlashDetails
{
    private static readonly string[] Keywords =
    [
        "TRTP", "IBAN", "BIC", "NAME", "REMI", "EREF", "KREF", "MARF", "MREF", "CSID", "CRED", "RTRN", "ORDP",
            "BENM", "BAI", "ACNO", "ACCW",
        "PREF", "ISDT", "CNTP", "PURP", "ULTC", "ULTD", "ADDR", "ID", "INIT", "SVCL", "OCMT", "CHGS", "EXCH", "UDTR",
            "BO", "BO1", "BI", "RFB",
    ];

    public static bool Applies(string text) => text.StartsWith('/') && KeywordAt(text, 0) is not null;

    public static MtDetails Read(string text, bool moneyIn)
    {
        // Lines are cut at 65 characters within words; ABN AMRO's shorter ones end with a blank that stays.
        var whole = text.Replace("\n", "", StringComparison.Ordinal);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var (keyword, from) = ("", 0);
        // "/BENM//NAME/us/ORDP//NAME/them": a name belongs to the party before it, and the other side is the payer.
        var own = moneyIn ? "BENM" : "ORDP";
        var ours = new Dictionary<string, string>(StringComparer.Ordinal);
        var (inOwn, hasOther) = (false, false);
        for (var at = 0; at <= whole.Length; at++)
        {
            var next = at == whole.Length ? "" : KeywordAt(whole, at);
            if (next is null)
                continue;
            var (value, isParty) = (whole[from..Math.Max(from, at)].Trim(' ', '/'), keyword is "BENM" or "ORDP");
            inOwn = isParty ? keyword == own
                : inOwn && (keyword is "NAME" or "ADDR" or "IBAN" or "BIC" or "ID" or "ACNO");
            hasOther |= isParty && !inOwn;
            if (keyword.Length > 0)
                (inOwn ? ours : values).TryAdd(keyword, value);
            (keyword, from) = (next, at + next.Length + 2);
            at = Math.Max(at, from - 2);
        }

        // The only party named is the other one, whatever the bank calls it.
        if (!hasOther)
        {
            foreach (var (word, value) in ours)
                values.TryAdd(word, value);
        }

        return Make(values, whole);
    }

    private static MtDetails Make(Dictionary<string, string> values, string whole)
    {
        ReferenceList? references = null;
        ReferenceList.Add(ref references, "end_to_end",
            values.GetValueOrDefault("EREF") is { } e and not "NOTPROVIDED" ? e : null);
        ReferenceList.Add(ref references, "customer",
            values.GetValueOrDefault("KREF") ?? values.GetValueOrDefault("PREF"));
        ReferenceList.Add(ref references, "mandate",
            values.GetValueOrDefault("MARF") ?? values.GetValueOrDefault("MREF"));
        ReferenceList.Add(ref references, "creditor_id",
            values.GetValueOrDefault("CSID") ?? values.GetValueOrDefault("CRED"));
        ReferenceList.Add(ref references, "return_reason", values.GetValueOrDefault("RTRN"));
        // "/CNTP/NL32INGB0000012345/INGBNL2A/ING BANK NV///": account, bank, name.
        var counterparty = values.GetValueOrDefault("CNTP")?.Split('/') ?? [];
        var name = Inner(values.GetValueOrDefault("NAME")) ?? Inner(values.GetValueOrDefault("ORDP"))
            ?? Inner(values.GetValueOrDefault("BENM")) ?? At(counterparty, 2);
        var remittance = Remittance(values.GetValueOrDefault("REMI"), ref references);
        var bai = values.GetValueOrDefault("BAI")?.Split('/');
        return new()
        {
            Text = remittance ?? whole, References = references,
                Reason = values.GetValueOrDefault("RTRN") is { Length: > 0 } r ? r : null,
            Payer = new(name, values.GetValueOrDefault("IBAN") ?? values.GetValueOrDefault("ACNO")
                ?? At(counterparty, 0),
                values.GetValueOrDefault("BIC") ?? At(counterparty, 1)),
            Code = bai?[0] is { Length: 3 } code && code.All(char.IsAsciiDigit) ? code : null, IsBai = bai is not null,
        };
    }

    // "USTD//text", "STRD/CUR/reference", or the text itself.
    private static string? Remittance(string? remi, ref ReferenceList? references)
    {
        if (string.IsNullOrEmpty(remi))
            return null;
        if (remi.StartsWith("USTD/", StringComparison.Ordinal))
            return remi[5..].Trim('/', ' ');
        if (!remi.StartsWith("STRD/", StringComparison.Ordinal))
            return remi;
        var reference = remi[(remi.LastIndexOf('/') + 1)..];
        ReferenceList.Add(ref references, "creditor", reference);
        return reference;
    }

    // "/ORDP//NAME/test": a party may open with its own keyword.
    private static string? Inner(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim('/', ' ');

    private static string? At(string[] pieces, int index) =>
        index < pieces.Length && pieces[index].Length > 0 ? pieces[index] : null;

    private static string? KeywordAt(string text, int at)
    {
        if (text[at] != '/')
            return null;
        var end = text.IndexOf('/', at + 1);
        if (end < 0 || end - at is < 3 or > 5)
            return null;
        return Array.Find(Keywords, keyword =>
            keyword.Length == end - at - 1 && string.CompareOrdinal(text, at + 1, keyword, 0, keyword.Length) == 0);
    }
}
