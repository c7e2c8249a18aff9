namespace Turnstone.BankFiles.Mt940;

/// <summary>
/// German structured details (DFÜ-Abkommen annex 3): GVC, then fields of two digits behind a separator: 00 booking
/// text, 20–29 and 60–63 purpose, 30 BIC, 31 account, 32 and 33 name, 34 return code. SEPA tags stand within the
/// joined purpose and may be broken over its fields.
/// </summary>
internal sealed class GermanDetails(TextPool texts, PayerPool payers)
{
    // A field is 27 characters wide; only a full one runs on in the next.
    private const int FieldWidth = 27;

    private readonly TextBuffer _purpose = new();
    private readonly TextBuffer _name = new();
    private readonly SepaTags _tags = new(texts);
    private int _lastPurpose;
    private int _lastName;
    private string? _bank;
    private string? _account;
    private string? _booking;
    private string? _reason;

    /// <summary>"166?00…", with any sign for the separator; some banks leave the code out.</summary>
    public static bool Applies(ReadOnlySpan<char> text) =>
        text.Length >= 6 && !text[..3].ContainsAnyExceptInRange('0', '9') && !char.IsLetterOrDigit(text[3])
        && text[3] is not (' ' or '\n' or ',' or '.' or '-' or '/')
        && char.IsAsciiDigit(text[4]) && char.IsAsciiDigit(text[5])
        || text.StartsWith("?00") || text.StartsWith("?20");

    /// <summary>
    /// Reads details whose lines are joined: they are cut at 65 characters wherever that falls, within a field's
    /// number too.
    /// </summary>
    public MtDetails Read(ReadOnlySpan<char> text)
    {
        _purpose.Clear();
        _name.Clear();
        (_lastPurpose, _lastName) = (0, 0);
        (_bank, _account, _booking, _reason) = (null, null, null, null);
        var code = text[0] == '?' ? 0 : 3;
        var separator = text[code];
        for (var rest = text[(code + 1)..]; ;)
        {
            var end = rest.IndexOf(separator);
            Take(end < 0 ? rest : rest[..end], separator);
            if (end < 0)
                break;
            rest = rest[(end + 1)..];
        }

        return Make(code == 0 ? null : texts.Text(text[..code]));
    }

    private void Take(ReadOnlySpan<char> piece, char separator)
    {
        if (piece.Length < 2 || !char.IsAsciiDigit(piece[0]) || !char.IsAsciiDigit(piece[1]))
        {
            // The separator within text: give it back.
            _purpose.Append(separator);
            _purpose.Append(piece);
            return;
        }

        var value = piece[2..];
        switch ((piece[0] - '0') * 10 + piece[1] - '0')
        {
            case 0: _booking = texts.Text(value.Trim()); break;
            case (>= 20 and <= 29) or (>= 60 and <= 63): Join(_purpose, value, ref _lastPurpose); break;
            case 30: _bank = texts.Optional(value); break;
            // 38 is the IBAN beside the national number.
            case 38: _account = texts.Optional(value) ?? _account; break;
            case 31: _account ??= texts.Optional(value); break;
            case 32 or 33: Join(_name, value, ref _lastName); break;
            case 34: _reason = texts.Optional(value); break;
            default: break;
        }
    }

    private MtDetails Make(string? code)
    {
        _tags.Read(_purpose.Span);
        ReferenceList? references = null;
        ReferenceList.Add(ref references, "end_to_end", _tags[SepaTag.EndToEnd] is { } e and not "NOTPROVIDED"
            ? e : null);
        ReferenceList.Add(ref references, "customer", _tags[SepaTag.Customer] is { } k and not "NONREF" ? k : null);
        ReferenceList.Add(ref references, "mandate", _tags[SepaTag.Mandate]);
        ReferenceList.Add(ref references, "creditor_id", _tags[SepaTag.Creditor]);
        ReferenceList.Add(ref references, "ultimate_payer", _tags[SepaTag.UltimatePayer]);
        // Field 34 completes the code: the reason of a return, but also the kind of an ordinary payment.
        var reason = Gvc.IsReturn(code) ? _reason ?? _tags[SepaTag.Return] : _tags[SepaTag.Return];
        ReferenceList.Add(ref references, "return_reason", reason);
        var (before, purpose) = (_tags[SepaTag.None], _tags[SepaTag.Purpose]);
        var text = before is null ? purpose : purpose is null ? before : $"{before} {purpose}";
        return new()
        {
            Code = code, Text = text ?? _booking ?? "", References = references,
            Payer = payers.Of(texts.Optional(_name.Span), _account ?? _tags[SepaTag.Account],
                _bank ?? _tags[SepaTag.Bank]),
            Reason = reason is { Length: > 0 } && reason.AsSpan().Trim('0').Length > 0 ? reason : null,
        };
    }

    private static void Join(TextBuffer text, ReadOnlySpan<char> piece, ref int lastLength)
    {
        // A tag begins a thing of its own; a field that is not full ended.
        if (text.Length > 0 && lastLength < FieldWidth && text.Span[^1] != ' '
            && SepaTags.At(piece, out _) == SepaTag.None)
            text.Append(' ');
        text.Append(piece);
        lastLength = piece.Length;
    }
}
