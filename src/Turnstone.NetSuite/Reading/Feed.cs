using System.Runtime.CompilerServices;
using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite.Reading;

/// <summary>A page of rows of one kind.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Next">Where reading goes on; kept in the same transaction as the rows.</param>
/// <param name="IsLast">True for the last page of this run.</param>
public sealed record Page<T>(IReadOnlyList<T> Rows, SyncCursor Next, bool IsLast)
{
    /// <summary>Rows that could not be understood: each is named, none is dropped in silence.</summary>
    public IReadOnlyList<RowProblem> Problems { get; init; } = [];

    /// <summary>Columns that this role or account does not show, so that they are empty in every row.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}

/// <summary>Adds to rows what one query cannot tell.</summary>
internal delegate Task<Result<IReadOnlyList<T>>> Completion<T>(
    INetSuite netSuite, IReadOnlyList<T> rows, CancellationToken stop);

/// <summary>A row that could not be understood.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Sentence">What is wrong with it.</param>
public sealed record RowProblem(string Id, string Sentence);

/// <summary>
/// Rows of one kind, first all of them and then what changed. It reads by key and never by a deep offset, repeats some
/// minutes so that
/// nothing is lost to whole seconds, and can be taken up after any page; so a row may come twice and its reader must
/// not mind.
/// </summary>
public sealed class Feed<T>
{
    private static readonly TimeSpan ShortestOverlap = TimeSpan.FromMinutes(5);
    private const int FullPage = 1000;
    private const int IdsAtOnce = 500;

    private readonly Table _table;
    private readonly Func<QueryRow, T> _parse;

    internal Feed(Table table, Func<QueryRow, T> parse) => (_table, _parse) = (table, parse);

    /// <summary>What it is called.</summary>
    public string Name => _table.Name;

    /// <summary>Adds what one query cannot tell, a page at a time.</summary>
    internal Completion<T>? Complete { get; init; }

    /// <summary>
    /// The same feed with custom fields of the records too, as text, where the account shows them; what a feed's rows
    /// hold of them is said there.
    /// </summary>
    public Feed<T> With(IEnumerable<string> customFields) =>
        new(_table.With(customFields), _parse) { Complete = Complete };

    /// <summary>
    /// Pages from a place on until nothing is left; ends after a refusal. A settled feed begins before its end by
    /// <paramref name="overlap"/>, five minutes at least: five by day and a day by night is a good habit.
    /// </summary>
    public async IAsyncEnumerable<Result<Page<T>>> Read(
        INetSuite netSuite, SyncCursor from, TimeSpan overlap = default,
        [EnumeratorCancellation] CancellationToken stop = default)
    {
        var run = new Run(this, netSuite, overlap > ShortestOverlap ? overlap : ShortestOverlap);
        var begun = await run.Begin(from, stop);
        if (!begun.Is(out var at, out var refusal))
        {
            yield return refusal;
            yield break;
        }

        while (true)
        {
            var page = await run.Next(at, stop);
            yield return page;
            if (page.Refusal is not null || page.Value.IsLast)
                yield break;
            at = page.Value.Next;
        }
    }

    /// <summary>
    /// True where the role sees any row at all. A permission that was taken away shows as no rows and no error, which a
    /// run that finds nothing new cannot tell from a quiet day.
    /// </summary>
    public async Task<Result<bool>> SeesAny(INetSuite netSuite, CancellationToken stop)
    {
        var key = _table.Key[0];
        var answer = await netSuite.Query(
            new($"SELECT {key.Sql} AS {key.Alias} FROM {_table.Base} FETCH FIRST 1 ROWS ONLY") { Limit = 1 }, stop);
        return answer.Is(out var page, out var refusal) ? page.Rows.Count > 0 : refusal;
    }

    /// <summary>Rows by the ids that name them, for documents whose change is known from elsewhere.</summary>
    public async Task<Result<IReadOnlyList<T>>> ReadThese(
        INetSuite netSuite, IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        var run = new Run(this, netSuite, ShortestOverlap);
        var all = new List<T>();
        foreach (var some in ids.Distinct(StringComparer.Ordinal).Chunk(IdsAtOnce))
        {
            var read = await run.These(some, stop);
            if (!read.Is(out var rows, out var refusal))
                return refusal;
            all.AddRange(rows);
        }

        return all;
    }

    /// <summary>One walk through the pages, which learns on its way what this account does not show.</summary>
    private sealed class Run(Feed<T> feed, INetSuite netSuite, TimeSpan overlap)
    {
        private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);

        private Table Table => feed._table;

        public async Task<Result<SyncCursor>> Begin(SyncCursor from, CancellationToken stop)
        {
            if (from.Stage == SyncStage.Settled && Table.Modified is not null && from.Mark.Length > 0)
                return Again(from.Mark);
            if (from.Stage is SyncStage.Load or SyncStage.Changes)
                return from;
            if (Table.Modified is null)
                return SyncCursor.Load("", []);

            // Taken before the first page: what changes while the first load runs comes again with the changes.
            var mark = await netSuite.Query(LatestChange(), stop);
            return mark.Is(out var page, out var refusal)
                ? SyncCursor.Load(page.Rows is [var row, ..] ? row.Text("mark") ?? "" : "", [])
                : refusal;
        }

