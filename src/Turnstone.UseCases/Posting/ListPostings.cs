using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>A page of postings.</summary>
/// <param name="Rows">Latest first.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record PostingPage(IReadOnlyList<PostingListed> Rows, string? Next);

/// <summary>Postings by state, latest first.</summary>
/// <param name="State">Code of the state; null for every state.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
/// <param name="Count">At most so many.</param>
public sealed record ListPostings(string? State = null, string? After = null, int Count = 50) : IQuery<PostingPage>
{
    /// <summary>Only of this company; null for all the person may see.</summary>
    public CompanyId? Of { get; init; }

    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => Of;

    /// <inheritdoc/>
    public async Task<Result<PostingPage>> Run(ReadSession session)
    {
        var before = long.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
            : long.MaxValue;
        var count = Math.Clamp(Count, 1, 500);
        var rows = await PostingRows.Page(session.Db, session.Connection, new(Of?.Value, State, before, count + 1));
        var seen = rows.Where(row => session.Person.May(Permission.See, new CompanyId(row.CompanyId))).Take(count)
            .ToList();
        return new PostingPage(seen, rows.Count > count && seen.Count > 0
            ? seen[^1].Id.ToString(CultureInfo.InvariantCulture) : null);
    }
}

/// <summary>How many payments are in each state, and their money by currency.</summary>
public sealed record CountPostings : IQuery<IReadOnlyList<StateSumRow>>
{
    /// <summary>Only of this company; null for every company.</summary>
    public CompanyId? Of { get; init; }

    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => Of;

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<StateSumRow>>> Run(ReadSession session) =>
        (await PostingRows.Sums(session.Db, session.Connection, Of?.Value)).ToList();
}

/// <summary>Records of NetSuite that may be receipts' money and wait for somebody's word.</summary>
public sealed record ListFindings : IQuery<IReadOnlyList<FoundRow>>
{
    /// <summary>Only of this company; null for every company.</summary>
    public CompanyId? Of { get; init; }

    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => Of;

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<FoundRow>>> Run(ReadSession session) =>
        (await FoundRows.Open(session.Db, session.Connection, Of?.Value)).ToList();
}
