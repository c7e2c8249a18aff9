using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Banking;

/// <summary>One document a remittance speaks of.</summary>
/// <param name="Document">Document number as the payer writes it; empty where the line names none.</param>
/// <param name="Gross">Amount of the document; null where not stated.</param>
/// <param name="Discount">Discount taken, positive; null where not stated.</param>
/// <param name="Deduction">Anything else taken off, positive; null where not stated.</param>
/// <param name="Reason">The payer's reason or code for the deduction; null where not stated.</param>
/// <param name="Net">What is paid for it; negative for a credit taken; null where not stated.</param>
/// <param name="Line">Physical line in the file, from 1.</param>
public sealed record RemittanceLine(
    string Document, Money? Gross, Money? Discount, Money? Deduction, string? Reason, Money? Net, long Line);

/// <summary>The payer's word on what one payment pays.</summary>
public sealed record Remittance
{
    /// <summary>Name of the payer; null where not stated.</summary>
    public string? Payer { get; init; }

    /// <summary>Reference of the payment it belongs to: trace, check or wire number; null where not stated.</summary>
    public string? Reference { get; init; }

    /// <summary>Payment date as the payer states it; null where not stated.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Currency of the payment; null where neither file nor settings say one.</summary>
    public Currency? Currency { get; init; }

    /// <summary>Amount of the payment; null where not stated.</summary>
    public Money? Total { get; init; }

    /// <summary>What it pays, in the order of the file.</summary>
    public IReadOnlyList<RemittanceLine> Lines { get; init; } = [];

    /// <summary>
    /// What is added to or taken off the payment as a whole and not off one document: <c>Net</c> is its effect on the
    /// payment, <c>Reason</c> the payer's reason.
    /// </summary>
    public IReadOnlyList<RemittanceLine> Adjustments { get; init; } = [];

    /// <summary>Physical line it begins at, from 1.</summary>
    public long Line { get; init; }
}
