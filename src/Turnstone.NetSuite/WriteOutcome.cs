using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite;

/// <summary>What is known after a write was tried. There is no fourth answer: not knowing is one of them.</summary>
public abstract record WriteOutcome
{
    private WriteOutcome()
    {
    }

    /// <summary>NetSuite made a record.</summary>
    /// <param name="Id">Its internal id.</param>
    public sealed record Created(string Id) : WriteOutcome;

    /// <summary>
    /// NetSuite did it without making a record: a patch, a RESTlet, or a payment of nothing that only matches credits
    /// to invoices.
    /// </summary>
    /// <param name="Id">Internal id of the record changed; null where NetSuite names none.</param>
    /// <param name="Body">The answer's body; empty where there is none.</param>
    public sealed record Updated(string? Id, string Body = "") : WriteOutcome;

    /// <summary>NetSuite did not do it, and that is certain.</summary>
    /// <param name="Why">What it said.</param>
    public sealed record Refused(NetSuiteRefusal Why) : WriteOutcome;

    /// <summary>
    /// It may or may not have been done: the answer was lost, late or a server fault. Look the external id up before
    /// anything else.
    /// </summary>
    /// <param name="Why">What happened to the call.</param>
    public sealed record Unknown(string Why) : WriteOutcome;
}

/// <summary>What NetSuite said when it refused, its own words kept.</summary>
/// <param name="Code">Our stable code, one of <see cref="Refusals"/>.</param>
/// <param name="Sentence">What it means and what to do, for people; ends with NetSuite's own words.</param>
public sealed record NetSuiteRefusal(string Code, string Sentence)
{
    /// <summary>HTTP status; 0 where no answer came.</summary>
    public int Status { get; init; }

    /// <summary>NetSuite's <c>o:errorCode</c>; empty where it gave none.</summary>
    public string ErrorCode { get; init; } = "";

    /// <summary>NetSuite's own words, unchanged.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The field it complains of, e.g. <c>apply.items[0].doc</c>; empty where it names none.</summary>
    public string Path { get; init; } = "";

    /// <summary>The answer's body, unchanged.</summary>
    public string Body { get; init; } = "";

    /// <summary>True where sending the same again later may succeed without anyone changing anything.</summary>
    public bool IsPassing =>
        Code is Refusals.Busy or Refusals.Unreachable or Refusals.ServerFault or Refusals.RecordChanged;

    /// <summary>The same as the product's refusal.</summary>
    public Refusal ToRefusal() => new(Code, Sentence, Code switch
    {
        Refusals.NotFound => RefusalKind.NotFound,
        Refusals.RecordChanged or Refusals.Duplicate => RefusalKind.Conflict,
        _ => RefusalKind.Outside,
    });
}
