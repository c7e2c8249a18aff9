using System.Collections.Frozen;
using Turnstone.Domain.CashApplication.Payers;
using Turnstone.Domain.CashApplication.References;

namespace Turnstone.Domain.CashApplication;

/// <summary>Recognises payers, cited documents and advices of all receipts of a run.</summary>
internal sealed class ReceiptReader(
    Books books, PayerDirectory payers, ReferenceReader references, IReadOnlyList<Advice> advices)
{
    private const int SureSender = 2500;
    private const int ClearSender = 1500;
    private const int MostSenders = 8;

    // Words by which payers mark money that comes before its invoice.
    private static readonly FrozenSet<string> Before = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "PREPAYMENT", "PREPAY", "PREPAID", "DEPOSIT", "PROFORMA", "ADVANCE", "DOWNPAYMENT", "RETAINER", "ANZAHLUNG",
        "VORAUSZAHLUNG", "VORKASSE", "ACOMPTE", "ARRHES", "ANTICIPO", "ACCONTO", "AANBETALING", "FORSKUDD",
        "FORSKOTT", "ZALICZKA");

    // Words by which payers say that less is paid, and why.
    private static readonly FrozenSet<string> Why = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "PARTIAL", "PART", "INSTALMENT", "INSTALLMENT", "RATE", "TEILZAHLUNG", "SHORT", "SHORTAGE", "DAMAGE", "DAMAGED",
        "DIFF", "DIFFERENCE", "REBATE", "BONUS", "DEDUCTION", "DED", "ABZUG", "MAENGEL", "LESS", "WITHHOLDING", "WHT",
        "RETENCION", "TDS", "RETENTION", "CHGS", "CHARGES", "FEE", "FEES", "PRICE", "FREIGHT", "RETURNS", "CLAIM",
        "BALANCE", "SKONTO", "DISC", "DISCOUNT", "ESCOMPTE", "ACOMPTES", "QUELLENSTEUER");

    // Words by which payers say that they sent a list of what is paid.
    private static readonly FrozenSet<string> Elsewhere = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "REMITTANCE", "REMIT", "ADVICE", "ADVISED", "AVIS", "ZAHLUNGSAVIS", "AVISO", "AVVISO", "BETALINGSADVIS");

    public Reading[] All(IReadOnlyList<Receipt> receipts, ForEach each)
    {
        var readings = new Reading[receipts.Count];
        each(receipts.Count, at => readings[at] = One(at, receipts[at]));
        if (advices.Count > 0)
            new AdviceJoin(books, payers, references, advices).Join(readings, Read);
        return readings;
    }

    private Reading One(int index, Receipt receipt)
    {
        var sender = PayerReader.Read(receipt, payers);
        var payer = Sole(sender.Hits);
        var sure = payer >= 0 && sender.Hits.Where(hit => hit.Customer == payer).Sum(hit => hit.Weight) >= SureSender;
        int[] families = sure ? [payer] : [.. sender.Hits.Select(hit => hit.Customer).Distinct().Take(MostSenders)];
        var cites = Cites(receipt, families);
        var words = TextWord.Split(receipt.Text);
        var before = words.Exists(word => Before.Contains(word.Text)) || IsDownPayment(words);
        return new(index, receipt)
        {
            Payers = sender.Hits,
            Sender = sender.Sender,
            Settled = sender.Settled,
            Payer = payer,
            Cites = before ? [.. cites.Cites.Where(cite => cite.IsFirm)] : cites.Cites,
            Unread = cites.Unread,
            Foreign = cites.Foreign,
            NamesOther = cites.NamesOther,
            Cut = cites.Cut,
            Prepayment = before,
            Reason = words.Exists(word => Why.Contains(word.Text)),
            Announced = words.Exists(word => Elsewhere.Contains(word.Text)),
            Period = Periods.In(words, receipt.Date),
        };
    }

    /// <summary>Where the sender is not known, the owners of what is cited surely are taken for it.</summary>
    private CiteReading Cites(Receipt receipt, int[] families)
    {
        var cites = references.Read(receipt.Text, families, receipt.Amount.Minor);
        if (cites.Cites.Count == 0)
        {
            // Some payers write the invoice where the reference of their payment belongs.
            var other = receipt.FurtherReferences.Select(reference => references.Read(reference, [])).FirstOrDefault(
                found => found.Cites.Exists(cite => cite is { IsFirm: true, Documents.Length: 1 }
                    && books.IsOpen(cite.Documents[0])));
            return other is null ? cites : other with { Cites = [.. other.Cites.Where(cite => cite.IsFirm)
                .Select(cite => cite with { Start = 0, Length = 0 })] };
        }

        var owners = cites.Cites.Where(cite => cite is { IsFirm: true, Documents.Length: 1 })
            .Select(cite => books.CustomerOf(cite.Documents[0])).Where(owner => owner >= 0).Distinct()
            .Except(families).Take(5).ToArray();
        return owners.Length == 0 ? cites
            : references.Read(receipt.Text, [.. families, .. owners], receipt.Amount.Minor);
    }

    private static bool IsDownPayment(List<TextWord> words)
    {
        for (var at = 1; at < words.Count; at++)
        {
            if (words[at - 1].Text.Equals("DOWN", StringComparison.OrdinalIgnoreCase)
                && words[at].Text.Equals("PAYMENT", StringComparison.OrdinalIgnoreCase))
                return true;
            if (words[at - 1].Text.Equals("PRO", StringComparison.OrdinalIgnoreCase)
                && words[at].Text.Equals("FORMA", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>The customer with clearly most weight, or nobody.</summary>
    private static int Sole(IReadOnlyList<PayerHit> hits)
    {
        var sums = hits.GroupBy(hit => hit.Customer).Select(group => (group.Key, Sum: group.Sum(hit => hit.Weight)))
            .OrderByDescending(entry => entry.Sum).ThenBy(entry => entry.Key).Take(2).ToArray();
        return sums.Length == 0 || sums.Length == 2 && sums[0].Sum - sums[1].Sum < ClearSender ? -1 : sums[0].Key;
    }

    private AdviceReading Read(Advice advice, Reading reading, IReadOnlyList<int> senders, AdviceTie tie)
    {
        var families = reading.Payers.Select(hit => hit.Customer).Concat(senders).Distinct().Take(5).ToArray();
        var lines = advice.Lines.Select(line => Line(line, families)).ToArray();
        return new(advice, lines, tie);
    }

    private Cite? Line(AdviceLine line, int[] families)
    {
        var cites = references.Read(line.Document, families).Cites;
        return cites.Count == 1 ? cites[0] : null;
    }
}
