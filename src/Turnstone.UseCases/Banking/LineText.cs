using System.Text.Json;
using Turnstone.Domain.Banking;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Banking;

/// <summary>A bank line as it is kept while a person places it.</summary>
internal sealed record LineText
{
    public DateOnly Date { get; init; }

    public DateOnly? ValueDate { get; init; }

    public long Amount { get; init; }

    public string Currency { get; init; } = "";

    public LineKind Kind { get; init; }

    public string? TypeCode { get; init; }

    public string? Reference { get; init; }

    public IReadOnlyDictionary<string, string> References { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    public string? PayerName { get; init; }

    public string? PayerAccount { get; init; }

    public string? PayerBank { get; init; }

    public string Text { get; init; } = "";

    public long Line { get; init; }

    public static string Of(BankTransaction line) => JsonSerializer.Serialize(
        new LineText
        {
            Date = line.Date, ValueDate = line.ValueDate, Amount = line.Amount.Minor,
            Currency = line.Amount.Currency.Code, Kind = line.Kind, TypeCode = line.TypeCode,
            Reference = line.Reference, References = line.References, PayerName = line.Payer.Name,
            PayerAccount = line.Payer.Account, PayerBank = line.Payer.Bank, Text = line.Text, Line = line.Line,
        }, Plain.Json);

    public static BankTransaction Read(string body)
    {
        var text = JsonSerializer.Deserialize<LineText>(body, Plain.Json)
            ?? throw new InvalidOperationException("A held line is empty.");
        return new()
        {
            Date = text.Date, ValueDate = text.ValueDate,
            Amount = new(text.Amount, Domain.Kernel.Currency.Of(text.Currency)), Kind = text.Kind,
            TypeCode = text.TypeCode, Reference = text.Reference, References = text.References,
            Payer = new(text.PayerName, text.PayerAccount, text.PayerBank), Text = text.Text, Line = text.Line,
        };
    }
}
