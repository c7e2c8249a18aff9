using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests;

/// <summary>Short words for what the tests of every format do.</summary>
internal static class Reading
{
    public static FileContent Read(string text, ReadSettings? settings = null) =>
        Read(Encoding.UTF8.GetBytes(text), settings);

    public static FileContent Read(byte[] bytes, ReadSettings? settings = null)
    {
        using var stream = new MemoryStream(bytes);
        return BankFile.ReadWhole(stream, settings ?? ReadSettings.Default);
    }

    public static List<string> Rules(this FileContent content) => [.. content.Problems.Select(problem => problem.Rule)];

    public static List<string> Rules(this FileContent content, Severity atLeast) =>
        [.. content.Problems.Where(problem => problem.Severity >= atLeast).Select(problem => problem.Rule)];

    public static List<string> Amounts(this FileContent content) =>
        [.. content.Transactions.Select(transaction => transaction.Amount.ToPlainString())];

    /// <summary>Everything the content says, as text to compare two readings.</summary>
    public static string Say(this FileContent content)
    {
        var text = new StringBuilder();
        foreach (var statement in content.Statements)
        {
            text.Append(statement.Head).Append('\n');
            foreach (var transaction in statement.Transactions)
                Say(text, transaction);
            text.Append(statement.End).Append('\n');
        }

        foreach (var remittance in content.Remittances)
        {
            text.Append(remittance with { Lines = [] }).Append('\n');
            foreach (var line in remittance.Lines)
                text.Append(line).Append('\n');
        }

        foreach (var problem in content.Problems)
            text.Append(problem).Append('\n');
        return text.ToString();
    }

    private static void Say(StringBuilder text, BankTransaction transaction)
    {
        text.Append(transaction with { Parts = [], References = new Dictionary<string,
            string>(StringComparer.Ordinal) });
        foreach (var reference in transaction.References)
            text.Append(reference);
        text.Append('\n');
        foreach (var part in transaction.Parts)
            Say(text.Append("  "), part);
    }
}

/// <summary>A stream that hands out a few bytes at a time, as a network does.</summary>
internal sealed class ShortReads(byte[] bytes, int most) : MemoryStream(bytes)
{
    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(most, buffer.Length)]);

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(most, count));
}
