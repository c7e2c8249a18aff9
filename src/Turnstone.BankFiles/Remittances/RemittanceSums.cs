using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles;

/// <summary>The one check every remittance has: what is paid line by line is what is paid.</summary>
internal static class RemittanceSums
{
    /// <summary>Warns where the lines do not add up to the total, or a line does not foot.</summary>
    public static void Check(Findings findings, Remittance remittance)
    {
        // By index: the enumerator of a list behind an interface is one object more for each of a million entries.
        for (var at = 0; at < remittance.Lines.Count; at++)
        {
            var line = remittance.Lines[at];
            if (line is { Gross: { } gross, Net: { } net } && (line.Discount ?? line.Deduction) is not null
                && gross.Minor - (line.Discount?.Minor ?? 0) - (line.Deduction?.Minor ?? 0) != net.Minor
                && gross.Minor + (line.Discount?.Minor ?? 0) + (line.Deduction?.Minor ?? 0) != net.Minor)
            {
                findings.Problem(Severity.Warning, "advice.line_sum", line.Line,
                    $"Document {line.Document}: {gross.ToPlainString()} less what is taken off is not " +
                    $"{net.ToPlainString()}.");
            }
        }

        if (remittance.Total is not { } total || remittance.Lines.Count == 0)
            return;
        Int128 sum = 0;
        var stated = remittance.Adjustments.Count > 0;
        for (var at = 0; at < remittance.Lines.Count; at++)
        {
            sum += remittance.Lines[at].Net?.Minor ?? 0;
            stated |= remittance.Lines[at].Net is not null;
        }

        if (!stated)
        {
            findings.Problem(Severity.Note, "advice.no_amounts", remittance.Line,
                $"The lines of the advice name documents and no amounts; {total} is paid for all of them.");
            return;
        }

        for (var at = 0; at < remittance.Adjustments.Count; at++)
            sum += remittance.Adjustments[at].Net?.Minor ?? 0;
        if (sum != total.Minor)
        {
            findings.Problem(Severity.Warning, "advice.sum", remittance.Line,
                $"The advice of {remittance.Payer ?? "an unnamed payer"} states {total}, its lines add up to " +
                $"another amount " +
                $"(difference " +
                $"{new Turnstone.Domain.Kernel.Money(long.CreateSaturating(total.Minor - sum), total.Currency)}).");
        }
    }
}
