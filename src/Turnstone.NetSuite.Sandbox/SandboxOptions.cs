namespace Turnstone.NetSuite.Sandbox;

/// <summary>How a stand-in account is started.</summary>
public sealed record SandboxOptions
{
    /// <summary>The account id as NetSuite shows it: capitals, underscore.</summary>
    public string Account { get; init; } = "TSTDRV2607145";

    /// <summary>Where everything is kept; null keeps it in memory only.</summary>
    public string? Folder { get; init; }

    /// <summary>Names of a new account's two subsidiaries, the first in dollars, the second in euros.</summary>
    public (string Dollars, string Euros) Subsidiaries { get; init; } = ("Parent Company", "Europe GmbH");

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Through what push hints are sent; plain HTTP where null.</summary>
    public HttpMessageHandler? PushHandler { get; init; }

    /// <summary>What differs between accounts.</summary>
    public SandboxKnobs Knobs { get; init; } = new();
}
