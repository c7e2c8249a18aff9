using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Banking;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Banking;

/// <summary>A source that files come from by themselves, and how the last look went.</summary>
/// <param name="Source">As its setting describes it.</param>
/// <param name="HasPlace">True where they come by themselves.</param>
/// <param name="Look">The last look; null where there was none.</param>
public sealed record SourceView(ArrivalSource Source, bool HasPlace, SourceLookRow? Look);

/// <summary>The sources of the companies a person may see, those that fail first.</summary>
public sealed record ListSources : IQuery<IReadOnlyList<SourceView>>
{
    /// <summary>True for those, too, whose files are brought by hand.</summary>
    public bool ByHandToo { get; init; }

    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<SourceView>>> Run(ReadSession session)
    {
        var looks = (await SourceRows.Looks(session.Db, session.Connection))
            .ToDictionary(row => row.Name, StringComparer.Ordinal);
        return (await Sources.Of(session))
            .Where(known => (known.HasPlace || ByHandToo) && session.Person.May(Needs, known.Source.Company))
            .Select(known => new SourceView(known.Source, known.HasPlace, looks.GetValueOrDefault(known.Source.Name)))
            .OrderByDescending(view => view.Look?.Failures > 0).ThenBy(view => view.Source.Name, StringComparer.Ordinal)
            .ToArray();
    }
}
