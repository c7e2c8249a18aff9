namespace Turnstone.Storage;

/// <summary>Hands out ids: inside the transaction on SQLite, in blocks of a thousand on PostgreSQL.</summary>
internal sealed class IdBlocks(Dialect dialect, string connectionString) : IDisposable
{
    private const string TakeSql = "update id_block set next = next + @count where name = 'id' returning next - @count";
    private const int BlockSize = 1000;

    private readonly SemaphoreSlim _one = new(1);
    private long _next;
    private long _end;

    public async Task<long> Take(Db db, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (dialect.OneWriter)
            return await db.One<long>(TakeSql, new { count = (long)count });

        await _one.WaitAsync(db.Cancel);
        try
        {
            if (_end - _next < count)
                await Refill(Math.Max(BlockSize, count), db.Cancel);
            var first = _next;
            _next += count;
            return first;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    // On a connection of its own: the row must not stay locked until a long use case commits.
    private async Task Refill(long size, CancellationToken cancel)
    {
        await using var connection = await dialect.Open(connectionString, forWriting: true, cancel);
        await using var transaction = await dialect.BeginWrite(connection, cancel);
        var db = new Db(connection, transaction, dialect, this) { Cancel = cancel };
        _next = await db.One<long>(TakeSql, new { count = size });
        _end = _next + size;
        await transaction.CommitAsync(cancel);
    }
}
