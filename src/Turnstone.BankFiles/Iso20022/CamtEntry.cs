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
    /// <summary>What structured remittance information with amounts says about single documents.</summary>
    public List<Remittance> Remittances { get; } = [];

    /// <summary>True for what is on the account; pending, information and future entries are not.</summary>
    public static bool IsBooked(XmlTree.Node entry) => StatusOf(entry) is null or "BOOK";

    public BankTransaction Read(XmlTree.Node entry, Money amount, DateOnly? otherwise)
    {
        var debit = entry[Tag.CdtDbtInd].Text == "DBIT";
        if (!debit && entry[Tag.CdtDbtInd].Text != "CRDT")
            Problem(Severity.Error, "camt.direction", "The entry has no direction; it is read as money in for a " +
                "person to judge.");
        var details = DetailsOf(entry);
        var single = details.Count == 1 ? details[0] : default;
        var code = CodeOf(entry[Tag.BkTxCd]);
        var booked = IsBooked(entry);
        if (!booked && role == SourceRole.Statement)
            Problem(Severity.Warning, "camt.not_booked", $"The entry has status {StatusOf(entry)} and is not booked.");
        var transaction = Make(entry, single, debit ? -amount : amount, code);
        var kind = booked || role == SourceRole.Intraday
            ? CamtCodes.KindOf(entry, single, debit, code, transaction.Text) : LineKind.Undecided;
        transaction = transaction with
        {
            Date = DateOf(entry[Tag.BookgDt]) ?? DateOf(entry[Tag.ValDt]) ?? otherwise ?? default,
            ValueDate = DateOf(entry[Tag.ValDt]), Kind = kind,
            Reference = entry[Tag.AcctSvcrRef].Text ?? transaction.Reference ?? entry[Tag.NtryRef].Text,
        };
        if (details.Count > 1)
            transaction = transaction with { Parts = PartsOf(details, transaction, debit) };
        return transaction;
    }

    private static string? StatusOf(XmlTree.Node entry) => entry[Tag.Sts][Tag.Cd].Text ?? entry[Tag.Sts].Text;

    private static DateOnly? DateOf(XmlTree.Node date)
    {
        var node = date[Tag.Dt].Exists ? date[Tag.Dt] : date[Tag.DtTm].Exists ? date[Tag.DtTm] : date;
        return Bytes.TryIsoDate(node.Span, out var day) ? day : null;
    }

    private static List<XmlTree.Node> DetailsOf(XmlTree.Node entry)
    {
        var details = new List<XmlTree.Node>(1);
        foreach (var group in entry.Children)
        {
            if (group.Tag != Tag.NtryDtls)
                continue;
            foreach (var detail in group.Children)
            {
                if (detail.Tag == Tag.TxDtls)
                    details.Add(detail);
            }
        }

        return details;
    }

    /// <summary>PMNT-RCDT-ESCT, or the bank's own code.</summary>
    private static string? CodeOf(XmlTree.Node code)
    {
        var domain = code[Tag.Domn];
        if (domain[Tag.Cd].Text is not { } name)
            return code[Tag.Prtry][Tag.Cd].Text ?? code[Tag.Prtry].Text;
        var family = domain[Tag.Fmly];
        return $"{name}-{family[Tag.Cd].Text ?? "NTAV"}-{family[Tag.SubFmlyCd].Text ?? "NTAV"}";
    }

    private BankTransaction Make(XmlTree.Node entry, XmlTree.Node detail, Money amount, string? code)
    {
        ReferenceList? references = null;
        CamtReferences.Read(detail, ref references);
        if (StatusOf(entry) is { } status and not "BOOK")
            ReferenceList.Add(ref references, "status", status);
        ReferenceList.Add(ref references, "return_reason", detail[Tag.RtrInf][Tag.Rsn][Tag.Cd].Text);
        var refs = detail[Tag.Refs];
        var reference = refs[Tag.AcctSvcrRef].Text ?? CamtReferences.EndToEnd(refs) ?? refs[Tag.TxId].Text;
        var text = CamtReferences.TextOf(detail);
        if (text.Length == 0)
            text = entry[Tag.AddtlNtryInf].Text ?? "";
        var transaction = new BankTransaction
        {
            Date = default, Amount = amount, Kind = LineKind.Undecided, TypeCode = code, Text = text, Line = tree.Line,
            Reference = reference, References = references ?? ReferenceList.Empty,
            Payer = CamtParties.PayerOf(detail, entry, amount.IsNegative),
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
            var negative = detail[Tag.CdtDbtInd].Text is { } direction ? direction == "DBIT" : debit;
            var amount = AmountOf(detail, entry.Amount.Currency);
            if (amount is null)
                Problem(Severity.Warning, "camt.detail_amount", "A detail of the entry has no amount; it is read " +
                    "as zero.");
            var part = amount ?? Money.Zero(entry.Amount.Currency);
            var code = CodeOf(detail[Tag.BkTxCd]) ?? entry.TypeCode;
            var made = Make(default, detail, negative ? -part : part, code);
            parts[i] = made with
            {
                Date = entry.Date, ValueDate = entry.ValueDate,
                Kind = negative == debit ? PartKind(detail, entry, negative, code, made.Text) : LineKind.Undecided,
            };
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
