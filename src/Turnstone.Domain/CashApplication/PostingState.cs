namespace Turnstone.Domain.CashApplication;

/// <summary>Where a share stands on its way into NetSuite (design: Posting state).</summary>
public enum PostingState
{
    /// <summary>Nobody has decided it.</summary>
    Undecided,

    /// <summary>Decided; a second person must approve.</summary>
    Waiting,

    /// <summary>May be posted.</summary>
    Approved,

    /// <summary>Writes are under way, held by NetSuite's approval, or an outcome is being looked up.</summary>
    Posting,

    /// <summary>All writes read back equal.</summary>
    Posted,

    /// <summary>NetSuite or a check said no, and says why.</summary>
    Refused,

    /// <summary>NetSuite already holds it.</summary>
    Found,

    /// <summary>Booked before the bank account's start date: kept, never posted.</summary>
    BeforeStart,
}
