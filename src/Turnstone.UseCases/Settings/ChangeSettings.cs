using Turnstone.Domain.Kernel;
using Turnstone.Storage.Settings;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Settings;

/// <summary>New versions of settings, on the word of two persons: also how automatic posting is switched on.</summary>
/// <param name="Drafts">The settings as they are to be.</param>
public sealed record ChangeSettings(IReadOnlyList<SettingDraft> Drafts) : ITwoPersonAct
{
    /// <inheritdoc/>
    public CompanyId? Company => Drafts.Select(draft => draft.Company).Distinct(StringComparer.Ordinal).ToArray() is
        [{ Length: > 0 } only] ? new CompanyId(only) : null;

    /// <inheritdoc/>
    public string Subject => $"settings {string.Join(", ", Drafts.Select(draft => draft.Place))}";

    /// <inheritdoc/>
    public Permission Asks => Permission.ChangeSettings;

    /// <inheritdoc/>
    public IReadOnlyList<Permission> Answers => [Permission.ApproveSettings];

    /// <inheritdoc/>
    public async Task<Result<Done>> Check(Session session)
    {
        var latest = await SettingRows.Latest(session.Db, session.Connection);
        // What waited past its date holds from the day it is approved.
        return await SettingChecks.Check(session, Dated(session.Today), latest) is { } refusal ? refusal : Done.It;
    }

    /// <inheritdoc/>
    public Task<Refusal?> MayAnswer(Session session) => Task.FromResult<Refusal?>(null);

    /// <inheritdoc/>
    public async Task<Result<Done>> Apply(Session session, Approval approval)
    {
        var latest = await SettingRows.Latest(session.Db, session.Connection);
        foreach (var draft in Dated(session.Today))
        {
            var before = SettingDiff.Before(draft, latest);
            await SettingRows.Add(session.Db, new()
            {
                ConnectionId = session.Connection, CompanyId = draft.Company, Kind = draft.Kind, Name = draft.Name,
                Version = draft.Version + 1, EffectiveOn = draft.EffectiveOn, Body = draft.Body,
                CreatedAt = session.At, AskedBy = approval.AskedBy, ApprovedBy = approval.ApprovedBy,
            });
            session.Audit(new("setting.changed", $"setting {draft.Place}")
            {
                Company = draft.Company.Length == 0 ? null : new CompanyId(draft.Company), Before = before?.Body,
                After = new { Version = draft.Version + 1, draft.EffectiveOn, draft.Body, approval.Request },
                Why = approval.Why,
            });
        }

        return Done.It;
    }

    private SettingDraft[] Dated(DateOnly today) => [.. Drafts.Select(draft =>
        draft.EffectiveOn < today ? draft with { EffectiveOn = today } : draft)];
}
