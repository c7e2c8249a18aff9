using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.Door;

/// <summary>How far long work has come.</summary>
/// <param name="What">What is being done, as a person reads it.</param>
/// <param name="Done">How much is done.</param>
/// <param name="Of">Of how much; null where nobody knows.</param>
public sealed record Progress(string What, long Done, long? Of);

/// <summary>What long work has in hand: transactions one after the other, and the outside world between them.</summary>
public sealed class Work
{
    private readonly UseCases _door;
    private readonly Permission _needs;
    private readonly CompanyId? _company;
    private readonly IProgress<Progress>? _progress;

    internal Work(UseCases door, Actor actor, (Permission Needs, CompanyId? Company) asked,
        IProgress<Progress>? progress, CancellationToken cancel)
    {
        _door = door;
        Actor = actor;
        (_needs, _company) = asked;
        _progress = progress;
        Cancel = cancel;
    }

    /// <summary>Who started it.</summary>
    public Actor Actor { get; }

    /// <summary>Stops it between two transactions.</summary>
    public CancellationToken Cancel { get; }

    /// <summary>This moment.</summary>
    public DateTimeOffset Now => _door.Around.Time.GetUtcNow();

    /// <summary>Waits by the door's clock; never within a transaction.</summary>
    public Task Pause(TimeSpan time) => Task.Delay(time, _door.Around.Time, Cancel);

    /// <summary>
    /// One transaction with its audit entries: a value is committed, a refusal undone. Keep it short: on SQLite
    /// everyone else waits meanwhile.
    /// </summary>
    public Task<Result<T>> Write<T>(Func<Session, Task<Result<T>>> step) =>
        _door.Write(Actor, (_needs, _company), step, Cancel);

    /// <summary>One consistent look.</summary>
    public Task<Result<T>> Read<T>(Func<ReadSession, Task<Result<T>>> look) =>
        _door.Read(Actor, (_needs, _company), look, Cancel);

    /// <summary>Runs a use case of its own for the same person.</summary>
    public Task<Result<T>> Run<T>(IUseCase<T> request) => _door.Run(request, Actor, Cancel);

    /// <summary>Runs long work of its own for the same person.</summary>
    public Task<Result<T>> Run<T>(ILongUseCase<T> request) => _door.Run(request, Actor, _progress, Cancel);

    /// <summary>Something the host gave, such as NetSuite; ask it only between transactions.</summary>
    public T Use<T>() where T : class => _door.Around.Use<T>();

    /// <summary>Tells whoever watches how far it is.</summary>
    public void Report(string what, long done, long? of = null) => _progress?.Report(new(what, done, of));
}
