using Turnstone.Domain.Audit;

namespace Turnstone.Storage.Audit;

/// <summary>An entry of the log as its row.</summary>
public sealed record AuditEntryRow
{
    /// <summary>Connection of the chain.</summary>
    public long ConnectionId { get; init; }

    /// <summary>Company of the chain; empty for none.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Place in the chain.</summary>
    public long Seq { get; init; }

    /// <summary>When, in Unix microseconds.</summary>
    public long At { get; init; }

    /// <summary>Id of who did it.</summary>
    public long PersonId { get; init; }

    /// <summary>Name of who did it.</summary>
    public string Person { get; init; } = "";

    /// <summary>What was done.</summary>
    public string Act { get; init; } = "";

    /// <summary>To what.</summary>
    public string Subject { get; init; } = "";

    /// <summary>How it was before.</summary>
    public string? Before { get; init; }

    /// <summary>How it is after.</summary>
    public string? After { get; init; }

    /// <summary>The reason.</summary>
    public string? Why { get; init; }

    /// <summary>What is out of the ordinary.</summary>
    public string Mark { get; init; } = "";

    /// <summary>Hash of the entry before.</summary>
    public byte[] PrevHash { get; init; } = [];

    /// <summary>Hash of this entry.</summary>
    public byte[] Hash { get; init; } = [];

    /// <summary>The row as the domain's entry.</summary>
    public AuditEntry ToEntry() => new()
    {
        Chain = new(ConnectionId, CompanyId), Seq = Seq, At = At, PersonId = PersonId, Person = Person, Act = Act,
        Subject = Subject, Before = Before, After = After, Why = Why, Mark = Mark, PreviousHash = PrevHash, Hash = Hash,
    };
}

/// <summary>What of the log a person asks to see, newest first.</summary>
public sealed record AuditFilter
{
    /// <summary>Connection.</summary>
    public long Connection { get; init; }

    /// <summary>True where entries of every company may be seen; else only those of <see cref="Companies"/>.</summary>
    public bool AllCompanies { get; init; }

    /// <summary>Companies that may be seen; an empty id is what belongs to no company.</summary>
    public string[] Companies { get; init; } = [];

    /// <summary>Only this subject; null for all.</summary>
    public string? Subject { get; init; }

    /// <summary>Only this act; null for all.</summary>
    public string? Act { get; init; }

    /// <summary>Only this person; null for all.</summary>
    public long? PersonId { get; init; }

    /// <summary>Only what is older than this row; null for the newest.</summary>
    public AuditPlace? Before { get; init; }

    /// <summary>At most so many.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>Where a page of the log ended.</summary>
/// <param name="At">When the last row was written.</param>
/// <param name="Company">Its chain's company.</param>
/// <param name="Seq">Its number.</param>
public sealed record AuditPlace(long At, string Company, long Seq);
