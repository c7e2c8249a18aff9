using System.Data.Common;
using Turnstone.Domain.Kernel;

namespace Turnstone.Storage;

/// <summary>The few things in which SQLite and PostgreSQL differ; all other SQL is the same text on both.</summary>
public abstract class Dialect
{
    /// <summary>The embedded database.</summary>
    public static Dialect Sqlite { get; } = new SqliteDialect();

    /// <summary>The database server for more than one machine.</summary>
    public static Dialect Postgres { get; } = new PostgresDialect();

    /// <summary>Name for people.</summary>
    public abstract string Name { get; }

    /// <summary>Ends a select that takes rows of a queue: rows another worker holds are passed over.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>Ends a select whose rows stay locked until commit; SQLite's writers are serial anyway.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>True where only one transaction writes at a time, so that writers queue in the process.</summary>
    internal abstract bool OneWriter { get; }

    /// <summary>Makes a schema script in the common dialect into this database's own.</summary>
    public abstract string Schema(string script);

    /// <summary>A condition: the column's value is among the list parameter, an array of one type.</summary>
    public abstract string AnyOf(string column, string parameter);

    /// <summary>Two columns of bytes, one set behind the other.</summary>
    public abstract string Joined(string first, string second);

    /// <summary>The strings of a parameter that holds a JSON array, as a table <c>k</c> with the column <c>value</c>.
    /// </summary>
    public abstract string EachOf(string parameter);

    /// <summary>
    /// Inserts many rows the fastest way: COPY, or one prepared command. Values are long, int, bool, string, DateOnly,
    /// byte[] or null, in the columns' order. The array may be reused between rows.
    /// </summary>
    public abstract Task<long> Bulk(Db db, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows);

    /// <summary>
    /// Inserts or updates many rows by key; a row that is there and equal is left alone. Returns how many were inserted
    /// or changed. The key comes once among the rows.
    /// </summary>
    public abstract Task<long> Upsert(Db db, string table, Columns columns, IEnumerable<object?[]> rows);

    /// <summary>
    /// True where trying the whole transaction again is right: the database undid it for another's sake.
    /// </summary>
    public abstract bool IsTransient(Exception fault);

    /// <summary>A sentence for a fault of the database's surroundings; null for a bug of ours.</summary>
    public abstract Refusal? Explain(Exception fault, string address);

    internal abstract Task<DbConnection> Open(string connectionString, bool forWriting, CancellationToken cancel);

    /// <summary>
    /// Lets the planner count again the tables that grew or shrank so much that it would choose wrongly; true where it
    /// counted any. Cheap where nothing did.
    /// </summary>
    internal abstract Task<bool> CountAgain(DbConnection connection, CancellationToken cancel);

    internal abstract Task<DbTransaction> BeginWrite(DbConnection connection, CancellationToken cancel);

    internal abstract Task<DbTransaction> BeginRead(DbConnection connection, CancellationToken cancel);

    /// <summary>Lets go of pooled connections, so that the file can be moved or replaced.</summary>
    internal abstract void Close(string connectionString);

    internal static string UpsertEnd(string table, Columns columns)
    {
        var sets = string.Join(", ", columns.Values.Select(name => $"{name} = excluded.{name}"));
        var differs = string.Join(" or ", columns.Values.Select(name =>
            $"{table}.{name} is distinct from excluded.{name}"));
        return columns.Values.Count == 0
            ? $"on conflict ({string.Join(", ", columns.Key)}) do nothing"
            : $"on conflict ({string.Join(", ", columns.Key)}) do update set {sets} where {differs}";
    }
}

/// <summary>
/// Columns of an upsert: those that say which row, then those that say what; rows come in that order.
/// </summary>
/// <param name="Key">Columns of a unique key.</param>
/// <param name="Values">Columns that are overwritten where different.</param>
public sealed record Columns(IReadOnlyList<string> Key, IReadOnlyList<string> Values)
{
    /// <summary>All columns, in the order of a row's values.</summary>
    public IReadOnlyList<string> All => [.. Key, .. Values];
}
