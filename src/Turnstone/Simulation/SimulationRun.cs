using System.Globalization;
using Turnstone.Demo;
using Turnstone.Domain.Kernel;
using Turnstone.Hosting;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Sandbox;
using Turnstone.NetSuite.Sandbox.Faults;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Ledger;
using Turnstone.UseCases.Posting;

namespace Turnstone.Simulation;

/// <summary>What a simulation came to.</summary>
/// <param name="Crashes">How often the process ended, by the moment.</param>
/// <param name="Moments">Moments at which it could have.</param>
/// <param name="WriteMoments">Those of them just before and after a write.</param>
/// <param name="Payments">Payments that stand at the end.</param>
/// <param name="Findings">What is not as it must be; empty where everything is.</param>
internal sealed record SimulationReport(
    IReadOnlyDictionary<string, int> Crashes, int Moments, int WriteMoments, int Payments,
    IReadOnlyList<string> Findings)
{
    /// <summary>Of each payment that stands what it is on: invoices with their amounts.</summary>
    public required IReadOnlyDictionary<string, string> Applied { get; init; }
}

/// <summary>How a simulation is played.</summary>
internal sealed record SimulationSettings
{
    /// <summary>Makes company, faults and crashes.</summary>
    public required int Seed { get; init; }

    /// <summary>Days played.</summary>
    public int Days { get; init; } = 3;

    /// <summary>Lives of the process on each of them.</summary>
    public int Lives { get; init; } = 12;

    /// <summary>Of a thousand moments, at how many the process ends.</summary>
    public int CrashesPerThousand { get; init; } = 60;

    /// <summary>Of a thousand calls, how many fail.</summary>
    public int FaultsPerThousand { get; init; } = 30;

    /// <summary>The one moment at which the process ends instead.</summary>
    public int? OnlyAt { get; init; }

    /// <summary>The one moment before or after an outside write at which it ends instead.</summary>
    public int? OnlyAtWrite { get; init; }

    /// <summary>The account merges a second record of one external id instead of refusing it.</summary>
    public bool MergesDuplicates { get; init; }

    /// <summary>Where in a write of the first node a second one posts; null where there is none.</summary>
    public Meeting? SecondNode { get; init; }

    /// <summary>
    /// The clerk accepts a proposal between two lives, each life matches again what is undecided, and customers pay an
    /// invoice twice; nobody changes their mind.
    /// </summary>
    public bool PeopleDecide { get; init; }

    /// <summary>Puts a planted fault between us and NetSuite; tests alone do.</summary>
    public Func<INetSuite, INetSuite>? Planted { get; init; }

    /// <summary>
    /// Puts a planted fault into the data folder, between two lives or before the second node; tests alone do.
    /// </summary>
    public Action<string>? Meddled { get; init; }

    /// <summary>Puts a planted fault into the data folder once the second node is done; tests alone do.</summary>
    public Action<string>? MeddledAfter { get; init; }
}

/// <summary>
/// A made-up company's days with faults and crashes, in one process: the same door, database, connector and stand-in as
/// ever, and a clock that is moved. After each day everything must be there once: no line lost or doubled, one effect
/// per decided receipt, tie-outs that hold, a log that verifies.
/// </summary>
internal sealed class SimulationRun : IAsyncDisposable
{
    private static readonly SandboxCredentials Keys = SandboxCredentials.Create();

    private static readonly FaultKind[] Faults =
    [
        FaultKind.TooMany, FaultKind.ServerError, FaultKind.ServerErrorAfter, FaultKind.DropBefore,
        FaultKind.DropAfter, FaultKind.Half,
    ];

    private readonly SimulationSettings _settings;
    private readonly SimulatedClock _clock = new();
    private readonly SandboxAccount _sandbox;
    private readonly SimulatedCompany _company;
    private readonly CrashPlan _plan;
    private readonly string _folder;
    private readonly List<string> _findings = [];
    private readonly SimulatedPeople _people;
    private int _payments;
    private IReadOnlyDictionary<string, string> _applied =
        new Dictionary<string, string>(StringComparer.Ordinal);

    private SimulationRun(SimulationSettings settings, string folder)
    {
        (_settings, _folder) = (settings, folder);
        _sandbox = SandboxAccount.Open(new()
        {
            Time = _clock, Knobs = new() { RefuseDuplicateExternalId = !settings.MergesDuplicates },
        }, Keys);
        _company = new(settings.Seed, _sandbox) { PaysTwice = settings.PeopleDecide };
        _plan = new(settings.Seed, settings.CrashesPerThousand)
        {
            Only = settings.OnlyAt, OnlyWrite = settings.OnlyAtWrite,
            Meeting = settings.SecondNode ?? Meeting.BeforeSend,
        };
        _people = new(settings.Seed, folder) { Decide = settings.PeopleDecide };
    }

