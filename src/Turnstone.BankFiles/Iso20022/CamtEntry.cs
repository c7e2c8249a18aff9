using System.Globalization;
using System.Text;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Iso20022;

/// <summary>
/// One entry with its details. The entry is the bank line and keeps its amount whatever the details say; several
/// details
/// are its parts, a single one gives it payer, references and text.
/// </summary>
internal sealed class CamtEntry(Findings findings, XmlTree tree, SourceRole role)
{
    private readonly TextBuffer _code = new();
    private readonly List<XmlTree.Node> _details = [];

    /// <summary>
    /// What structured remittance information with amounts says about single documents of the entry read last.
    /// </summary>
    public List<Remittance> Remittances { get; } = [];

    /// <summary>True for what is on the account; pending, information and future entries are not.</summary>
    public static bool IsBooked(XmlTree.Node entry) =>
        StatusNode(entry) is var status && (status.Span.IsEmpty || status.Is("BOOK"u8));

    public BankTransaction Read(XmlTree.Node entry, Money amount, DateOnly? otherwise)
    {
        Remittances.Clear();
        var debit = entry[Tag.CdtDbtInd].Is("DBIT"u8);
        if (!debit && !entry[Tag.CdtDbtInd].Is("CRDT"u8))
            Problem(Severity.Error, "camt.direction", "The entry has no direction; it is read as money in for a " +
                "person to judge.");
        // Beside DBIT a minus says the same twice; beside CRDT the two contradict, and a person decides.
        var contradicts = amount.IsNegative && !debit;
        (amount, debit) = (amount.Abs(), debit || amount.IsNegative);
        var details = DetailsOf(entry);
        var single = details.Count == 1 ? details[0] : default;
        var code = CodeOf(entry[Tag.BkTxCd]);
        var booked = IsBooked(entry);
        if (!booked && role == SourceRole.Statement)
        {
            Problem(Severity.Warning, "camt.not_booked",
                $"The entry has status {StatusNode(entry).Text} and is not booked.");
        }

        var text = TextOf(entry, single);
        var kind = !contradicts && (booked || role == SourceRole.Intraday)
            ? CamtCodes.KindOf(entry, single, debit, code, text) : LineKind.Undecided;
        var value = DateOf(entry[Tag.ValDt]);
        var date = DateOf(entry[Tag.BookgDt]) ?? value ?? otherwise ?? default;
        var transaction = Make(entry, single, new(debit ? -amount : amount, date, value, kind, code, text));
        if (details.Count > 1)
            transaction = transaction with { Parts = PartsOf(details, transaction, debit) };
        return transaction;
    }

    private static XmlTree.Node StatusNode(XmlTree.Node entry) =>
        entry[Tag.Sts] is var status && status[Tag.Cd].Exists ? status[Tag.Cd] : status;

    private static DateOnly? DateOf(XmlTree.Node date)
    {
        var node = date[Tag.Dt].Exists ? date[Tag.Dt] : date[Tag.DtTm].Exists ? date[Tag.DtTm] : date;
        return Bytes.TryIsoDate(node.Span, out var day) ? day : null;
    }

    private List<XmlTree.Node> DetailsOf(XmlTree.Node entry)
    {
        _details.Clear();
        foreach (var group in entry.Children)
        {
            if (group.Tag != Tag.NtryDtls)
                continue;
            foreach (var detail in group.Children)
            {
                if (detail.Tag == Tag.TxDtls)
                    _details.Add(detail);
            }
        }

        return _details;
    }

    /// <summary>PMNT-RCDT-ESCT, or the bank's own code.</summary>
    private string? CodeOf(XmlTree.Node code)
    {
        var domain = code[Tag.Domn];
        if (domain[Tag.Cd].Span is not { IsEmpty: false } name)
            return code[Tag.Prtry][Tag.Cd].Text ?? code[Tag.Prtry].Text;
        var family = domain[Tag.Fmly];
        _code.Clear();
        _code.Append(name);
        _code.Append('-');
        _code.Append(family[Tag.Cd].Span is { IsEmpty: false } known ? known : "NTAV"u8);
        _code.Append('-');
        _code.Append(family[Tag.SubFmlyCd].Span is { IsEmpty: false } sub ? sub : "NTAV"u8);
        return findings.Texts.Text(_code.Span);
    }

