namespace Turnstone.Domain.CashApplication.Allocation;

/// <summary>So much of a receipt against one open item, in minor units of the receipt's currency.</summary>
internal sealed record PlanLine(int Item, long Cash, long Discount = 0, long WriteOff = 0)
{
    public long Settled => Cash + Discount + WriteOff;
}

/// <summary>One explanation of a receipt's money with what speaks for and against it.</summary>
internal sealed record Plan
{
    public IReadOnlyList<PlanLine> Lines { get; init; } = [];

    public long OnAccount { get; init; }

    public MatchStatus Status { get; init; }

    public int Customer { get; init; } = -1;

    public IReadOnlyList<Signal> Signals { get; init; } = [];

    /// <summary>Why it may not be auto whatever its score; null where nothing forbids it.</summary>
    public string? Bar { get; init; }

    /// <summary>Other explanations of the same money: they share the probability.</summary>
    public IReadOnlyList<Plan> Rivals { get; init; } = [];

    public int Score => Signals.Sum(signal => signal.Weight);

    /// <summary>The sender is known as somebody whose documents these are not.</summary>
    public bool Contradicts => Signals.Any(signal => signal is { Name: "payer_contradicts" or "payer_differs" });

    public Plan With(Signal signal) => this with { Signals = [.. Signals, signal] };

    public Plan Barred(string why) => this with { Bar = Bar ?? why };

    /// <summary>Same documents, whatever the amounts.</summary>
    public bool Means(Plan other) => Customer == other.Customer
        && Lines.Select(line => line.Item).Order().SequenceEqual(other.Lines.Select(line => line.Item).Order());
}
