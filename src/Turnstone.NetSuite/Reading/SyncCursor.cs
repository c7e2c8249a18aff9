using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite.Reading;

/// <summary>
/// How far a feed was read: a text to keep after each page, from which reading goes on after a stop of any kind. A
/// first load goes by
/// key; then come the changes, by time and key; a settled feed begins again some minutes before where it ended.
/// </summary>
public sealed record SyncCursor
{
    private const string MomentForm = "yyyy-MM-dd'T'HH:mm:ss";

    private SyncCursor(SyncStage stage, string mark, IReadOnlyList<string> key) =>
        (Stage, Mark, Key) = (stage, mark, key);

    /// <summary>Nothing was read.</summary>
    public static SyncCursor Beginning { get; } = new(SyncStage.Start, "", []);

    internal SyncStage Stage { get; }

    /// <summary>
    /// The latest change that is certainly behind us, in the session's zone; empty where it is not known.
    /// </summary>
    internal string Mark { get; }

    /// <summary>Key of the last row read.</summary>
    internal IReadOnlyList<string> Key { get; }

    /// <summary>True while the first load is not through.</summary>
    public bool IsLoading => Stage is SyncStage.Start or SyncStage.Load;

    /// <summary>True where all was read once and there was something.</summary>
    public bool HasSeenRows => Stage == SyncStage.Settled && Mark.Length > 0;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static Result<SyncCursor> Read(string text)
    {
        var parts = text.Split('|');
        return parts is [var name, var mark, .. var key] && Enum.TryParse<SyncStage>(name, out var stage)
            ? new SyncCursor(stage, mark, key)
            : new Refusal(Refusals.Answer, $"'{text}' is no place in a feed; read it from the beginning.");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join('|', [Stage.ToString(), Mark, .. Key]);

    internal static SyncCursor Load(string mark, IReadOnlyList<string> key) => new(SyncStage.Load, mark, key);

    internal static SyncCursor Changes(string mark, IReadOnlyList<string> key) => new(SyncStage.Changes, mark, key);

    internal static SyncCursor Settled(string moment) => new(SyncStage.Settled, moment, []);

    /// <summary>A moment of the session's zone, some time earlier; it is never compared with a clock of ours.</summary>
    internal static string Earlier(string moment, TimeSpan by) =>
        (DateTime.ParseExact(moment, MomentForm, CultureInfo.InvariantCulture) - by)
        .ToString(MomentForm, CultureInfo.InvariantCulture);
}

/// <summary>Where a feed stands.</summary>
internal enum SyncStage
{
    Start,
    Load,
    Changes,
    Settled,
}
