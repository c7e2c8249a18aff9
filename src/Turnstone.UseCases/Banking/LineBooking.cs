using System.Globalization;
using System.Text.Json;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.Banking;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Banking;

/// <summary>Books new lines of an account and makes receipts of them.</summary>
internal sealed class LineBooking(Session session, ArrivalRow arrival, BankAccount account)
{
    /// <summary>Books lines of a statement, their details and their receipts.</summary>
    public async Task Add(StatementRow statement, IReadOnlyList<IdentifiedLine> lines)
    {
        if (lines.Count == 0)
            return;
        var first = await session.NewIds(lines.Count);
        var rows = lines.Select((line, at) => Row(line, statement, first + at)).ToList();
        await LineRows.Add(session.Db, session.Connection, rows);
        // Only booked lines bring money in; what is not yet booked is shown.
        if (statement.Role != Codes.Of(SourceRole.Statement))
            return;
        var receipts = new List<ReceiptRow>();
        for (var at = 0; at < rows.Count; at++)
        {
            if (lines[at].Line.Parts.Count > 0)
                await AddDetails(rows[at], lines[at].Line.Parts);
            else if (!rows[at].AwaitsDetail)
                receipts.AddRange(await Receipts(rows[at]));
        }

        await AddReceipts(receipts);
    }

    /// <summary>
    /// Attaches what a line is made of: each detail becomes a receipt, and so does a positive remainder; a negative one
    /// is for
    /// a person.
    /// </summary>
    public async Task AddDetails(LineRow line, IReadOnlyList<BankTransaction> details)
    {
        var first = await session.NewIds(details.Count);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = details.Select((detail, at) => Detail(line, detail, first + at, seen)).ToList();
        await DetailRows.Add(session.Db, session.Connection, rows);
        await LineRows.SetDetails(session.Db, line.Id, rows.Count);
        var currency = Currency.Of(line.Currency);
        var parts = DetailItems.Divide(
            new(line.Amount, currency), [.. rows.Select(row => new Money(row.Amount, currency))]);
        var receipts = rows.ConvertAll(row => Receipt(line, row));
        if (parts.RemainderKind is { } kind)
        {
            receipts.Add(Receipt(line, Codes.Of(kind)) with
            {
                Identity = "remainder", Amount = parts.Remainder.Minor,
                LinkNote = $"Line {new Money(line.Amount, currency)} less details {parts.Details}.",
            });
        }

        await AddReceipts(receipts);
    }

    /// <summary>Makes a receipt of a whole line that waits for details no longer, or that a person decided.</summary>
    public async Task AddWhole(LineRow line) => await AddReceipts(await Receipts(line));

    private async Task AddReceipts(IReadOnlyList<ReceiptRow> receipts)
    {
        if (receipts.Count == 0)
            return;
        var first = await session.NewIds(receipts.Count);
        await ReceiptRows.Add(
            session.Db, session.Connection, receipts.Select((row, at) => row with { Id = first + at }));
    }

    private async Task<IReadOnlyList<ReceiptRow>> Receipts(LineRow line)
    {
        var kind = Codes.Read<LineKind>(line.Kind);
        if (kind is LineKind.Excluded)
            return [];
        var receipt = Receipt(line, line.Kind);
        return kind is LineKind.Return ? [await Linked(receipt, line)] : [receipt];
    }

    private async Task<ReceiptRow> Linked(ReceiptRow receipt, LineRow line)
    {
        // Ninety days back, as the link looks.
        var candidates = await ReceiptRows.Since(
            session.Db, session.Connection, account.Id.Value, line.BookedOn.AddDays(-90), -line.Amount);
        var finding = ReturnLink.Find(Transaction(line), [.. candidates.Select(row => new ReturnCandidate(
            row.Id.ToString(CultureInfo.InvariantCulture), row.BookedOn, new(row.Amount, Currency.Of(row.Currency)),
            new(row.PayerName, row.PayerAccount, row.PayerBank),
            [row.Reference, .. References(row.FurtherReferences).Values]))]);
        return receipt with
        {
            LinkedReceiptId = finding.Receipt is { } id ? long.Parse(id, CultureInfo.InvariantCulture) : null,
            LinkNote = finding.Fee.IsPositive ? $"{finding.Why} {finding.Fee} of it is the bank's fee." : finding.Why,
        };
    }

