using System.Security.Cryptography;
using Npgsql;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.Keys;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.People;

namespace Turnstone.Benchmarks.Databases;

/// <summary>A database of its own with the door in front of it, as the program would find it in a folder.</summary>
internal sealed class House : IAsyncDisposable
{
    private readonly Database _database;
    private readonly string? _schema;

    private House(Database database, string? schema, TimeProvider time, params object[] things)
    {
        _database = database;
        _schema = schema;
        Door = new(database, new(time, things));
    }

    /// <summary>The server of PostgreSQL to measure on; null where none is given.</summary>
    public static string? Server =>
        Environment.GetEnvironmentVariable("TURNSTONE_TEST_POSTGRES") is { Length: > 0 } address ? address : null;

    /// <summary>The databases of this run.</summary>
    public static IReadOnlyList<string> Databases => Server is null ? ["sqlite"] : ["sqlite", "postgres"];

    /// <summary>Who signs in at the pages.</summary>
    public static (string Email, string Password) Person { get; } = (InviteFirst.Email, "a long enough password");

    public UseCases.Door.UseCases Door { get; }

    public static Actor Service { get; } = Actor.Service(Actor.FilesConnection);

    /// <summary>
    /// In a folder, or in a schema of the server that bears the folder's name; on a clock that stands still, unless one
    /// is among the things.
    /// </summary>
    public static async Task<House> Open(string database, string folder, params object[] things)
    {
        var schema = database == "postgres" ? Schema(folder) : null;
        if (schema is not null)
            await OnServer($"create schema if not exists {schema}");
        var address = schema is null ? DatabaseAddress.InFolder(Path.Combine(folder, "data"))
            : Value(DatabaseAddress.OnServer(Address(schema)));
        var keys = Value(KeyFolder.Open(Path.Combine(folder, "keys"), address.Folder));
        var time = things.OfType<TimeProvider>().FirstOrDefault() ?? new Clock();
        return new(Value(await Database.Open(address, "a benchmark", time)), schema, time, [keys, .. things]);
    }

    /// <summary>The settings with which the program finds the same database.</summary>
    public static Dictionary<string, string> Variables(string database, string folder)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TURNSTONE_HOME"] = Path.Combine(folder, "data"), ["TURNSTONE_KEYS"] = Path.Combine(folder, "keys"),
        };
        if (database == "postgres")
            variables["TURNSTONE_DATABASE"] = Address(Schema(folder));
        return variables;
    }

    public async Task<T> Ask<T>(IQuery<T> query) => Value(await Door.Run(query, Service));

    public async Task<T> Do<T>(ILongUseCase<T> work) => Value(await Door.Run(work, Service));

    public async Task<T> Do<T>(IUseCase<T> act) => Value(await Door.Run(act, Service));

    /// <summary>Rows beside the door, for floors that no use case asks for.</summary>
    public async Task<IReadOnlyList<T>> Rows<T>(string sql, object? parameters = null) =>
        Value(await _database.Read<T[]>(async db => (await db.Rows<T>(sql, parameters)).ToArray()));

    /// <summary>Changes rows beside the door: what months of work would have left.</summary>
    public async Task Change(string sql, object? parameters = null) =>
        Value(await _database.Write<int>(async db => await db.Execute(sql, parameters)));

    /// <summary>The bank account of the synthetic receipts; a setting that two persons would have approved.</summary>
    public Task AddBankAccount() => Change("""
        insert into setting (connection_id, company_id, kind, name, version, effective_on, body, created_at, asked_by)
        values (1, '1', 'bank_account', 'main', 1, @day, @body, 0, 1)
        """, new
    {
        day = new DateOnly(2025, 1, 1),
        body = """{"name":"Main","currency":"USD","numbers":["4567890"],"start_date":"2025-01-01"}""",
    });

    /// <summary>Somebody who may look at everything.</summary>
    public async Task AddPerson()
    {
        var invited = (await Do(new InviteFirst())).Invitation ?? throw new InvalidOperationException("Nobody new.");
        var who = Value(await Door.Run(new AcceptInvite(invited.Token, Person.Password), Actor.Nobody));
        await Change("""
            insert into role_grant (id, connection_id, company_id, person_id, role, granted_at, granted_by)
            values (-1, 1, '', @Person, 'controller', 0, 1)
            """, new { who.Person });
    }

    /// <summary>Every open item once more, into a table with its key and no other index: the floor.</summary>
    public async Task CopyItems()
    {
        await Change(_database.Dialect.Schema("""
            create table bare_item (
              id text primary key,
              company_id text not null,
              number text not null,
              customer_id text not null,
              dated_on date not null,
              due_on date not null,
              currency text not null,
              total bigint not null,
              open_amount bigint not null
            );
            """));
        var rows = await Rows<Bare>("""
            select id, company_id, number, customer_id, dated_on, due_on, currency, total, open_amount from open_item
            """);
        Value(await _database.Write<long>(async db => await db.Bulk("bare_item",
            ["id", "company_id", "number", "customer_id", "dated_on", "due_on", "currency", "total", "open_amount"],
            rows.Select(row => new object?[]
            {
                row.Id, row.CompanyId, row.Number, row.CustomerId, row.DatedOn, row.DueOn, row.Currency, row.Total,
                row.OpenAmount,
            }))));
    }

    /// <summary>Takes the schema off the server; a folder is its owner's to delete.</summary>
    public async Task Remove()
    {
        if (_schema is not null)
            await OnServer($"drop schema {_schema} cascade");
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    public static T Value<T>(Result<T> result) => result.Is(out var value, out var refusal) ? value
        : throw new InvalidOperationException(refusal.Sentence);

    private static string Schema(string folder) => "bench_" + Convert.ToHexStringLower(
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(folder)))[..12];

    private static string Address(string schema) =>
        new NpgsqlConnectionStringBuilder(Server) { SearchPath = schema }.ConnectionString;

    private static async Task OnServer(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private sealed record Bare
    {
        public string Id { get; init; } = "";

        public string CompanyId { get; init; } = "";

        public string Number { get; init; } = "";

        public string CustomerId { get; init; } = "";

        public DateOnly DatedOn { get; init; }

        public DateOnly DueOn { get; init; }

        public string Currency { get; init; } = "";

        public long Total { get; init; }

        public long OpenAmount { get; init; }
    }

    /// <summary>It is always the morning after the receipts: the same data gives the same work.</summary>
    private sealed class Clock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(2026, 6, 30, 6, 0, 0, TimeSpan.Zero);
    }
}
