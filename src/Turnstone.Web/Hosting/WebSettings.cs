using Turnstone.UseCases.Door;
using Turnstone.Web.Demo;

namespace Turnstone.Web.Hosting;

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

    /// <summary>Folder of the keys that protect cookies; outside the data folder.</summary>
    public required string KeyFolder { get; init; }
}
