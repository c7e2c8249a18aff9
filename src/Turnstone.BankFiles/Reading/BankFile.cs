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
    /// Says what a file is from its first bytes (up to <see cref="HeadSize"/>); null where no reader knows it.
    /// </summary>
    public static Recognition? Recognise(ReadOnlySpan<byte> head)
    {
        foreach (var format in Formats.All)
        {
            if (format.Recognise(head) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>
    /// Reads a file as a stream of items: lazily, in memory that does not grow with the file, never throwing on what
    /// the
    /// file says (a stream that fails throws). A file no reader knows gives one problem and no <see cref="FileBegan"/>.
    /// </summary>
    public static IEnumerable<FileItem> Read(Stream file, ReadSettings settings)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(settings);
        var head = new byte[HeadSize];
        var length = file.ReadAtLeast(head, HeadSize, throwOnEndOfStream: false);
        var source = new HeadedStream(head.AsMemory(0, length), file);
        foreach (var format in Formats.All)
        {
            var found = format is Tables.TableFormat && settings.Mapping is { } mapping
                ? Mapped(mapping) : format.Recognise(head.AsSpan(0, length));
            if (found is not null)
                return format.Read(source, found, settings).Prepend(new FileBegan(found));
        }

        return [new ProblemFound(Unknown(length))];
    }

    /// <summary>Reads a file into lists; for files that fit in memory.</summary>
    public static FileContent ReadWhole(Stream file, ReadSettings settings)
    {
        Recognition? recognition = null;
        var statements = new List<ReadStatement>();
        var remittances = new List<Remittance>();
        var problems = new List<Problem>();
        var transactions = new List<BankTransaction>();
        foreach (var item in Read(file, settings))
        {
            switch (item)
            {
                case FileBegan began: recognition = began.Recognition; break;
                case StatementBegan began: statements.Add(new(began.Head, transactions = [], End: null)); break;
                case TransactionRead read: transactions.Add(read.Transaction); break;
                case StatementEnded ended: statements[^1] = statements[^1] with { End = ended.End }; break;
                case RemittanceRead read: remittances.Add(read.Remittance); break;
                case ProblemFound found: problems.Add(found.Problem); break;
                default: throw new InvalidOperationException($"A reader gave {item.GetType().Name}.");
            }
        }

        return new(recognition, statements, remittances, problems);
    }

    private static Recognition Mapped(Mapping mapping) => new("csv", mapping.Name,
        mapping.Columns.Any(column => column.Field == Field.Document) ? SourceRole.Advice : SourceRole.Statement);

    private static Problem Unknown(int length) => length == 0
        ? new(Severity.Error, "file.empty", 0, "The file is empty: ask the bank to send it again.")
        : new(Severity.Error, "file.unknown", 0,
            "No reader knows this format: run doctor on it, or give a mapping if it is a table.");
}
