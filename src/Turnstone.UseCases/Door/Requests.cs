using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.Door;

/// <summary>
/// One thing a person or a job can do. The record that implements it is the request: load, decide in Domain, save. It
/// runs in one write transaction and may be run again after a conflict, so it changes nothing but the database.
/// </summary>
public interface IUseCase<T>
{
    /// <summary>The right it asks for.</summary>
    Permission Needs { get; }

    /// <summary>
    /// The company it is about; null where it is about all, or where only the act itself finds out and then asks
    /// <see cref="ReadSession.MayNot"/>.
    /// </summary>
    CompanyId? Company { get; }

    /// <summary>Does it: a value is committed, a refusal leaves nothing behind.</summary>
    Task<Result<T>> Run(Session session);
}

/// <summary>A question: it reads one consistent state and leaves no trace in the audit log.</summary>
public interface IQuery<T>
{
    /// <summary>The right it asks for.</summary>
    Permission Needs { get; }

    /// <summary>The company it is about; null where it is about all the person may see.</summary>
    CompanyId? Company { get; }

    /// <summary>The answer.</summary>
    Task<Result<T>> Run(ReadSession session);
}

/// <summary>
/// Long work: an import, a sync, posting. It is cut into transactions of its own (<see cref="Work.Write"/>) so that
/// nobody waits for it, asks the outside world only between them, and can be started again after a kill.
/// </summary>
public interface ILongUseCase<T>
{
    /// <summary>The right it asks for, again in each of its transactions.</summary>
    Permission Needs { get; }

    /// <summary>The company it is about; null where it is about all.</summary>
    CompanyId? Company { get; }

    /// <summary>Does it.</summary>
    Task<Result<T>> Run(Work work);
}
