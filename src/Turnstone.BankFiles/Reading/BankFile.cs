using System.Collections.Frozen;
using Turnstone.BankFiles.Wrapping;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles;

/// <summary>Everything a small file says, in lists.</summary>
/// <param name="Recognition">What the file is; null where it is refused.</param>
/// <param name="Statements">Its statements with their entries.</param>
/// <param name="Remittances">Its remittances.</param>
/// <param name="Problems">Every deviation, in file order.</param>
public sealed record FileContent(
    Recognition? Recognition, IReadOnlyList<ReadStatement> Statements, IReadOnlyList<Remittance> Remittances,
    IReadOnlyList<Problem> Problems)
{
    /// <summary>All entries of all statements.</summary>
    public IEnumerable<BankTransaction> Transactions => Statements.SelectMany(statement => statement.Transactions);
}

/// <summary>A statement with its entries.</summary>
/// <param name="Head">What is known before its entries.</param>
/// <param name="Transactions">Its entries.</param>
/// <param name="End">What is known after them; null where the file breaks off.</param>
public sealed record ReadStatement(StatementHead Head, IReadOnlyList<BankTransaction> Transactions, StatementEnd? End);

/// <summary>The door to the readers: any bank file or remittance, by content.</summary>
public static class BankFile
{
    /// <summary>How many bytes of a file are enough to recognise it.</summary>
    public const int HeadSize = 64 * 1024;

    /// <summary>
    /// Says what a file is from its first bytes (up to <see cref="HeadSize"/>), wrapped or not; null where no reader
    /// knows it.
    /// </summary>
    public static Recognition? Recognise(ReadOnlySpan<byte> head)
    {
        using var stream = new MemoryStream(head.ToArray());
        foreach (var file in Unwrapping.Open(stream, ReadSettings.Default, extraction: null))
        {
            var first = new byte[HeadSize];
            var length = file.ReadAtLeast(first, HeadSize, throwOnEndOfStream: false);
            return Formats.Of(first.AsSpan(0, length), mapping: null)?.Found;
        }

        return null;
    }

    /// <summary>
    /// Reads a file as a stream of items: lazily, in memory that does not grow with the file, never throwing on what
    /// the
    /// file says (a stream that fails throws). A file no reader knows gives one problem and no <see cref="FileBegan"/>.
    /// </summary>
    /// <param name="file">The file, wrapped or not.</param>
    /// <param name="settings">What the source's owner says.</param>
    /// <param name="extraction">Reads spreadsheets and pages; null leaves them unread.</param>
    public static IEnumerable<FileItem> Read(Stream file, ReadSettings settings, Extraction? extraction = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(settings);
        return ReadAll(file, settings, extraction);
    }

    // Findings of a mail's part that is no advice: a signature, a picture, terms of business.
    private static readonly FrozenSet<string> NoAdvice =
        new[] { "file.unknown", "file.empty", "pdf.unknown", "pdf.no_text", "table.no_header" }.ToFrozenSet();

    private static IEnumerable<FileItem> ReadAll(Stream file, ReadSettings settings, Extraction? extraction)
    {
        Recognition? began = null;
        var unknown = new List<Problem>();
        foreach (var content in Unwrapping.Open(file, settings, extraction))
        {
            foreach (var item in content.Extracted ?? ReadOne(content, settings))
            {
                if (content.Wrapper == "mail"
                    && item is ProblemFound part && NoAdvice.Contains(part.Problem.Rule))
                {
                    unknown.Add(part.Problem);
                    continue;
                }

                if (item is FileBegan next && began is not null)
                {
                    // An archive of several files is one arrival; the first says what it is.
                    if (next.Recognition.Format != began.Format)
                        yield return new ProblemFound(Mixed(began, next.Recognition));
                    continue;
                }

                began = item is FileBegan first ? first.Recognition : began;
                yield return item;
            }

            if (content.Fault is { } fault)
            {
                yield return new ProblemFound(new(Severity.Error, "file.wrapping", 0,
                    $"The {content.Wrapper} file cannot be read to its end: {fault}."));
            }
        }

        // Signatures and pictures ride along with an advice; a mail without any is refused.
        foreach (var problem in unknown)
            yield return new ProblemFound(began is null ? problem : new(Severity.Note, "mail.part", 0,
                "A part of the mail is no advice."));
    }

    private static IEnumerable<FileItem> ReadOne(Stream file, ReadSettings settings)
    {
        var head = new byte[HeadSize];
        var length = file.ReadAtLeast(head, HeadSize, throwOnEndOfStream: false);
        var source = new HeadedStream(head.AsMemory(0, length), file);
        // TNEF (MS-OXTNEF 2.1.3.1): how Outlook packs a mail for other Outlooks.
        if (head is [0x78, 0x9F, 0x3E, 0x22, ..])
        {
            yield return new ProblemFound(new(Severity.Error, "mail.winmail", 0, "The mail carries a winmail.dat of " +
                "Outlook, which is not read: ask the sender to send HTML or plain text."));
            yield break;
        }

        if ((Formats.Of(head.AsSpan(0, length), settings.Mapping) ?? Formats.ByWords(head.AsSpan(0, length), settings))
            is not var (format, found))
        {
            yield return new ProblemFound(UnknownFile.Of(head.AsSpan(0, length)));
            yield break;
        }

        yield return new FileBegan(found);
        if (settings.Examines && BankMarks.Of(head.AsSpan(0, length), found.Format) is { } guess)
            yield return new BankGuessed(guess);
        foreach (var item in format.Read(source, found, settings))
            yield return item;
    }

    private static Problem Mixed(Recognition first, Recognition next) => new(Severity.Note, "file.mixed", 0,
        $"The archive holds files of format {next.Format} beside {first.Format}.");

    /// <summary>Reads a file into lists; for files that fit in memory.</summary>
    /// <param name="file">The file, wrapped or not.</param>
    /// <param name="settings">What the source's owner says.</param>
    /// <param name="extraction">Reads spreadsheets and pages; null leaves them unread.</param>
    public static FileContent ReadWhole(Stream file, ReadSettings settings, Extraction? extraction = null)
    {
        Recognition? recognition = null;
        var statements = new List<ReadStatement>();
        var remittances = new List<Remittance>();
        var problems = new List<Problem>();
        var transactions = new List<BankTransaction>();
        foreach (var item in Read(file, settings, extraction))
        {
            switch (item)
            {
                case FileBegan began: recognition = began.Recognition; break;
                case StatementBegan began: statements.Add(new(began.Head, transactions = [], End: null)); break;
                case TransactionRead read: transactions.Add(read.Transaction); break;
                case StatementEnded ended: statements[^1] = statements[^1] with { End = ended.End }; break;
                case RemittanceRead read: remittances.Add(read.Remittance); break;
                case ProblemFound found: problems.Add(found.Problem); break;
                case TotalCompared or BankGuessed: break;
                default: throw new InvalidOperationException($"A reader gave {item.GetType().Name}.");
            }
        }

        return new(recognition, statements, remittances, problems);
    }
}
