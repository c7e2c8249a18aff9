using System.Text.Json;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles;

/// <summary>What a conversion or examination came to; the command line's exit code follows from it.</summary>
/// <param name="Recognition">What the file is; null where no reader knows it.</param>
/// <param name="Transactions">Entries read.</param>
/// <param name="Remittances">Remittances read.</param>
/// <param name="Statements">Statements read, empty ones too.</param>
/// <param name="Worst">The gravest finding; null where there is none.</param>
public sealed record ReadOutcome(
    Recognition? Recognition, long Transactions, long Remittances, long Statements, Severity? Worst)
{
    /// <summary>Nothing of the file could be read.</summary>
    public bool Refused => Recognition is null || (Worst == Severity.Error && Statements == 0 && Remittances == 0);

    /// <summary>Something was read, and something of it is in doubt.</summary>
    public bool InDoubt => !Refused && Worst >= Severity.Warning;
}

/// <summary>Writes any bank file as plain rows in JSON: the stable contract of <c>turnstone convert</c>.</summary>
public static class JsonRows
{
    /// <summary>
    /// Streams the items out. Statements are written as they are read; remittances and problems follow, as the contract
    /// orders them.
    /// </summary>
    public static ReadOutcome Write(IEnumerable<FileItem> items, Stream output)
    {
        ArgumentNullException.ThrowIfNull(items);
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
        var writer = new RowWriter(json);
        foreach (var item in items)
            writer.Take(item);
        return writer.End();
    }

    /// <summary>Signed decimal, with all decimals of the currency.</summary>
    internal static void Amount(Utf8JsonWriter json, string name, Money? amount)
    {
        if (amount is { } money)
            json.WriteString(name, money.ToPlainString());
        else
            json.WriteNull(name);
    }

    internal static void Date(Utf8JsonWriter json, string name, DateOnly? date) =>
        Text(json, name, date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    internal static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is null)
            json.WriteNull(name);
        else
            json.WriteString(name, text);
    }

    internal static void Problem(Utf8JsonWriter json, Problem problem, string? source = null)
    {
        json.WriteStartObject();
        json.WriteString("severity", Words.Of(problem.Severity));
        json.WriteString("rule", problem.Rule);
        if (source is not null)
            json.WriteString("source", source);
        json.WriteNumber("line", problem.Line);
        json.WriteString("message", problem.Message);
        if (problem.Raw is not null)
            json.WriteString("raw", problem.Raw);
        json.WriteEndObject();
    }

    private sealed class RowWriter(Utf8JsonWriter json)
    {
        private readonly List<Remittance> _remittances = [];
        private readonly List<Problem> _problems = [];
        private Recognition? _recognition;
        private bool _begun;
        private bool _statementOpen;
        private long _transactions;
        private long _statements;
        private Money? _closing;

        public void Take(FileItem item)
        {
            switch (item)
            {
                case FileBegan began: _recognition = began.Recognition; break;
                case StatementBegan began: Begin(began.Head); break;
                case TransactionRead read: Transaction(read.Transaction); break;
                case StatementEnded ended: EndStatement(ended.End); break;
                case RemittanceRead read: _remittances.Add(read.Remittance); break;
                case ProblemFound found: _problems.Add(found.Problem); break;
                case TotalCompared or BankGuessed: break;
                default: throw new InvalidOperationException($"A reader gave {item.GetType().Name}.");
            }
        }

        public ReadOutcome End()
        {
            Head();
            EndStatement();
            json.WriteEndArray();
            json.WriteStartArray("remittances");
            _remittances.ForEach(Remittance);
            json.WriteEndArray();
            json.WriteStartArray("problems");
            _problems.ForEach(problem => Problem(json, problem));
            json.WriteEndArray();
            json.WriteEndObject();
            json.Flush();
            return new(_recognition, _transactions, _remittances.Count, _statements,
                _problems.Count == 0 ? null : _problems.Max(problem => problem.Severity));
        }

        private void Head()
        {
            if (_begun)
                return;
            _begun = true;
            json.WriteStartObject();
            Text(json, "format", _recognition?.Format);
            Text(json, "version", _recognition?.Version);
            Text(json, "role", _recognition is null ? null : Words.Of(_recognition.Role));
            json.WriteStartArray("statements");
        }

        private void Begin(StatementHead head)
        {
            Head();
            EndStatement();
            (_statementOpen, _statements) = (true, _statements + 1);
            json.WriteStartObject();
            json.WriteString("account", head.Account);
            json.WriteString("currency", head.Currency.Code);
            Amount(json, "opening", head.Opening);
            _closing = head.Closing;
            json.WriteStartArray("transactions");
        }

        private void EndStatement(StatementEnd? end = null)
        {
            if (!_statementOpen)
                return;
            _statementOpen = false;
            json.WriteEndArray();
            Amount(json, "closing", end?.Closing ?? _closing);
            json.WriteEndObject();
            // A long file must not be held in the writer.
            json.Flush();
        }

        private void Transaction(BankTransaction transaction)
        {
            _transactions++;
            Row(transaction);
            if (json.BytesPending > 1 << 16)
                json.Flush();
        }

        private void Row(BankTransaction transaction)
        {
            json.WriteStartObject();
            Date(json, "date", transaction.Date);
            Date(json, "value_date", transaction.ValueDate);
            Amount(json, "amount", transaction.Amount);
            json.WriteString("currency", transaction.Amount.Currency.Code);
            json.WriteString("kind", Words.Of(transaction.Kind));
            Text(json, "type_code", transaction.TypeCode);
            Text(json, "reference", transaction.Reference);
            json.WriteStartObject("references");
            foreach (var (kind, value) in transaction.References)
                json.WriteString(kind, value);
            json.WriteEndObject();
            json.WriteStartObject("payer");
            Text(json, "name", transaction.Payer.Name);
            Text(json, "account", transaction.Payer.Account);
            Text(json, "bank", transaction.Payer.Bank);
            json.WriteEndObject();
            json.WriteString("text", transaction.Text);
            json.WriteNumber("line", transaction.Line);
            json.WriteStartArray("parts");
            foreach (var part in transaction.Parts)
                Row(part);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        private void Remittance(Remittance remittance)
        {
            json.WriteStartObject();
            Text(json, "payer", remittance.Payer);
            Text(json, "reference", remittance.Reference);
            Date(json, "date", remittance.Date);
            Text(json, "currency", remittance.Currency?.Code);
            Amount(json, "total", remittance.Total);
            json.WriteStartArray("lines");
            foreach (var line in remittance.Lines)
                Line(line);
            json.WriteEndArray();
            if (remittance.Adjustments.Count > 0)
            {
                json.WriteStartArray("adjustments");
                foreach (var adjustment in remittance.Adjustments)
                    Line(adjustment);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        private void Line(RemittanceLine line)
        {
            json.WriteStartObject();
            json.WriteString("document", line.Document);
            Amount(json, "gross", line.Gross);
            Amount(json, "discount", line.Discount);
            Amount(json, "deduction", line.Deduction);
            Text(json, "reason", line.Reason);
            Amount(json, "net", line.Net);
            json.WriteNumber("line", line.Line);
            json.WriteEndObject();
        }
    }
}
