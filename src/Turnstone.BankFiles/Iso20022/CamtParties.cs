using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Iso20022;

/// <summary>Who stands on the other side of a detail, across the versions' forms.</summary>
internal static class CamtParties
{
    /// <summary>
    /// Money in comes from the debtor, money out goes to the creditor. A reversal or return keeps the roles of the
    /// original
    /// payment, so there the debtor is the payer whose money goes back.
    /// </summary>
    public static Payer PayerOf(XmlTree.Node detail, XmlTree.Node entry, bool debit, PayerPool payers)
    {
        var takenBack = CamtCodes.IsReversal(entry) || detail[Tag.RtrInf].Exists;
        var fromDebtor = debit == takenBack;
        var payer = Side(detail, fromDebtor, payers);
        return payer != Payer.Unknown ? payer : takenBack ? Side(detail, !fromDebtor, payers) : Payer.Unknown;
    }

    private static Payer Side(XmlTree.Node detail, bool debtor, PayerPool payers)
    {
        var (name, account, bank) = debtor ? Parts(detail, Tag.Dbtr, Tag.DbtrAcct, Tag.DbtrAgt, Tag.UltmtDbtr)
            : Parts(detail, Tag.Cdtr, Tag.CdtrAcct, Tag.CdtrAgt, Tag.UltmtCdtr);
        return payers.Of(name, account, bank);
    }

    /// <summary>Name, account and bank of one side.</summary>
    public static Payer Side(XmlTree.Node detail, Tag party, Tag account, Tag agent, Tag ultimate)
    {
        var (name, number, bank) = Parts(detail, party, account, agent, ultimate);
        return name is null && number is null && bank is null ? Payer.Unknown : new(name, number, bank);
    }

    private static (string? Name, string? Account, string? Bank) Parts(
        XmlTree.Node detail, Tag party, Tag account, Tag agent, Tag ultimate)
    {
        var parties = detail[Tag.RltdPties].Exists ? detail[Tag.RltdPties] : detail;
        var agents = detail[Tag.RltdAgts].Exists ? detail[Tag.RltdAgts] : detail;
        var name = NameOf(parties[party]) ?? NameOf(parties[ultimate]);
        var id = parties[account][Tag.Id];
        var number = id[Tag.IBAN].Text ?? id[Tag.Othr][Tag.Id].Text;
        var bank = agents[agent][Tag.FinInstnId];
        var code = bank[Tag.BICFI].Text ?? bank[Tag.BIC].Text ?? bank[Tag.ClrSysMmbId][Tag.MmbId].Text;
        return (name, number, code);
    }

    private static string? NameOf(XmlTree.Node party) =>
        party[Tag.Pty][Tag.Nm].Text ?? party[Tag.Nm].Text ?? party[Tag.FinInstnId][Tag.Nm].Text;
}
