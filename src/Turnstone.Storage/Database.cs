using System.Data.Common;
using System.Globalization;
using Dapper;
using Turnstone.Domain.Kernel;

namespace Turnstone.Storage;

/// <summary>
/// The open database. Only the door (<c>UseCases.Run</c>) calls it, so that nothing is read or written beside it.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private const int Attempts = 5;

    private readonly IdBlocks _ids;
    private readonly FolderLock? _lock;
    private readonly WriteGate _gate = new();

    static Database() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    private Database(DatabaseAddress address, FolderLock? folder)
    {
        Address = address;
        _lock = folder;
        _ids = new(address.Dialect, address.ConnectionString);
    }

    /// <summary>Where it is.</summary>
    public DatabaseAddress Address { get; }

    /// <summary>What differs between the databases.</summary>
    public Dialect Dialect => Address.Dialect;

    internal WriteGate Gate => _gate;

    /// <summary>
    /// Opens the database, takes its folder for this program, and brings the schema up to date.
    /// </summary>
    /// <param name="address">Where it is.</param>
    /// <param name="holder">Who opens it, for the sentence another program gets, e.g. <c>turnstone serve</c>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Stops it.</param>
    public static Task<Result<Database>> Open(
        DatabaseAddress address, string holder, TimeProvider time, CancellationToken cancel = default) =>
        Open(address, holder, SchemaUpgrade.Scripts(), time, cancel);

    internal static async Task<Result<Database>> Open(DatabaseAddress address, string holder,
        IReadOnlyList<SchemaUpgrade.Script> scripts, TimeProvider time, CancellationToken cancel)
    {
        FolderLock? folder = null;
        if (address.Folder is { } path)
        {
            var since = time.GetUtcNow().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            var note = $"{holder} (process {Environment.ProcessId} on {Environment.MachineName}, since {since} UTC)";
            if (!FolderLock.Take(path, note).Is(out folder, out var held))
                return held;
        }

        var database = new Database(address, folder);
        try
        {
            var upgraded = await database.Write(
                db => SchemaUpgrade.Run(db, address, scripts, time.GetUtcNow()), cancel);
            if (upgraded.Refusal is not { } refusal)
                return database;
            await database.DisposeAsync();
            return refusal;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads in one consistent snapshot.</summary>
    public async Task<Result<T>> Read<T>(Func<Db, Task<Result<T>>> work, CancellationToken cancel = default)
    {
        try
        {
            await using var connection =
                await Dialect.Open(Address.ConnectionString, forWriting: false, cancel);
            await using var transaction = await Dialect.BeginRead(connection, cancel);
            return await work(new(connection, transaction, Dialect, _ids) { Cancel = cancel });
        }
        catch (DbException fault)
        {
            // A statement that writes in here is a bug of ours, no read-only disk.
            if (Explained(fault) is { Code: not "storage.read_only" } refusal)
                return refusal;
            throw;
        }
    }

    /// <summary>
    /// Writes in one transaction: a value commits, a refusal or an exception undoes everything. Where the database
    /// undid it for another writer's sake the whole work is run again, so it must not change anything but the
    /// database.
    /// </summary>
    public async Task<Result<T>> Write<T>(Func<Db, Task<Result<T>>> work, CancellationToken cancel = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteOnce(work, cancel);
            }
            catch (Exception fault) when (attempt < Attempts && Dialect.IsTransient(fault))
            {
                // Uneven pauses, or the same two meet again.
                var uneven = Environment.TickCount64 % 7 + Environment.CurrentManagedThreadId % 5;
                await Task.Delay(TimeSpan.FromMilliseconds(attempt * (5 + uneven)), cancel);
            }
            catch (DbException fault)
            {
                if (Explained(fault) is { } refusal)
                    return refusal;
                throw;
            }
        }
    }

    /// <summary>
    /// After work that may have changed much: the planner counts tables again that grew, and connections that were open
    /// before see its counts. What fails here is no fault of the work: the next one tries again.
    /// </summary>
    public async Task CountAgain(CancellationToken cancel = default)
    {
        try
        {
            using var pass = Dialect.OneWriter ? await _gate.Enter(cancel) : null;
            await using var connection = await Dialect.Open(Address.ConnectionString, forWriting: true, cancel);
            if (!await Dialect.CountAgain(connection, cancel))
                return;
        }
        catch (DbException)
        {
            return;
        }

        Dialect.Close(Address.ConnectionString);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _ids.Dispose();
        Dialect.Close(Address.ConnectionString);
        _lock?.Dispose();
        return ValueTask.CompletedTask;
    }

    private Refusal? Explained(DbException fault) => Dialect.Explain(fault, Address.Name);

    private async Task<Result<T>> WriteOnce<T>(Func<Db, Task<Result<T>>> work, CancellationToken cancel)
    {
        using var pass = Dialect.OneWriter ? await _gate.Enter(cancel) : null;
        await using var connection = await Dialect.Open(Address.ConnectionString, forWriting: true, cancel);
        await using var transaction = await Dialect.BeginWrite(connection, cancel);
        var result = await work(new(connection, transaction, Dialect, _ids) { Cancel = cancel });
        if (result.Refusal is null)
            await transaction.CommitAsync(CancellationToken.None);
        else
            await transaction.RollbackAsync(CancellationToken.None);
        return result;
    }
}
