using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Nordic;

/// <summary>One payment while its records come; its day may come last.</summary>
internal sealed class NordicPayment(FixedRecord first, Money amount)
{
    private readonly List<string> _texts = [];

    public Money Amount => amount;

    public DateOnly? Date { get; set; }

    public string? Name { get; set; }

    public string? Account { get; set; }

    public string? Reference { get; set; }

    public string? Code { get; init; }

    public ReferenceList? References { get; set; }

    /// <summary>A reference or a line of text; each once.</summary>
    public void Add(string text)
    {
        if (text.Length > 0 && !_texts.Contains(text, StringComparer.Ordinal))
            _texts.Add(text);
    }

    public BankTransaction Make(DateOnly? day) => new()
    {
        Date = Date ?? day ?? default, Amount = amount, Text = string.Join(' ', _texts), Reference = Reference,
        // What a payer takes off within a payment is no return of money.
        Kind = amount.IsNegative ? LineKind.Undecided : LineKind.Receipt, TypeCode = Code, Line = first.Line,
        Payer = Name is null && Account is null ? Payer.Unknown : new(Name, Account), Offset = first.Offset,
        References = References ?? ReferenceList.Empty, Length = first.Text.Length,
    };
}
