using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Reading;

namespace Turnstone.UseCases.Ledger;

/// <summary>
/// All applications that some documents have a part in. Deposit applications are looked through: what they set against
/// an
/// invoice is their deposit.
/// </summary>
/// <param name="Owners">The documents whose applications are all here.</param>
/// <param name="Links">The applications.</param>
internal sealed record LinkBook(
    IReadOnlySet<string> Owners, IReadOnlyList<(LinkEnd One, LinkEnd Other, decimal Amount)> Links)
{
    // A deposit, its application and the invoice are three steps apart: whoever changed, all three are read.
    private const int Steps = 3;

    /// <summary>Reads them.</summary>
    public static async Task<Result<LinkBook>> Read(
        INetSuite netSuite, IReadOnlyCollection<string> documents, CancellationToken stop)
    {
        var links = new HashSet<ApplicationRow>();
        var read = new HashSet<string>(StringComparer.Ordinal);
        IReadOnlyCollection<string> next = documents;
        for (var step = 0; step < Steps && next.Count > 0; step++)
        {
            if (!(await Applications.Of(netSuite, next, stop)).Is(out var rows, out var refusal))
                return refusal;
            links.UnionWith(rows);
            read.UnionWith(next);
            next = [.. links.SelectMany(Through).Distinct(StringComparer.Ordinal).Where(id => !read.Contains(id))];
        }

        var deposits = links.Where(IsUse).GroupBy(link => link.By.Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Document, StringComparer.Ordinal);
        return new LinkBook(read, [.. links.Where(link => !IsUse(link)).Select(link =>
            (link.Document, deposits.GetValueOrDefault(link.By.Id, link.By), link.Amount))]);
    }

    private static bool IsUse(ApplicationRow link) => link.LinkType == NetSuiteArrivals.DepositApplication;

    /// <summary>The ends of a link that lead on: a deposit application, and the deposit it uses.</summary>
    private static IEnumerable<string> Through(ApplicationRow link) =>
        IsUse(link) ? [link.By.Id, link.Document.Id]
        : link.By.Type == NetSuiteArrivals.DepositApplication ? [link.By.Id] : [];
}
