using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Fedwire;

/// <summary>Structured remittance of a CTP message: {8400} begins a document, {8450} to {8700} tell of it.</summary>
internal static class FedwireRemittance
{
    public static Remittance? Read(FedwireMessage message, BankTransaction wire)
    {
        var lines = new List<RemittanceLine>();
        foreach (var (tag, value) in message.Tags)
        {
            if (tag == 8400)
                lines.Add(new(Second(value), null, null, null, null, null, message.Line));
            else if (lines.Count > 0)
                lines[^1] = With(lines[^1], tag, value);
        }

        return lines.Count == 0 ? null : new()
        {
            Payer = wire.Payer.Name, Reference = wire.Reference, Date = wire.Date == default ? null : wire.Date,
            Currency = wire.Amount.Currency, Total = wire.Amount, Lines = lines, Line = message.Line,
        };
    }

    private static RemittanceLine With(RemittanceLine line, int tag, string value) => tag switch
    {
        8450 => line with { Net = AmountOf(value) },
        8500 => line with { Gross = AmountOf(value) },
        8550 => line with { Discount = AmountOf(value) },
        8600 when value.Length > 6 => line with
        {
            Deduction = AmountOf(value[6..]) is { } amount ? Signed(amount, value.AsSpan(2, 4)) : null,
            Reason = value[..2],
        },
        _ => line,
    };

    // A debit of the payer's (DBIT) adds to what is due.
    private static Money Signed(Money amount, ReadOnlySpan<char> direction) => direction is "DBIT" ? -amount : amount;

    // "AROI*111111*Issuer": the number is the second element.
    private static string Second(string value)
    {
        var elements = FedwireMessage.Elements(value, 39, 35, 35);
        return elements.Count > 1 ? elements[1] : "";
    }

    // "USD1234.56*"
    private static Money? AmountOf(string value)
    {
        var text = value.Split('*')[0].Trim();
        return text.Length > 3 && Currency.TryParse(text[..3], out var currency)
            && Money.TryParse(text[3..].Replace(',', '.'), currency, out var amount) ? amount : null;
    }
}
