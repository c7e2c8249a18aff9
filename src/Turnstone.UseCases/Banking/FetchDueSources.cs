using Turnstone.Domain.Kernel;
using Turnstone.Storage.Banking;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Banking;

/// <summary>What a round over the sources came to.</summary>
/// <param name="Fetched">Sources that could be looked at, with what they brought.</param>
/// <param name="Failed">Why others could not: each is tried again later, and none held up another.</param>
public sealed record FetchedSources(IReadOnlyList<FetchedSource> Fetched, IReadOnlyList<Refusal> Failed)
{
    /// <summary>True where something new came in, so that there is something to match.</summary>
    public bool BroughtFiles => Fetched.Any(one => one.Files.Count > 0);
}

/// <summary>
/// Looks at every source whose time has come, several at once: one that hangs keeps no other waiting.
/// </summary>
public sealed record FetchDueSources : ILongUseCase<FetchedSources>
{
    private const int AtOnce = 4;

    /// <summary>True looks at all of them, due or not.</summary>
    public bool All { get; init; }

    /// <inheritdoc/>
    public Permission Needs => Permission.Import;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<FetchedSources>> Run(Work work)
    {
        if (!(await work.Read<string[]>(Due)).Is(out var due, out var refusal))
            return refusal;
        using var places = new SemaphoreSlim(AtOnce);
        var looks = await Task.WhenAll(due.Select(async name =>
        {
            await places.WaitAsync(work.Cancel);
            try
            {
                return await work.Run(new FetchSource(name));
            }
            finally
            {
                places.Release();
            }
        }));
        return new FetchedSources(
            [.. looks.Where(look => look.Refusal is null).Select(look => look.Value)],
            [.. looks.SelectMany(look => look.Refusal is { } no ? [no] : look.Value.Failed)]);
    }

    private async Task<Result<string[]>> Due(ReadSession session)
    {
        var next = (await SourceRows.Looks(session.Db, session.Connection))
            .ToDictionary(row => row.Name, row => row.NextAt, StringComparer.Ordinal);
        return (await Sources.Of(session))
            .Where(known => known.HasPlace && (All || next.GetValueOrDefault(known.Source.Name) <= session.At))
            .Select(known => known.Source.Name).ToArray();
    }
}
