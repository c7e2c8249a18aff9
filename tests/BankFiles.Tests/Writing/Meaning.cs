using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Writing;

/// <summary>What items say, apart from where it stands in the file.</summary>
internal static class Meaning
{
    public static List<FileItem> Items(byte[] file, ReadSettings? settings = null)
    {
        using var stream = new MemoryStream(file);
        return [.. BankFile.Read(stream, settings ?? ReadSettings.Default)];
    }

    /// <summary>One line for each thing said.</summary>
    public static string Of(IEnumerable<FileItem> items)
    {
        var text = new StringBuilder();
        foreach (var item in items)
        {
            switch (item)
            {
                case StatementBegan began: text.Append(began.Head with { Line = 0 }).Append('\n'); break;
                case TransactionRead read: Of(text, read.Transaction); break;
                case StatementEnded ended: text.Append(ended.End).Append('\n'); break;
                case RemittanceRead read: Of(text, read.Remittance); break;
                default: break;
            }
        }

        return text.ToString();
    }

    public static string Of(BankTransaction transaction)
    {
        var text = new StringBuilder();
        Of(text, transaction);
        return text.ToString();
    }

    private static void Of(StringBuilder text, BankTransaction transaction)
    {
        text.Append(transaction with
        {
            Line = 0, Offset = 0, Length = 0, Parts = [],
            References = new Dictionary<string, string>(StringComparer.Ordinal),
        });
        foreach (var reference in transaction.References.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.Append(reference);
        text.Append('\n');
        foreach (var part in transaction.Parts)
            Of(text.Append("  "), part);
    }

    private static void Of(StringBuilder text, Remittance remittance)
    {
        text.Append(remittance with { Line = 0, Lines = [], Adjustments = [] }).Append('\n');
        foreach (var line in remittance.Lines.Concat(remittance.Adjustments))
            text.Append("  ").Append(line with { Line = 0 }).Append('\n');
    }
}
