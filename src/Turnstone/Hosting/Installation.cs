using Turnstone.Domain.Kernel;
using Turnstone.Extraction.Arrival;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Access;
using Turnstone.Storage;
using Turnstone.Storage.Keys;
using Turnstone.UseCases.Connections;
using Turnstone.UseCases.Door;
using Turnstone.Web.Hosting;

namespace Turnstone.Hosting;

/// <summary>What an installation is opened with; the defaults are those of the environment.</summary>
internal sealed record InstallationSettings
{
    /// <summary>Who opens it, for the sentence another program gets: <c>turnstone serve</c>.</summary>
    public required string Holder { get; init; }

    /// <summary>Settings of the environment by name.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>NetSuite's credentials; null reads <c>netsuite.json</c> of the data folder where it is.</summary>
    public string? Credentials { get; init; }

    /// <summary>Puts something between us and NetSuite: a simulation's crashes; null puts nothing.</summary>
    public Func<NetSuiteClient, INetSuite>? Between { get; init; }

    /// <summary>How the connector behaves; null takes its defaults.</summary>
    public NetSuiteSettings? NetSuite { get; init; }
}

/// <summary>
/// One running Turnstone: its database, its keys, NetSuite where it is connected, and the door to all of it. Every
/// command and the web app open it the same way.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    /// <summary>Name of the credentials file in the data folder.</summary>
    public const string CredentialsFile = "netsuite.json";

    private readonly Database _database;
    private readonly KeySet _keys;

    private Installation(Database database, KeySet keys, NetSuiteClient? netSuite, UseCases.Door.UseCases door)
    {
        (_database, _keys, NetSuite, Door) = (database, keys, netSuite, door);
    }

    /// <summary>Lets a login that was refused be tried again at once: somebody mended it.</summary>
    public ValueTask ForgetRefusedLogins(CancellationToken stop) =>
        NetSuite?.Settings.Logins?.Keep(refused: null, stop) ?? ValueTask.CompletedTask;

    /// <summary>The one door.</summary>
    public UseCases.Door.UseCases Door { get; }

    /// <summary>NetSuite; null where no credentials are there.</summary>
    public NetSuiteClient? NetSuite { get; }

    /// <summary>The command line and the jobs, in the connection of the credentials, else in that of files.</summary>
    public Actor Service { get; private set; } = Actor.Service(Actor.FilesConnection);

    /// <summary>Folder of the keys.</summary>
    public required string KeyFolder { get; init; }

    /// <summary>Where the scheduler keeps its jobs: on the server, else in a file of its own beside the data.</summary>
    public required JobStore Jobs { get; init; }

    /// <summary>Opens it; what is refused leaves nothing open.</summary>
    public static async Task<Result<Installation>> Open(InstallationSettings settings, CancellationToken cancel)
    {
        if (!DatabaseAddress.FromEnvironment(settings.Variable).Is(out var address, out var refusal))
            return refusal;
        var folder = Storage.Keys.KeyFolder.FromEnvironment(settings.Variable);
        if (!Storage.Keys.KeyFolder.Open(folder, address.Folder).Is(out var keys, out refusal))
            return refusal;
        if (!Client(settings, address).Is(out var opened, out refusal))
            return Closed(keys, refusal);
        var (client, logins) = opened;
        if (!(await Database.Open(address, settings.Holder, settings.Time, cancel)).Is(out var database, out refusal))
        {
            client?.Dispose();
            return Closed(keys, refusal);
        }

        object[] netSuite = client is null ? [] : [settings.Between?.Invoke(client) ?? client];
        object[] things = [keys, new Places(folder), .. netSuite];
        var door = new UseCases.Door.UseCases(database, new Surroundings(settings.Time, things));
        logins?.Door = door;
        var installation = new Installation(database, keys, client, door)
        {
            KeyFolder = folder,
            Jobs = address.Folder is { } data
                ? new($"Data Source={Path.Combine(data, "jobs.db")}", IsServer: false)
                : new(settings.Variable("TURNSTONE_DATABASE") ?? "", IsServer: true),
        };
        if (await installation.Connect(cancel) is not { } failed)
            return installation;
        await installation.DisposeAsync();
        return failed;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NetSuite?.Dispose();
        await _database.DisposeAsync();
        _keys.Dispose();
    }

    private static Refusal Closed(KeySet keys, Refusal refusal)
    {
        keys.Dispose();
        return refusal;
    }

    /// <summary>The account of the credentials becomes a connection, and the service works in it.</summary>
    private async Task<Refusal?> Connect(CancellationToken cancel)
    {
        if (NetSuite?.Connection.Address is not { } place)
            return null;
        // A plain address is the stand-in's: whatever it calls itself, it is never production.
        var isSandbox = place.IsSandboxAccount || place.Rest.IsLoopback;
        var known = await Door.Run(new KnowConnection(place.Account, isSandbox, place.Rest.ToString()),
            Actor.Service(0), cancel);
        if (known.Refusal is { } refusal)
            return refusal;
        Service = Actor.Service(known.Value);
        return null;
    }

    private static Result<(NetSuiteClient? Client, LoginMemory? Logins)> Client(
        InstallationSettings settings, DatabaseAddress address)
    {
        var text = settings.Credentials ?? Kept(address);
        if (text is null)
            return (null, null);
        if (!Connection.Read(text).Is(out var connection, out var refusal))
            return refusal with { Sentence = $"{CredentialsFile}: {refusal.Sentence}" };
        var logins = new LoginMemory(connection.Address.Account, text);
        return NetSuiteClient.Open(connection, (settings.NetSuite ?? new()) with { Logins = logins })
            .Is(out var client, out refusal) ? (client, logins) : refusal;
    }

    private static string? Kept(DatabaseAddress address)
    {
        if (address.Folder is null)
            return null;
        var file = Path.Combine(address.Folder, CredentialsFile);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }
}
