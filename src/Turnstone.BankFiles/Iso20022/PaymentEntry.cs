using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Iso20022;

/// <summary>One payment, return or status as an entry.</summary>
internal static class PaymentEntry
{
    private static readonly (Tag Tag, string Kind)[] Kinds =
    [
        (Tag.EndToEndId, "end_to_end"), (Tag.OrgnlEndToEndId, "end_to_end"), (Tag.InstrId, "instruction"),
        (Tag.OrgnlInstrId, "instruction"), (Tag.TxId, "transaction"), (Tag.OrgnlTxId, "original"), (Tag.UETR, "uetr"),
        (Tag.OrgnlUETR, "uetr"), (Tag.ClrSysRef, "clearing"), (Tag.RtrId, "return"), (Tag.StsId, "status_id"),
        (Tag.AcctSvcrRef, "servicer"), (Tag.TxSts, "status"),
    ];

    public static BankTransaction Make(XmlTree tree, XmlTree.Node parties, Money amount, PaymentGroup group)
    {
        var root = tree.Root;
        ReferenceList? references = null;
        References(root, root[Tag.PmtId], ref references);
        var reason = ReasonOf(root[Tag.StsRsnInf].Exists ? root[Tag.StsRsnInf] : root[Tag.RtrRsnInf]);
        ReferenceList.Add(ref references, root.Tag == Tag.TxInf ? "return_reason" : "status_reason", reason);
        ReferenceList.Add(ref references, "remittance", root[Tag.RltdRmtInf][Tag.RmtId].Text);
        ReferenceList.Add(ref references, "original_message",
            root[Tag.OrgnlGrpInf][Tag.OrgnlMsgId].Text ?? group.OriginalMessage);
        foreach (var piece in parties[Tag.RmtInf].Children)
            ReferenceList.Add(ref references, "creditor", CamtReferences.CreditorReference(piece));
        // A collection that comes back takes money out; any other return brings back what we sent.
        var collection = (root[Tag.OrgnlGrpInf][Tag.OrgnlMsgNmId].Text ?? group.OriginalName)
            ?.StartsWith("pacs.003", StringComparison.Ordinal) == true && root.Tag == Tag.TxInf;
        return new()
        {
            Date = DateOf(root) ?? group.Date ?? default, ValueDate = DateOf(root),
            Amount = collection ? -amount : amount, Kind = collection ? LineKind.Return : KindOf(root),
            Text = TextOf(root, parties), Line = tree.Line,
            TypeCode = root[Tag.TxSts].Text ?? reason, References = references ?? ReferenceList.Empty,
            Reference = ReferenceOf(references), Payer = CamtParties.Side(parties, Tag.Dbtr, Tag.DbtrAcct, Tag.DbtrAgt,
                Tag.UltmtDbtr),
        };
    }

    /// <summary>AC04, or the bank's own word.</summary>
    public static string? ReasonOf(XmlTree.Node information) =>
        information[Tag.Rsn][Tag.Cd].Text ?? information[Tag.Rsn][Tag.Prtry].Text;

    private static void References(XmlTree.Node root, XmlTree.Node identification, ref ReferenceList? references)
    {
        foreach (var (tag, kind) in Kinds)
        {
            var value = identification[tag].Text ?? root[tag].Text;
            if (value != "NOTPROVIDED")
                ReferenceList.Add(ref references, kind, value);
        }
    }

    private static string? ReferenceOf(ReferenceList? references)
    {
        foreach (var kind in (ReadOnlySpan<string>)["transaction", "return", "uetr", "end_to_end", "instruction"])
        {
            if (references is not null && references.TryGetValue(kind, out var value))
                return value;
        }

        return null;
    }

    // A status moves no money; what is rejected is for a person to see.
    private static LineKind KindOf(XmlTree.Node root) => root.Tag switch
    {
        Tag.CdtTrfTxInf when root[Tag.Dbtr][Tag.FinInstnId].Exists => LineKind.Undecided,
        Tag.CdtTrfTxInf => LineKind.Receipt,
        Tag.TxInfAndSts when root[Tag.TxSts].Text != "RJCT" => LineKind.Excluded,
        _ => LineKind.Undecided,
    };

    private static DateOnly? DateOf(XmlTree.Node root)
    {
        foreach (var tag in (ReadOnlySpan<Tag>)[Tag.IntrBkSttlmDt, Tag.FctvIntrBkSttlmDt, Tag.AccptncDtTm])
        {
            var node = root[tag][Tag.Dt].Exists ? root[tag][Tag.Dt] : root[tag];
            if (Bytes.TryIsoDate(node.Span, out var date))
                return date;
        }

        return null;
    }

    private static string TextOf(XmlTree.Node root, XmlTree.Node parties)
    {
        var text = CamtReferences.TextOf(parties);
        var told = root[Tag.StsRsnInf].Exists ? root[Tag.StsRsnInf] : root[Tag.RtrRsnInf];
        return told[Tag.AddtlInf].Text is { } more ? $"{text} {more}".Trim() : text;
    }
}
