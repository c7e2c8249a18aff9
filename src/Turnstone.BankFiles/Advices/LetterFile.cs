using Turnstone.BankFiles.Advices;

namespace Turnstone.BankFiles;

/// <summary>
/// Reads a letter's text of any origin (mail here, pages through Extraction) as one remittance, by one set of rules.
/// </summary>
public static class LetterFile
{
    /// <summary>True where the text is an advice: it says so, or has a table of documents.</summary>
    public static bool Recognise(string text, ReadSettings settings)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(settings);
        return TextAdvice.Knows(text, AdviceLexicon.For(settings, text));
    }

    /// <summary>Reads a text as a remittance; where cells stand in a line says which column they belong to.</summary>
    public static IReadOnlyList<FileItem> Read(string text, ReadSettings settings)
    {
        ArgumentNullException.ThrowIfNull(text);
        var findings = new Findings(settings);
        new TextAdvice(findings).Read(text);
        findings.End();
        return findings.Items;
    }
}
