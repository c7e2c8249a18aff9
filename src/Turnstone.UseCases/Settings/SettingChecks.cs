using System.Text.Json.Nodes;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Settings;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Settings;

/// <summary>What the shape of one value cannot say: other settings, companies, dates.</summary>
internal static class SettingChecks
{
    public static async Task<Refusal?> Check(
        ReadSession session, IReadOnlyList<SettingDraft> drafts, IReadOnlyList<SettingRow> latest)
    {
        var companies = await SettingRows.Companies(session.Db, session.Connection);
        foreach (var draft in drafts)
        {
            if (Check(draft, companies, latest, session.Today) is { } refusal)
                return refusal;
        }

        var repeated = drafts.GroupBy(draft => draft.Place, StringComparer.Ordinal)
            .FirstOrDefault(group => group.Count() > 1);
        return repeated is null ? TwoOfOneNumber(drafts, latest) : Refusals.Twice(repeated.Key);
    }

    private static Refusal? Check(SettingDraft draft, IReadOnlyList<string> companies,
        IReadOnlyList<SettingRow> latest, DateOnly today)
    {
        if (draft.Company.Length > 0 && !companies.Contains(draft.Company, StringComparer.Ordinal))
            return Refusals.UnknownCompany(draft.Place, draft.Company);
        if (SettingKinds.Of(draft.Kind).Named && draft.Company.Length == 0)
            return Refusals.UnknownCompany(draft.Place, draft.Company);
        if (draft.EffectiveOn < today)
            return Refusals.InThePast(draft.Place, draft.EffectiveOn);
        var before = SettingDiff.Before(draft, latest);
        if (draft.Version != (before?.Version ?? 0))
            return Refusals.OtherVersion(draft.Place, draft.Version, before?.Version ?? 0);
        if (before is not null && draft.EffectiveOn < before.EffectiveOn)
            return Refusals.BeforeNext(draft.Place, before.EffectiveOn);
        var elsewhere = latest.FirstOrDefault(row => draft.Name.Length > 0 && row.Kind == draft.Kind
            && row.Name == draft.Name && row.CompanyId != draft.Company);
        return elsewhere is null ? AutoNeeds(draft) ?? SourceChecks.Check(draft)
            : Refusals.OtherCompany(draft.Place, elsewhere.CompanyId);
    }

    // Automatic posting must know where to, and from when on.
    private static Refusal? AutoNeeds(SettingDraft draft)
    {
        if (draft.Kind != "bank_account" || JsonNode.Parse(draft.Body) is not JsonObject body
            || body["auto_posting"]?.GetValue<bool>() is not true)
            return null;
        var missing = new[] { "gl_account", "ar_account", "start_date" }.FirstOrDefault(key => body[key] is null);
        return missing is null ? null : Refusals.AutoNeeds(draft.Place, missing);
    }

    private static Refusal? TwoOfOneNumber(IReadOnlyList<SettingDraft> drafts, IReadOnlyList<SettingRow> latest)
    {
        var kept = latest.Where(row => row.Kind == "bank_account" && !drafts.Any(draft =>
            draft.Kind == row.Kind && draft.Name == row.Name)).Select(row => (row.Name, row.Body));
        var twins = drafts.Where(draft => draft.Kind == "bank_account").Select(draft => (draft.Name, draft.Body))
            .Concat(kept).SelectMany(account => Numbers(account.Body).Select(number => (number, account.Name)))
            .GroupBy(pair => pair.number, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.ToArray();
        return twins is null ? null : Refusals.TwoAccounts(twins[0].number, twins[0].Name, twins[1].Name);
    }

    private static IEnumerable<string> Numbers(string body) =>
        JsonNode.Parse(body)?["numbers"] is JsonArray numbers
            ? numbers.Select(number => string.Concat((number?.ToString() ?? "").Where(char.IsLetterOrDigit))
                .ToUpperInvariant().TrimStart('0')).Where(number => number.Length > 0).Distinct(StringComparer.Ordinal)
            : [];
}
