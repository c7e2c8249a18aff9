using Turnstone.Domain.CashApplication.Payers;
using Turnstone.Domain.CashApplication.References;

namespace Turnstone.Domain.CashApplication;

/// <summary>What was recognised in one receipt, before any document is chosen.</summary>
internal sealed record Reading(int Index, Receipt Receipt)
{
    public IReadOnlyList<PayerHit> Payers { get; init; } = [];

    /// <summary>The sender's name as one key; empty where none is known.</summary>
    public string Sender { get; init; } = "";

    public IReadOnlyList<Cite> Cites { get; init; } = [];

    /// <summary>Receipts of this sender settled before, by family.</summary>
    public IReadOnlyList<(int Root, int Times)> Settled { get; init; } = [];

    /// <summary>What stands beside the cited and could not be read.</summary>
    public Unread Unread { get; init; }

    /// <summary>Pieces of the text with the form of our numbers that mean none we know.</summary>
    public IReadOnlyList<string> Foreign { get; init; } = [];

    /// <summary>One of those has the whole form: a document that is closed, or another company's.</summary>
    public bool NamesOther { get; init; }

    /// <summary>The text ends in the middle of what it cites.</summary>
    public bool Cut { get; init; }

    /// <summary>The payer's word that belongs to this receipt alone; null where there is none.</summary>
    public AdviceReading? Advice { get; init; }

    /// <summary>An advice of this payer and amount belongs to it or to another receipt: nothing says which.</summary>
    public bool Doubtful { get; init; }

    /// <summary>The text speaks of a payment before the invoice.</summary>
    public bool Prepayment { get; init; }

    /// <summary>The text says why less is paid, or that a part is.</summary>
    public bool Reason { get; init; }

    /// <summary>The text says that a list of what is paid was sent.</summary>
    public bool Announced { get; init; }

    /// <summary>The month the text names, as year × 12 + month; 0 where none.</summary>
    public int Period { get; init; }

    /// <summary>The one customer that the sender's signals point at; -1 where none or several do.</summary>
    public int Payer { get; init; } = -1;

    /// <summary>Milli-log-odds of all signals for <see cref="Payer"/>.</summary>
    public int PayerWeight => Payers.Where(hit => hit.Customer == Payer).Sum(hit => hit.Weight);

    /// <summary>Order in which receipts of one run are taken where order matters: never their row.</summary>
    public static int Compare(Reading one, Reading other)
    {
        var order = one.Receipt.Date.CompareTo(other.Receipt.Date);
        order = order != 0 ? order : string.CompareOrdinal(one.Receipt.Reference, other.Receipt.Reference);
        return order != 0 ? order : string.CompareOrdinal(one.Receipt.Id, other.Receipt.Id);
    }
}

/// <summary>How an advice was joined to its payment, the surest first.</summary>
internal enum AdviceTie
{
    /// <summary>It names a reference of the payment.</summary>
    Reference,

    /// <summary>Payer, amount and day agree, and nothing else does.</summary>
    PayerAndAmount,

    /// <summary>Only amount and day agree, and nothing else has that amount.</summary>
    Amount,
}

/// <summary>An advice whose lines were looked up; several of its documents may be unknown.</summary>
internal sealed record AdviceReading(Advice Advice, IReadOnlyList<Cite?> Lines, AdviceTie Tie);
