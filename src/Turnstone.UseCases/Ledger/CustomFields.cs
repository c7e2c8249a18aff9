using System.Text.Json;
using Turnstone.Storage.Banking;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>The custom fields that an administrator chose, by their lower-case names in NetSuite.</summary>
/// <param name="Customers">Fields of customers, <c>custentity_…</c>.</param>
/// <param name="Documents">Fields of transactions, <c>custbody_…</c>.</param>
public sealed record CustomFields(IReadOnlyList<string> Customers, IReadOnlyList<string> Documents)
{
    /// <summary>Kind of the setting, one per company.</summary>
    public const string Kind = "custom_fields";

    /// <summary>What all companies chose together: NetSuite is read once for all of them.</summary>
    internal static async Task<CustomFields> Chosen(ReadSession session)
    {
        var texts = await SettingTexts.Of(session.Db, session.Connection, Kind, session.Today);
        var chosen = texts.Select(text => Read(text.Body)).ToList();
        return new(Together(chosen.SelectMany(fields => fields.Customers ?? [])),
            Together(chosen.SelectMany(fields => fields.Documents ?? [])));
    }

    /// <summary>Keeps the values of a page; what has none any more loses what it had.</summary>
    internal async Task Keep(
        Session session, string owner, IEnumerable<(string Id, IReadOnlyDictionary<string, string> Values)> rows)
    {
        if ((owner == "customer" ? Customers : Documents).Count == 0)
            return;
        var last = rows.GroupBy(row => row.Id, StringComparer.Ordinal).Select(group => group.Last()).ToList();
        await AroundRows.ReplaceCustom(session.Db, session.Connection, (owner, [.. last.Select(row => row.Id)]),
            last.SelectMany(row => row.Values.Select(value =>
                new CustomValueRow(owner, row.Id, value.Key, value.Value))));
    }

    private static CustomFields Read(string body) =>
        JsonSerializer.Deserialize<CustomFields>(body, Plain.Json) ?? new([], []);

    private static List<string> Together(IEnumerable<string> fields) =>
        [.. fields.Select(field => field.ToLowerInvariant()).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
}
