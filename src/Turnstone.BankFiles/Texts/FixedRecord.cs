using System.Globalization;

namespace Turnstone.BankFiles;

/// <summary>One line with its fields by offset.</summary>
internal sealed record FixedRecord(string Text, long Line, long Offset)
{
    /// <summary>A line whose columns count characters: UTF-8 where it is, else one byte is one.</summary>
    public static FixedRecord Of(Lines lines) => new(Bytes.Text(lines.Current), lines.Line, lines.Offset);

    /// <summary>The record for a problem.</summary>
    public byte[] Raw => System.Text.Encoding.UTF8.GetBytes(Text);

    /// <summary>The field with its blanks, to be joined with the next; as wide as the line is.</summary>
    public string Whole(Range field)
    {
        var (start, end) = (Math.Min(field.Start.Value, Text.Length), Math.Min(field.End.Value, Text.Length));
        return start >= end ? "" : Text[start..end];
    }

    /// <summary>The field without blanks around it; empty where the line is too short.</summary>
    public string this[Range field]
    {
        get
        {
            var start = Math.Min(field.Start.GetOffset(Text.Length), Text.Length);
            var end = field.End.IsFromEnd ? Text.Length : Math.Min(field.End.Value, Text.Length);
            return start >= end || start < 0 ? "" : Text[start..end].Trim();
        }
    }

    /// <summary>DDMMYY.</summary>
    public DateOnly? Day(Range field) => TryNumber(this[field], out var number) && this[field].Length == 6
        && Dates.TryMake(2000 + (int)(number % 100), (int)(number / 100 % 100), (int)(number / 10000), out var date)
        ? date : null;

    /// <summary>A field of digits; null where it is none.</summary>
    public long? Number(Range field) => TryNumber(this[field], out var number) ? number : null;

    public static bool TryNumber(string text, out long number)
    {
        number = 0;
        return text.Length is > 0 and <= 18
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
