namespace Turnstone.BankFiles.Mt940;

/// <summary>The tags of SEPA payments within a German purpose.</summary>
internal enum SepaTag
{
    None, EndToEnd, Customer, Mandate, Creditor, Debtor, Purpose, UltimatePayer, UltimatePayee, Account, Bank, Return,
    Charges, Original, Code, Name,
}

/// <summary>
/// Cuts a purpose at its tags: <c>EREF+… MREF+… SVWZ+…</c>. What stands before the first belongs to none of them; a
/// tag that comes twice goes on.
/// </summary>
internal sealed class SepaTags(TextPool texts)
{
    private readonly string?[] _values = new string?[(int)SepaTag.Name + 1];

    /// <summary>What stands behind the tag; null where it is absent or empty.</summary>
    public string? this[SepaTag tag] => _values[(int)tag];

    public void Read(ReadOnlySpan<char> purpose)
    {
        Array.Clear(_values);
        var (current, from) = (SepaTag.None, 0);
        for (var at = 0; at < purpose.Length; at++)
        {
            var plus = purpose[at..].IndexOf('+');
            if (plus < 0)
                break;
            at += plus;
            if (Before(purpose[from..(at + 1)], out var length) is var next and not SepaTag.None)
            {
                Add(current, purpose[from..(at + 1 - length)].Trim());
                (current, from) = (next, at + 1);
            }
        }

        Add(current, purpose[from..].Trim());
    }

    /// <summary>The tag a text begins with.</summary>
    public static SepaTag At(ReadOnlySpan<char> text, out int length)
    {
        length = text.Length > 4 && text[4] == '+' ? 5 : text.Length > 3 && text[3] == '+' ? 4 : 0;
        return length == 0 ? SepaTag.None : Of(text[..length]);
    }

    // The tag a text ends with.
    private static SepaTag Before(ReadOnlySpan<char> text, out int length)
    {
        length = 5;
        var tag = text.Length >= length ? Of(text[^length..]) : SepaTag.None;
        if (tag != SepaTag.None)
            return tag;
        length = 4;
        return text.Length >= length ? Of(text[^length..]) : SepaTag.None;
    }

    private static SepaTag Of(ReadOnlySpan<char> tag) => tag switch
    {
        "EREF+" => SepaTag.EndToEnd, "KREF+" => SepaTag.Customer, "MREF+" => SepaTag.Mandate,
        "CRED+" => SepaTag.Creditor, "DEBT+" => SepaTag.Debtor, "SVWZ+" => SepaTag.Purpose,
        "ABWA+" => SepaTag.UltimatePayer, "ABWE+" => SepaTag.UltimatePayee, "IBAN+" => SepaTag.Account,
        "BIC+" => SepaTag.Bank, "RTRN+" => SepaTag.Return, "COAM+" => SepaTag.Charges, "OAMT+" => SepaTag.Original,
        "PURP+" => SepaTag.Code, "ANAM+" => SepaTag.Name,
        _ => SepaTag.None,
    };

    private void Add(SepaTag tag, ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
            return;
        ref var known = ref _values[(int)tag];
        // Each payment has its own reference and purpose; the rest repeats.
        var text = tag is SepaTag.None or SepaTag.EndToEnd or SepaTag.Purpose ? value.ToString() : texts.Text(value);
        known = known is null ? text : $"{known} {text}";
    }
}
