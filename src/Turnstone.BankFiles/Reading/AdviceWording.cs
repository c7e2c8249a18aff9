namespace Turnstone.BankFiles;

/// <summary>What a labelled line or column of an advice's head says.</summary>
public enum AdvicePart
{
    /// <summary>Nothing that is kept.</summary>
    Other,

    /// <summary>What is paid in all.</summary>
    Total,

    /// <summary>The day of the payment.</summary>
    Date,

    /// <summary>The payment's reference.</summary>
    Reference,

    /// <summary>Who pays.</summary>
    Payer,

    /// <summary>The payment's currency.</summary>
    Currency,

    /// <summary>The subject of a mail.</summary>
    Subject,

    /// <summary>The sender of a mail.</summary>
    Sender,
}

/// <summary>
/// Words that one bank, sender or customer uses in its advices, next to those everybody knows. Of several that fit an
/// advice the nearest wins: customer, then sender, then the source or bank, then the known words. A word that means
/// <see cref="AdvicePart.Other"/> or <see cref="Field.Type"/> is passed over, whatever others mean by it.
/// </summary>
public sealed record AdviceWording
{
    /// <summary>Part of a sender's mail address; null where the words hold for every sender.</summary>
    public string? Sender { get; init; }

    /// <summary>The customer's name as its advices write it; null where the words hold for every customer.</summary>
    public string? Customer { get; init; }

    /// <summary>Names of columns and what they hold.</summary>
    public IReadOnlyList<(Field Field, string Name)> Columns { get; init; } = [];

    /// <summary>Words in front of what the head says.</summary>
    public IReadOnlyList<(AdvicePart Part, string Label)> Labels { get; init; } = [];

    internal int Nearness => Customer is not null ? 2 : Sender is not null ? 1 : 0;
}
