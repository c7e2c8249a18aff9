using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Turnstone.Domain.Kernel;

namespace Turnstone.Storage;

internal sealed partial class SqliteDialect : Dialect
{
    public override string Name => "SQLite";

    public override string SkipLocked => "";

    public override string ForUpdate => "";

    internal override bool OneWriter => true;

    public override string Schema(string script)
    {
        var typed = IntegerColumn().Replace(script, "${name} integer");
        typed = DateColumn().Replace(typed, "${name} text");
        typed = BytesColumn().Replace(typed, "${name} blob");
        // A key of several columns is the table itself: one index less, and rows lie in the order they are asked for.
        return Table().Replace(typed, table =>
            table.Value[..^1] + (CompoundKey().IsMatch(table.Value) ? " strict, without rowid;" : " strict;"));
    }

    public override string AnyOf(string column, string parameter) => $"{column} in @{parameter}";

    // Joining makes text of the same bytes; the cast says again that they are bytes.
    public override string Joined(string first, string second) => $"cast({first} || {second} as blob)";

    public override string EachOf(string parameter) => $"json_each(@{parameter}) k";

    public override Task<long> Bulk(
        Db db, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows) =>
        Each(db, Insert(table, columns), columns.Count, rows);

    public override Task<long> Upsert(Db db, string table, Columns columns, IEnumerable<object?[]> rows) =>
        Each(db, $"{Insert(table, columns.All)} {UpsertEnd(table, columns)}", columns.All.Count, rows);

    // 517: a read that began before another's write cannot write any more; only a new transaction helps.
    public override bool IsTransient(Exception fault) => fault is SqliteException { SqliteExtendedErrorCode: 517 };

    public override Refusal? Explain(Exception fault, string address) => fault is not SqliteException sqlite ? null
        : sqlite.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Refusals.Locked(address),
            raw.SQLITE_FULL => Refusals.Full(address),
            raw.SQLITE_IOERR => Refusals.BrokenDisk(address),
            raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => Refusals.CannotOpen(address),
            raw.SQLITE_READONLY => Refusals.ReadOnly(address),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Refusals.Damaged(address),
            _ => null,
        };

    internal override async Task<DbConnection> Open(
        string connectionString, bool forWriting, CancellationToken cancel)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancel);
            using var pragmas = connection.CreateCommand();
            // full: a lost outbox row is not affordable. query_only: nobody writes past the gate.
            pragmas.CommandText = $"""
                pragma busy_timeout = {connection.DefaultTimeout * 1000};
                pragma journal_mode = wal; pragma synchronous = full;
                pragma cache_size = -65536; pragma mmap_size = 2147418112; pragma temp_store = memory;
                pragma foreign_keys = on; pragma query_only = {(forWriting ? "off" : "on")};
                """;
            await pragmas.ExecuteNonQueryAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // Without counts every leading column looks equally choosy, and all tables lead with the connection. 2: analyse
    // what needs it; 0x10000: tables that this connection did not ask, too. The limit bounds the rows read of an index.
    internal override async Task<bool> CountAgain(DbConnection connection, CancellationToken cancel)
    {
        var before = raw.sqlite3_total_changes(((SqliteConnection)connection).Handle);
        using var command = connection.CreateCommand();
        command.CommandText = "pragma analysis_limit = 2000; pragma optimize = 0x10002;";
        await command.ExecuteNonQueryAsync(cancel);
        return raw.sqlite3_total_changes(((SqliteConnection)connection).Handle) != before;
    }

    internal override Task<DbTransaction> BeginWrite(DbConnection connection, CancellationToken cancel) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: false));

    internal override Task<DbTransaction> BeginRead(DbConnection connection, CancellationToken cancel) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    internal override void Close(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private static string Insert(string table, IReadOnlyList<string> columns) =>
        $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ",
            Enumerable.Range(0, columns.Count).Select(i => $"$p{i}"))})";

    private static Task<long> Each(Db db, string sql, int columns, IEnumerable<object?[]> rows)
    {
        using var statement = new SqliteStatement(((SqliteConnection)db.Connection).Handle, sql);
        var changed = 0L;
        foreach (var row in rows)
        {
            db.Cancel.ThrowIfCancellationRequested();
            for (var at = 0; at < columns; at++)
                statement.Bind(at + 1, row[at]);
            changed += statement.Run();
        }

        return Task.FromResult(changed);
    }

    [GeneratedRegex(@"(?<name>(^ +|add column )\w+) (bigint|integer|boolean)\b", RegexOptions.Multiline)]
    private static partial Regex IntegerColumn();

    [GeneratedRegex(@"(?<name>(^ +|add column )\w+) date\b", RegexOptions.Multiline)]
    private static partial Regex DateColumn();

    [GeneratedRegex(@"(?<name>(^ +|add column )\w+) bytea\b", RegexOptions.Multiline)]
    private static partial Regex BytesColumn();

    [GeneratedRegex(@"^create (temporary )?table .*?\n\);", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"^ +primary key \(\w+,", RegexOptions.Multiline)]
    private static partial Regex CompoundKey();
}
