using System.Data.Common;
using Dapper;

namespace Turnstone.Storage;

/// <summary>One open transaction: every statement of a use case goes through it, so none can slip past it.</summary>
public sealed class Db
{
    private readonly IdBlocks _ids;

    internal Db(DbConnection connection, DbTransaction transaction, Dialect dialect, IdBlocks ids)
    {
        Connection = connection;
        Transaction = transaction;
        Dialect = dialect;
        _ids = ids;
    }

    /// <summary>The connection, for the rare command that Dapper cannot say.</summary>
    public DbConnection Connection { get; }

    /// <summary>The transaction all statements belong to.</summary>
    public DbTransaction Transaction { get; }

    /// <summary>What differs between the databases.</summary>
    public Dialect Dialect { get; }

    /// <summary>Stops the work.</summary>
    public required CancellationToken Cancel { get; init; }

    /// <summary>All rows of a query, in a list.</summary>
    public async Task<IReadOnlyList<T>> Rows<T>(string sql, object? parameters = null) =>
        (await Connection.QueryAsync<T>(Command(sql, parameters))).AsList();

    /// <summary>The rows one by one, for results too large to hold.</summary>
    public IAsyncEnumerable<T> Stream<T>(string sql, object? parameters = null) =>
        Connection.QueryUnbufferedAsync<T>(sql, parameters, Transaction);

    /// <summary>The one row there is; none or several are a bug.</summary>
    public Task<T> One<T>(string sql, object? parameters = null) =>
        Connection.QuerySingleAsync<T>(Command(sql, parameters));

    /// <summary>The row, or null (for a value: ask for its nullable type) where there is none.</summary>
    public Task<T?> Maybe<T>(string sql, object? parameters = null) =>
        Connection.QuerySingleOrDefaultAsync<T>(Command(sql, parameters));

    /// <summary>Changes rows and says how many.</summary>
    public Task<int> Execute(string sql, object? parameters = null) =>
        Connection.ExecuteAsync(Command(sql, parameters));

    /// <summary>Inserts many rows fast (see <see cref="Storage.Dialect.Bulk"/>).</summary>
    public Task<long> Bulk(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows) =>
        Dialect.Bulk(this, table, columns, rows);

    /// <summary>Inserts or updates many rows fast (see <see cref="Storage.Dialect.Upsert"/>).</summary>
    public Task<long> Upsert(string table, Columns columns, IEnumerable<object?[]> rows) =>
        Dialect.Upsert(this, table, columns, rows);

    /// <summary>The first of so many new ids in a row; ids are unique over all tables.</summary>
    public Task<long> NewIds(int count) => _ids.Take(this, count);

    private CommandDefinition Command(string sql, object? parameters) =>
        new(sql, parameters, Transaction, cancellationToken: Cancel);
}
