using Turnstone.Domain.Kernel;
using Turnstone.Storage.Settings;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Settings;

/// <summary>What an import came to.</summary>
/// <param name="Changes">What it changes, value by value; empty where the settings say the same already.</param>
/// <param name="Asked">The request a second person answers; null where nothing changes.</param>
public sealed record SettingsProposed(IReadOnlyList<SettingChange> Changes, Asked? Asked);

/// <summary>Asks for the settings to be as a text says; a second person approves before anything holds.</summary>
/// <param name="Text">The YAML text.</param>
/// <param name="Why">The reason.</param>
public sealed record ImportSettings(string Text, string Why) : IUseCase<SettingsProposed>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.ChangeSettings;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<SettingsProposed>> Run(Session session)
    {
        var latest = await SettingRows.Latest(session.Db, session.Connection);
        if (!SettingText.Read(Text, latest, session.Today).Is(out var drafts, out var refusal))
            return refusal;
        if (SettingDiff.Changed(drafts, latest) is not { Length: > 0 } changed)
            return new SettingsProposed([], Asked: null);
        var asked = await Asking.Ask(session, new ChangeSettings(changed), Why);
        return asked.Is(out var request, out var unasked)
            ? new SettingsProposed(SettingDiff.Changes(changed, latest), request) : unasked;
    }
}

/// <summary>What a text would change, value by value, before anybody asks for it.</summary>
/// <param name="Text">The YAML text.</param>
public sealed record PreviewSettings(string Text) : IQuery<SettingChange[]>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.ChangeSettings;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<SettingChange[]>> Run(ReadSession session)
    {
        var latest = await SettingRows.Latest(session.Db, session.Connection);
        if (!SettingText.Read(Text, latest, session.Today).Is(out var drafts, out var refusal))
            return refusal;
        var changed = SettingDiff.Changed(drafts, latest);
        return await SettingChecks.Check(session, changed, latest) is { } wrong ? wrong
            : SettingDiff.Changes(changed, latest);
    }
}

/// <summary>The settings as text: their latest versions, of the companies the person may see.</summary>
public sealed record ExportSettings : IQuery<string>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.ChangeSettings;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<string>> Run(ReadSession session)
    {
        var latest = await SettingRows.Latest(session.Db, session.Connection);
        return SettingText.Write([.. latest.Where(row => session.Person.May(Permission.ChangeSettings,
            row.CompanyId.Length == 0 ? null : new CompanyId(row.CompanyId)))]);
    }
}
