using System.Collections.Frozen;
using System.Text;

namespace Turnstone.BankFiles.Anonymising;

/// <summary>
/// Messages of ISO 20022: what stands in elements for codes, dates, counts and directions stays, amounts are scaled,
/// all else is replaced. Names of elements and attributes stay.
/// </summary>
internal static class XmlDisguise
{
    private static readonly FrozenSet<string> Kept = FrozenSet.Create(StringComparer.Ordinal,
    [
        "Cd", "Prtry", "SubFmlyCd", "CdtDbtInd", "Ccy", "Dt", "DtTm", "CreDtTm", "FrDtTm", "ToDtTm", "FrDt", "ToDt",
        "NbOfNtries", "NbOfTxs", "ElctrncSeqNb", "LglSeqNb", "PgNb", "LastPgInd", "RvslInd", "Sts", "Ctry", "SrcCcy",
        "TrgtCcy", "UnitCcy", "XchgRate", "GrpSts", "TxSts", "PmtInfSts", "MsgDefIdr", "BizSvc", "OrgnlMsgNmId",
        "IntrBkSttlmDt", "AccptncDtTm", "TxDtTm", "ReqdColltnDt", "ReqdExctnDt", "BtchBookg", "ChrgBr", "SttlmMtd",
    ]);

    private static readonly FrozenSet<string> Amounts = FrozenSet.Create(StringComparer.Ordinal, "Sum", "CtrlSum");

    public static string Copy(string file, Disguise disguise)
    {
        var copy = new StringBuilder(file.Length + 1024);
        var tag = "";
        for (var at = 0; at < file.Length;)
        {
            var open = file.IndexOf('<', at);
            var text = open < 0 ? file[at..] : file[at..open];
            copy.Append(Replaced(tag, text, disguise));
            if (open < 0)
                break;
            var close = Close(file, open);
            var markup = file[open..close];
            // Comments and the like say what nobody can judge.
            copy.Append(markup is ['<', '!', ..] ? "" : markup);
            tag = NameOf(markup);
            at = close;
        }

        return copy.ToString();
    }

    private static string Replaced(string tag, string text, Disguise disguise)
    {
        if (string.IsNullOrWhiteSpace(text) || Kept.Contains(tag))
            return text;
        return tag.EndsWith("Amt", StringComparison.Ordinal) || tag == "Amt" || Amounts.Contains(tag)
            ? disguise.Amount(text) : disguise.Text(text);
    }

    private static int Close(string file, int open)
    {
        var end = file.AsSpan(open).StartsWith("<!--", StringComparison.Ordinal) ? "-->"
            : file.AsSpan(open).StartsWith("<![CDATA[", StringComparison.Ordinal) ? "]]>" : ">";
        var close = file.IndexOf(end, open, StringComparison.Ordinal);
        return close < 0 ? file.Length : close + end.Length;
    }

    // "<ns2:Amt Ccy="EUR">" is Amt; behind an end tag or an empty element stands no text of it.
    private static string NameOf(string markup)
    {
        if (markup is ['<', '/' or '?' or '!', ..] || markup.EndsWith("/>", StringComparison.Ordinal))
            return "";
        var end = markup.AsSpan(1).IndexOfAny(" >\t\r\n");
        var name = end < 0 ? markup[1..] : markup[1..(end + 1)];
        return name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }
}
