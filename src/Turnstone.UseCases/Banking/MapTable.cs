using System.Text.Json;
using Turnstone.Domain.Kernel;
using Turnstone.Extraction;
using Turnstone.Storage.Banking;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Banking;

/// <summary>Drafts a mapping from the beginning of a file; nothing is kept.</summary>
/// <param name="Name">Name of the file, without a folder.</param>
/// <param name="Content">Its bytes.</param>
public sealed record DraftMapping(string Name, ReadOnlyMemory<byte> Content) : ILongUseCase<MappingView>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.ChangeSettings;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public Task<Result<MappingView>> Run(Work work)
    {
        work.Report($"drafting a mapping of {Name}", 0);
        if (!MappingSample.Of(Name, Content).Is(out var sample, out var refusal))
            return Task.FromResult<Result<MappingView>>(refusal);
        var draft = sample.Draft(Path.GetFileNameWithoutExtension(Name));
        return Task.FromResult<Result<MappingView>>(MappingView.Of(sample, MappingText.Write(draft, [])));
    }
}

/// <summary>What a text makes of a sample while somebody edits it.</summary>
/// <param name="Sample">The beginning of the table.</param>
/// <param name="Text">The mapping as YAML.</param>
public sealed record PreviewMapping(MappingSample Sample, string Text) : IQuery<MappingView>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.ChangeSettings;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public Task<Result<MappingView>> Run(ReadSession session) =>
        Task.FromResult<Result<MappingView>>(MappingView.Of(Sample, Text));
}

/// <summary>The mapping of a source beside the sample of its first test.</summary>
/// <param name="Source">Key of the source.</param>
public sealed record OpenMapping(string Source) : IQuery<MappingView>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.ChangeSettings;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<MappingView>> Run(ReadSession session)
    {
        var texts = await SettingTexts.Of(session.Db, session.Connection, SourceSetting.Kind, session.Today);
        if (texts.FirstOrDefault(text => text.Name == Source) is not { } setting)
            return Refusals.UnknownSource(Source);
        if (await session.MayNot(Needs, new(setting.CompanyId)) is { } refusal)
            return refusal;
        var yaml = JsonSerializer.Deserialize<SourceSetting>(setting.Body, Plain.Json)?.Mapping;
        if (yaml is null)
            return Refusals.NoMapping(Source);
        return MappingFile.Tests(yaml).Is(out var tests, out var unread)
            ? MappingView.Of(tests is [var first, ..] ? first.Sample : new(IsSheet: false, ""), yaml) : unread;
    }
}

/// <summary>
/// Asks for a source's tables to be read by a mapping, whose tests must hold. It becomes the source's setting once a
/// second person approves it.
/// </summary>
/// <param name="Source">Key of the source; a new one is made where there is none.</param>
/// <param name="Of">The company of a new one.</param>
/// <param name="Text">The mapping as YAML.</param>
/// <param name="Why">The reason, for whoever approves.</param>
public sealed record SaveMapping(string Source, CompanyId? Of, string Text, string Why) : IUseCase<Asked>
{
    /// <summary>
    /// The sample whose lines the person says are right as the mapping reads them; null keeps the tests as they are.
    /// </summary>
    public MappingSample? Right { get; init; }

    /// <inheritdoc/>
    public Permission Needs => Permission.ChangeSettings;

    /// <inheritdoc/>
    public CompanyId? Company => Of;

    /// <inheritdoc/>
    public async Task<Result<Asked>> Run(Session session)
    {
        if (!MappingFile.Read(Text).Is(out var mapping, out var refusal))
            return refusal;
        if (!MappingFile.Tests(Text).Is(out var tests, out refusal))
            return refusal;
        if (Right is { } sample)
            tests = [MappingTest.Taken(sample, mapping), .. tests.Where(test => test.Sample != sample)];
        if (!tests.Any(test => test.Lines.Count > 0))
            return Extraction.Refusals.NoTest(mapping.Name);
        var text = MappingText.WithTests(Text, tests);
        if (MappingTest.Run(text) is { } failed)
            return failed;
        return await new ProposeReading(Source, Of, Why) { Mapping = text }.Run(session);
    }
}

/// <summary>Keys of the sources that have a mapping, of the companies a person may change.</summary>
public sealed record ListMappedSources : IQuery<string[]>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.ChangeSettings;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<string[]>> Run(ReadSession session)
    {
        var texts = await SettingTexts.Of(session.Db, session.Connection, SourceSetting.Kind, session.Today);
        return texts.Where(text => session.Person.May(Needs, new(text.CompanyId))
            && JsonSerializer.Deserialize<SourceSetting>(text.Body, Plain.Json)?.Mapping is not null)
            .Select(text => text.Name).ToArray();
    }
}
