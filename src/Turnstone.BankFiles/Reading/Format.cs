namespace Turnstone.BankFiles;

/// <summary>One format: how it is known and read. Every format is one line in <see cref="Formats"/>.</summary>
internal abstract class Format
{
    /// <summary>
    /// Judges by the first bytes (up to 64 KB), without a byte order mark; null where it is another format.
    /// </summary>
    public abstract Recognition? Recognise(ReadOnlySpan<byte> head);

    /// <summary>Reads to the end, lazily; a deviation is a <see cref="ProblemFound"/>, never an exception.</summary>
    public abstract IEnumerable<FileItem> Read(Stream file, Recognition found, ReadSettings settings);
}
