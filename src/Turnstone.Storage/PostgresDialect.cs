using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Turnstone.Domain.Kernel;

namespace Turnstone.Storage;

internal sealed partial class PostgresDialect : Dialect
{
    public override string Name => "PostgreSQL";

    public override string SkipLocked => "for update skip locked";

    public override string ForUpdate => "for update";

    internal override bool OneWriter => false;

    // With the C collation order and prefix ranges equal SQLite's, whatever the database's locale.
    public override string Schema(string script) => TextColumn().Replace(script, "${name} text collate \"C\"");

    public override string AnyOf(string column, string parameter) => $"{column} = any(@{parameter})";

    public override string Joined(string first, string second) => $"{first} || {second}";

    public override string EachOf(string parameter) =>
        $"jsonb_array_elements_text(cast(@{parameter} as jsonb)) as k(value)";

    public override async Task<long> Bulk(
        Db db, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        var connection = (NpgsqlConnection)db.Connection;
        var list = string.Join(", ", columns);
        var types = await Types(db, table, list);
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {table} ({list}) from stdin (format binary)", db.Cancel);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(db.Cancel);
            for (var i = 0; i < types.Length; i++)
                await Write(copy, row[i], types[i], db.Cancel);
        }

        return (long)await copy.CompleteAsync(db.Cancel);
    }

    public override async Task<long> Upsert(Db db, string table, Columns columns, IEnumerable<object?[]> rows)
    {
        var list = string.Join(", ", columns.All);
        await db.Execute($"create temporary table upsert_rows on commit drop as select {list} from {table} limit 0;");
        await Bulk(db, "upsert_rows", columns.All, rows);
        // In key order, so that two such transactions cannot lock each other out.
        var changed = await db.Execute($"""
            insert into {table} ({list}) select {list} from upsert_rows order by {string.Join(", ", columns.Key)}
            {UpsertEnd(table, columns)}
            """);
        await db.Execute("drop table upsert_rows;");
        return changed;
    }

    // Only what the server itself undid: after a lost connection nobody knows whether the commit came through.
    public override bool IsTransient(Exception fault) => fault is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
    };

    public override Refusal? Explain(Exception fault, string address) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => Refusals.Full(address),
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => Refusals.Locked(address),
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => Refusals.TooMany(address),
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => Refusals.ReadOnly(address),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => Refusals.NoDatabase(address),
        PostgresException { SqlState: [ '2', '8', .. ] } => Refusals.NotLetIn(address),
        PostgresException { SqlState: [ '5', '7', 'P', .. ] } => Refusals.Unreachable(address),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => Refusals.NoPrivilege(address),
        PostgresException => null,
        NpgsqlException { InnerException: SocketException or IOException or TimeoutException } =>
            Refusals.Unreachable(address),
        _ => null,
    };

    internal override async Task<DbConnection> Open(
        string connectionString, bool forWriting, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // The server counts by itself, a minute later; only what it never counted cannot wait for that.
    internal override async Task<bool> CountAgain(DbConnection connection, CancellationToken cancel)
    {
        var tables = (await connection.QueryAsync<string>(new CommandDefinition("""
            select relname from pg_stat_user_tables
            where schemaname = current_schema() and last_analyze is null and last_autoanalyze is null
              and n_mod_since_analyze >= 1000 order by relname
            """, cancellationToken: cancel))).AsList();
        foreach (var table in tables)
            await connection.ExecuteAsync(new CommandDefinition($"analyze {table};", cancellationToken: cancel));
        return tables.Count > 0;
    }

    internal override async Task<DbTransaction> BeginWrite(DbConnection connection, CancellationToken cancel) =>
        await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);

    internal override async Task<DbTransaction> BeginRead(DbConnection connection, CancellationToken cancel)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "set transaction read only;";
        await command.ExecuteNonQueryAsync(cancel);
        return transaction;
    }

    internal override void Close(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    private static async Task<NpgsqlDbType[]> Types(Db db, string table, string columns)
    {
        using var command = db.Connection.CreateCommand();
        command.Transaction = db.Transaction;
        command.CommandText = $"select {columns} from {table} limit 0;";
        await using var reader = await command.ExecuteReaderAsync(db.Cancel);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetDataTypeName(i) switch
        {
            "bigint" => NpgsqlDbType.Bigint,
            "integer" => NpgsqlDbType.Integer,
            "text" => NpgsqlDbType.Text,
            "date" => NpgsqlDbType.Date,
            "boolean" => NpgsqlDbType.Boolean,
            "bytea" => NpgsqlDbType.Bytea,
            var other => throw new InvalidOperationException($"A column of type {other} is outside the dialect."),
        })];
    }

    // COPY checks widths, so every value is written as what its column is.
    private static Task Write(NpgsqlBinaryImporter copy, object? value, NpgsqlDbType type, CancellationToken cancel) =>
        (value, type) switch
        {
            (null, _) => copy.WriteNullAsync(cancel),
            (_, NpgsqlDbType.Bigint) =>
                copy.WriteAsync(Convert.ToInt64(value, CultureInfo.InvariantCulture), type, cancel),
            (_, NpgsqlDbType.Integer) =>
                copy.WriteAsync(Convert.ToInt32(value, CultureInfo.InvariantCulture), type, cancel),
            (bool flag, _) => copy.WriteAsync(flag, type, cancel),
            (string text, _) => copy.WriteAsync(text, type, cancel),
            (DateOnly day, _) => copy.WriteAsync(day, type, cancel),
            (byte[] bytes, _) => copy.WriteAsync(bytes, type, cancel),
            _ => throw new InvalidOperationException($"A {value.GetType().Name} does not fit a column of type {type}."),
        };

    [GeneratedRegex(@"(?<name>(^ +|add column )\w+) text\b", RegexOptions.Multiline)]
    private static partial Regex TextColumn();
}
