namespace Turnstone.BankFiles.Advices;

/// <summary>Who pays, where no label says it: the name beneath the greeting, in the subject, at the head.</summary>
internal sealed class LetterPayer(IReadOnlyList<LetterLine> lines)
{
    private const int LongestName = 80;

    public string? Of(LetterPayment payment) => payment.Value(AdvicePart.Payer) ?? Signature()
        ?? (payment.Value(AdvicePart.Subject) is { } subject ? AdviceWords.NameIn(subject) : null) ?? Letterhead();

    // The last greeting closes the letter itself; one above it closes what a colleague wrote in front.
    private string? Signature()
    {
        for (var at = lines.Count - 1; at >= 0; at--)
        {
            if (!AdviceWords.IsGreeting(lines[at].Text))
                continue;
            for (var next = at + 1; next < lines.Count; next++)
            {
                if (IsName(lines[next].Text.Trim()))
                    return lines[next].Text.Trim();
            }
        }

        return null;
    }

    // The first line of a page, where it is followed by the letter's name.
    private string? Letterhead()
    {
        var first = lines.Where(line => !AdviceTable.IsEmpty(line.Text)).Take(4).ToList();
        return first.Count > 1 && IsName(first[0].Text.Trim()) && !AdviceWords.Mentions(first[0].Text)
            && first.Skip(1).Any(line => AdviceWords.Mentions(Tables.HeaderWords.Normalise(line.Text)))
            ? first[0].Text.Trim() : null;
    }

    private static bool IsName(string text) =>
        text.Length is > 2 and < LongestName && !text.Contains(':', StringComparison.Ordinal)
        && text.Any(char.IsLetter);
}
