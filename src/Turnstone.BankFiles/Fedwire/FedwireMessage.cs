using System.Text;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Fedwire;

/// <summary>The tags of one message, and what they say about one wire.</summary>
internal sealed class FedwireMessage(long line, long offset)
{
    // A name or an address line has 35 characters in messages whose elements are padded and not ended by a star.
    private const int Width = 35;
    private const int Most = 500;
    private const int Longest = 100_000;

    private readonly List<(int Tag, string Value)> _tags = [];
    private StringBuilder? _continued;
    private long _end;

    public long Line => line;

    /// <summary>All tags in their order, for remittance lines that repeat.</summary>
    public IReadOnlyList<(int Tag, string Value)> Tags => Whole();

    /// <summary>The beneficiary's account number, else the receiving bank.</summary>
    public string Account => PartyOf(4200)?.Account ?? PartyOf(4200)?.Name ?? BankOf(3400) ?? "";

    /// <summary>The day of the input message (IMAD).</summary>
    public DateOnly? Date => this[1520] is { Length: >= 8 } imad
        && Ofx.OfxValues.TryDate(imad, out var date) ? date : null;

    private string? this[int tag] => Whole().Find(one => one.Tag == tag).Value;

    public bool Has(int tag) => _tags.Exists(one => one.Tag == tag);

    public void Take(int tag, ReadOnlySpan<byte> value, long end)
    {
        Whole();
        if (_tags.Count < Most)
            _tags.Add((tag, Bytes.Text(value).TrimEnd()));
        _end = end;
    }

    /// <summary>A line without a tag goes on with the value before it.</summary>
    public void Continue(ReadOnlySpan<byte> text)
    {
        if (_tags.Count == 0 || text.Trim((byte)' ').IsEmpty)
            return;
        _continued ??= new(_tags[^1].Value);
        if (_continued.Length < Longest)
            _continued.Append('\n').Append(Bytes.Text(text).TrimEnd());
    }

    // Many lines may go on with one value: they are put together once.
    private List<(int Tag, string Value)> Whole()
    {
        if (_continued is { } text)
            _tags[^1] = (_tags[^1].Tag, text.ToString());
        _continued = null;
        return _tags;
    }

    /// <summary>{2000}: twelve digits of cents.</summary>
    public Money? AmountIn(Findings findings)
    {
        var text = this[2000]?.Trim() ?? "";
        if (text.Length is > 0 and <= 18 && long.TryParse(text, System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture, out var cents))
            return new(cents, findings.Settings.DefaultCurrency ?? Currency.Usd);
        var raw = string.Join(' ', Whole().Select(one => $"{{{one.Tag}}}{one.Value}"));
        findings.Problem(Severity.Error, "fedwire.amount", line, "The message has no amount {2000} that can be read.",
            Encoding.UTF8.GetBytes(raw));
        return null;
    }

    public BankTransaction Make(Money amount, Findings findings)
    {
        if (Date is null)
            findings.Problem(Severity.Warning, "fedwire.date", line, "The message has no readable date in {1520}.");
        ReferenceList? references = null;
        ReferenceList.Add(ref references, "sender", First(3320));
        ReferenceList.Add(ref references, "beneficiary", First(4320));
        ReferenceList.Add(ref references, "original", First(3500));
        ReferenceList.Add(ref references, "end_to_end", EndToEnd());
        ReferenceList.Add(ref references, "omad", First(1120));
        ReferenceList.Add(ref references, "remittance", First(8250));
        var payer = PartyOf(5000) ?? OptionF() ?? PartyOf(5100) ?? Payer.Unknown;
        return new()
        {
            Date = Date ?? default, ValueDate = Date, Amount = amount, Kind = Kind, Line = line, Offset = offset,
            TypeCode = TypeCode, Reference = First(1520), References = references ?? ReferenceList.Empty,
            Payer = payer with { Bank = PartyOf(5100)?.Account ?? BankOf(3100) }, Text = TextOf(),
            Length = (int)Math.Min(int.MaxValue, _end - offset),
        };
    }

    /// <summary>The elements of a tag: ended by stars, or padded to their width.</summary>
    public static List<string> Elements(string value, params ReadOnlySpan<int> widths)
    {
        if (value.Contains('*', StringComparison.Ordinal))
            return [.. value.Split('*', StringSplitOptions.TrimEntries)];
        var elements = new List<string>();
        var at = 0;
        foreach (var width in widths)
        {
            if (at >= value.Length)
                break;
            elements.Add(value.Substring(at, Math.Min(width, value.Length - at)).Trim());
            at += width;
        }

        return elements;
    }

    private string TypeCode =>
        First(3600) is { Length: >= 3 } function ? $"{First(1510)}-{function[..3]}" : First(1510) ?? "";

    // 00 is a transfer and 32 honours a drawdown; 02 and 08 give back, the others only ask or tell.
    private LineKind Kind => First(1510) is { Length: >= 4 } type && type[2..4] is "00" or "32"
        && First(3600) is { Length: >= 3 } function && function[..3] is "CTR" or "CTP"
        ? LineKind.Receipt : LineKind.Undecided;

    private string? First(int tag) =>
        this[tag] is { } value && value.Split('*', '\n')[0].Trim() is { Length: > 0 } first ? first : null;

    // One letter says what kind of number follows: D an account, B a BIC, F a routing number, 1 to 9 a person's.
    private Payer? PartyOf(int tag)
    {
        if (this[tag] is not { Length: > 0 } value)
            return null;
        var elements = Elements(value, Width, Width, Width, Width, Width);
        var account = elements[0].Length > 1 ? elements[0][1..].Trim() : null;
        var name = elements.Count > 1 && elements[1].Length > 0 ? elements[1] : null;
        return account is null && name is null ? null : new(name, account);
    }

    // "{5010}/12345678*1/Name*2/Street": lines of the name begin with 1/.
    private Payer? OptionF()
    {
        if (this[5010] is not { Length: > 0 } value)
            return null;
        var elements = Elements(value, Width, Width, Width, Width, Width);
        var name = string.Join(' ', elements.Where(one => one.StartsWith("1/", StringComparison.Ordinal))
            .Select(one => one[2..]));
        return new(name.Length > 0 ? name : null, elements[0] is ['/', _, ..] ? elements[0][1..] : null);
    }

    private string? BankOf(int tag) => this[tag] is { Length: >= 9 } value && value.AsSpan(0, 9)
        .IndexOfAnyExceptInRange('0', '9') < 0 ? value[..9] : null;

    // {3620}: kind, address, name, three numbers, end-to-end identification.
    private static ReadOnlySpan<int> NotificationWidths => [2049, 140, 35, 35, 35, 35];

    private string? EndToEnd() => this[3620] is { } value
        && Elements(value, NotificationWidths) is { Count: > 5 } elements && elements[5].Length > 0
        ? elements[5] : null;

    private string TextOf()
    {
        var pieces = new List<string>();
        foreach (var (tag, value) in _tags)
        {
            if (tag is 6000 or 8750)
                pieces.AddRange(Elements(value, Width, Width, Width, Width));
            // Unstructured addenda: four digits of length in front.
            else if (tag == 8200)
                pieces.Add(value.Length > 4 ? value[4..].TrimEnd('*') : "");
        }

        return string.Join(' ', pieces.Where(piece => piece.Length > 0));
    }
}
