using System.Globalization;
using Turnstone.Demo;
using Turnstone.Hosting;
using Turnstone.NetSuite.Sandbox;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Ledger;
using Turnstone.UseCases.Posting;

namespace Turnstone.Simulation;

/// <summary>What a script came to.</summary>
/// <param name="Script">The script.</param>
/// <param name="Payments">Payments that stand at the end.</param>
/// <param name="Kills">How often the process ended.</param>
/// <param name="Struck">What came in the way of a call, by kind.</param>
/// <param name="Findings">What is not as it must be; empty where everything is.</param>
internal sealed record ScriptReport(ScriptedDay Script, int Payments, int Kills,
    IReadOnlyDictionary<string, int> Struck, IReadOnlyList<string> Findings);

/// <summary>
/// A company with a quiet first day behind it, on disk; scripts are played each on a copy of it, so that a script of a
/// seed is the same whether it is played alone or among a thousand.
/// </summary>
internal sealed class ScriptStage
{
    private static readonly DateOnly First = new(2026, 3, 2);

    private readonly SimulatedClock _clock = new();
    private readonly string _folder;
    private SimulatedCompany? _company;

    private ScriptStage(string folder) => _folder = folder;

    /// <summary>Credentials that every copy takes.</summary>
    internal static SandboxCredentials Keys { get; } = SandboxCredentials.Create();

    /// <summary>The day scripts are about.</summary>
    internal static DateOnly Day { get; } = First.AddDays(1);

    internal SimulatedCompany Company => _company ?? throw new InvalidOperationException("The stage is not set.");

    /// <summary>Makes the company and plays its first day, with nothing in the way.</summary>
    public static async Task<ScriptStage> Set(string folder, CancellationToken stop)
    {
        var stage = new ScriptStage(Directory.CreateDirectory(folder).FullName);
        using var sandbox = OpenSandbox(stage._folder, stage._clock);
        stage._company = new(7, sandbox) { Invoices = 4 };
        stage._company.Begin();
        var place = new ScriptPlace(stage._folder, stage._clock, sandbox);
        await using var installation = await place.Start(new(0, 0), stop);
        SimulationRun.Needed(await installation.Door.Run(new SyncNetSuite(), installation.Service, stop));
        var house = new DemoHouse(installation, stage._folder);
        SimulationRun.Stopped(await house.Invite(stop));
        SimulationRun.Stopped(await house.Settle(SimulationPolicy.Text(mergesDuplicates: false), stop));
        await place.Morning(installation, stage._company.Day(First), First, stop);
        for (var run = 0; run < 3; run++)
        {
            stage._clock.Now = stage._clock.Now.AddMinutes(20);
            SimulationRun.Needed(await installation.Door.Run(new PostApproved(), installation.Service, stop));
        }

        return stage;
    }

    /// <summary>Plays a script on a copy of the company.</summary>
    public async Task<ScriptReport> Play(
        ScriptedDay script, string folder, int atOnce, CancellationToken stop)
    {
        Copy(_folder, folder);
        await using var run = new ScriptRun(script, this, folder) { AtOnce = atOnce };
        return await run.Play(stop);
    }

    internal static SandboxAccount OpenSandbox(string folder, TimeProvider clock) => SandboxAccount.Open(
        new() { Time = clock, Folder = Path.Combine(folder, "netsuite") }, Keys);

    private static void Copy(string from, string into)
    {
        Directory.CreateDirectory(into);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(into, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy) ?? into);
            File.Copy(file, copy);
        }
    }
}

/// <summary>Where a script is played: our data folder and keys, the stand-in, the clock.</summary>
internal sealed record ScriptPlace(string Folder, SimulatedClock Clock, SandboxAccount Sandbox)
{
    /// <summary>One more life of the process.</summary>
    public async Task<Installation> Start(CrashPlan plan, CancellationToken stop) =>
        SimulationRun.Needed(await Installation.Open(new()
        {
            Holder = "turnstone simulate", Time = Clock,
            Variable = name => name == "TURNSTONE_HOME" ? Path.Combine(Folder, "data")
                : name == "TURNSTONE_KEYS" ? Path.Combine(Folder, "keys") : null,
            Credentials = ScriptStage.Keys.ToClientFile(Sandbox.Account, "http://127.0.0.1:4711"),
            NetSuite = new(Clock) { Handler = new SandboxHandler(Sandbox), Seed = 1 },
            Between = client => new CrashingNetSuite(client, plan),
        }, stop));

    /// <summary>The bank's file comes in and is matched.</summary>
    public async Task Morning(Installation installation, byte[] file, DateOnly day, CancellationToken stop)
    {
        var name = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + ".bai";
        SimulationRun.Needed(await installation.Door.Run(new ImportFile(name, file), installation.Service, stop));
        SimulationRun.Needed(await installation.Door.Run(new MatchReceipts(new("1")), installation.Service, stop));
    }
}
