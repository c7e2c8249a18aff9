using System.Text.RegularExpressions;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Advices;

/// <summary>What is odd about the lines of an advice though each can be read.</summary>
internal static partial class AdviceDoubts
{
    /// <summary>Reports documents that stand twice with one amount, and numbers a spreadsheet has rounded.</summary>
    public static void Report(Findings findings, IReadOnlyList<RemittanceLine> lines)
    {
        var seen = new HashSet<(string, long)>();
        foreach (var line in lines)
        {
            if (line.Document.Length > 0 && !seen.Add((line.Document, line.Net?.Minor ?? 0)))
            {
                findings.Problem(Severity.Warning, "advice.twice", line.Line,
                    $"Document {line.Document} stands twice with the same amount: ask the payer which is meant.");
            }

            if (line.Document.Length < 24 && Rounded().IsMatch(line.Document))
            {
                findings.Problem(Severity.Warning, "advice.rounded_number", line.Line, $"\"{line.Document}\" is a " +
                    "number that a spreadsheet has rounded: its last digits are lost, ask the payer for them.");
            }
        }
    }

    [GeneratedRegex(@"^\d[.,]?\d*E\+?\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex Rounded();
}
