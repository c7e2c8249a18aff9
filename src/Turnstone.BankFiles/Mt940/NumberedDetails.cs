using System.Text;

namespace Turnstone.BankFiles.Mt940;

/// <summary>
/// <c>:NS:</c> lines of older systems (MultiCash in Germany and Hungary): each line begins with a field of two
/// digits: 01–14
/// purpose, 15 and 16 name, 17 booking text, 18 and 33 bank and account.
/// </summary>
internal static class NumberedDetails
{
    public static MtDetails Read(string content)
    {
        var purpose = new StringBuilder();
        var name = new StringBuilder();
        string? account = null;
        foreach (var line in content.Split('\n'))
        {
            if (line.Length < 2 || !char.IsAsciiDigit(line[0]) || !char.IsAsciiDigit(line[1]))
            {
                Add(purpose, line.Trim());
                continue;
            }

            var (field, value) = ((line[0] - '0') * 10 + line[1] - '0', line[2..].Trim());
            switch (field)
            {
                case >= 1 and <= 14: Add(purpose, value); break;
                case 15 or 16: name.Append(value); break;
                case 17 when purpose.Length == 0: Add(purpose, value); break;
                case 33 or 34: account ??= value; break;
                default: break;
            }
        }

        return new() { Text = purpose.ToString(), Payer = new(name.Length > 0 ? name.ToString() : null, account) };
    }

    private static void Add(StringBuilder text, string piece)
    {
        if (piece.Length > 0)
            text.Append(text.Length > 0 ? " " : "").Append(piece);
    }
}
