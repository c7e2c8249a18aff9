namespace Turnstone.Domain.Audit;

/// <summary>A chain of the log: one per connection and company; an empty company holds what belongs to none.</summary>
/// <param name="Connection">The connection; 0 is the house itself.</param>
/// <param name="Company">The company's id, or empty.</param>
public readonly record struct ChainId(long Connection, string Company)
{
    /// <inheritdoc/>
    public override string ToString() => (Connection, Company) switch
    {
        (0, _) => "the house",
        (_, "") => $"connection {Connection}",
        _ => $"connection {Connection}, company {Company}",
    };
}

/// <summary>One act as the log keeps it for good.</summary>
public sealed record AuditEntry
{
    /// <summary>The chain it stands in.</summary>
    public required ChainId Chain { get; init; }

    /// <summary>Its place in the chain, from 1 without gaps.</summary>
    public required long Seq { get; init; }

    /// <summary>When, in Unix microseconds.</summary>
    public required long At { get; init; }

    /// <summary>Id of who did it.</summary>
    public required long PersonId { get; init; }

    /// <summary>Name of who did it, as it was then.</summary>
    public required string Person { get; init; }

    /// <summary>What was done, a stable code such as <c>receipt.accepted</c>.</summary>
    public required string Act { get; init; }

    /// <summary>To what, such as <c>receipt 4711</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>How it was before, as JSON; null where there was nothing.</summary>
    public string? Before { get; init; }

    /// <summary>How it is after, as JSON; null where nothing is left.</summary>
    public string? After { get; init; }

    /// <summary>The reason given; null where none is asked.</summary>
    public string? Why { get; init; }

    /// <summary>
    /// How it was done out of the ordinary: <c>single person</c>, <c>for Ruth Klein</c>; empty otherwise.
    /// </summary>
    public string Mark { get; init; } = "";

    /// <summary>Hash of the entry before; 32 zero bytes for the first.</summary>
    public required ReadOnlyMemory<byte> PreviousHash { get; init; }

    /// <summary>Hash of this entry and, through the previous hash, of everything before it.</summary>
    public required ReadOnlyMemory<byte> Hash { get; init; }
}
