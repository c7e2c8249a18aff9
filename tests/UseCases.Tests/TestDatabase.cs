using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using Npgsql;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.Keys;
using Turnstone.UseCases.Door;
using Xunit.Sdk;
using Xunit.v3;

namespace Turnstone.UseCases.Tests;

/// <summary>The databases every test of a use case runs on.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>
/// Runs a theory once per database: <c>[Theory, BothEngines]</c> on a method that takes an <see cref="Engine"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothEnginesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow(Engine.Sqlite), new TheoryDataRow(Engine.Postgres)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}

/// <summary>A clock that stands still until it is moved; begins on Monday, 2 March 2026, 08:00 UTC.</summary>
public sealed class TestClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>
/// A fresh database of its own for one test, with the door in front of it, companies 1 (Alder Inc., USD) and 2 (Birke
/// GmbH, EUR) in the files connection, and people who hold one role each in every company.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    public static readonly CompanyId Alder = new("1");
    public static readonly CompanyId Birke = new("2");

    private static readonly KeySet s_keys = new([new byte[32]], ECDsa.Create(ECCurve.NamedCurves.nistP256));

    private static int s_count;

    private readonly string? _schema;

    private TestDatabase(Database database, TestClock clock, string? schema, object[] things)
    {
        Database = database;
        Clock = clock;
        _schema = schema;
        Door = new(database, new(clock, things));
    }

    public Database Database { get; }

    public TestClock Clock { get; }

    public Turnstone.UseCases.Door.UseCases Door { get; }

    public Actor Service { get; } = Actor.Service(Actor.FilesConnection);

    public Actor Administrator { get; private set; }

    public Actor Clerk { get; private set; }

    public Actor Controller { get; private set; }

    public Actor SecondController { get; private set; }

    public Actor Auditor { get; private set; }

    public static async Task<TestDatabase> Create(Engine engine, params object[] things)
    {
        var clock = new TestClock();
        var (address, schema) = await NewAddress(engine);
        var database = (await Database.Open(address, "a test", clock, TestContext.Current.CancellationToken)).Value;
        var test = new TestDatabase(database, clock, schema, [.. things, s_keys]);
        await test.Furnish();
        return test;
    }

    /// <summary>A place where no database is yet; the schema is the server's own, to be dropped at the end.</summary>
    public static async Task<(DatabaseAddress Address, string? Schema)> NewAddress(Engine engine)
    {
        var name = string.Create(CultureInfo.InvariantCulture,
            $"t{Environment.ProcessId}_{Interlocked.Increment(ref s_count)}");
        if (engine == Engine.Sqlite)
            return (DatabaseAddress.InFolder(Path.Combine(Path.GetTempPath(), "turnstone-tests", name)), null);

        await OnServer($"drop schema if exists {name} cascade; create schema {name};");
        var builder = new NpgsqlConnectionStringBuilder(Server()) { SearchPath = name };
        return (DatabaseAddress.OnServer(builder.ConnectionString).Value, name);
    }

    /// <summary>Another person with a role; company null is every company.</summary>
    public async Task<Actor> AddPerson(string name, string role, CompanyId? company = null)
    {
        var added = await Database.Write<Actor>(async db =>
        {
            var id = await db.NewIds(2);
            var email = name.Replace(' ', '.') + "@example.com";
            await db.Execute("""
                insert into person (id, kind, name, email, email_key, two_factor, failed_count, created_at)
                values (@id, 'person', @name, @email, @key, false, 0, 0);
                insert into role_grant (id, connection_id, company_id, person_id, role, granted_at, granted_by)
                values (@grantId, 1, @company, @id, @role, 0, 1);
                """, new { id, grantId = id + 1, name, email, key = email.ToUpperInvariant(), role,
                    company = company?.Value ?? "" });
            return new Actor(id, Actor.FilesConnection);
        });
        return added.Value;
    }

    /// <summary>Runs an act through the door.</summary>
    public Task<Result<T>> Run<T>(IUseCase<T> request, Actor actor) => Door.Run(request, actor);

    /// <summary>Asks a question through the door.</summary>
    public Task<Result<T>> Run<T>(IQuery<T> request, Actor actor) => Door.Run(request, actor);

    /// <summary>Runs long work through the door.</summary>
    public Task<Result<T>> Run<T>(ILongUseCase<T> request, Actor actor) => Door.Run(request, actor);

    /// <summary>Rows of a query beside the door, for a test to look at.</summary>
    public async Task<IReadOnlyList<T>> Rows<T>(string sql, object? parameters = null) =>
        (await Database.Read<T[]>(async db => (await db.Rows<T>(sql, parameters)).ToArray())).Value;

    /// <summary>Changes rows beside the door, as a bug or an intruder would.</summary>
    public async Task Tamper(string sql, object? parameters = null) =>
        _ = (await Database.Write<int>(async db => await db.Execute(sql, parameters))).Value;

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (Database.Address.Folder is { } folder)
            Directory.Delete(folder, recursive: true);
        if (_schema is not null)
            await OnServer($"drop schema {_schema} cascade;");
    }

    internal static async Task OnServer(string sql)
    {
        await using var connection = new NpgsqlConnection(Server());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    internal static string Server() =>
        Environment.GetEnvironmentVariable("TURNSTONE_TEST_POSTGRES") is { Length: > 0 } address ? address
            : throw new InvalidOperationException("No PostgreSQL to test on: run `dotnet run dev.cs test`, which "
                + "starts one, or set TURNSTONE_TEST_POSTGRES to the connection string of a server for tests.");

    private async Task Furnish()
    {
        await Tamper("""
            insert into company (connection_id, id, name, currency, active) values (1, '1', 'Alder Inc.', 'USD', true);
            insert into company (connection_id, id, name, currency, active) values (1, '2', 'Birke GmbH', 'EUR', true);
            """);
        Administrator = await AddPerson("Ada Admin", "administrator");
        Clerk = await AddPerson("Carl Clerk", "clerk");
        Controller = await AddPerson("Conny Controller", "controller");
        SecondController = await AddPerson("Dora Deputy", "controller");
        Auditor = await AddPerson("Aki Auditor", "auditor");
    }
}
