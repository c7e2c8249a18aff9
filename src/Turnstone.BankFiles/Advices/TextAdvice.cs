using System.Buffers;
using Turnstone.BankFiles.Tables;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Advices;

/// <summary>
/// Reads one letter: labelled lines give payer, reference, date and total; a table, blocks of labels, a list of
/// documents with amounts or sentences give its lines. Of several ways of reading the first whose lines add up to what
/// the letter states is taken; what adds up in none is reported.
/// </summary>
internal sealed class TextAdvice(Findings findings)
{
    private readonly List<LetterLine> _lines = [];
    private AdviceLexicon _words = AdviceLexicon.Global;

    /// <summary>True where the text is an advice: it says so, or has a table of documents.</summary>
    public static bool Knows(string text, AdviceLexicon words)
    {
        var head = text.Length > 20_000 ? text[..20_000] : text;
        var lines = head.Split('\n', 400).Select(line => Unquoted(line.TrimEnd('\r'))).ToList();
        if (lines.Exists(line => AdviceTable.Begin(line, words) is not null))
            return true;
        return AdviceWords.Mentions(HeaderWords.Normalise(head)) && (lines.Exists(line =>
            ListRows.Listed(line.Trim()) is not null || IsDocumentLabel(line, words)) || Sentences(lines));
    }

    public void Read(string text)
    {
        var number = 0L;
        foreach (var line in text.Split('\n'))
            _lines.Add(new(Unquoted(line.TrimEnd('\r')), ++number));
        _words = AdviceLexicon.For(findings.Settings, text);
        var (payments, rows) = Payments();
        if (payments.TrueForAll(payment => payment.Rows.Count == 0))
        {
            Problem(Severity.Warning, "advice.no_lines", 0, "The text speaks of a payment and names no document " +
                "with an amount.", "");
        }

        foreach (var (raw, line) in rows.Unread)
        {
            Problem(Severity.Warning, "advice.unread_row", line, "A line beneath the table has an amount and no " +
                "document.", raw);
        }

        if (rows.Unsure is { } unsure)
        {
            Problem(Severity.Warning, "advice.unknown_head", unsure, "The lines hold several numbers or amounts and " +
                "no head that is known: the first number is taken for the document, the last amount for what is " +
                "paid. Name the columns in the source's settings.", "");
        }

        var payer = new LetterPayer(_lines);
        foreach (var payment in payments)
            new LetterAmounts(findings, payment).Make(payer);
    }

    // "> " of a reply or forward.
    private static string Unquoted(string line)
    {
        var at = 0;
        while (at < line.Length && line[at] == '>')
            at += at + 1 < line.Length && line[at + 1] == ' ' ? 2 : 1;
        return WithoutMarks(line[at..]);
    }

    // Marks of writing direction, of no width and of where a word may break: nobody sees them.
    private static string WithoutMarks(string line) => line.AsSpan().IndexOfAny(Unseen) < 0 ? line
        : string.Concat(line.Where(sign => !Unseen.Contains(sign)));

    private static readonly SearchValues<char> Unseen = SearchValues.Create(
        "\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\u2066\u2067\u2068\u2069\u00AD\uFEFF");

    private static bool Sentences(List<string> lines) => new ProseRows([.. lines.Select((line, at) =>
        new LetterLine(line, at + 1))], new HashSet<long>()).Read() is { Rows.Count: > 0, Sums.Count: > 0 };

    private static bool IsDocumentLabel(string line, AdviceLexicon words) =>
        line.IndexOf(':', StringComparison.Ordinal) is > 2 and < 40 and var colon
        && words.FieldsOf(line[..colon]).Contains(Field.Document);

    private (List<LetterPayment> Payments, LetterRows Rows) Payments()
    {
        var labels = _lines.SelectMany(line => LetterLabels.Of(line.Text, _words).Select(found =>
            (found.Part, found.Value, line.Number))).ToList();
        var isEnglish = _lines.Take(200).Any(line => AdviceWords.IsEnglish(line.Text.ToLowerInvariant()));
        (List<LetterPayment>, LetterRows)? first = null;
        foreach (var (rows, head) in Ways([.. labels.Select(label => label.Number)]))
        {
            // What had to be guessed takes no place of what was read by its head.
            if (rows.Rows.Count == 0 || (rows.Unsure is not null && first is not null))
                continue;
            var payments = LetterPayment.Of(rows, labels, isEnglish);
            foreach (var (part, value) in head)
                payments[0].Labels.TryAdd(part, (value, 0));

            if (payments.TrueForAll(LetterAmounts.AddsUp))
                return (payments, rows);
            first ??= (payments, rows);
        }

        return first ?? (LetterPayment.Of(new(), labels, isEnglish), new());
    }

    private IEnumerable<(LetterRows Rows, Dictionary<AdvicePart, string> Head)> Ways(
        HashSet<long> labelled)
    {
        yield return (new TableRows(_lines, _words).Read(), []);
        yield return (BlockRows.Read(_lines, _words), []);
        var prose = new ProseRows(_lines, labelled);
        var sentences = prose.Read();
        yield return (ListRows.Read(_lines, _words), prose.Head);
        yield return (sentences, prose.Head);
    }

    private void Problem(Severity severity, string rule, long line, string message, string raw) =>
        findings.Problem(severity, rule, line, message, System.Text.Encoding.UTF8.GetBytes(TableFile.Cut(raw)));
}
