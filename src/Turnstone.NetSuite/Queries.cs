using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite;

/// <summary>Queries whose answer is small enough to hold whole.</summary>
public static class Queries
{
    /// <summary>
    /// All rows of a query, page by page. The query states an order that is total, or a row may be missed between two
    /// pages; NetSuite pages up to 100,000 rows.
    /// </summary>
    public static async Task<Result<IReadOnlyList<QueryRow>>> QueryAll(
        this INetSuite netSuite, SuiteQl query, CancellationToken stop)
    {
        var rows = new List<QueryRow>();
        while (true)
        {
            var answer = await netSuite.Query(query with { Offset = rows.Count }, stop);
            if (!answer.Is(out var page, out var refusal))
                return refusal;
            rows.AddRange(page.Rows);
            if (!page.HasMore || page.Rows.Count == 0)
                return rows;
        }
    }
}
