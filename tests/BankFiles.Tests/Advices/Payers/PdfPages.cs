using System.Globalization;
using System.Text;

namespace BankFiles.Tests.Advices.Payers;

/// <summary>The least that is a PDF: pages of words in Helvetica, each where it is put.</summary>
internal sealed class PdfPages
{
    private const int Size = 9;

    private readonly List<StringBuilder> _pages = [];

    public void Page() => _pages.Add(new());

    public void Left(double x, double y, string text, int size = Size)
    {
        var shown = text.Replace('\u00a0', ' ').Replace("\\", @"\\", StringComparison.Ordinal)
            .Replace("(", @"\(", StringComparison.Ordinal).Replace(")", @"\)", StringComparison.Ordinal);
        _pages[^1].Append(CultureInfo.InvariantCulture, $"BT /F1 {size} Tf {x:F2} {y:F2} Td ({shown}) Tj ET\n");
    }

    public void Right(double x, double y, string text) => Left(x - (Width(text) * Size / 1000), y, text);

    public byte[] Build()
    {
        var objects = new List<string>
        {
            "<</Type/Catalog/Pages 2 0 R>>",
            $"<</Type/Pages/Count {_pages.Count}/Kids[{string.Join(' ', _pages.Select((_, at) =>
                $"{4 + (2 * at)} 0 R"))}]>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        };
        for (var at = 0; at < _pages.Count; at++)
        {
            objects.Add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
                + $"/Contents {5 + (2 * at)} 0 R>>");
            objects.Add($"<</Length {_pages[at].Length}>>stream\n{_pages[at]}endstream");
        }

        return Encoding.Latin1.GetBytes(Bound(objects));
    }

    private static string Bound(List<string> objects)
    {
        var file = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        for (var at = 0; at < objects.Count; at++)
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{at + 1} 0 obj\n{objects[at]}\nendobj\n");
        }

        var begin = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            file.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        return file.Append(CultureInfo.InvariantCulture,
            $"trailer<</Size {objects.Count + 1}/Root 1 0 R>>\nstartxref\n{begin}\n%%EOF\n").ToString();
    }

    // Helvetica's own widths where columns must end in line, in thousandths of its size.
    private static int Width(string text) => text.Sum(sign => sign switch
    {
        ',' or '.' or ' ' or '\u00a0' or 'i' or 't' or 'f' or 'I' => 278,
        '-' or '(' or ')' or 'r' => 333,
        '\'' or 'l' or 'j' => 210,
        >= 'A' and <= 'Z' => 690,
        'm' or 'w' => 790,
        _ => 556,
    });
}
