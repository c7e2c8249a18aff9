using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Turnstone.Storage;

/// <summary>
/// One prepared statement run for many rows, bound by place. The provider's own commands look every parameter up by its
/// name again for every row, which costs a bulk load more than the database itself.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(sqlite3? connection, string sql)
    {
        _connection = connection ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v2(_connection, sql, out _statement));
    }

    /// <summary>Sets a parameter, counted from 1.</summary>
    public void Bind(int place, object? value) => Check(value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        int number => raw.sqlite3_bind_int64(_statement, place, number),
        string text => raw.sqlite3_bind_text(_statement, place, text),
        bool flag => raw.sqlite3_bind_int64(_statement, place, flag ? 1 : 0),
        DateOnly day => Bind(place, day),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        _ => throw new InvalidOperationException($"A {value.GetType().Name} is outside the dialect."),
    });

    /// <summary>Runs it with what is bound, and says how many rows changed.</summary>
    public int Run()
    {
        var before = raw.sqlite3_total_changes(_connection);
        var stepped = raw.sqlite3_step(_statement);
        // The fault of the step is the one to tell; resetting repeats it.
        if (stepped is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
            Check(stepped);
        Check(raw.sqlite3_reset(_statement));
        return raw.sqlite3_total_changes(_connection) - before;
    }

    public void Dispose() => _statement.Dispose();

    private int Bind(int place, DateOnly day)
    {
        Span<byte> text = stackalloc byte[10];
        if (!day.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture))
            throw new InvalidOperationException("A day has ten letters.");
        return raw.sqlite3_bind_text(_statement, place, text);
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw new SqliteException(raw.sqlite3_errmsg(_connection).utf8_to_string(), code,
                raw.sqlite3_extended_errcode(_connection));
    }
}
