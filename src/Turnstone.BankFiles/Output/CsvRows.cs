using System.Globalization;
using System.Text;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles;

/// <summary>
/// Writes the transactions of any bank file as CSV: one row per entry, parts indented by their own column.
/// </summary>
public static class CsvRows
{
    private const string Header = "account,date,value_date,amount,currency,kind,type_code,reference,references," +
        "payer_name,payer_account,payer_bank,text,line,part";

    /// <summary>
    /// Streams the rows out. Text that a spreadsheet would take for a formula gets an apostrophe in front; problems are
    /// handed to <paramref name="problem"/>, since CSV has no place for them.
    /// </summary>
    public static ReadOutcome Write(IEnumerable<FileItem> items, TextWriter output, Action<Problem> problem)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(problem);
        Recognition? recognition = null;
        var (transactions, remittances, statements) = (0L, 0L, 0L);
        Severity? worst = null;
        var account = "";
        output.Write(Header + "\r\n");
        foreach (var item in items)
        {
            switch (item)
            {
                case FileBegan began: recognition = began.Recognition; break;
                case StatementBegan began: (account, statements) = (began.Head.Account, statements + 1); break;
                case TransactionRead read: transactions++; Row(output, account, read.Transaction, part: null); break;
                case RemittanceRead: remittances++; break;
                case ProblemFound found:
                    problem(found.Problem);
                    worst = worst > found.Problem.Severity ? worst : found.Problem.Severity;
                    break;
                default: break;
            }
        }

        return new(recognition, transactions, remittances, statements, worst);
    }

    private static void Row(TextWriter output, string account, BankTransaction transaction, int? part)
    {
        var row = new StringBuilder();
        Add(row, account);
        Add(row, transaction.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add(row, transaction.ValueDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        row.Append(transaction.Amount.ToPlainString()).Append(',');
        Add(row, transaction.Amount.Currency.Code);
        Add(row, Words.Of(transaction.Kind));
        Add(row, transaction.TypeCode);
        Add(row, transaction.Reference);
        Add(row, string.Join("; ", transaction.References.Select(pair => $"{pair.Key}={pair.Value}")));
        Add(row, transaction.Payer.Name);
        Add(row, transaction.Payer.Account);
        Add(row, transaction.Payer.Bank);
        Add(row, transaction.Text);
        row.Append(transaction.Line.ToString(CultureInfo.InvariantCulture)).Append(',');
        row.Append(part?.ToString(CultureInfo.InvariantCulture)).Append("\r\n");
        output.Write(row);
        for (var i = 0; i < transaction.Parts.Count; i++)
            Row(output, account, transaction.Parts[i], i + 1);
    }

    private static void Add(StringBuilder row, string? text) => row.Append(CsvText.Cell(text)).Append(',');
}
