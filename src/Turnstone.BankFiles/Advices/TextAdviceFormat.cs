using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Advices;

/// <summary>Advices in plain text, as mails bring them (docs/bank-formats/advices.md).</summary>
internal sealed class TextAdviceFormat : Format
{
    // A mail or letter is short; what is longer is something else.
    private const int Largest = 4 * 1024 * 1024;

    public override Recognition? Recognise(ReadOnlySpan<byte> head) => Recognise(head, ReadSettings.Default);

    /// <summary>What the text is where its source has words of its own.</summary>
    public static Recognition? Recognise(ReadOnlySpan<byte> head, ReadSettings settings)
    {
        if (head.IsEmpty || head.Contains((byte)0)
            || head.TrimStart(" \r\n\t"u8) is [(byte)'<' or (byte)'{' or (byte)'%', ..])
            return null;
        var text = Bytes.Text(head);
        return TextAdvice.Knows(text, AdviceLexicon.For(settings, text)) ? new("advice.text", null, SourceRole.Advice)
            : null;
    }

    public override IEnumerable<FileItem> Read(Stream file, Recognition found, ReadSettings settings)
    {
        var findings = new Findings(settings);
        var buffer = new byte[Largest];
        var length = file.ReadAtLeast(buffer, Largest, throwOnEndOfStream: false);
        if (length == Largest)
            findings.Problem(Severity.Error, "advice.too_long", 0, "The advice is longer than 4 MB; the rest is " +
                "not read.");
        new TextAdvice(findings).Read(Bytes.Text(buffer.AsSpan(0, length)));
        findings.End();
        return findings.Items;
    }
}
