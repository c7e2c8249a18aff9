namespace Turnstone.Web.Hosting;

/// <summary>How the web app is started.</summary>
public sealed record WebSettings
{
    /// <summary>Address it listens on; port 0 takes a free one.</summary>
    public string Address { get; init; } = "http://127.0.0.1:5080";

    /// <summary>
    /// True in the demo only, and only on a loopback address: its four people can be switched between without a password.
    /// </summary>
    public bool SwitchesPeople { get; init; }

    /// <summary>Folder of the keys that protect cookies; outside the data folder.</summary>
    public required string KeyFolder { get; init; }
}
