using System.Globalization;

namespace Turnstone.BankFiles.Lockbox;

/// <summary>One line with its fields by offset.</summary>
internal sealed record LockboxRecord(string Text, long Line, long Offset)
{
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

    public static bool TryNumber(string text, out long number)
    {
        number = 0;
        return text.Length is > 0 and <= 18
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
