using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Approvals;

/// <summary>
/// An act that two persons must do: one asks, another approves, and only then it happens (posting.md: Two persons). The
/// record that implements it is kept as JSON, so its properties are plain; its kind stands in <see
/// cref="TwoPersonActs"/>.
/// </summary>
public interface ITwoPersonAct
{
    /// <summary>The company it is about; null for the whole connection.</summary>
    CompanyId? Company { get; }

    /// <summary>What it is about, as the log says it, such as <c>file 12</c>.</summary>
    string Subject { get; }

    /// <summary>The right that asking takes.</summary>
    Permission Asks { get; }

    /// <summary>The rights, one of which approving takes.</summary>
    IReadOnlyList<Permission> Answers { get; }

    /// <summary>Refuses what cannot be done at all; asked when it is requested and again before it is done.</summary>
    Task<Result<Done>> Check(Session session);

    /// <summary>
    /// Refuses a person who may not approve this one, such as who decided what it is about; null where they may.
    /// </summary>
    Task<Refusal?> MayAnswer(Session session);

    /// <summary>Does it, and says so to the log.</summary>
    Task<Result<Done>> Apply(Session session, Approval approval);
}

/// <summary>Whose word an act is done on.</summary>
/// <param name="Request">Id of the request.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="ApprovedBy">Who approved; the same person only in a company of one.</param>
/// <param name="Why">The reason given when it was asked for.</param>
public sealed record Approval(long Request, long AskedBy, long ApprovedBy, string Why);
