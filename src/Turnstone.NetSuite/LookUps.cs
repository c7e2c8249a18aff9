using Turnstone.Domain.Kernel;
using Turnstone.NetSuite.Records;

namespace Turnstone.NetSuite;

/// <summary>
/// Finding what we made by the external id we gave it: before each create, and after each unknown outcome.
/// </summary>
public static class LookUps
{
    /// <summary>The record of an external id with its sublists; null where there certainly is none.</summary>
    public static async Task<Result<NetSuiteRecord?>> Find(
        this INetSuite netSuite, string type, string externalId, CancellationToken stop)
    {
        var answer = await netSuite.Get(RecordRef.ByExternalId(type, externalId), stop);
        return answer.Is(out var record, out var refusal) ? record
            : refusal.Code == Refusals.NotFound ? (NetSuiteRecord?)null
            : refusal;
    }

    /// <summary>
    /// Internal ids and types of transactions by external id, through a query: it sees records that a workflow has
    /// locked, which cannot
    /// even be read as records. Query and record service may differ for moments after a write, so no answer here is no
    /// proof.
    /// </summary>
    public static async Task<Result<IReadOnlyDictionary<string, FoundTransaction>>> FindAll(
        this INetSuite netSuite, IReadOnlyCollection<string> externalIds, CancellationToken stop)
    {
        var found = new Dictionary<string, FoundTransaction>(StringComparer.Ordinal);
        foreach (var some in externalIds.Distinct(StringComparer.Ordinal).Chunk(500))
        {
            var marks = string.Join(", ", some.Select(_ => "?"));
            var answer = await netSuite.Query(
                new($"SELECT id, type, externalid FROM transaction WHERE externalid IN ({marks}) ORDER BY id", some),
                stop);
            if (!answer.Is(out var page, out var refusal))
                return refusal;
            foreach (var row in page.Rows)
                found[row.Needed("externalid")] = new(row.Needed("id"), row.Needed("type"));
        }

        return found;
    }
}

/// <summary>A transaction found by its external id.</summary>
/// <param name="Id">Internal id.</param>
/// <param name="Type">NetSuite's code, e.g. CustPymt.</param>
public sealed record FoundTransaction(string Id, string Type);