    /// <summary>Plays it in a folder of its own, which it leaves empty.</summary>
    public static async Task<SimulationReport> Play(SimulationSettings settings, string folder, CancellationToken stop)
    {
        await using var run = new SimulationRun(settings, folder);
        await run.Begin(stop);
        for (var day = 0; day < settings.Days; day++)
            await run.Day(new DateOnly(2026, 3, 2).AddDays(day), stop);
        return new(run._plan.Crashes, run._plan.Moments, run._plan.WriteMoments,
            run._payments, run._findings)
        {
            Applied = run._applied,
        };
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _sandbox.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Begin(CancellationToken stop)
    {
        _company.Begin();
        await using var installation = await Start(stop);
        Needed(await installation.Door.Run(new SyncNetSuite(), installation.Service, stop));
        var house = new DemoHouse(installation, _folder);
        Stopped(await house.Invite(stop));
        Stopped(await house.Settle(SimulationPolicy.Text(_settings.MergesDuplicates), stop));
    }

    private async Task Day(DateOnly day, CancellationToken stop)
    {
        _clock.Now = new(day.ToDateTime(new(8, 0)), TimeSpan.Zero);
        var file = _company.Day(day);
        await using (var morning = await Start(stop))
        {
            Needed(await morning.Door.Run(new SyncNetSuite(), morning.Service, stop));
            Needed(await morning.Door.Run(new ImportFile($"{day:yyyyMMdd}.bai", file), morning.Service, stop));
            Needed(await morning.Door.Run(new MatchReceipts(new("1")), morning.Service, stop));
            await _people.SettleReturns(morning, stop);
        }

        // While people work, the process ends again and again, and each time it is started anew.
        _sandbox.Faults.Script = new(_settings.Seed + day.DayNumber, _settings.FaultsPerThousand, Faults);
        for (var start = 0; start < _settings.Lives; start++)
            await Work(stop);
        _sandbox.Faults.Clear();
        await using var evening = await Start(stop);
        for (var start = 0; start < 6; start++)
        {
            _clock.Now = _clock.Now.AddMinutes(20);
            Needed(await evening.Door.Run(new PostApproved(), evening.Service, stop));
        }

        await Check(evening, day, stop);
    }

    /// <summary>One life of the process.</summary>
    private async Task Work(CancellationToken stop)
    {
        _clock.Now = _clock.Now.AddMinutes(7);
        await using var installation = await Start(stop);
        var job = new PostApproved { Worker = $"life {_clock.Now:HHmm}" };
        await MatchAgain(installation, stop);
        _plan.IsOn = true;
        _plan.Other = _settings.SecondNode is null ? null : async () =>
        {
            _settings.Meddled?.Invoke(DataFolder);
            _ = await installation.Door.Run(job, installation.Service, stop);
            _settings.MeddledAfter?.Invoke(DataFolder);
        };
        try
        {
            // A refusal is the world outside being away: the next life goes on.
            _ = await installation.Door.Run(job, installation.Service, stop);
            _plan.IsOn = false;
            await MatchAgain(installation, stop);
        }
        catch (SimulatedCrash)
        {
            // The next life begins with what was committed.
        }
        finally
        {
            (_plan.IsOn, _plan.Other) = (false, null);
        }

        if (_settings.SecondNode is null)
            _settings.Meddled?.Invoke(DataFolder);
        await _people.Meanwhile(installation, stop);
    }

    /// <summary>A server matches in every round: before another decision is posted, and after.</summary>
    private async Task MatchAgain(Installation installation, CancellationToken stop)
    {
        if (!_settings.PeopleDecide)
            return;
        Needed(await installation.Door.Run(new SyncNetSuite(), installation.Service, stop));
        Needed(await installation.Door.Run(new MatchReceipts(new("1")), installation.Service, stop));
    }

    private async Task Check(Installation installation, DateOnly day, CancellationToken stop)
    {
        var evening = new SimulatedEvening(installation, _sandbox);
        foreach (var finding in await evening.Look(_people.Anchor, stop))
            Find(day, finding);
        _payments = evening.Payments;
        _applied = evening.Applied;
        foreach (var edited in await _people.Overwritten(installation, stop))
            Find(day, $"what a person wrote on {edited} was overwritten");
        var lines = Needed(await installation.Door.Run(new CountReceipts(new() { State = "all" }),
            installation.Service, stop)).Sum(count => count.Receipts);
        if (lines != _company.Lines)
            Find(day, $"the bank booked {_company.Lines} lines and {lines} are here");
    }

    private void Find(DateOnly day, string what) => _findings.Add(string.Create(CultureInfo.InvariantCulture,
        $"{day:yyyy-MM-dd}: {what}."));

    private string DataFolder => Path.Combine(_folder, "data");

    private async Task<Installation> Start(CancellationToken stop)
    {
        var settings = new InstallationSettings
        {
            Holder = "turnstone simulate", Time = _clock,
            Variable = name => name == "TURNSTONE_HOME" ? DataFolder
                : name == "TURNSTONE_KEYS" ? Path.Combine(_folder, "keys") : null,
            Credentials = Keys.ToClientFile(_sandbox.Account, "http://127.0.0.1:4711"),
            NetSuite = new(_clock) { Handler = new SandboxHandler(_sandbox), Seed = (ulong)_settings.Seed },
            Between = client => _settings.Planted is { } planted
                ? planted(new CrashingNetSuite(client, _plan)) : new CrashingNetSuite(client, _plan),
        };
        return Needed(await Installation.Open(settings, stop));
    }

    internal static T Needed<T>(Result<T> result) => result.Is(out var value, out var refusal) ? value
        : throw new InvalidOperationException($"The simulation itself cannot go on: {refusal}");

    internal static void Stopped(Refusal? refusal)
    {
        if (refusal is not null)
            throw new InvalidOperationException($"The simulation itself cannot go on: {refusal}");
    }
}

/// <summary>The simulated company's settings as text.</summary>
internal static class SimulationPolicy
{
    public static string Text(bool mergesDuplicates) => $$"""
        bank_accounts:
          main:
            name: Main account
            company: "1"
            currency: USD
            numbers: ["1234567"]
            gl_account: "1"
            ar_account: "4"
            undeposited_funds: "3"
            start_date: 2026-03-01
            auto_posting: true
        matching_policies:
          all:
            write_off:
              USD: { amount: "5.00" }
        approval_limits:
          all:
            share: { USD: "100000.00" }
        posting_policies:
          "1":
            difference_accounts: { write_off: "12" }
            duplicates_refused: {{(mergesDuplicates ? "false" : "true")}}
        """;
}
