using Turnstone.Domain.CashApplication.Payers;
using Turnstone.Domain.CashApplication.References;

namespace Turnstone.Domain.CashApplication;

/// <summary>What was recognised in one receipt, before any document is chosen.</summary>
internal sealed record Reading(int Index, Receipt Receipt)
{
    public IReadOnlyList<PayerHit> Payers { get; init; } = [];

    public IReadOnlyList<Cite> Cites { get; init; } = [];

    /// <summary>Beside what is cited stands a number that could not be read: more may be meant.</summary>
    public bool Unread { get; init; }

    /// <summary>The payer's word that belongs to this receipt alone; null where there is none.</summary>
    public AdviceReading? Advice { get; init; }

    /// <summary>The text speaks of a payment before the invoice.</summary>
    public bool Prepayment { get; init; }

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

/// <summary>An advice whose lines were looked up; several of its documents may be unknown.</summary>
internal sealed record AdviceReading(Advice Advice, IReadOnlyList<Cite?> Lines, bool ByReference);
