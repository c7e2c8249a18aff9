using Turnstone.Domain.CashApplication;

namespace Turnstone.Web.Staff.CashApplication;

/// <summary>A piece of the bank's text.</summary>
/// <param name="Text">The piece.</param>
/// <param name="Meaning">What it was taken for; null where nothing was recognised.</param>
public sealed record TextPiece(string Text, string? Meaning);

/// <summary>Cuts the bank's text where something was recognised in it.</summary>
public static class MarkedText
{
    /// <summary>The text in pieces; marks that overlap or lie outside it are passed over.</summary>
    public static IEnumerable<TextPiece> Pieces(string text, IReadOnlyList<Mark> marks)
    {
        var at = 0;
        foreach (var mark in marks.OrderBy(mark => mark.Start))
        {
            if (mark.Start < at || mark.Length <= 0 || mark.Start + mark.Length > text.Length)
                continue;
            if (mark.Start > at)
                yield return new(text[at..mark.Start], null);
            at = mark.Start + mark.Length;
            yield return new(text[mark.Start..at], mark.Meaning);
        }

        if (at < text.Length)
            yield return new(text[at..], null);
    }
}
