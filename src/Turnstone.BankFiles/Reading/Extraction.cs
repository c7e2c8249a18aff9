namespace Turnstone.BankFiles;

/// <summary>
/// What reads files that need a library, wherever they lie: as they came, in a mail or in an archive. It gives the
/// items of the file, or null where the file is none of its own and the readers here go on with it.
/// </summary>
/// <param name="file">The whole file, at its beginning.</param>
/// <param name="settings">What the source's owner says.</param>
public delegate IEnumerable<FileItem>? Extraction(MemoryStream file, ReadSettings settings);
