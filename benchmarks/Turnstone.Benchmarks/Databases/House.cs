using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.Keys;
using Turnstone.UseCases.Door;

namespace Turnstone.Benchmarks.Databases;

/// <summary>A fresh database of its own with the door in front of it, gone afterwards.</summary>
internal sealed class House : IAsyncDisposable
{
    private readonly Database _database;
    private readonly string? _schema;

    private House(Database database, string? schema, KeySet keys)
    {
        _database = database;
        _schema = schema;
        Door = new(database, new(new Clock(), keys));
    }

    /// <summary>The server of PostgreSQL to measure on; null where none is given.</summary>
    public static string? Server =>
        Environment.GetEnvironmentVariable("TURNSTONE_TEST_POSTGRES") is { Length: > 0 } address ? address : null;

    public UseCases.Door.UseCases Door { get; }

    public static Actor Service { get; } = Actor.Service(Actor.FilesConnection);

    /// <summary>In a folder, or on the server where no folder is given.</summary>
    public static async Task<House> Open(string? folder)
    {
        var schema = folder is not null ? null
            : string.Create(CultureInfo.InvariantCulture, $"bench{Environment.ProcessId}");
        if (schema is not null)
            await OnServer($"create schema {schema}");
        var address = folder is not null ? DatabaseAddress.InFolder(folder) : Value(DatabaseAddress.OnServer(
            new NpgsqlConnectionStringBuilder(Server) { SearchPath = schema }.ConnectionString));
        var keys = new KeySet([new byte[32]], ECDsa.Create(ECCurve.NamedCurves.nistP256));
        return new(Value(await Database.Open(address, "a benchmark", new Clock())), schema, keys);
    }

    public async Task<T> Ask<T>(IQuery<T> query) => Value(await Door.Run(query, Service));

    public async Task<T> Do<T>(ILongUseCase<T> work) => Value(await Door.Run(work, Service));

    /// <summary>The bank account of the synthetic receipts; a setting that two persons would have approved.</summary>
    public async Task AddBankAccount() => Value(await _database.Write<int>(async db => await db.Execute("""
        insert into setting (connection_id, company_id, kind, name, version, effective_on, body, created_at, asked_by)
        values (1, '1', 'bank_account', 'main', 1, @day, @body, 0, 1)
        """, new
    {
        day = new DateOnly(2026, 1, 1),
        body = """{"name":"Main","currency":"USD","numbers":["4567890"],"start_date":"2026-01-01"}""",
    })));

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        if (_schema is not null)
            await OnServer($"drop schema {_schema} cascade");
    }

    public static T Value<T>(Result<T> result) => result.Is(out var value, out var refusal) ? value
        : throw new InvalidOperationException(refusal.Sentence);

    private static async Task OnServer(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>It is always the morning after the receipts: the same data gives the same work.</summary>
    private sealed class Clock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(2026, 6, 30, 6, 0, 0, TimeSpan.Zero);
    }
}
