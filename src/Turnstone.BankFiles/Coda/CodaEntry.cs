using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Coda;

/// <summary>
/// One movement (records 21 to 23) with the information that follows it (31 to 33). Columns after the layout of
/// Febelfin, version 2, counted from 0.
/// </summary>
internal sealed class CodaEntry(FixedRecord first, Money amount)
{
    private readonly List<BankTransaction> _parts = [];
    private string _communication = first.Whole(62..115);
    private string _information = "";
    private string _kindOfInformation = "";
    private string? _customer;
    private string? _bank;
    private string? _account;
    private string? _name;
    private string? _reason;
    private bool _returned;
    private long _end = first.Offset + first.Text.Length;

    public Money Amount => amount;

    public long Line => first.Line;

    public string Sequence => first[2..6];

    /// <summary>True for one movement of those that an entry is the sum of.</summary>
    public bool IsPart => first[6..10] is not ("0000" or "");

    public void Add(BankTransaction part) => _parts.Add(part);

    public void Take(FixedRecord record)
    {
        _end = record.Offset + record.Text.Length;
        switch (record[0..2])
        {
            case "22":
                _communication += record.Whole(10..63).PadRight(53);
                _customer = Some(record[63..98]);
                _bank = Some(record[98..109]);
                _returned = record[112..113].Length > 0 && record[112..113] != "0";
                _reason = Some(record[113..117]);
                break;
            case "23":
                _account = Some(record[10..44]);
                _name = Some(record[47..82]);
                _communication += record.Whole(82..125);
                break;
            case "31":
                _kindOfInformation = record[39..40] == "1" ? record[40..43] : "";
                _information += record.Whole(_kindOfInformation.Length > 0 ? 43..113 : 40..113).PadRight(73);
                break;
            case "32" or "33":
                _information += record.Whole(record[1..2] == "2" ? 10..115 : 10..100);
                break;
            default: break;
        }
    }

    public BankTransaction Make(DateOnly? day)
    {
        ReferenceList? references = null;
        var text = TextOf(ref references);
        if (_kindOfInformation.Length == 0 && _information.Trim() is { Length: > 0 } information)
            text = $"{text} {information}".Trim();
        // 001 is the other side's name and address in full.
        var name = _name ?? (_kindOfInformation == "001"
            ? Some(_information[..Math.Min(70, _information.Length)]) : null);
        if (_customer is not ("NOTPROVIDED" or null))
            ReferenceList.Add(ref references, "end_to_end", _customer);
        ReferenceList.Add(ref references, "return_reason", _reason);
        var value = first.Day(47..53);
        return new()
        {
            Date = first.Day(115..121) ?? day ?? value ?? default, ValueDate = value, Amount = amount,
            Kind = KindOf(text), TypeCode = Some(first[53..61]), Reference = Some(first[10..31]), Text = text,
            References = references ?? ReferenceList.Empty, Line = first.Line, Offset = first.Offset, Parts = _parts,
            Payer = name is null && _account is null && _bank is null ? Payer.Unknown : new(name, _account, _bank),
            Length = (int)Math.Min(int.MaxValue, _end - first.Offset),
        };
    }

    private string TextOf(ref ReferenceList? references)
    {
        if (first[61..62] != "1")
            return Squeeze(_communication);
        var (kind, rest) = (_communication[..Math.Min(3, _communication.Length)], _communication[
            Math.Min(3, _communication.Length)..]);
        switch (kind)
        {
            // The creditor's structured reference, twelve digits.
            case "101" or "102" when rest.Length >= 12 && rest[..12].All(char.IsAsciiDigit):
                ReferenceList.Add(ref references, "creditor", rest[..12]);
                return $"+++{rest[..3]}/{rest[3..7]}/{rest[7..12]}+++ {Squeeze(rest[12..])}".TrimEnd();
            // A direct debit: day, kind, scheme, result, creditor, mandate, then the text.
            case "127" when rest.Length > 79:
                ReferenceList.Add(ref references, "mandate", rest[44..79].Trim());
                return Squeeze(rest[79..Math.Min(141, rest.Length)]);
            default:
                return Squeeze(rest);
        }
    }

    // Families: 35 closing of an account, 80 charges, 11 securities, 13 loans.
    private LineKind KindOf(string text)
    {
        var family = first[54..56];
        if (_returned)
            return amount.IsNegative ? LineKind.Return : LineKind.Undecided;
        return family is "35" or "80" or "11" or "13" ? LineKind.Excluded : LineWords.KindOf(!amount.IsNegative, text);
    }

    private static string? Some(string text) => text.Trim() is { Length: > 0 } some ? some : null;

    // Fields are padded: what is left of it between two of them is one blank.
    private static string Squeeze(string text) =>
        string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
