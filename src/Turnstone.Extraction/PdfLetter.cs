using System.Globalization;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace Turnstone.Extraction;

/// <summary>
/// A PDF's words as the lines of a letter, each word where it stands on its page, for the pure rules of letters. What a
/// reader of the page cannot see is not read: a text under a picture is nobody's word.
/// </summary>
internal static class PdfLetter
{
    private const int MostPages = 100;
    private const int MostLetters = 500_000;

    /// <summary>True for a PDF; some programs write a few bytes in front of its mark.</summary>
    public static bool Is(MemoryStream file) =>
        file.GetBuffer().AsSpan(0, (int)Math.Min(file.Length, 1024)).IndexOf("%PDF-"u8) >= 0;

    public static IEnumerable<FileItem> Read(MemoryStream file, ReadSettings settings)
    {
        var (text, hidden, fault) = TextOf(file);
        if (fault is not null)
            return [Problem(Severity.Error, "pdf.damaged", $"The PDF cannot be read: {fault}")];
        if (text.Length == 0)
            return
            [
                Problem(Severity.Error, "pdf.no_text",
                    "The pages hold pictures and no text: ask the payer for a text, a table or a PDF of his program."),
            ];
        if (!LetterFile.Recognise(text, settings))
            return [Problem(Severity.Error, "pdf.unknown", "The PDF is no remittance advice that is known.")];
        IEnumerable<FileItem> items = LetterFile.Read(text, settings);
        if (hidden > 0)
        {
            items = items.Append(Problem(Severity.Warning, "pdf.hidden_text", string.Create(
                CultureInfo.InvariantCulture, $"{hidden} letters that cannot be seen on the page are not read.")));
        }

        return items.Prepend(new FileBegan(new("advice.pdf", null, SourceRole.Advice)));
    }

    private static (string Text, int Hidden, string? Fault) TextOf(MemoryStream file)
    {
        var text = new PageText();
        try
        {
            using var document = PdfDocument.Open(file.ToArray());
            if (document.NumberOfPages > MostPages)
                return ("", 0, "it has more than 100 pages, which no advice has.");
            foreach (var page in document.GetPages())
            {
                if (page.Letters.Count > MostLetters)
                    return ("", 0, "a page holds more letters than fit on it.");
                text.Add(page);
            }
        }
#pragma warning disable CA1031 // The library throws whatever a damaged file makes it throw.
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return ("", 0, thrown is PdfDocumentEncryptedException ? "it is locked with a password." : thrown.Message);
        }

        return (text.ToString(), text.Hidden, null);
    }

    private static ProblemFound Problem(Severity severity, string rule, string message) =>
        new(new(severity, rule, 0, message));
}
