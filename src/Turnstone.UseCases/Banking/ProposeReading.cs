using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.BankFiles;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Settings;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Settings;

namespace Turnstone.UseCases.Banking;

/// <summary>
/// Asks for a source's files to be read otherwise: with further quirks, or by a mapping. It becomes the next version of
/// the source's setting once a second person approves it; a mapping whose own tests fail is refused before.
/// </summary>
/// <param name="Source">Key of the source; a new one is made where there is none.</param>
/// <param name="Of">The company it belongs to; only needed for a new one.</param>
/// <param name="Why">The reason, for whoever approves.</param>
public sealed record ProposeReading(string Source, CompanyId? Of, string Why) : IUseCase<Asked>
{
    /// <summary>Quirks that are tolerated beside those that are already.</summary>
    public IReadOnlyList<Quirks> Quirks { get; init; } = [];

    /// <summary>The mapping as YAML; null leaves the one there is.</summary>
    public string? Mapping { get; init; }

    /// <inheritdoc/>
    public Permission Needs => Permission.ChangeSettings;

    /// <inheritdoc/>
    public CompanyId? Company => Of;

    /// <inheritdoc/>
    public async Task<Result<Asked>> Run(Session session)
    {
        var latest = await SettingRows.Latest(session.Db, session.Connection);
        var before = latest.FirstOrDefault(row => row.Kind == SourceSetting.Kind && row.Name == Source);
        if ((before?.CompanyId ?? Of?.Value) is not { Length: > 0 } company)
            return Refusals.SourceWithoutCompany(Source);
        var body = JsonNode.Parse(before?.Body ?? "{}") as JsonObject ?? [];
        if (Quirks.Count > 0)
        {
            var known = body["quirks"] is JsonArray words ? words.Select(word => word?.ToString() ?? "") : [];
            body["quirks"] = new JsonArray([.. known.Concat(Quirks.Select(Word)).Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal).Select(word => JsonValue.Create(word))]);
        }

        if (Mapping is not null)
            body["mapping"] = Mapping;
        if (before is not null && JsonNode.DeepEquals(body, JsonNode.Parse(before.Body)))
            return Refusals.ReadSoAlready(Source);
        var from = before is not null && before.EffectiveOn > session.Today ? before.EffectiveOn : session.Today;
        var draft = new SettingDraft(SourceSetting.Kind, company, Source, before?.Version ?? 0, from,
            body.ToJsonString(Plain.Json));
        return await Asking.Ask(session, new ChangeSettings([draft]), Why);
    }

    private static string Word(Quirks quirk) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(quirk.ToString());
}
