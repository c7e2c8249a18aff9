using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication;

/// <summary>What we say about a receipt, judged on its whole money (design: What we say about it).</summary>
public enum MatchStatus
{
    /// <summary>All of it is on documents.</summary>
    Applied,

    /// <summary>Some is on documents and the rest on account, or it cites a document that is already closed.</summary>
    PartiallyApplied,

    /// <summary>A customer is known, no document is.</summary>
    Unapplied,

    /// <summary>No customer is known.</summary>
    Unidentified,
}

/// <summary>How far the engine trusts its answer.</summary>
public enum Verdict
{
    /// <summary>May post unseen, once two persons have switched that on for the company and bank account.</summary>
    Auto,

    /// <summary>A person confirms.</summary>
    Propose,

    /// <summary>A person must find out.</summary>
    Hold,
}

/// <summary>
/// So much of a share against one open item. For a debit the cash is positive; for a credit that is netted it is
/// negative, so that the cash of all applications of a share adds up to what the share puts on documents.
/// </summary>
/// <param name="Document">The document.</param>
/// <param name="Line">Its transaction line, 0 for all but journals.</param>
/// <param name="Number">Its printed number.</param>
/// <param name="Cash">Signed cash on it.</param>
/// <param name="Differences">What else settles it, each with its cause.</param>
public sealed record Application(
    DocumentId Document, int Line, string Number, Money Cash, IReadOnlyList<Difference> Differences)
{
    /// <summary>By how much the document's open amount shrinks: cash and differences together.</summary>
    public Money Settled => Differences.Aggregate(Cash, (sum, difference) => sum + difference.Amount);
}

/// <summary>What one receipt pays for one customer, currency and AR account: the unit that becomes a payment.</summary>
/// <param name="Customer">Whose account it settles.</param>
/// <param name="Company">Whose books.</param>
/// <param name="ArAccount">AR account of its documents; empty without NetSuite.</param>
/// <param name="Applications">Documents it settles.</param>
/// <param name="OnAccount">What stays unapplied on the customer's account, never negative.</param>
public sealed record Share(
    CustomerId Customer, CompanyId Company, string ArAccount, IReadOnlyList<Application> Applications, Money OnAccount)
{
    /// <summary>Cash of the share: what is on documents and what stays on account.</summary>
    public Money Amount => Applications.Aggregate(OnAccount, (sum, application) => sum + application.Cash);
}

/// <summary>One thing that speaks for or against a decision.</summary>
/// <param name="Name">Stable name of the signal, e.g. <c>reference_exact</c>, <c>payer_account</c>.</param>
/// <param name="Weight">Milli-log-odds; negative speaks against.</param>
/// <param name="Detail">A sentence for the clerk and the auditor.</param>
/// <param name="Document">Number of the document it is about; null where it is about the whole decision.</param>
public sealed record Signal(string Name, int Weight, string Detail, string? Document = null)
{
    /// <summary>Number of what was learned, where the signal rests on it; null where on the books alone.</summary>
    public long? Learned { get; init; }
}

/// <summary>The next best explanation of the same money.</summary>
/// <param name="Customer">Its customer; null where it has none.</param>
/// <param name="Documents">Numbers of its documents.</param>
/// <param name="Score">Its milli-log-odds.</param>
/// <param name="Detail">What speaks against it, in a sentence.</param>
public sealed record RunnerUp(CustomerId? Customer, IReadOnlyList<string> Documents, int Score, string Detail);

/// <summary>Where in the receipt's text something was recognised: the workbench marks it.</summary>
/// <param name="Start">First character in <see cref="Receipt.Text"/>.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Meaning">What it was taken for, e.g. a document number.</param>
public sealed record Mark(int Start, int Length, string Meaning);

/// <summary>
/// All that speaks for and against a decision. The screen, the audit log, the API and the tests show the same.
/// </summary>
/// <param name="Signals">Strongest first.</param>
/// <param name="Score">Sum in milli-log-odds.</param>
/// <param name="Margin">Score above the runner-up's; the score itself where there is none.</param>
/// <param name="RunnerUp">The next best explanation; null where there is none.</param>
/// <param name="Rules">Version of rules and policy that decided, e.g. <c>rules 1, policy 3</c>.</param>
/// <param name="Marks">What was recognised in the text.</param>
public sealed record Evidence(
    IReadOnlyList<Signal> Signals, int Score, int Margin, RunnerUp? RunnerUp, string Rules, IReadOnlyList<Mark> Marks);

/// <summary>What the engine says of one receipt.</summary>
/// <param name="Receipt">The receipt.</param>
/// <param name="Status">Where its money would stand.</param>
/// <param name="Verdict">How far the engine trusts it.</param>
/// <param name="Confidence">Chance that the whole is right, in hundredths of a percent: 0 to 10000.</param>
/// <param name="Customer">Who pays, a parent where the parent pays; null for nobody or for several unrelated.</param>
/// <param name="Shares">What it pays for whom; empty where no customer is known.</param>
/// <param name="Evidence">Why.</param>
public sealed record Decision(
    Receipt Receipt, MatchStatus Status, Verdict Verdict, int Confidence, CustomerId? Customer,
    IReadOnlyList<Share> Shares, Evidence Evidence);
