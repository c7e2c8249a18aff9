namespace Turnstone.BankFiles.Anonymising;

/// <summary>MT940 and MT942 tag by tag; lines without a tag go on with the last one.</summary>
internal sealed class Mt940Disguise(Disguise disguise)
{
    private const int BalanceHead = 10;
    private const string DetailsTag = ":86:";

    private string _tag = "";

    public static string Copy(string file, Disguise disguise)
    {
        var copy = new Mt940Disguise(disguise);
        return string.Join('\n', file.Split('\n').Select(copy.Line));
    }

    private string Line(string line)
    {
        var start = line.StartsWith("{4:", StringComparison.Ordinal) ? 3 : line.Length - line.TrimStart().Length;
        var end = line.Length > start && line[start] == ':' ? line.IndexOf(':', start + 1) : -1;
        if (line.StartsWith('{') && start == 0)
            return Block(line);
        if (end < 0 || end - start > 4)
            return Go(line);
        _tag = line[start..(end + 1)];
        var content = line[(end + 1)..];
        return line[..(end + 1)] + _tag switch
        {
            ":60F:" or ":60M:" or ":62F:" or ":62M:" or ":64:" or ":65:" => Behind(content, BalanceHead),
            ":61:" => Entry(content),
            DetailsTag => Details(content),
            ":28C:" or ":28:" or ":13D:" or ":13:" => content,
            ":34F:" => Behind(content, content.Length > 3 && char.IsAsciiLetter(content[3]) ? 4 : 3),
            ":90D:" or ":90C:" => Behind(content, content.TakeWhile(char.IsAsciiDigit).Count() + 3),
            _ => disguise.Text(content),
        };
    }

    // "-}" and the like end a message; all other lines go on with the text of the tag.
    private string Go(string line) => _tag == DetailsTag ? Details(line) : disguise.Text(line);

    // The bank's address is a name; what kind of message it is stays.
    private string Block(string line)
    {
        foreach (var (head, keep) in (ReadOnlySpan<(string, int)>)[("{1:F01", 6), ("{2:", 7)])
        {
            var at = line.IndexOf(head, StringComparison.Ordinal);
            var close = at < 0 ? -1 : line.IndexOf('}', at);
            if (close > at + keep)
                line = line[..(at + keep)] + disguise.Text(line[(at + keep)..close]) + line[close..];
        }

        return line;
    }

    private string Behind(string content, int head) => content.Length <= head ? content
        : content[..head] + disguise.Amount(content[head..]);

    // YYMMDD [MMDD] mark [letter] amount type(4) references
    private string Entry(string content)
    {
        var mark = 0;
        while (mark < content.Length && (char.IsAsciiDigit(content[mark]) || content[mark] == ' '))
            mark++;
        var from = mark;
        while (from < content.Length && char.IsAsciiLetter(content[from]))
            from++;
        var to = from;
        while (to < content.Length && (char.IsAsciiDigit(content[to]) || content[to] is ',' or '.'))
            to++;
        var type = Math.Min(content.Length, to + 4);
        return mark < 6 || to == from ? disguise.Text(content)
            : content[..from] + disguise.Amount(content[from..to]) + content[to..type] + disguise.Text(content[type..]);
    }

    // German fields: the code of three digits, and two digits behind each separator, say what follows.
    private string Details(string content)
    {
        var head = content.Length > 6 && content.AsSpan(0, 3).IndexOfAnyExceptInRange('0', '9') < 0
            && content[3] is '?' or '<' or '>' or '+' or '@' ? 4 : 0;
        _separator = head > 0 ? content[3] : content.StartsWith('/') ? '\0' : _separator;
        if (_separator == '\0')
            return disguise.Text(content);
        var pieces = content[head..].Split(_separator);
        for (var at = head > 0 ? 0 : 1; at < pieces.Length; at++)
        {
            var number = pieces[at].Length >= 2 && char.IsAsciiDigit(pieces[at][0]) && char.IsAsciiDigit(pieces[at][1]);
            pieces[at] = number ? pieces[at][..2] + disguise.Text(pieces[at][2..]) : disguise.Text(pieces[at]);
        }

        if (head == 0)
            pieces[0] = disguise.Text(pieces[0]);
        return content[..head] + string.Join(_separator, pieces);
    }

    private char _separator;
}
