using System.Text;
using Turnstone.BankFiles.Ach;
using Turnstone.BankFiles.Bai2;
using Turnstone.BankFiles.Iso20022;
using Turnstone.BankFiles.Mt940;
using Turnstone.BankFiles.X12;

namespace Turnstone.BankFiles;

/// <summary>
/// Values to bank files: the other way of <see cref="BankFile"/>. What is written is read back as what was given, but
/// for positions in the file; a value the format has no place for is refused, never bent.
/// </summary>
public static class BankFileWriter
{
    private static readonly Dictionary<string, Func<Envelope, ItemWriter>> Writers = new(StringComparer.Ordinal)
    {
        ["ach"] = envelope => new AchWriter(envelope),
        ["bai2"] = envelope => new Bai2Writer(envelope),
        ["camt.052"] = envelope => new CamtWriter(envelope, CamtContainer.Report),
        ["camt.053"] = envelope => new CamtWriter(envelope, CamtContainer.Statement),
        ["camt.054"] = envelope => new CamtWriter(envelope, CamtContainer.Notification),
        ["mt940"] = envelope => new Mt940Writer(envelope),
        ["x12.820"] = envelope => new RemittanceOrderWriter(envelope),
    };

    /// <summary>The formats that can be written, by the words of <see cref="Recognition.Format"/>.</summary>
    public static IReadOnlyCollection<string> Formats => Writers.Keys;

    /// <summary>
    /// Pieces of the file's text in their order, lazily: memory does not grow with the file. Problems and the
    /// recognition among the items are passed over.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The format is none of <see cref="Formats"/>, or has no place for a value: a text too long, a currency it cannot
    /// name, a code it does not know. The message names the value.
    /// </exception>
    public static IEnumerable<string> Write(string format, IEnumerable<FileItem> items, Envelope envelope)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(envelope);
        return Writers.TryGetValue(format, out var make)
            ? Pieces(make(envelope), items)
            : throw new ArgumentException($"No writer knows the format {format}.", nameof(format));
    }

    /// <summary>The whole file in UTF-8, for files that fit in memory.</summary>
    /// <exception cref="ArgumentException">As <see cref="Write"/> does.</exception>
    public static byte[] WriteWhole(string format, IEnumerable<FileItem> items, Envelope envelope) =>
        Encoding.UTF8.GetBytes(string.Concat(Write(format, items, envelope)));

    private static IEnumerable<string> Pieces(ItemWriter writer, IEnumerable<FileItem> items)
    {
        foreach (var item in items)
        {
            writer.Take(item);
            if (writer.Taken() is { Length: > 0 } piece)
                yield return piece;
        }

        writer.End();
        yield return writer.Taken();
    }
}
