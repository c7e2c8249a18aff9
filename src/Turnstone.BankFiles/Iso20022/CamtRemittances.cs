using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Iso20022;

/// <summary>
/// Structured remittance information that names documents with amounts is the payer's advice for that payment.
/// </summary>
internal static class CamtRemittances
{
    public static Remittance? Read(XmlTree.Node detail, BankTransaction payment, long line)
    {
        List<RemittanceLine>? lines = null;
        foreach (var structured in detail[Tag.RmtInf].Children)
        {
            if (structured.Tag == Tag.Strd && LineOf(structured, payment.Amount.Currency, line) is { } read)
                (lines ??= []).Add(read);
        }

        return lines is null ? null : new()
        {
            Payer = payment.Payer.Name, Reference = payment.Reference, Currency = payment.Amount.Currency,
            Total = payment.Amount.Abs(), Lines = lines, Line = line,
        };
    }

    private static RemittanceLine? LineOf(XmlTree.Node structured, Currency currency, long line)
    {
        var amounts = structured[Tag.RfrdDocAmt];
        if (structured[Tag.RfrdDocInf][Tag.Nb].Text is not { } document || !amounts.Exists)
            return null;
        var net = Amount(amounts[Tag.RmtdAmt], currency);
        if (net is null && Amount(amounts[Tag.CdtNoteAmt], currency) is { } credit)
            net = -credit;
        var adjustment = amounts[Tag.AdjstmntAmtAndRsn];
        return new(document, Amount(amounts[Tag.DuePyblAmt], currency), Amount(amounts[Tag.DscntApldAmt], currency),
            Amount(adjustment, currency), adjustment[Tag.Rsn].Text, net, line);
    }

    // Up to version 03 the element is the amount, later it holds one.
    private static Money? Amount(XmlTree.Node node, Currency currency) =>
        CamtAmount.Optional(node[Tag.Amt].Exists ? node[Tag.Amt] : node, currency);
}
