namespace Turnstone.Storage.CashApplication;

/// <summary>What a correction teaches, as its row.</summary>
public sealed record LearnedRow
{
    /// <summary>Identity; evidence names it.</summary>
    public long Id { get; init; }

    /// <summary>For whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Code of what it says.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Name key or account; empty for a rule.</summary>
    public string FactKey { get; init; } = "";

    /// <summary>Name or account as the bank printed it.</summary>
    public string Shown { get; init; } = "";

    /// <summary>Whom it is about.</summary>
    public string CustomerId { get; init; } = "";

    /// <summary>Days of grace; 0 where it says nothing of days.</summary>
    public int Days { get; init; }

    /// <summary>What to look at before approving it.</summary>
    public string Caution { get; init; } = "";

    /// <summary>Past receipts for and against it, as JSON.</summary>
    public string Cases { get; init; } = "[]";

    /// <summary>The receipt whose correction teaches it, the latest.</summary>
    public long ReceiptId { get; init; }

    /// <summary>How many corrections taught the same.</summary>
    public int Times { get; init; }

    /// <summary>proposed, approved, refused or taken_back.</summary>
    public string State { get; init; } = "";

    /// <summary>When it was first proposed.</summary>
    public long ProposedAt { get; init; }

    /// <summary>Who corrected.</summary>
    public long ProposedBy { get; init; }

    /// <summary>Its replay; null before one was made.</summary>
    public long? ReplayId { get; init; }

    /// <summary>The request that a second person answers; null before it was asked for.</summary>
    public long? RequestId { get; init; }

    /// <summary>When it was approved.</summary>
    public long? ApprovedAt { get; init; }

    /// <summary>Who approved it.</summary>
    public long? ApprovedBy { get; init; }

    /// <summary>First day it holds.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day it holds; null without an end.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>When it was refused or taken back.</summary>
    public long? EndedAt { get; init; }

    /// <summary>Who refused it or took it back.</summary>
    public long? EndedBy { get; init; }

    /// <summary>Why.</summary>
    public string EndedWhy { get; init; } = "";

    /// <summary>Name of the customer; read, not written.</summary>
    public string CustomerName { get; init; } = "";

    /// <summary>What people call that receipt.</summary>
    public string Called { get; init; } = "";

    /// <summary>Day of that receipt.</summary>
    public DateOnly CalledOn { get; init; }

    /// <summary>Name of who corrected; read, not written.</summary>
    public string Proposer { get; init; } = "";

    /// <summary>Name of who approved; read, not written.</summary>
    public string? Approver { get; init; }

    /// <summary>True while its request waits for a second person; read, not written.</summary>
    public bool IsAsked { get; init; }

    /// <summary>Who asked for its approval; read, not written.</summary>
    public long? AskedBy { get; init; }
}

/// <summary>A receipt whose decision rests on something learned.</summary>
public sealed record LearnedUse
{
    /// <summary>The receipt.</summary>
    public long ReceiptId { get; init; }

    /// <summary>The bank's reference.</summary>
    public string Called { get; init; } = "";

    /// <summary>Its day.</summary>
    public DateOnly BookedOn { get; init; }

    /// <summary>What came in, minor units.</summary>
    public long Amount { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public string QueueState { get; init; } = "";
}
