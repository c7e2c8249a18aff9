using Microsoft.Data.Sqlite;
using Npgsql;
using Turnstone.Domain.Kernel;

namespace Turnstone.Storage;

/// <summary>Where the data is: a folder with an embedded database, or a PostgreSQL server.</summary>
public sealed record DatabaseAddress
{
    private DatabaseAddress(Dialect dialect, string connectionString, string name, string? folder)
    {
        Dialect = dialect;
        ConnectionString = connectionString;
        Name = name;
        Folder = folder;
    }

    /// <summary>The database's kind.</summary>
    public Dialect Dialect { get; }

    /// <summary>What sentences call it; holds no password.</summary>
    public string Name { get; }

    /// <summary>Data folder of the embedded database; null on a server.</summary>
    public string? Folder { get; }

    internal string ConnectionString { get; }

    /// <summary>The embedded database <c>turnstone.db</c> in a folder.</summary>
    public static DatabaseAddress InFolder(string folder) => InFolder(folder, patience: 10);

    /// <summary>The same, with the seconds that another program's lock is waited for.</summary>
    internal static DatabaseAddress InFolder(string folder, int patience)
    {
        var full = Path.GetFullPath(folder);
        var file = Path.Combine(full, "turnstone.db");
        var builder = new SqliteConnectionStringBuilder
        {
            DataSource = file, DefaultTimeout = patience, Pooling = true,
        };
        return new(Dialect.Sqlite, builder.ConnectionString, file, full);
    }

    /// <summary>A database on a server, by a connection string as Npgsql reads it.</summary>
    public static Result<DatabaseAddress> OnServer(string connectionString)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString) { Multiplexing = false };
            builder.ApplicationName ??= "turnstone";
            if (builder.MaxAutoPrepare == 0)
                (builder.MaxAutoPrepare, builder.AutoPrepareMinUsages) = (100, 2);
            return new DatabaseAddress(Dialect.Postgres, builder.ConnectionString,
                $"{builder.Database} on {builder.Host}:{builder.Port}", folder: null);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            return Refusals.BadAddress(fault.Message.TrimEnd('.'));
        }
    }

    /// <summary>
    /// The server that <c>TURNSTONE_DATABASE</c> names, else the folder of <c>TURNSTONE_HOME</c>, else the platform's
    /// own place for a program's data.
    /// </summary>
    public static Result<DatabaseAddress> FromEnvironment(Func<string, string?> variable)
    {
        if (variable("TURNSTONE_DATABASE") is { Length: > 0 } server)
            return OnServer(server);
        return InFolder(variable("TURNSTONE_HOME") is { Length: > 0 } home ? home : Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.DoNotVerify), "turnstone"));
    }
}
