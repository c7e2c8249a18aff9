using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.Door;

namespace Turnstone.UseCases.Door;

/// <summary>
/// The one door: page, API, command line, job and simulation all come through it. It finds out who asks and what they
/// may do, opens the transaction, runs the request, writes the audit log as the last step and commits.
/// </summary>
public sealed class UseCases(Database database, Surroundings around)
{
    /// <summary>Name of the traces of all requests.</summary>
    public const string Traces = "Turnstone.UseCases";

    private static readonly ActivitySource Source = new(Traces);

    internal Surroundings Around => around;

    /// <summary>The calendar day where the program runs.</summary>
    public DateOnly Today => DateOnly.FromDateTime(around.Time.GetLocalNow().Date);

    /// <summary>Runs an act.</summary>
    public Task<Result<T>> Run<T>(IUseCase<T> request, Actor actor, CancellationToken cancel = default) =>
        Traced(request, actor, () => Write(actor, (request.Needs, request.Company), request.Run, cancel));

    /// <summary>
    /// Runs an act once per key and person: the same key with the same request gets the first answer again, whatever
    /// happened to it on the way. A refusal is not remembered.
    /// </summary>
    public Task<Result<T>> Run<T>(IUseCase<T> request, Actor actor, string key, CancellationToken cancel = default)
    {
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
            new object[] { request.GetType().Name, request }, Plain.Json));
        return Traced(request, actor, () => Write(actor, (request.Needs, request.Company),
            session => Once(request, session, key, hash), cancel));
    }

    /// <summary>Answers a question.</summary>
    public Task<Result<T>> Run<T>(IQuery<T> request, Actor actor, CancellationToken cancel = default) =>
        Traced(request, actor, () => Read(actor, (request.Needs, request.Company), request.Run, cancel));

    /// <summary>Runs long work.</summary>
    public Task<Result<T>> Run<T>(ILongUseCase<T> request, Actor actor, CancellationToken cancel = default) =>
        Run(request, actor, progress: null, cancel);

    /// <summary>Runs long work and tells how far it is.</summary>
    public Task<Result<T>> Run<T>(ILongUseCase<T> request, Actor actor, IProgress<Progress>? progress,
        CancellationToken cancel = default) => Traced(request, actor, async () =>
        {
            var asked = (request.Needs, request.Company);
            var allowed = await Read<Done>(actor, asked, _ => Task.FromResult<Result<Done>>(Done.It), cancel);
            if (allowed.Refusal is { } refusal)
                return refusal;
            var result = await request.Run(new(this, actor, asked, progress, cancel));
            // Long work is what makes tables large: queries go on by what is in them now.
            if (result.Refusal is null)
                await database.CountAgain(CancellationToken.None);
            return result;
        });

    internal Task<Result<T>> Write<T>(Actor actor, (Permission Needs, CompanyId? Company) asked,
        Func<Session, Task<Result<T>>> act, CancellationToken cancel) => database.Write<T>(async db =>
        {
            if (!(await LetIn(db, actor, asked)).Is(out var person, out var refusal))
                return refusal;
            var session = new Session(db, actor, person, around);
            var result = await act(session);
            if (result.Refusal is null)
                await AuditLog.Append(session, asked);
            return result;
        }, cancel);

    internal Task<Result<T>> Read<T>(Actor actor, (Permission Needs, CompanyId? Company) asked,
        Func<ReadSession, Task<Result<T>>> look, CancellationToken cancel) => database.Read<T>(async db =>
            (await LetIn(db, actor, asked)).Is(out var person, out var refusal)
                ? await look(new(db, actor, person, around)) : refusal, cancel);

    private async Task<Result<Person>> LetIn(Db db, Actor actor, (Permission Needs, CompanyId? Company) asked)
    {
        if (await DoorRows.Person(db, actor.Person) is not { } row)
            return Refusals.NoPerson(actor.Person);
        if (row.LeftAt is not null)
            return Refusals.Left(row.Name);
        if (!await DoorRows.HasConnection(db, actor.Connection))
            return Refusals.NoConnection(actor.Connection);
        var company = asked.Company is { } id
            ? await DoorRows.CompanyName(db, actor.Connection, id.Value) : null;
        if (asked.Company is { } unknown && company is null)
            return Refusals.NoCompany(unknown.Value);

        var today = DateOnly.FromDateTime(around.Time.GetLocalNow().Date);
        var grants = row.Kind == "service" ? [new(Role.Service, Company: null, InsteadOf: null)]
            : (await DoorRows.Grants(db, row.Id, actor.Connection, today)).Select(grant => new Grant(
                Roles.Of(grant.Role) ?? throw new InvalidOperationException(grant.Role),
                grant.CompanyId.Length == 0 ? null : new CompanyId(grant.CompanyId), grant.InsteadOf)).ToArray();
        var person = new Person(row.Id, row.Name, grants);
        return person.May(asked.Needs, asked.Company) ? person
            : company is null ? Refusals.NotAllowed(person, asked.Needs)
            : Refusals.NotInCompany(person, asked.Needs, company);
    }

    private static async Task<Result<T>> Once<T>(IUseCase<T> request, Session session, string key, byte[] hash)
    {
        var row = new KeyRow(session.Connection, session.Actor.Person, key, hash, session.At);
        if (!await DoorRows.TakeKey(session.Db, row))
        {
            var kept = await DoorRows.Answered(session.Db, session.Connection, session.Actor.Person, key)
                ?? throw new InvalidOperationException($"The key '{key}' is taken and not there.");
            return kept.RequestHash.AsSpan().SequenceEqual(hash)
                ? JsonSerializer.Deserialize<T>(kept.Answer, Plain.Json) is { } answer ? answer
                    : throw new InvalidOperationException($"The answer of key '{key}' is empty.")
                : Refusals.KeyReused(key);
        }

        var result = await request.Run(session);
        if (result.Refusal is null)
            await DoorRows.KeepAnswer(session.Db, row, JsonSerializer.Serialize(result.Value, Plain.Json));
        return result;
    }

    private static async Task<Result<T>> Traced<T>(object request, Actor actor, Func<Task<Result<T>>> run)
    {
        using var trace = Source.StartActivity(request.GetType().Name);
        trace?.SetTag("turnstone.person", actor.Person);
        trace?.SetTag("turnstone.connection", actor.Connection);
        var result = await run();
        trace?.SetTag("turnstone.refusal", result.Refusal?.Code);
        return result;
    }
}
