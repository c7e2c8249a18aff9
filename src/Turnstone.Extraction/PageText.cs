using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace Turnstone.Extraction;

/// <summary>
/// Lays the text of pages out as lines. Letters that a page draws one behind the other are one run, whatever it draws
/// across them; runs of one height make a line, and a run begins at the column its place on the page has in letters of
/// middle width. Runs a blank apart stay a blank apart; wider gaps are two blanks at least, as the rules of letters cut
/// cells.
/// </summary>
internal sealed class PageText
{
    // Two words of one cell are nearer to each other than this many letters; two letters of one word much nearer.
    private const double WidestBlank = 1.1;
    private const double WidestKern = 0.12;

    private readonly StringBuilder _text = new();

    /// <summary>Letters that nobody sees.</summary>
    public int Hidden { get; private set; }

    public void Add(Page page)
    {
        var seen = page.Letters.Where(IsSeen).ToList();
        if (seen.Count == 0)
            return;
        var width = Math.Max(Middle(seen.Select(letter => letter.Width)), 0.5);
        foreach (var line in Lines(Runs(seen, width)))
            Append(line, width);
        _text.Append('\n');
    }

    public override string ToString() => _text.ToString();

    private sealed class Run(Letter first)
    {
        public StringBuilder Text { get; } = new(first.Value);

        public double Left => first.StartBaseLine.X;

        public double Foot => first.StartBaseLine.Y;

        public double Height => Math.Max(first.PointSize, 4);

        public double Right { get; set; } = first.EndBaseLine.X;
    }

    private bool IsSeen(Letter letter)
    {
        if (letter.TextOrientation != TextOrientation.Horizontal)
            return false;
        if (letter.RenderingMode is not (TextRenderingMode.Neither or TextRenderingMode.NeitherClip))
            return true;
        Hidden++;
        return false;
    }

    private static List<Run> Runs(List<Letter> letters, double width)
    {
        var runs = new List<Run>();
        foreach (var letter in letters)
        {
            var run = runs.Count > 0 ? runs[^1] : null;
            var gap = run is null ? 0 : letter.StartBaseLine.X - run.Right;
            if (run is null || Math.Abs(run.Foot - letter.StartBaseLine.Y) > run.Height * 0.3
                || gap > WidestBlank * width || gap < -0.5 * width)
            {
                runs.Add(new(letter));
                continue;
            }

            if (gap > WidestKern * width && !char.IsWhiteSpace(run.Text[^1])
                && !string.IsNullOrWhiteSpace(letter.Value))
                run.Text.Append(' ');
            run.Text.Append(letter.Value);
            run.Right = letter.EndBaseLine.X;
        }

        return runs.FindAll(run => !string.IsNullOrWhiteSpace(run.Text.ToString()));
    }

    private static List<List<Run>> Lines(List<Run> runs)
    {
        var lines = new List<List<Run>>();
        foreach (var run in runs.OrderByDescending(run => run.Foot))
        {
            if (lines.Count > 0 && Math.Abs(lines[^1][0].Foot - run.Foot) < run.Height * 0.4)
                lines[^1].Add(run);
            else
                lines.Add([run]);
        }

        return lines;
    }

    private void Append(List<Run> line, double width)
    {
        var begin = _text.Length;
        Run? before = null;
        foreach (var run in line.OrderBy(run => run.Left))
        {
            var gap = before is null ? double.MaxValue : run.Left - before.Right;
            // What is drawn apart and touches is another cell, unless it is a letter of the same word.
            var isLetter = before is not null && (run.Text.Length < 3 || before.Text.Length < 3);
            if (gap < WidestBlank * width && (gap > WidestKern * width || isLetter))
            {
                _text.Append(gap < WidestKern * width ? "" : " ");
            }
            else
            {
                var column = (int)Math.Round(run.Left / width);
                _text.Append(' ', Math.Max(before is null ? 0 : 2, column - (_text.Length - begin)));
            }

            _text.Append(run.Text.Replace('\u00A0', ' ').ToString().Trim());
            before = run;
        }

        _text.Append('\n');
    }

    private static double Middle(IEnumerable<double> widths)
    {
        var sorted = widths.Where(width => width > 0).Order().ToList();
        return sorted.Count == 0 ? 5 : sorted[sorted.Count / 2];
    }
}
