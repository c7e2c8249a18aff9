using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.CashApplication.Cashbench;

/// <summary>A customer of a made-up company, with the names and the account it pays under.</summary>
internal sealed record BenchCustomer(string Id, string Name, string? Parent, string Terms, string Account)
{
    /// <summary>What its payments are called at the bank.</summary>
    public List<string> Names { get; } = [];

    public List<BenchItem> Items { get; } = [];
}

/// <summary>An open document of a made-up company; the open amount is positive for credits too.</summary>
internal sealed record BenchItem(
    string Number, bool IsCredit, BenchCustomer Customer, DateOnly Date, DateOnly Due, long Total, long Open,
    string? Order, int Percent, DateOnly? Until)
{
    /// <summary>A receipt pays it already.</summary>
    public bool Taken { get; set; }

    public long Signed => IsCredit ? -Open : Open;
}

/// <summary>One line of a truth.</summary>
internal sealed record BenchApplied(BenchItem Item, long Cash, long Discount = 0, long WriteOff = 0);

/// <summary>A receipt with what a careful clerk books for it.</summary>
internal sealed record BenchReceipt(
    string Reference, string Scenario, DateOnly Date, long Amount, string Payer, string Account, string Text,
    string Status, BenchCustomer? Customer, IReadOnlyList<BenchApplied> Applied, long Unapplied)
{
    /// <summary>A list that came apart from the money; null where none did.</summary>
    public BenchAdvice? Advice { get; init; }
}

/// <summary>A payer's list: what it says it pays, under which reference.</summary>
internal sealed record BenchAdvice(
    string? Reference, DateOnly Date, string Payer, IReadOnlyList<(string Document, long Paid)> Lines);

/// <summary>A receipt settled before.</summary>
internal sealed record BenchSettled(
    DateOnly Date, string Payer, string Account, long Amount, string Text, BenchCustomer Customer, string Document);

/// <summary>All of one made-up morning.</summary>
internal sealed record BenchCase(
    BenchCompany Company, IReadOnlyList<BenchCustomer> Customers, IReadOnlyList<BenchItem> Items,
    IReadOnlyList<BenchSettled> History, IReadOnlyList<BenchReceipt> Receipts)
{
    public static DateOnly AsOf { get; } = new(2026, 6, 30);

    public string Money(long minor) => new Money(minor, Company.Currency).ToPlainString();
}
