using Turnstone.UseCases.Door;
using Turnstone.Web.Demo;

namespace Turnstone.Web.Hosting;

/// <summary>Where the scheduler keeps its jobs.</summary>
/// <param name="ConnectionString">Its database.</param>
/// <param name="IsServer">True for PostgreSQL, which all nodes share; false for a file of this one.</param>
public sealed record JobStore(string ConnectionString, bool IsServer);

/// <summary>How the web app is started.</summary>
public sealed record WebSettings
{
    /// <summary>Address it listens on; port 0 takes a free one.</summary>
    public string Address { get; init; } = "http://127.0.0.1:5080";

    /// <summary>
    /// True in the demo only, and only on a loopback address: its four people can be switched between without a
    /// password.
    /// </summary>
    public bool SwitchesPeople { get; init; }

    /// <summary>The demo's people; empty everywhere else.</summary>
    public IReadOnlyList<DemoPerson> DemoPeople { get; init; } = [];

    /// <summary>The connection people work in.</summary>
    public long Connection { get; init; } = Actor.FilesConnection;

    /// <summary>True where NetSuite is connected.</summary>
    public bool HasNetSuite { get; init; }

    /// <summary>What NetSuite's user event signs its hints with; null takes none.</summary>
    public string? PushSecret { get; init; }

    /// <summary>Where the scheduler keeps its jobs; null runs none.</summary>
    public JobStore? Jobs { get; init; }

    /// <summary>File of the signed anchors of the log, outside the data folder.</summary>
    public string AnchorFile => Path.Combine(KeyFolder, "audit.anchors");

    /// <summary>Folder of the keys that protect cookies; outside the data folder.</summary>
    public required string KeyFolder { get; init; }
}
