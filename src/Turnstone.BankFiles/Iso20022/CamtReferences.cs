using System.Text;

namespace Turnstone.BankFiles.Iso20022;

/// <summary>References and remittance text of a detail.</summary>
internal static class CamtReferences
{
    // Banks cut remittance text at these widths; a piece of exactly that length runs on in the next.
    private const int ShortPiece = 35;
    private const int LongPiece = 140;

    private static readonly (Tag Tag, string Kind)[] Kinds =
    [
        (Tag.TxId, "transaction"), (Tag.InstrId, "instruction"), (Tag.MndtId, "mandate"), (Tag.PmtInfId, "batch"),
            (Tag.ChqNb, "check"),
        (Tag.UETR, "uetr"), (Tag.MsgId, "message"), (Tag.ClrSysRef, "clearing"),
    ];

    public static void Read(XmlTree.Node detail, ref ReferenceList? references)
    {
        var refs = detail[Tag.Refs];
        ReferenceList.Add(ref references, "end_to_end", EndToEnd(refs));
        foreach (var (tag, kind) in Kinds)
        {
            if (refs[tag] is { Exists: true } found)
                ReferenceList.Add(ref references, kind, found.OwnText);
        }

        foreach (var structured in detail[Tag.RmtInf].Children)
        {
            if (structured.Tag == Tag.Strd)
                ReferenceList.Add(ref references, "creditor", CreditorReference(structured));
        }

        ReferenceList.Add(ref references, "ultimate_payer", detail[Tag.RltdPties][Tag.UltmtDbtr][Tag.Nm].Text
            ?? detail[Tag.RltdPties][Tag.UltmtDbtr][Tag.Pty][Tag.Nm].Text);
    }

    /// <summary>The payer's own reference; the standard's word for none is none.</summary>
    public static string? EndToEnd(XmlTree.Node refs) => refs[Tag.EndToEndId] is var node
        && !node.Is("NOTPROVIDED"u8) && !node.Is("NOT PROVIDED"u8) && !node.Is("NONREF"u8) ? node.OwnText : null;

    /// <summary>Free text, then structured references and document numbers; else the bank's own words.</summary>
    public static string TextOf(XmlTree.Node detail)
    {
        if (Single(detail[Tag.RmtInf]) is { } single)
            return single;
        var text = new StringBuilder();
        var lastLength = 0;
        foreach (var piece in detail[Tag.RmtInf].Children)
        {
            if (piece.Tag == Tag.Ustrd && piece.OwnText is { } free)
            {
                if (text.Length > 0 && lastLength is not (ShortPiece or LongPiece))
                    text.Append(' ');
                text.Append(free);
                lastLength = free.Length;
            }
            else if (piece.Tag == Tag.Strd)
            {
                Structured(piece, text);
                lastLength = 0;
            }
        }

        return text.Length > 0 ? text.ToString() : detail[Tag.AddtlTxInf].Text ?? "";
    }

    // One free text and nothing else: nearly every payment.
    private static string? Single(XmlTree.Node remittance)
    {
        var pieces = remittance.Children;
        return pieces.MoveNext() && pieces.Current is { Tag: Tag.Ustrd } only && !pieces.MoveNext()
            ? only.OwnText : null;
    }

    public static string? CreditorReference(XmlTree.Node structured) =>
        structured[Tag.CdtrRefInf][Tag.Ref].Text ?? structured[Tag.CdtrRefInf][Tag.CdtrRef].Text;

    private static void Structured(XmlTree.Node structured, StringBuilder text)
    {
        Append(text, CreditorReference(structured));
        foreach (var child in structured.Children)
        {
            if (child.Tag == Tag.RfrdDocInf)
                Append(text, child[Tag.Nb].Text);
            else if (child.Tag == Tag.AddtlRmtInf)
                Append(text, child.Text);
        }
    }

    private static void Append(StringBuilder text, string? piece)
    {
        if (piece is not null)
            text.Append(text.Length > 0 ? " " : "").Append(piece);
    }
}
