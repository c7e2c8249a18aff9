using System.Globalization;
using System.Text;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Iso20022;

/// <summary>The messages that tell what is on an account: the element of the message, and of its body.</summary>
internal sealed record CamtContainer(string Message, string Body, string Schema)
{
    public static CamtContainer Report { get; } = new("BkToCstmrAcctRpt", "Rpt", "camt.052.001.08");

    public static CamtContainer Statement { get; } = new("BkToCstmrStmt", "Stmt", "camt.053.001.08");

    public static CamtContainer Notification { get; } = new("BkToCstmrDbtCdtNtfctn", "Ntfctn", "camt.054.001.08");
}

/// <summary>Statements, reports or notifications of version 08: heads, balances, entries with their details.</summary>
internal sealed class CamtWriter(Envelope envelope, CamtContainer container) : ItemWriter(envelope)
{
    private int _statements;
    private bool _opened;

    protected override void Begin(StatementHead head)
    {
        Open();
        _statements++;
        Line($"<{container.Body}>");
        Line(Tagged("Id", string.Create(CultureInfo.InvariantCulture, $"S{Envelope.Number}-{_statements}"))
            + (head.Number is { } number ? Tagged("ElctrncSeqNb", number) : "")
            + $"<CreDtTm>{Iso(head.AsOf ?? Envelope.Created)}T06:00:00</CreDtTm>");
        Line($"<Acct><Id>{Account(head.Account)}</Id>{Tagged("Ccy", head.Currency.Code)}</Acct>");
        if (head.Opening is { } opening)
            Line(Balance("OPBD", opening, head.AsOf));
        if (head.Closing is { } closing)
            Line(Balance("CLBD", closing, head.AsOf));
    }

    protected override void Entry(BankTransaction entry, IReadOnlyList<Remittance> advices)
    {
        // What takes money back carries its mark, unless a reason in the details says so.
        var reversal = (entry.Kind == LineKind.Return
                || (entry.Kind == LineKind.Undecided && entry.Amount.IsPositive && IsBooked(entry)))
            && !entry.References.ContainsKey("return_reason");
        Out.Append("<Ntry>").Append(Amount(entry.Amount)).Append(Direction(entry.Amount));
        if (reversal)
            Out.Append("<RvslInd>true</RvslInd>");
        Out.Append(CultureInfo.InvariantCulture,
            $"<Sts><Cd>{Escaped(entry.References.GetValueOrDefault("status") ?? "BOOK")}</Cd></Sts>");
        Out.Append(CultureInfo.InvariantCulture, $"<BookgDt><Dt>{Iso(entry.Date)}</Dt></BookgDt>");
        if (entry.ValueDate is { } value)
            Out.Append(CultureInfo.InvariantCulture, $"<ValDt><Dt>{Iso(value)}</Dt></ValDt>");
        Out.Append(Tagged("AcctSvcrRef", entry.Reference)).Append(Code(entry.TypeCode));
        var details = new CamtDetailsWriter(Out);
        if (entry.Parts.Count == 0)
            details.Write(entry, reversal, advices, isPart: false);
        foreach (var part in entry.Parts)
        {
            var own = advices.Where(advice => advice.Reference == part.Reference && advice.Total == part.Amount.Abs());
            details.Write(part, reversal, [.. own], isPart: true);
        }

        // The words of the entry as a whole stand beside its parts.
        if (entry.Parts.Count > 0)
            Out.Append(Tagged("AddtlNtryInf", entry.Text));
        Line("</Ntry>");
    }

    protected override void EndStatement(StatementEnd end) => Line($"</{container.Body}>");

    protected override void Advice(Remittance advice) => throw NoPlace("an advice without its entry", advice.Reference);

    protected override void EndFile()
    {
        Open();
        Line($"</{container.Message}></Document>");
    }

    private void Open()
    {
        if (_opened)
            return;
        _opened = true;
        Line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        Line($"<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:{container.Schema}\"><{container.Message}>");
        Line(string.Create(CultureInfo.InvariantCulture, $"<GrpHdr><MsgId>{Escaped(Envelope.Sender)}-"
            + $"{Envelope.Number}</MsgId><CreDtTm>{Iso(Envelope.Created)}T06:00:00</CreDtTm></GrpHdr>"));
    }

    internal static string Tagged(string tag, string? text) =>
        string.IsNullOrEmpty(text) ? "" : $"<{tag}>{Escaped(text)}</{tag}>";

    internal static string Amount(Money amount) =>
        $"<Amt Ccy=\"{amount.Currency.Code}\">{amount.Abs().ToPlainString()}</Amt>";

    internal static string Direction(Money amount) => amount.IsNegative ? "<CdtDbtInd>DBIT</CdtDbtInd>"
        : "<CdtDbtInd>CRDT</CdtDbtInd>";

    /// <summary>An IBAN stands in an element of its own; every other number in another.</summary>
    internal static string Account(string number) =>
        number is [>= 'A' and <= 'Z', >= 'A' and <= 'Z', >= '0' and <= '9', >= '0' and <= '9', ..]
            && number.Length is > 14 and <= 34 && number.All(char.IsAsciiLetterOrDigit)
            ? Tagged("IBAN", number) : number.Length == 0 ? "" : $"<Othr>{Tagged("Id", number)}</Othr>";

    /// <summary>PMNT-RCDT-ESCT has an element for each part; a bank's own code is one word.</summary>
    internal static string Code(string? code)
    {
        if (code is null)
            return "";
        return code.Split('-') is [{ Length: 4 } domain, { Length: 4 } family, { Length: 4 } sub]
            ? $"<BkTxCd><Domn><Cd>{Escaped(domain)}</Cd><Fmly><Cd>{Escaped(family)}</Cd><SubFmlyCd>{Escaped(sub)}"
                + "</SubFmlyCd></Fmly></Domn></BkTxCd>"
            : $"<BkTxCd><Prtry>{Tagged("Cd", code)}</Prtry></BkTxCd>";
    }

    private static string Balance(string code, Money amount, DateOnly? day) =>
        $"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{Amount(amount)}{Direction(amount)}"
        + (day is { } known ? $"<Dt><Dt>{Iso(known)}</Dt></Dt></Bal>" : "</Bal>");

    private static bool IsBooked(BankTransaction entry) => !entry.References.ContainsKey("status");

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                < ' ' and not '\n' and not '\t' => throw NoPlace("a control character in", text),
                _ => escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }
}
