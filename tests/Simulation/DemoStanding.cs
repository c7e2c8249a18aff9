using System.Globalization;
using System.Runtime.CompilerServices;
using Turnstone.Hosting;
using Turnstone.NetSuite;
using Turnstone.Simulation;
using Turnstone.UseCases.Audit;
using Turnstone.UseCases.Posting;

namespace Simulation;

/// <summary>
/// What stands in the stand-in's sub-ledger of our making, and what is still owed there; and what our own books say
/// against it.
/// </summary>
internal sealed record DemoStanding
{
    /// <summary>Our records by external id: type and total.</summary>
    public required IReadOnlyDictionary<string, string> Records { get; init; }

    /// <summary>Of each payment of ours what it is on: invoices with their amounts.</summary>
    public required IReadOnlyDictionary<string, string> Applied { get; init; }

    /// <summary>What is open on invoices and credit memos together.</summary>
    public required decimal Open { get; init; }

    /// <summary>What is not as it must be.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    public static async Task<DemoStanding> Of(KilledDemo demo, CancellationToken stop)
    {
        await using var books = await demo.Look(stop);
        var netSuite = books.NetSuite ?? throw new InvalidOperationException("The demo has no NetSuite.");
        var findings = new List<string>();
        var ours = await Rows(netSuite, "SELECT t.externalid, t.type, t.foreigntotal FROM transaction t"
            + " WHERE t.externalid LIKE 'ts-%' ORDER BY t.externalid", stop);
        var known = new HashSet<string>(StringComparer.Ordinal);
        var records = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in ours)
        {
            if (!records.TryAdd(row.Needed("externalid"), $"{row.Text("type")} {row.Text("foreigntotal")}"))
                findings.Add($"{row.Needed("externalid")} stands twice");
        }

        var log = (await books.Door.Run(new VerifyAudit(AnchorFile: null), books.Service, stop)).Value;
        if (!log.Sound)
            findings.Add("the audit log does not verify");
        var counts = (await books.Door.Run(new CountPostings(), books.Service, stop)).Value;
        findings.AddRange(counts.Where(count => count.State is not ("posted" or "refused"))
            .Select(count => $"{count.Number} payments are {count.State}"));
        var posted = counts.Where(count => count.State == "posted").Sum(count => count.Number);
        var payments = records.Values.Count(record => record.StartsWith("CustPymt", StringComparison.Ordinal));
        if (posted != payments)
            findings.Add($"{posted} payments are posted and {payments} stand in NetSuite");
        findings.AddRange((await books.Door.Run(new ListTieOuts(DateOnly.MinValue), books.Service, stop)).Value
            .Where(tie => tie.Row.State == "failed").Select(tie => $"the tie-out {tie.Row.Kind} of {tie.Row.Subject} "
                + string.Join(", ", tie.Differences.Select(one => $"{one.Name} {one.Ours} against {one.Theirs}"))));
        await foreach (var made in Made(books, stop))
        {
            if (!records.ContainsKey(made))
                findings.Add($"{made} is done here and does not stand there");
            else if (!known.Add(made))
                findings.Add($"{made} was made by two writes");
        }

        findings.AddRange(records.Keys.Except(known).Select(id => $"{id} stands there and nobody here made it"));
        var open = await Rows(netSuite, "SELECT t.id, t.foreignamountunpaid, t.foreignpaymentamountunused"
            + " FROM transaction t WHERE t.type IN ('CustInvc', 'CustCred', 'CustPymt') ORDER BY t.id", stop);
        return new()
        {
            Records = records, Findings = findings, Applied = await AppliedMoney.Of(netSuite, stop),
            Open = open.Sum(row => Figure(row, "foreignamountunpaid") - Figure(row, "foreignpaymentamountunused")),
        };
    }

    /// <summary>
    /// How this one differs from what stands where nobody killed anything. A record has another name where NetSuite
    /// refused it half-way and it was made anew; money, and what it is on, may not differ.
    /// </summary>
    public IEnumerable<string> Against(DemoStanding whole)
    {
        foreach (var finding in Findings)
            yield return finding;
        var (ours, theirs) = (Counted(this), Counted(whole));
        foreach (var record in ours.Keys.Union(theirs.Keys).Where(key =>
            ours.GetValueOrDefault(key) != theirs.GetValueOrDefault(key)))
            yield return $"{record} stands {ours.GetValueOrDefault(record)} times and not "
                + theirs.GetValueOrDefault(record);
        foreach (var payment in Applied.Keys.Intersect(whole.Applied.Keys)
            .Where(key => Applied[key] != whole.Applied[key]))
            yield return $"{payment} is {Applied[payment]} and not {whole.Applied[payment]}";
        foreach (var one in Applied.Values.CountBy(one => one, StringComparer.Ordinal)
            .Except(whole.Applied.Values.CountBy(one => one, StringComparer.Ordinal)))
            yield return $"{one.Value} payments are {one.Key}";
        if (Open != whole.Open)
            yield return $"{Open} is open and not {whole.Open}";
    }

    private static Dictionary<string, int> Counted(DemoStanding standing) =>
        standing.Records.Values.CountBy(record => record, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    /// <summary>External ids of writes that are done here: each made one record.</summary>
    private static async IAsyncEnumerable<string> Made(
        Installation books, [EnumeratorCancellation] CancellationToken stop)
    {
        for (string? after = null, more = ""; more is not null; after = more)
        {
            var page = (await books.Door.Run(new ListPostings(State: null, after, 500), books.Service, stop)).Value;
            foreach (var row in page.Rows)
            {
                var posting = (await books.Door.Run(new ShowPosting(row.Id), books.Service, stop)).Value;
                foreach (var write in posting.Writes.Where(write => write.Row is { State: "done" }
                    && write.Row.Kind != "application_change"))
                    yield return write.Row.ExternalId;
            }

            more = page.Next;
        }
    }

    private static decimal Figure(QueryRow row, string column) =>
        row.Text(column) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : 0m;

    private static async Task<List<QueryRow>> Rows(INetSuite netSuite, string query, CancellationToken stop)
    {
        var rows = new List<QueryRow>();
        for (var (offset, more) = (0, true); more;)
        {
            var page = (await netSuite.Query(new(query) { Offset = offset }, stop)).Value;
            rows.AddRange(page.Rows);
            (offset, more) = (rows.Count, page.HasMore);
        }

        return rows;
    }
}
