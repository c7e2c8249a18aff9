using Turnstone.BankFiles.Tables;

namespace Turnstone.BankFiles.Advices;

/// <summary>
/// Documents named in sentences: "we paid invoices 4711 (EUR 20,00) and 4712 (EUR 5,00) less credit note 9 (EUR 1,00)".
/// An amount belongs to the document in front of it; behind a word for less it is taken off, to the sentence's end. An
/// amount without a document is the total.
/// </summary>
internal sealed class ProseRows(IReadOnlyList<LetterLine> lines, IReadOnlySet<long> labelled)
{
    private static readonly char[] Marks = [',', ';', ':', '(', ')', '.', '"', '*', '['];

    private readonly LetterRows _found = new();
    private string? _document;
    private bool _isLess;

    /// <summary>The payment's reference and day, where a sentence says them.</summary>
    public Dictionary<AdvicePart, string> Head { get; } = [];

    public LetterRows Read()
    {
        var tokens = Tokens();
        for (var at = 0; at < tokens.Count; at++)
        {
            var (word, line) = tokens[at];
            if (MoneyAt(tokens, at) is { } amount)
            {
                _found.Currency ??= AdviceWords.CurrencyIn(string.Join(' ', tokens.Skip(Math.Max(0, at - 1)).Take(3)
                    .Select(token => token.Word.Trim(Marks))))?.Code;
                Money(amount, line);
            }
            else if (AdviceWords.IsLess(word.Trim(Marks)))
                _isLess = true;
            else if (IsDocument(word))
                _document = word.Trim(Marks);
            HeadAt(tokens, at);
            if (EndsSentence(tokens, at))
                (_isLess, _document) = (false, null);
        }

        return _found;
    }

    private void HeadAt(List<(string Word, LetterLine Line)> tokens, int at)
    {
        if (AdviceWords.IsReference(tokens[at].Word) && at + 1 < tokens.Count && IsDocument(tokens[at + 1].Word))
            Head.TryAdd(AdvicePart.Reference, tokens[at + 1].Word.Trim(Marks));
        // A day of one word, or of three to five with its month's name.
        foreach (var length in (int[])[1, 3, 5])
        {
            if (at + length > tokens.Count || !char.IsAsciiDigit(tokens[at].Word[0]))
                continue;
            var text = AdviceDates.Plain(string.Join(' ', tokens.Skip(at).Take(length).Select(token => token.Word))
                .Trim(Marks));
            if (DateForm.IsDate(text) && !text.All(char.IsAsciiDigit))
                Head.TryAdd(AdvicePart.Date, text);
        }
    }

    private void Money(string amount, LetterLine line)
    {
        if (_document is { } document)
        {
            _found.Add(new() { [Field.Document] = document, [Field.Net] = _isLess ? "-" + amount : amount }, line);
            _document = null;
        }
        else if (_found.Rows.Count > 0)
        {
            _found.Sums.Add((amount, line.Number));
        }
    }

    private List<(string Word, LetterLine Line)> Tokens()
    {
        var tokens = new List<(string, LetterLine)>();
        foreach (var line in lines)
        {
            // What a mail's head or a label says is no sentence.
            if (AdviceWords.IsMailHead(line.Text) || labelled.Contains(line.Number))
                continue;
            foreach (var word in line.Text.Split([' ', '\t', '|'], StringSplitOptions.RemoveEmptyEntries))
                tokens.Add((word, line));
        }

        return tokens;
    }

    // An amount with two decimals beside a currency, in either order, or with its sign.
    private static string? MoneyAt(List<(string Word, LetterLine Line)> tokens, int at)
    {
        var word = tokens[at].Word.Trim(Marks);
        var bare = word.Trim('$', '€', '£');
        if (!ListRows.IsMoney(bare))
            return null;
        var isPriced = bare.Length < word.Length || IsCurrency(tokens, at - 1) || IsCurrency(tokens, at + 1);
        return isPriced ? bare : null;
    }

    private static bool IsCurrency(List<(string Word, LetterLine Line)> tokens, int at) =>
        at >= 0 && at < tokens.Count && AdviceWords.IsCurrency(tokens[at].Word.Trim(Marks));

    private static bool IsDocument(string word)
    {
        var bare = word.Trim(Marks);
        return bare.Length >= 3 && bare.Any(char.IsAsciiDigit) && !ListRows.IsMoney(bare) && !DateForm.IsDate(bare);
    }

    private static bool EndsSentence(List<(string Word, LetterLine Line)> tokens, int at) =>
        tokens[at].Word.EndsWith('.') && tokens[at].Word.Length > 3 && at + 1 < tokens.Count
        && char.IsUpper(tokens[at + 1].Word[0]);
}
