using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace Turnstone.Extraction;

/// <summary>
/// Lays the words of pages out as text: words of one height make a line, and a word begins at the column its place on
/// the page has in letters of middle width. Words a blank apart stay a blank apart; wider gaps are two blanks at least,
/// as the rules of letters cut cells.
/// </summary>
internal sealed class PageText
{
    // Two words of one cell are nearer to each other than this many letters.
    private const double WidestBlank = 1.1;

    private readonly StringBuilder _text = new();

    /// <summary>Letters that nobody sees.</summary>
    public int Hidden { get; private set; }

    public void Add(Page page)
    {
        var seen = page.GetWords().Where(IsSeen).ToList();
        if (seen.Count == 0)
            return;
        var width = Middle(seen.SelectMany(word => word.Letters).Select(letter => letter.Width));
        foreach (var line in Lines(seen))
            Append(line, Math.Max(width, 0.5));
        _text.Append('\n');
    }

    public override string ToString() => _text.ToString();

    private bool IsSeen(Word word)
    {
        if (word.TextOrientation != TextOrientation.Horizontal || string.IsNullOrWhiteSpace(word.Text))
            return false;
        if (word.Letters[0].RenderingMode is not (TextRenderingMode.Neither or TextRenderingMode.NeitherClip))
            return true;
        Hidden += word.Letters.Count;
        return false;
    }

    private static List<List<Word>> Lines(List<Word> words)
    {
        var lines = new List<List<Word>>();
        foreach (var word in words.OrderByDescending(Foot))
        {
            var height = Math.Max(word.BoundingBox.Height, 4);
            if (lines.Count > 0 && Math.Abs(Foot(lines[^1][0]) - Foot(word)) < height * 0.5)
                lines[^1].Add(word);
            else
                lines.Add([word]);
        }

        return lines;
    }

    private void Append(List<Word> line, double width)
    {
        var begin = _text.Length;
        Word? before = null;
        foreach (var word in line.OrderBy(word => word.BoundingBox.Left))
        {
            var gap = before is null ? double.MaxValue : word.BoundingBox.Left - before.BoundingBox.Right;
            if (gap < WidestBlank * width)
            {
                _text.Append(gap < 0.1 * width ? "" : " ");
            }
            else
            {
                var column = (int)Math.Round(word.BoundingBox.Left / width);
                var least = before is null ? 0 : 2;
                _text.Append(' ', Math.Max(least, column - (_text.Length - begin)));
            }

            _text.Append(word.Text);
            before = word;
        }

        _text.Append('\n');
    }

    private static double Foot(Word word) => word.Letters[0].StartBaseLine.Y;

    private static double Middle(IEnumerable<double> widths)
    {
        var sorted = widths.Where(width => width > 0).Order().ToList();
        return sorted.Count == 0 ? 5 : sorted[sorted.Count / 2];
    }
}
