using System.Text;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Iso20022;

/// <summary>One detail of an entry: references, parties, remittance information, reason of a return.</summary>
internal sealed class CamtDetailsWriter(StringBuilder to)
{
    private static readonly (string Kind, string Tag)[] References =
    [
        ("end_to_end", "EndToEndId"), ("transaction", "TxId"), ("instruction", "InstrId"), ("mandate", "MndtId"),
        ("batch", "PmtInfId"), ("check", "ChqNb"), ("uetr", "UETR"), ("message", "MsgId"), ("clearing", "ClrSysRef"),
    ];

    /// <summary>Writes the detail; advices are its structured remittance information.</summary>
    public void Write(BankTransaction detail, bool reversal, IReadOnlyList<Remittance> advices, bool isPart)
    {
        to.Append("<NtryDtls><TxDtls><Refs>");
        var reference = isPart ? detail.Reference : advices.Count > 0 ? advices[0].Reference : null;
        if (reference is not null && reference != detail.References.GetValueOrDefault("end_to_end"))
            Add("AcctSvcrRef", reference);
        foreach (var (kind, tag) in References)
            Add(tag, detail.References.GetValueOrDefault(kind));
        to.Append("</Refs>");
        if (isPart)
            to.Append(CamtWriter.Amount(detail.Amount)).Append(CamtWriter.Direction(detail.Amount));
        if (isPart)
            to.Append(CamtWriter.Code(detail.TypeCode));
        var reason = detail.References.GetValueOrDefault("return_reason");
        Parties(detail, takenBack: reversal && !isPart || reason is not null);
        Remittance(detail, advices);
        if (reason is not null)
            to.Append("<RtrInf><Rsn>").Append(CamtWriter.Tagged("Cd", reason)).Append("</Rsn></RtrInf>");
        to.Append("</TxDtls></NtryDtls>");
    }

    // The payer is the debtor of money in and of money taken back; the creditor of money out.
    private void Parties(BankTransaction detail, bool takenBack)
    {
        var role = detail.Amount.IsNegative == takenBack ? "Dbtr" : "Cdtr";
        var (name, account, bank) = detail.Payer;
        var ultimate = detail.References.GetValueOrDefault("ultimate_payer");
        if (name is not null || account is not null || ultimate is not null)
        {
            to.Append("<RltdPties>");
            if (name is not null)
                to.Append('<').Append(role).Append("><Pty>").Append(CamtWriter.Tagged("Nm", name)).Append("</Pty></")
                    .Append(role).Append('>');
            if (account is not null)
                to.Append('<').Append(role).Append("Acct><Id>").Append(CamtWriter.Account(account)).Append("</Id></")
                    .Append(role).Append("Acct>");
            if (ultimate is not null)
                to.Append("<UltmtDbtr><Pty>").Append(CamtWriter.Tagged("Nm", ultimate)).Append("</Pty></UltmtDbtr>");
            to.Append("</RltdPties>");
        }

        if (bank is null)
            return;
        to.Append("<RltdAgts><").Append(role).Append("Agt><FinInstnId>").Append(CamtWriter.Tagged("BICFI", bank))
            .Append("</FinInstnId></").Append(role).Append("Agt></RltdAgts>");
    }

    // The text holds free words, creditor reference and document numbers in the order of the file: each goes back to
    // its own element, what is between them is free.
    private void Remittance(BankTransaction detail, IReadOnlyList<Remittance> advices)
    {
        var rest = detail.Text;
        to.Append("<RmtInf>");
        if (detail.References.GetValueOrDefault("creditor") is { } creditor)
        {
            Free(ref rest, creditor);
            to.Append("<Strd><CdtrRefInf>").Append(CamtWriter.Tagged("Ref", creditor)).Append("</CdtrRefInf></Strd>");
        }

        foreach (var line in advices.SelectMany(advice => advice.Lines))
        {
            Free(ref rest, line.Document);
            to.Append("<Strd><RfrdDocInf>").Append(CamtWriter.Tagged("Nb", line.Document)).Append("</RfrdDocInf>");
            Amounts(line);
            to.Append("</Strd>");
        }

        to.Append(CamtWriter.Tagged("Ustrd", rest)).Append("</RmtInf>");
    }

    private void Free(ref string rest, string upTo)
    {
        var at = rest.IndexOf(upTo, StringComparison.Ordinal);
        if (at < 0)
            throw ItemWriter.NoPlace("a document or reference that the text does not hold:", upTo);
        to.Append(CamtWriter.Tagged("Ustrd", rest[..at].Trim()));
        rest = rest[(at + upTo.Length)..].Trim();
    }

    private void Amounts(RemittanceLine line)
    {
        to.Append("<RfrdDocAmt>");
        Amount("DuePyblAmt", line.Gross);
        Amount("DscntApldAmt", line.Discount);
        if (line.Deduction is { } deduction)
            to.Append("<AdjstmntAmtAndRsn>").Append(CamtWriter.Amount(deduction))
                .Append(CamtWriter.Tagged("Rsn", line.Reason)).Append("</AdjstmntAmtAndRsn>");
        if (line.Net is { IsNegative: true } credit)
            Amount("CdtNoteAmt", -credit);
        else
            Amount("RmtdAmt", line.Net);
        to.Append("</RfrdDocAmt>");
    }

    private void Amount(string tag, Money? amount)
    {
        if (amount is { IsNegative: true } negative)
            throw ItemWriter.NoPlace($"a negative {tag}", negative.ToString());
        if (amount is { } money)
            to.Append('<').Append(tag).Append(" Ccy=\"").Append(money.Currency.Code).Append("\">")
                .Append(money.ToPlainString()).Append("</").Append(tag).Append('>');
    }

    private void Add(string tag, string? text) => to.Append(CamtWriter.Tagged(tag, text));
}