        public async Task<Result<Page<T>>> Next(SyncCursor at, CancellationToken stop)
        {
            var isChanges = at.Stage == SyncStage.Changes;
            IReadOnlyList<KeyColumn> key = isChanges && Table.ModifiedKey is { } modified
                ? [modified, .. Table.Key]
                : Table.Key;
            var filter = isChanges ? null : Table.FirstLoad;
            var asked = await Ask(() => Table.Page(new(key, at.Key, _hidden) { Filter = filter }), stop);
            if (!asked.Is(out var rows, out var refusal))
                return refusal;

            var last = rows.Count > 0 ? Keyset.Of(rows[^1], key) : at.Key;
            if (rows.Count >= FullPage && last.SequenceEqual(at.Key, StringComparer.Ordinal))
                return new Refusal(Refusals.Answer, $"NetSuite gives the same page of {Table.Name} again and again.");

            return await Understand(rows, After(at, last, rows.Count >= FullPage), stop);
        }

        public async Task<Result<IReadOnlyList<T>>> These(IReadOnlyList<string> ids, CancellationToken stop)
        {
            var all = new List<T>();
            for (var offset = 0; ; offset += FullPage)
            {
                var at = offset;
                var asked = await Ask(() => Table.These(ids, _hidden) with { Offset = at }, stop);
                if (!asked.Is(out var rows, out var refusal))
                    return refusal;
                var page = await Understand(rows, (SyncCursor.Beginning, true), stop);
                if (page.Refusal is not null)
                    return page.Refusal;
                if (page.Value.Problems is [var problem, ..])
                    return new Refusal(Refusals.Answer, problem.Sentence);
                all.AddRange(page.Value.Rows);
                if (rows.Count < FullPage)
                    return all;
            }
        }

        private (SyncCursor Next, bool IsLast) After(SyncCursor at, IReadOnlyList<string> last, bool isMore) =>
            at.Stage == SyncStage.Changes
                ? isMore
                    ? (SyncCursor.Changes(at.Mark, last), false)
                    : (SyncCursor.Settled(Latest(at.Mark, last[0])), true)
            : isMore ? (SyncCursor.Load(at.Mark, last), false)
            : at.Mark.Length == 0 ? (SyncCursor.Settled(""), true)
            : (Again(at.Mark), false);

        private SyncCursor Again(string mark) =>
            SyncCursor.Changes(mark, [SyncCursor.Earlier(mark, overlap), .. Table.Key.Select(_ => "0")]);

        // A run that found nothing stays where it was, without creeping back by its overlap.
        private static string Latest(string mark, string last) =>
            string.CompareOrdinal(mark, last) > 0 ? mark : last;

        private async Task<Result<Page<T>>> Understand(
            IReadOnlyList<QueryRow> rows, (SyncCursor Next, bool IsLast) after, CancellationToken stop)
        {
            var understood = new List<T>(rows.Count);
            var problems = new List<RowProblem>();
            foreach (var row in rows)
                try
                {
                    understood.Add(feed._parse(row));
                }
                catch (FormatException fault)
                {
                    var id = row.Text(Table.Key[0].Alias) ?? "?";
                    problems.Add(new(id, $"A row of {Table.Name}, id {id}, is not understood: {fault.Message}"));
                }

            IReadOnlyList<T> whole = understood;
            if (feed.Complete is { } complete)
            {
                var completed = await complete(netSuite, understood, stop);
                if (!completed.Is(out whole!, out var refusal))
                    return refusal;
            }

            return new Page<T>(whole, after.Next, after.IsLast)
            {
                Problems = problems, Missing = [.. _hidden.Order(StringComparer.Ordinal)],
            };
        }

        /// <summary>Asks, and where an account hides an optional column asks again without it.</summary>
        private async Task<Result<IReadOnlyList<QueryRow>>> Ask(Func<SuiteQl> query, CancellationToken stop)
        {
            while (true)
            {
                var answer = await netSuite.Query(query(), stop);
                if (answer.Is(out var page, out var refusal))
                    return Result(page.Rows);
                if (refusal.Code != Refusals.UnknownField || Hidden(refusal.Sentence) is not { } column)
                    return refusal;
                _hidden.Add(column.Alias);
            }
        }

        private static Result<IReadOnlyList<QueryRow>> Result(IReadOnlyList<QueryRow> rows) => new List<QueryRow>(rows);

        private SelectedColumn? Hidden(string sentence) => Table.Columns.FirstOrDefault(column => column.IsOptional
            && !_hidden.Contains(column.Alias)
            && (sentence.Contains($"'{column.Field}'", StringComparison.OrdinalIgnoreCase)
                || sentence.Contains($".{column.Field}'", StringComparison.OrdinalIgnoreCase)));

        private SuiteQl LatestChange() => new(
            $"SELECT TO_CHAR(MAX({Table.Modified}), 'YYYY-MM-DD\"T\"HH24:MI:SS') AS mark FROM {Table.Base}");
    }
}
