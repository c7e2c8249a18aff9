using System.Globalization;
using System.Text;

namespace BankFiles.Tests.Advices.Payers;

/// <summary>An 820: one payment, adjustments with their code at the document they belong to.</summary>
internal static class Interchange
{
    public static (byte[] File, PaymentTruth[] Payments) Make(Page page)
    {
        var draw = page.Habits.Draw;
        var drawn = page.Bill.Payment(new(1, 60, Discounts: true, Deductions: true));
        // Reasons are codes there, and names are short and without accents.
        var payment = drawn with
        {
            Payer = Plain(drawn.Payer),
            Lines = [.. drawn.Lines.Select(line => line with { Reason = line.Reason is null ? null
                : draw.One("01", "04", "06", "55", "L7") })],
        };
        List<string> set =
        [
            "ST*820*0001",
            $"BPR*C*{Number(payment.Total)}*C*ACH*CTX*01*021000021*DA*11*1939000231**01*122099999*DA*22*"
                + payment.Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            $"TRN*1*{payment.Reference}*1939000231", $"CUR*PR*{payment.Currency}", "N1*PE*TURNSTONE INC",
            $"N1*PR*{payment.Payer}", "ENT*1",
        ];
        foreach (var line in payment.Lines)
        {
            var off = line.Deduction == 0 ? "" : $"*{line.Reason}*-{Number(line.Deduction)}";
            var discount = line.Discount == 0 && off.Length == 0 ? "" : "*" + (line.Discount == 0 ? ""
                : Number(line.Discount));
            set.Add($"RMR*{(line.Net < 0 ? "CM" : "IV")}*{line.Document}**{Number(line.Net)}*"
                + $"{Number(line.Gross!.Value)}{discount}{off}");
            if (draw.Chance(40))
                set.Add("REF*PO*45" + draw.Digits(8));
            set.Add("DTM*003*20260301");
        }

        set.Add(string.Create(CultureInfo.InvariantCulture, $"SE*{set.Count + 1}*0001"));
        var end = draw.One("~", "~\n", "\\");
        var file = string.Concat(new[]
        {
            "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260630*0600*U*00401*000000001*0*P*>",
            "GS*RA*S*R*20260630*0600*1*X*004010",
        }.Concat(set).Concat(["GE*1*1", "IEA*1*000000001"]).Select(segment => segment + end));
        return (Encoding.ASCII.GetBytes(file), [payment]);
    }

    private static string Number(long minor) => (minor / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Plain(string name) => string.Concat(name.Normalize(NormalizationForm.FormD)
        .Where(sign => sign < 128 && sign is not ('*' or '~' or '\\' or '>'))).ToUpperInvariant();
}
