namespace Turnstone.NetSuite;

/// <summary>
/// How NetSuite words the business rules that all come as one error code, USER_ERROR. The texts are those of English
/// accounts and of
/// public sources; an account that words them otherwise has rules added in front.
/// </summary>
/// <param name="Code">Our code for it, one of <see cref="Refusals"/>.</param>
/// <param name="AllOf">Words that all stand in the detail, in either case.</param>
public sealed record ErrorWords(string Code, params IReadOnlyList<string> AllOf)
{
    /// <summary>What is known; the first that fits counts.</summary>
    public static IReadOnlyList<ErrorWords> Known { get; } =
    [
        new(Refusals.Locked, "locked by a user defined workflow"),
        new(Refusals.RecordChanged, "record has been changed"),
        new(Refusals.RecordChanged, "rcrd_has_been_changed"),
        new(Refusals.Mandatory, "please enter value(s) for"),
        new(Refusals.Duplicate, "dup_rcrd"),
        new(Refusals.Duplicate, "already exists"),
        new(Refusals.Duplicate, "duplicate", "external"),
        new(Refusals.PeriodClosed, "period", "closed"),
        new(Refusals.PeriodLocked, "period", "locked"),
        new(Refusals.Reference, "invalid field value"),
        new(Refusals.Reference, "invalid reference key"),
        new(Refusals.OverApplied, "exceed", "due"),
        new(Refusals.OverApplied, "exceed", "remaining amount"),
        new(Refusals.OverApplied, "amount", "greater than", "due"),
        new(Refusals.OverApplied, "apply more"),
        new(Refusals.Permission, "you do not have permission"),
        new(Refusals.Permission, "permission violation"),
    ];

    internal bool Fits(string detail) => AllOf.All(word => detail.Contains(word, StringComparison.OrdinalIgnoreCase));
}
