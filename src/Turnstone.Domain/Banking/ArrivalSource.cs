using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Banking;

/// <summary>Where a source's files lie.</summary>
public enum PlaceKind
{
    /// <summary>A folder of this machine, or one mounted on it.</summary>
    Folder,

    /// <summary>A folder of an SFTP server.</summary>
    Sftp,
}

/// <summary>What becomes of a file at its place once it is read.</summary>
public enum AfterReading
{
    /// <summary>It stays; it is known by name, size and time and not fetched again.</summary>
    Keep,

    /// <summary>It goes to the folder <c>done</c> beside it.</summary>
    Move,

    /// <summary>It is deleted there; its bytes are kept here.</summary>
    Delete,
}

/// <summary>One place that files come from by themselves, as its setting describes it.</summary>
public sealed record ArrivalSource
{
    /// <summary>Key of the source: bank accounts name it as the one that books them.</summary>
    public required string Name { get; init; }

    /// <summary>Whose files they are.</summary>
    public required CompanyId Company { get; init; }

    /// <summary>Where they lie.</summary>
    public required PlaceKind Place { get; init; }

    /// <summary>The folder.</summary>
    public required string Path { get; init; }

    /// <summary>Beginning that names of its files share; empty for any.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>End that names of its files share; empty for any.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>What becomes of a file that was read.</summary>
    public AfterReading After { get; init; } = AfterReading.Keep;

    /// <summary>What the files are to the books; null where their format says it.</summary>
    public SourceRole? Role { get; init; }

    /// <summary>How long a file must lie unchanged before it is whole.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often to look.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>True where each file is encrypted for us with OpenPGP.</summary>
    public bool Decrypt { get; init; }

    /// <summary>The SFTP server; empty for a folder.</summary>
    public string Host { get; init; } = "";

    /// <summary>Its port.</summary>
    public int Port { get; init; } = 22;

    /// <summary>Our user there.</summary>
    public string User { get; init; } = "";

    /// <summary>
    /// Its public key, as <c>ssh-keyscan</c> prints it without the host: no other server is talked to.
    /// </summary>
    public string HostKey { get; init; } = "";
}

/// <summary>
/// A file at a place. Size and time tell whether it changed; the time is compared, never computed with.
/// </summary>
/// <param name="Name">Its name within the folder.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Changed">When it was last written, in the words of the place.</param>
public sealed record PlacedFile(string Name, long Size, string Changed);

/// <summary>What a look at a place leads to.</summary>
/// <param name="Take">Files to fetch once they have lain still.</param>
/// <param name="Leave">Files that were read before and whose place was not yet tidied.</param>
/// <param name="TooLarge">Files beyond the limit of one import; they stay.</param>
public sealed record LookPlan(
    IReadOnlyList<PlacedFile> Take, IReadOnlyList<PlacedFile> Leave, IReadOnlyList<PlacedFile> TooLarge);

/// <summary>Decides what of a place is fetched and when it is looked at again.</summary>
public static class Looking
{
    /// <summary>Largest file that is fetched, in bytes.</summary>
    public const long LargestFile = 256L * 1024 * 1024;

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    // What programs call a file that they are still writing.
    private static readonly string[] Unfinished = [".part", ".partial", ".filepart", ".tmp", ".crdownload", ".swp"];

    /// <summary>Sorts the files of a place, oldest name first, by what was read before.</summary>
    public static LookPlan Plan(
        ArrivalSource source, IReadOnlyList<PlacedFile> found, IReadOnlyCollection<PlacedFile> read)
    {
        var known = read.ToHashSet();
        var ours = found.Where(file => IsOurs(source, file.Name))
            .OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        return new(
            ours.FindAll(file => !known.Contains(file) && file.Size <= LargestFile),
            source.After is AfterReading.Keep ? [] : ours.FindAll(known.Contains),
            ours.FindAll(file => !known.Contains(file) && file.Size > LargestFile));
    }

    /// <summary>Of the files wanted, those that a second look found unchanged: the others are still written.</summary>
    public static IReadOnlyList<PlacedFile> Whole(
        IReadOnlyList<PlacedFile> wanted, IReadOnlyCollection<PlacedFile> second) =>
        [.. wanted.Where(second.ToHashSet().Contains)];

    /// <summary>
    /// How long to wait before the next look: the source's own pause, doubled with each failure up to an hour.
    /// </summary>
    public static TimeSpan Pause(ArrivalSource source, int failures)
    {
        var most = source.Every > LongestPause ? source.Every : LongestPause;
        var doubled = source.Every * Math.Pow(2, Math.Min(failures, 16));
        return doubled < most ? doubled : most;
    }

    private static bool IsOurs(ArrivalSource source, string name) =>
        name.Length > 0 && name[0] != '.'
        && name.StartsWith(source.Prefix, StringComparison.OrdinalIgnoreCase)
        && name.EndsWith(source.Suffix, StringComparison.OrdinalIgnoreCase)
        && !Array.Exists(Unfinished, end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));
}
