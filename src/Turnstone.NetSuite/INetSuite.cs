using Turnstone.Domain.Kernel;
using Turnstone.NetSuite.Records;

namespace Turnstone.NetSuite;

/// <summary>
/// One NetSuite account, as seen by one integration role. Reads may be repeated and are; a write is sent once and tells
/// exactly what is known of it afterwards (<see cref="WriteOutcome"/>).
/// </summary>
public interface INetSuite
{
    /// <summary>
    /// One page of a SuiteQL query; the caller pages by key, or by offset up to NetSuite's 100,000 rows.
    /// </summary>
    Task<Result<QueryPage>> Query(SuiteQl query, CancellationToken stop);

    /// <summary>
    /// A record by internal id or external id, with its sublists; refused with <see cref="Refusals.NotFound"/> where
    /// there is none.
    /// </summary>
    Task<Result<NetSuiteRecord>> Get(RecordRef record, CancellationToken stop);

    /// <summary>
    /// Creates a record by POST. The body carries the external id; looking it up before is the caller's, who knows
    /// what an equal record means (posting.md §1).
    /// </summary>
    Task<WriteOutcome> Create(RecordBody body, CancellationToken stop);

    /// <summary>Changes a record: what the body leaves out stays; lines of keyed sublists merge by key.</summary>
    Task<WriteOutcome> Patch(RecordRef record, RecordBody body, CancellationToken stop);

    /// <summary>Makes a record out of another, e.g. a deposit application out of a customer deposit.</summary>
    Task<WriteOutcome> Transform(RecordRef source, RecordBody target, CancellationToken stop);

    /// <summary>Calls a script of the SuiteApp with JSON and hands back its JSON.</summary>
    Task<WriteOutcome> Restlet(RestletCall call, CancellationToken stop);

    /// <summary>NetSuite's clock.</summary>
    Task<Result<DateTimeOffset>> GetServerTime(CancellationToken stop);
}

/// <summary>A SuiteQL text with its parameters, which take the places of the question marks in order.</summary>
/// <param name="Text">The query.</param>
/// <param name="Parameters">Values as text, as the wire carries them.</param>
public sealed record SuiteQl(string Text, params IReadOnlyList<string> Parameters)
{
    /// <summary>Rows wanted, at most 1,000.</summary>
    public int Limit { get; init; } = 1000;

    /// <summary>Rows to pass over: a multiple of <see cref="Limit"/>.</summary>
    public int Offset { get; init; }
}

/// <summary>A call of a RESTlet.</summary>
/// <param name="Script">Script id, <c>customscript_…</c> or a number.</param>
/// <param name="Deployment">Deployment id, <c>customdeploy_…</c> or a number.</param>
/// <param name="Json">Body of a POST; null makes it a GET.</param>
public sealed record RestletCall(string Script, string Deployment, string? Json = null)
{
    /// <summary>Further query parameters, in the order given.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];
}
