using System.Globalization;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.X12;

/// <summary>
/// One remittance as the segments of an 820, from ST to SE: what a file of its own and the addenda of an ACH entry
/// hold.
/// </summary>
internal static class RemittanceSegments
{
    public static List<string> Of(Remittance remittance, string control, string note = "")
    {
        var currency = remittance.Currency ?? remittance.Total?.Currency ?? Currency.Usd;
        var segments = new List<string>
        {
            $"ST*820*{control}",
            Segment("BPR", "C", Text(remittance.Total), "C", "ACH", "CTX", "", "", "", "", "", "", "", "", "", "",
                remittance.Date?.ToString("yyyyMMdd", CultureInfo.InvariantCulture)),
        };
        Add(remittance.Reference is { } reference ? Segment("TRN", "1", reference) : null);
        Add(currency == Currency.Usd ? null : Segment("CUR", "PR", currency.Code));
        Add(remittance.Payer is { } payer ? Segment("N1", "PR", payer) : null);
        Add(note.Length > 0 ? Segment("NTE", "", note) : null);
        if (remittance.Lines.Count + remittance.Adjustments.Count > 0)
            segments.Add("ENT*1");
        foreach (var adjustment in remittance.Adjustments)
            segments.Add(Segment("ADX", Text(adjustment.Net), adjustment.Reason, "", adjustment.Document));
        foreach (var line in remittance.Lines)
        {
            segments.Add(Segment("RMR", "IV", line.Document, "", Text(line.Net), Text(line.Gross),
                Text(line.Discount), line.Reason, line.Deduction is { } deduction ? Text(-deduction) : ""));
        }

        segments.Add(string.Create(CultureInfo.InvariantCulture, $"SE*{segments.Count + 1}*{control}"));
        return segments;

        void Add(string? segment)
        {
            if (segment is not null)
                segments.Add(segment);
        }
    }

    // Empty elements at a segment's end are left out.
    private static string Segment(string name, params ReadOnlySpan<string?> elements)
    {
        foreach (var element in elements)
        {
            if (element.AsSpan().ContainsAny("*~\\\n\r"))
                throw ItemWriter.NoPlace("a text that holds a separator:", element);
        }

        return $"{name}*{string.Join('*', elements)}".TrimEnd('*');
    }

    private static string Text(Money? amount) => amount?.ToPlainString() ?? "";
}
