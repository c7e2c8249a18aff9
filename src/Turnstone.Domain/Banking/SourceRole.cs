namespace Turnstone.Domain.Banking;

/// <summary>What a source's files are to the books. Only a statement brings money in.</summary>
public enum SourceRole
{
    /// <summary>Booked lines of an account.</summary>
    Statement,

    /// <summary>What one statement line is made of.</summary>
    Detail,

    /// <summary>The payer's word on what it pays.</summary>
    Advice,

    /// <summary>Not yet booked: shown, matched early, superseded by its booked line.</summary>
    Intraday,
}

/// <summary>What a bank line is to receivables.</summary>
public enum LineKind
{
    /// <summary>Money in from a payer.</summary>
    Receipt,

    /// <summary>Money taken back: a new dated event that reopens what it takes back.</summary>
    Return,

    /// <summary>Not a matter of receivables: sweep, fee, own transfer, money out.</summary>
    Excluded,

    /// <summary>Nothing says what it is: kept for a person.</summary>
    Undecided,
}

/// <summary>How grave a reader's finding is.</summary>
public enum Severity
{
    /// <summary>A deviation that changes nothing.</summary>
    Note,

    /// <summary>Something is odd and the file loads: a wrong count.</summary>
    Warning,

    /// <summary>Money may be wrong or a line could not be read: the file is quarantined.</summary>
    Error,
}

/// <summary>One finding of a reader: the rule broken, where, and a sentence that a clerk understands.</summary>
/// <param name="Severity">How grave it is.</param>
/// <param name="Rule">Stable name of the rule, e.g. <c>bai2.account_total</c>; documented in docs/bank-formats.</param>
/// <param name="Line">Physical line the finding is about, from 1; 0 where it is about the whole file.</param>
/// <param name="Message">What is wrong, with stated and computed figures.</param>
/// <param name="Raw">The record as it came, cut at 500 characters; null where none is meant.</param>
public sealed record Problem(Severity Severity, string Rule, long Line, string Message, string? Raw = null);
