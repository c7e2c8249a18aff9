using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Reading;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>
/// Follows feeds from where they stood: each page and its place are kept in one transaction. What the role does not see
/// is said, and what would put money into the wrong company stops the run.
/// </summary>
internal sealed class FeedReading(Work work, INetSuite netSuite, TimeSpan overlap)
{
    private const int MostNotes = 10;
    private const string Chosen = " with fields";

    // A company without any of these is rarer than a role without the permission, which shows the same way.
    private static readonly HashSet<string> Expected = new(
        [Feeds.Customers.Name, Feeds.Transactions().Name], StringComparer.Ordinal);

    // Where there were some and none is seen any more, the permission went.
    private static readonly HashSet<string> Watched = [.. Expected, Feeds.Contacts.Name];

    private readonly List<string> _notes = [];
    private Dictionary<string, string> _places = [];
    private int _companies = 1;

    /// <summary>What could not be read, in sentences; empty where all could.</summary>
    public string Notes => string.Join(' ', _notes.Distinct(StringComparer.Ordinal).Take(MostNotes));

    /// <summary>Learns how far each feed was read; null, or why that is not known.</summary>
    public async Task<Refusal?> Begin()
    {
        var read = await work.Read<Dictionary<string, string>>(async session =>
            (await RunRows.Cursors(session.Db, session.Connection))
                .ToDictionary(row => row.Topic, row => row.Place, StringComparer.Ordinal));
        if (!read.Is(out var places, out var refusal))
            return refusal;
        _places = places;
        return null;
    }

    /// <summary>How many companies there are: with several, a document must say whose it is.</summary>
    public Refusal? Know(int companies)
    {
        _companies = companies;
        return null;
    }

    /// <summary>Reads a feed anew where other custom fields are chosen than when it was last read.</summary>
    public async Task<Refusal?> Reread(string topic, IReadOnlyList<string> fields)
    {
        var wanted = string.Join(' ', fields);
        if (_places.GetValueOrDefault(topic + Chosen, "") == wanted)
            return null;
        _places.Remove(topic);
        return (await work.Write<Done>(async session =>
        {
            await RunRows.SaveCursor(session.Db, session.Connection,
                new() { Topic = topic, Place = SyncCursor.Beginning.ToString() }, session.At);
            await RunRows.SaveCursor(session.Db, session.Connection,
                new() { Topic = topic + Chosen, Place = wanted }, session.At);
            return Done.It;
        })).Refusal;
    }

    /// <summary>Follows a feed to its end; null, or why it stopped.</summary>
    /// <param name="feed">What is read.</param>
    /// <param name="keep">Keeps a page.</param>
    /// <param name="without">
    /// What follows where the role may not see it, in words; null where nothing works without it.
    /// </param>
    public Task<Refusal?> Follow<T>(
        Feed<T> feed, Func<Session, IReadOnlyList<T>, Task> keep, string? without = null) =>
        Follow(feed, _ => Task.FromResult<Result<Done>>(Done.It), (session, rows, _) => keep(session, rows), without);

    /// <summary>The same with something asked for each page before its transaction begins.</summary>
    public async Task<Refusal?> Follow<T, TAround>(
        Feed<T> feed, Func<Page<T>, Task<Result<TAround>>> prepare, Func<Session, IReadOnlyList<T>, TAround, Task> keep,
        string? without = null)
    {
        var from = SyncCursor.Beginning;
        if (_places.TryGetValue(feed.Name, out var place) && !SyncCursor.Read(place).Is(out from, out var broken))
            return broken;
        var done = 0;
        await foreach (var answer in feed.Read(netSuite, from, overlap, work.Cancel))
        {
            if (!answer.Is(out var page, out var refusal))
                return without is null ? refusal : Without(feed.Name, without, refusal);
            if ((Note(feed.Name, page) ?? await Keep(feed.Name, page, prepare, keep)) is { } stopped)
                return stopped;
            work.Report(feed.Name, done += page.Rows.Count);
        }

        if (done == 0 && from.IsLoading && Expected.Contains(feed.Name))
        {
            _notes.Add($"NetSuite shows no {feed.Name}: there are none, or the integration's role may not see them; "
                + "'turnstone connect' names the permission.");
        }

        return done == 0 && from.HasSeenRows && Watched.Contains(feed.Name)
            ? await Vanished(feed) : null;
    }

    /// <summary>Nothing new was read: either nothing changed, or nothing is seen any more.</summary>
    private async Task<Refusal?> Vanished<T>(Feed<T> feed)
    {
        var seen = await feed.SeesAny(netSuite, work.Cancel);
        if (!seen.Is(out var any, out var refusal))
            return refusal.Kind is RefusalKind.Outside ? refusal : Without(feed.Name, "nothing new is read", refusal);
        if (!any)
        {
            _notes.Add($"NetSuite shows no {feed.Name} any more, though it did before: the integration's role may not "
                + "see them; 'turnstone connect' names the permission.");
        }

        return null;
    }

    private Refusal? Without(string topic, string without, Refusal refusal)
    {
        if (refusal.Kind is RefusalKind.Outside && refusal.Code is not (NetSuite.Refusals.Permission
            or NetSuite.Refusals.UnknownType or NetSuite.Refusals.UnknownField or NetSuite.Refusals.Query))
            return refusal;
        _notes.Add($"{Capital(topic)} cannot be read, so that {without}: {refusal.Sentence}");
        return null;
    }

    /// <summary>Says what a page did not show; a document whose company is hidden belongs to nobody.</summary>
    private Refusal? Note<T>(string topic, Page<T> page)
    {
        _notes.AddRange(page.Problems.Select(problem => problem.Sentence));
        if (page.Missing.Contains("subsidiary", StringComparer.Ordinal) && _companies > 1)
            return Refusals.HiddenCompany(topic, _companies);
        if (page.Missing.Count > 0)
        {
            _notes.Add($"NetSuite does not show {string.Join(", ", page.Missing)} of {topic}: these stay empty.");
        }

        return null;
    }

    private async Task<Refusal?> Keep<T, TAround>(
        string topic, Page<T> page, Func<Page<T>, Task<Result<TAround>>> prepare,
        Func<Session, IReadOnlyList<T>, TAround, Task> keep)
    {
        // Asked before the transaction begins: nobody waits for NetSuite within one.
        var asked = page.Rows.Count > 0 ? await prepare(page) : default(Result<TAround>);
        if (page.Rows.Count > 0 && asked.Refusal is { } unread)
            return unread;
        var kept = await work.Write<Done>(async session =>
        {
            if (page.Rows.Count > 0)
                await keep(session, page.Rows, asked.Value);
            await RunRows.SaveCursor(session.Db, session.Connection,
                new() { Topic = topic, Place = page.Next.ToString() }, session.At);
            return Done.It;
        });
        return kept.Refusal;
    }

    private static string Capital(string text) => char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];
}