    private LineRow Row(IdentifiedLine identified, StatementRow statement, long id)
    {
        var (identity, line) = (identified.Identity, identified.Line);
        var reading = LineRules.Read(line, account.Rules);
        return new()
        {
            Id = id, CompanyId = account.Company.Value, StatementId = statement.Id, ArrivalId = arrival.Id,
            BankAccount = account.Id.Value, Role = statement.Role, Source = statement.Source,
            Identity = identity.Text, Ordinal = identity.Ordinal, BookedOn = line.Date, ValueOn = line.ValueDate,
            Amount = line.Amount.Minor, Currency = line.Amount.Currency.Code, Reference = identity.Reference,
            TypeCode = line.TypeCode, FurtherReferences = Text(line.References), PayerName = line.Payer.Name,
            PayerAccount = line.Payer.Account, PayerBank = line.Payer.Bank, Text = line.Text, FileLine = line.Line,
            Kind = Codes.Of(reading.Kind), Rule = reading.Rule,
            AwaitsDetail = reading.AwaitsDetail && line.Parts.Count == 0,
        };
    }

    private DetailRow Detail(LineRow line, BankTransaction detail, long id, Dictionary<string, int> seen)
    {
        var reference = LineIdentity.Normal(detail.Reference);
        var key = string.Create(CultureInfo.InvariantCulture, $"{detail.Amount.Minor}|{reference}");
        seen[key] = seen.GetValueOrDefault(key) + 1;
        return new()
        {
            Id = id, CompanyId = line.CompanyId, BankLineId = line.Id, ArrivalId = arrival.Id,
            Identity = string.Create(CultureInfo.InvariantCulture, $"{key}|{seen[key] - 1}"),
            Amount = detail.Amount.Minor, Currency = line.Currency, Reference = reference,
            FurtherReferences = Text(detail.References), PayerName = detail.Payer.Name,
            PayerAccount = detail.Payer.Account, PayerBank = detail.Payer.Bank, Text = detail.Text,
            FileLine = detail.Line,
        };
    }

    private ReceiptRow Receipt(LineRow line, DetailRow detail) => Receipt(line, Codes.Of(LineKind.Receipt)) with
    {
        DetailItemId = detail.Id, Identity = detail.Identity, Amount = detail.Amount,
        Reference = detail.Reference.Length > 0 ? detail.Reference : line.Reference,
        FurtherReferences = detail.FurtherReferences, PayerName = detail.PayerName ?? line.PayerName,
        PayerAccount = detail.PayerAccount, PayerBank = detail.PayerBank, Text = detail.Text,
        FileLine = detail.FileLine,
    };

    private ReceiptRow Receipt(LineRow line, string kind) => new()
    {
        CompanyId = line.CompanyId, BankLineId = line.Id, BankAccount = line.BankAccount, Kind = kind,
        BookedOn = line.BookedOn, Amount = line.Amount, Currency = line.Currency, Reference = line.Reference,
        FurtherReferences = line.FurtherReferences, PayerName = line.PayerName, PayerAccount = line.PayerAccount,
        PayerBank = line.PayerBank, Text = line.Text, FileName = arrival.Name, FileLine = line.FileLine,
        QueueState = line.BookedOn < account.StartDate ? "before_start" : "undecided",
    };

    private static BankTransaction Transaction(LineRow row) => new()
    {
        Date = row.BookedOn, Amount = new(row.Amount, Currency.Of(row.Currency)), Kind = LineKind.Return,
        TypeCode = row.TypeCode, Reference = row.Reference, References = References(row.FurtherReferences),
        Payer = new(row.PayerName, row.PayerAccount, row.PayerBank), Text = row.Text, Line = row.FileLine,
    };

    private static string Text(IReadOnlyDictionary<string, string> references) =>
        references.Count == 0 ? "{}" : JsonSerializer.Serialize(references, Plain.Json);

    internal static Dictionary<string, string> References(string text) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(text, Plain.Json) ?? [];
}