    private static string TextOf(XmlTree.Node entry, XmlTree.Node detail) =>
        CamtReferences.TextOf(detail) is { Length: > 0 } text ? text : entry[Tag.AddtlNtryInf].Text ?? "";

    // What entry and details say each in their own way.
    private readonly record struct Facts(
        Money Amount, DateOnly Date, DateOnly? ValueDate, LineKind Kind, string? Code, string Text);

    private BankTransaction Make(XmlTree.Node entry, XmlTree.Node detail, in Facts facts)
    {
        ReferenceList? references = null;
        CamtReferences.Read(detail, ref references);
        if (!IsBooked(entry))
            ReferenceList.Add(ref references, "status", StatusNode(entry).Text);
        ReferenceList.Add(ref references, "return_reason", detail[Tag.RtrInf][Tag.Rsn][Tag.Cd].Text);
        var refs = detail[Tag.Refs];
        var transaction = new BankTransaction
        {
            Date = facts.Date, ValueDate = facts.ValueDate, Amount = facts.Amount, Kind = facts.Kind,
            TypeCode = facts.Code, Text = facts.Text, Line = tree.Line, References = references ?? ReferenceList.Empty,
            Reference = entry[Tag.AcctSvcrRef].OwnText ?? refs[Tag.AcctSvcrRef].OwnText
                ?? CamtReferences.EndToEnd(refs) ?? refs[Tag.TxId].OwnText ?? entry[Tag.NtryRef].OwnText,
            Payer = CamtParties.PayerOf(detail, entry, facts.Amount.IsNegative, findings.Payers),
        };
        ReferenceChecks.Check(findings, transaction);
        if (CamtRemittances.Read(detail, transaction, tree.Line) is { } remittance)
            Remittances.Add(remittance);
        return transaction;
    }

    private BankTransaction[] PartsOf(List<XmlTree.Node> details, BankTransaction entry, bool debit)
    {
        var parts = new BankTransaction[details.Count];
        Int128 sum = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var detail = details[i];
            var negative = detail[Tag.CdtDbtInd].Span is { IsEmpty: false } direction
                ? direction.SequenceEqual("DBIT"u8) : debit;
            var amount = AmountOf(detail, entry.Amount.Currency);
            if (amount is null)
                Problem(Severity.Warning, "camt.detail_amount", "A detail of the entry has no amount; it is read " +
                    "as zero.");
            var part = amount ?? Money.Zero(entry.Amount.Currency);
            var code = CodeOf(detail[Tag.BkTxCd]) ?? entry.TypeCode;
            var text = TextOf(default, detail);
            var kind = negative == debit ? PartKind(detail, entry, negative, code, text) : LineKind.Undecided;
            parts[i] = Make(default, detail, new(negative ? -part : part, entry.Date, entry.ValueDate, kind, code,
                text));
            sum += parts[i].Amount.Currency == entry.Amount.Currency ? parts[i].Amount.Minor : 0;
        }

        if (sum != entry.Amount.Minor)
        {
            Problem(Severity.Note, "camt.details", string.Create(CultureInfo.InvariantCulture,
                $"The {parts.Length} details do not add up to the entry of {entry.Amount}; the entry stands, the " +
                $"rest is charges or missing detail."));
        }

        return parts;
    }

    private static LineKind PartKind(XmlTree.Node detail, BankTransaction entry, bool negative, string? code,
        string text) =>
        detail[Tag.RtrInf].Exists || entry.Kind == LineKind.Receipt
            ? CamtCodes.KindOf(detail, detail, negative, code, text) : entry.Kind;

    // In this order: what the detail itself says, the booked amount, the instructed amount.
    private static Money? AmountOf(XmlTree.Node detail, Currency currency) =>
        CamtAmount.Optional(detail[Tag.Amt], currency)
        ?? CamtAmount.Optional(detail[Tag.AmtDtls][Tag.TxAmt][Tag.Amt], currency)
        ?? CamtAmount.Optional(detail[Tag.AmtDtls][Tag.InstdAmt][Tag.Amt], currency);

    private void Problem(Severity severity, string rule, string message) =>
        findings.Problem(severity, rule, tree.Line, message, Encoding.UTF8.GetBytes(tree.Raw()));
}
