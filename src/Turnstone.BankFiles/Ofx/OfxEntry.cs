using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Ofx;

/// <summary>
/// The leaves of one <c>STMTTRN</c> as they come, put together at its end; the next one begins in the same place.
/// </summary>
internal sealed class OfxEntry
{
    private readonly string?[] _values = new string?[(int)OfxTag.Message + 1];
    private string? _account;
    private string? _bank;
    private long _offset;

    public long Line { get; private set; }

    /// <summary>Nothing was said within it.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>It has an amount, a day and an id of its own.</summary>
    public bool IsWhole => this[OfxTag.TrnAmt] is not null && this[OfxTag.DtPosted] is not null
        && this[OfxTag.FitId] is not null;

    /// <summary>Its leaves in short, for a problem.</summary>
    public string Raw => string.Join(' ', _values.Select((value, tag) => (Tag: (OfxTag)tag, Value: value))
        .Where(leaf => leaf.Value is not null).Select(leaf => $"{leaf.Tag}={leaf.Value}"));

    public string? this[OfxTag tag] => _values[(int)tag];

    /// <summary>Forgets the one before.</summary>
    public OfxEntry Begin(long line, long offset)
    {
        Array.Clear(_values);
        (_account, _bank, IsEmpty) = (null, null, true);
        (Line, _offset) = (line, offset);
        return this;
    }

    /// <summary>A leaf that no other entry has the same of.</summary>
    public static bool IsOwn(OfxTag leaf) => leaf is OfxTag.FitId or OfxTag.Memo or OfxTag.TrnAmt or OfxTag.RefNum;

    /// <summary>The first value of a leaf stays; within the account of the other side they are its own.</summary>
    public void Take(OfxTag inside, OfxTag leaf, string value)
    {
        if (inside is OfxTag.BankAcctTo or OfxTag.CcAcctTo)
        {
            if (leaf == OfxTag.AcctId)
                _account ??= value;
            else if (leaf == OfxTag.BankId)
                _bank ??= value;
        }
        // What an amount was in before conversion is no word on this amount's currency.
        else if (inside != OfxTag.OrigCurrency)
        {
            _values[(int)leaf] ??= value;
            IsEmpty = false;
        }
    }

    public BankTransaction Make(Money amount, DateOnly date, long end, PayerPool payers)
    {
        var name = this[OfxTag.ExtdName] ?? this[OfxTag.Name];
        var text = TextOf(name, this[OfxTag.Memo]);
        ReferenceList? references = null;
        ReferenceList.Add(ref references, "check", this[OfxTag.CheckNum]);
        ReferenceList.Add(ref references, "reference", this[OfxTag.RefNum]);
        ReferenceList.Add(ref references, "server", this[OfxTag.SrvrTid]);
        ReferenceList.Add(ref references, "corrects", this[OfxTag.CorrectFitId]);
        return new()
        {
            Date = date, Amount = amount, Kind = KindOf(!amount.IsNegative, text),
            ValueDate = OfxValues.TryDate(this[OfxTag.DtAvail], out var available) ? available : null,
            TypeCode = this[OfxTag.TrnType], Reference = this[OfxTag.FitId], Text = text, Line = Line, Offset = _offset,
            References = references ?? ReferenceList.Empty, Length = (int)Math.Min(int.MaxValue, end - _offset),
            Payer = payers.Of(name, _account, name is null && _account is null ? null : _bank),
        };
    }

    /// <summary>True where a type that means a direction stands beside the other sign.</summary>
    public bool Contradicts(Money amount) => this[OfxTag.TrnType]?.ToUpperInvariant() switch
    {
        "DEBIT" or "D" or "OUT" => amount.IsPositive,
        "CREDIT" or "C" or "IN" or "DEP" or "DIRECTDEP" => amount.IsNegative,
        _ => false,
    };

    private LineKind KindOf(bool moneyIn, string text) => this[OfxTag.TrnType]?.ToUpperInvariant() switch
    {
        // HOLD is an authorisation that is not booked yet.
        "HOLD" => LineKind.Undecided,
        "INT" or "DIV" or "FEE" or "SRVCHG" => LineKind.Excluded,
        _ => LineWords.KindOf(moneyIn, text),
    };

    private static string TextOf(string? name, string? memo) => (name, memo) switch
    {
        (null, _) => memo ?? "",
        (_, null) => name,
        _ => memo.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? memo : $"{name} {memo}",
    };
}
