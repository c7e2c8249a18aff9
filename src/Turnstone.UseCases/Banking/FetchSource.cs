using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Extraction.Arrival;
using Turnstone.Storage;
using Turnstone.Storage.Banking;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Banking;

/// <summary>What one look at a source brought.</summary>
/// <param name="Name">Key of the source.</param>
/// <param name="Files">Files that were brought in.</param>
/// <param name="Known">Files whose content had come before: nothing was loaded again.</param>
/// <param name="Failed">Why other files were not; they are tried again.</param>
/// <param name="Waiting">Files that were still being written.</param>
public sealed record FetchedSource(
    string Name, IReadOnlyList<ImportedFile> Files, int Known, IReadOnlyList<Refusal> Failed, int Waiting);

/// <summary>
/// Looks at a source's place and brings in each whole file that was not read before, as an upload would. A file that
/// cannot be had fails by itself and is tried again; killed at any moment it goes on at the next look, and nothing is
/// loaded twice.
/// </summary>
/// <param name="Name">Key of the source.</param>
public sealed record FetchSource(string Name) : ILongUseCase<FetchedSource>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Import;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<FetchedSource>> Run(Work work)
    {
        var asked = await work.Read<(ArrivalSource, SourceFileRow[])>(Find);
        if (!asked.Is(out var found, out var refusal))
            return refusal;
        var (source, read) = found;
        var fetched = await new Fetching(work, source, work.Use<Places>()).Run(read);
        var failure = fetched.Refusal ?? (fetched.Value.Failed is [var first, ..] ? first : null);
        var waiting = fetched.Refusal is null ? fetched.Value.Waiting : 0;
        var kept = await work.Write(session => Remember(session, source, failure, waiting));
        return kept.Refusal is { } unkept ? unkept : fetched;
    }

    private async Task<Result<(ArrivalSource, SourceFileRow[])>> Find(ReadSession session)
    {
        if (await Sources.Named(session, Name) is not { HasPlace: true } known)
            return Refusals.NoSource(Name);
        if (await session.MayNot(Needs, known.Source.Company) is { } refusal)
            return refusal;
        return (known.Source, (await SourceRows.Files(session.Db, session.Connection, Name)).ToArray());
    }

    private static async Task<Result<Done>> Remember(
        Session session, ArrivalSource source, Refusal? failure, int waiting)
    {
        var before = (await SourceRows.Looks(session.Db, session.Connection))
            .FirstOrDefault(row => row.Name == source.Name);
        var failures = failure is null ? 0 : (before?.Failures ?? 0) + 1;
        await SourceRows.Save(session.Db, session.Connection, new()
        {
            Name = source.Name, LookedAt = session.At, Failures = failures, Waiting = waiting,
            NextAt = (session.Now + Looking.Pause(source, failures)).ToMicros(),
            FailingSince = failure is null ? null : before?.FailingSince ?? session.At, Why = failure?.Sentence ?? "",
        });
        return Done.It;
    }
}

/// <summary>One look at one source.</summary>
internal sealed class Fetching(Work work, ArrivalSource source, Places places)
{
    private readonly IPlace _place = places.Open(source);
    private readonly List<ImportedFile> _files = [];
    private readonly List<Refusal> _failed = [];
    private int _known;

    public async Task<Result<FetchedSource>> Run(IReadOnlyList<SourceFileRow> read)
    {
        if (!(await _place.List(work.Cancel)).Is(out var found, out var refusal))
            return refusal;
        var plan = Looking.Plan(
            source, found, [.. read.Select(row => new PlacedFile(row.Name, row.Size, row.Changed))]);
        _failed.AddRange(plan.TooLarge.Select(file => Refusals.TooLarge(source.Name, file.Name)));
        foreach (var file in plan.Leave)
            await Tidy(file, read.First(row => row.Name == file.Name && row.Changed == file.Changed));
        var whole = plan.Take;
        if (whole.Count > 0)
        {
            await work.Pause(source.Settle);
            if (!(await _place.List(work.Cancel)).Is(out var second, out refusal))
                return refusal;
            whole = Looking.Whole(plan.Take, second);
        }

        for (var at = 0; at < whole.Count; at++)
        {
            work.Report($"{source.Name}: {whole[at].Name}", at, whole.Count);
            if (await Bring(whole[at]) is { } failure)
                _failed.Add(failure);
        }

        return new FetchedSource(source.Name, _files, _known, _failed, plan.Take.Count - whole.Count);
    }

    private async Task<Refusal?> Bring(PlacedFile file)
    {
        if (!(await _place.Fetch(file, work.Cancel)).Is(out var bytes, out var refusal))
            return refusal;
        if (source.Decrypt && !(await places.Decrypt(bytes, file.Name, work.Cancel)).Is(out bytes, out refusal))
            return refusal;
        var imported = await work.Run(new ImportFile(file.Name, bytes) { Source = source.Name, Role = source.Role });
        if (State(imported) is not { } state)
            return imported.Refusal;
        if (imported.Refusal is null)
            _files.Add(imported.Value);
        _known += state == "known" ? 1 : 0;
        var row = new SourceFileRow(file.Name, file.Size, file.Changed, state, imported.Refusal?.Sentence ?? "");
        var kept = await work.Write<Done>(async session =>
        {
            await SourceRows.Add(session.Db, session.Connection, source.Name, row, session.At);
            return Done.It;
        });
        return kept.Refusal ?? await Tidy(file, row);
    }

    /// <summary>What the import made of it; null where it said no for a reason that passes.</summary>
    private static string? State(Result<ImportedFile> imported) => imported.Refusal?.Code switch
    {
        null => imported.Value.State,
        "files.same_content" => "known",
        "files.unread" => "unread",
        _ => null,
    };

    /// <summary>Moves or deletes what was read. What no reader knows stays: the bank may want to see it.</summary>
    private async Task<Refusal?> Tidy(PlacedFile file, SourceFileRow row)
    {
        if (source.After is AfterReading.Keep || row.State == "unread")
            return null;
        if (await _place.Tidy(file, source.After, work.Cancel) is { } refusal)
            return refusal;
        await work.Write<Done>(async session =>
        {
            await SourceRows.Forget(session.Db, session.Connection, source.Name, row);
            return Done.It;
        });
        return null;
    }
}
