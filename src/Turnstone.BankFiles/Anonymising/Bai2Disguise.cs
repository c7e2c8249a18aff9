namespace Turnstone.BankFiles.Anonymising;

/// <summary>BAI2 record by record; a continuation goes on where the record before it stopped.</summary>
internal sealed class Bai2Disguise(Disguise disguise)
{
    private enum Expect
    {
        Text, Amount, Funds, Reference, Other,
    }

    private readonly Queue<Expect> _next = new();
    private bool _isEntry;

    public static string Copy(string file, Disguise disguise)
    {
        var copy = new Bai2Disguise(disguise);
        return string.Join('\n', file.Split('\n').Select(copy.Line));
    }

    private string Line(string line)
    {
        var start = line.Length - line.TrimStart().Length;
        var body = line[start..];
        var code = body.Length > 2 && body[2] == ',' ? body[..2] : "";
        return line[..start] + code switch
        {
            "01" or "02" => Fields(body, (at, field) => at is 1 or 2 ? disguise.Text(field) : field),
            "49" or "98" or "99" => Fields(body, (at, field) => at == 1 ? Scaled(field) : field),
            "03" => Account(body),
            "16" => Entry(body),
            "88" => "88," + Listed(body[3..]),
            _ => disguise.Text(body),
        };
    }

    private string Account(string body)
    {
        _isEntry = false;
        _next.Clear();
        var fields = body.Split(',', 4);
        if (fields.Length > 1)
            fields[1] = disguise.Text(fields[1]);
        if (fields.Length == 4)
            fields[3] = Listed(fields[3]);
        return string.Join(',', fields);
    }

    private string Entry(string body)
    {
        _isEntry = true;
        _next.Clear();
        return "16," + Listed(body[3..]);
    }

    // Walks a list of fields by what is expected; the text behind them runs to the end of the line, and on.
    private string Listed(string list)
    {
        var done = new List<string>();
        while (true)
        {
            if (_next.Count == 0)
                Begin();
            if (_next.Peek() == Expect.Text)
            {
                done.Add(disguise.Text(list));
                break;
            }

            var comma = list.IndexOf(',', StringComparison.Ordinal);
            done.Add(Replaced(_next.Dequeue(), comma < 0 ? list : list[..comma]));
            if (comma < 0)
                break;
            list = list[(comma + 1)..];
        }

        return string.Join(',', done);
    }

    private void Begin()
    {
        foreach (var expected in _isEntry
            ? (Expect[])[Expect.Other, Expect.Amount, Expect.Funds, Expect.Reference, Expect.Reference, Expect.Text]
            : [Expect.Other, Expect.Amount, Expect.Other, Expect.Funds])
            _next.Enqueue(expected);
    }

    private string Replaced(Expect expected, string field)
    {
        switch (expected)
        {
            case Expect.Amount: return Scaled(field);
            case Expect.Reference: return disguise.Text(field);
            case Expect.Funds: Sub(field.Trim().TrimEnd('/')); return field;
            default: return field;
        }
    }

    // S has three amounts, V a date and a time; D would need its count and is left to the proof of the copy.
    private void Sub(string funds)
    {
        Expect[] sub = funds switch
        {
            "S" => [Expect.Amount, Expect.Amount, Expect.Amount],
            "V" => [Expect.Other, Expect.Other],
            _ => [],
        };
        if (sub.Length == 0)
            return;
        var rest = _next.ToArray();
        _next.Clear();
        foreach (var one in sub.Concat(rest))
            _next.Enqueue(one);
    }

    private string Scaled(string field)
    {
        var slash = field.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? disguise.Amount(field) : disguise.Amount(field[..slash]) + field[slash..];
    }

    private static string Fields(string body, Func<int, string, string> replace) =>
        string.Join(',', body.Split(',').Select((field, at) => replace(at, field)));
}
