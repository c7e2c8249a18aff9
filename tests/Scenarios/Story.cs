using Turnstone.Domain.Reporting;

namespace Turnstone.Scenarios;

/// <summary>
/// Plays a story: plain lines that an accountant can read. Lines set things up or let something happen; lines that
/// begin with <c>=></c> say what must be so then. The first that is not ends the story with its line.
/// </summary>
internal sealed class Story(string name)
{
    private readonly World _world = new();
    private int _writesSaid;
    private int _expectations;

    public static void Play(string name, IReadOnlyList<string> lines)
    {
        var story = new Story(name);
        for (var at = 0; at < lines.Count; at++)
        {
            try
            {
                story.Line(lines[at]);
            }
            catch (Exception fault) when (fault is StoryException or FormatException or InvalidOperationException
                or KeyNotFoundException or ArgumentException)
            {
                throw new StoryException($"{name}, line {at + 1}: {lines[at].Trim()}\n    {fault.Message}");
            }
        }

        story.End();
    }

    private void Line(string line)
    {
        var text = line.Split(" #")[0].Trim();
        if (text.Length == 0 || text[0] == '#')
            return;
        if (text.StartsWith("=>", StringComparison.Ordinal))
        {
            _expectations++;
            Expect(new Words(text[2..]));
            return;
        }

        AllWritesSaid();
        _writesSaid = 0;
        if (!new SetUp(_world).Does(new(text)) && !new Acts(_world).Does(new(text.Replace(":", "",
            StringComparison.Ordinal))))
            throw new StoryException("the first word is not known");
    }

    private void End()
    {
        AllWritesSaid();
        if (_expectations == 0)
            throw new StoryException($"{name} expects nothing");
    }

    /// <summary>A block that names writes names them all.</summary>
    private void AllWritesSaid()
    {
        if (_writesSaid > 0 && _writesSaid < _world.Latest.Count)
        {
            var more = Said.Write(_world.Latest[_writesSaid], _world);
            throw new StoryException($"{name}: a write more than expected: {more}");
        }
    }

    private void Expect(Words words)
    {
        if (words.Takes("no", "writes"))
            Same("no writes", string.Join("; ", _world.Latest.Select(write => Said.Write(write, _world))
                .DefaultIfEmpty("no writes")));
        else if (words.Take("write"))
            Same(words.Rest(), _writesSaid < _world.Latest.Count ? Said.Write(_world.Latest[_writesSaid++], _world)
                : "no further write");
        else if (words.Takes("everything", "ties", "out"))
            Same("everything ties out", string.Join("; ", Ties.All(_world).Where(tie =>
                tie.State == TieOutState.Failed).Select(Failed).DefaultIfEmpty("everything ties out")));
        else if (words.Take("money"))
            MoneyLine(words);
        else if (words.Take("balance"))
        {
            var account = Chart.Account(words.Next("account"));
            Same(words.Rest(), _world.Balances.GetValueOrDefault(account, _world.Nothing).ToPlainString());
        }
        else
            Thing(words);
    }

    private void Thing(Words words)
    {
        var thing = words.Next("receipt or document");
        if (words.Take("open"))
        {
            Same(words.Rest(), _world.Document(thing).Item.Open.ToPlainString());
            return;
        }

        var receipt = _world.Receipt(thing);
        if (words.Take("is"))
            Same(words.Rest(), Said.State(receipt));
        else if (words.Takes("refused", "with"))
            Same(words.Rest(), receipt.Refusal?.Code ?? "no refusal");
        else if (words.Take("because"))
            Same(words.Rest(), receipt.Refusal?.Sentence ?? "no refusal");
        else
            Proposal(words.Rest(), receipt);
    }

    private static void Proposal(string said, StoryReceipt receipt)
    {
        var withVerdict = said.Split(':')[0].Split(' ')[^1] is "auto" or "propose" or "hold";
        Same(said, receipt.Proposal is { } proposal ? Said.Decision(proposal, withVerdict) : "no proposal");
    }

    /// <summary><c>=> money debits settled 45143.00</c>: a part of the latest day's tie-out.</summary>
    private void MoneyLine(Words words)
    {
        var tie = Ties.All(_world).Last(tie => tie.Kind == TieOutKind.Money);
        var said = words.Rest();
        Same(said, string.Join("; ", tie.Parts.Select(part => $"{part.Name} {part.Amount.ToPlainString()}")
            .Where(part => part == said).DefaultIfEmpty(string.Join(", ", tie.Parts.Where(part => !part.Amount.IsZero)
                .Select(part => $"{part.Name} {part.Amount.ToPlainString()}")))));
    }

    private static string Failed(TieOut tie) => $"{tie.Kind} of {tie.Subject} fails: " + string.Join(", ",
        tie.Differences.Select(difference => $"{difference.Name} {difference.Ours} against {difference.Theirs}"));

    private static void Same(string expected, string actual)
    {
        if (!string.Equals(expected, actual, StringComparison.Ordinal))
            throw new StoryException($"expected: {expected}\n    actual:   {actual}");
    }
}
