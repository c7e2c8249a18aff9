using System.Globalization;
using Turnstone.Hosting;
using Turnstone.NetSuite.Sandbox.Faults;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Ledger;
using Turnstone.UseCases.Posting;

namespace Turnstone.Simulation;

/// <summary>
/// One script being played: a morning's sync, lives that post, an evening in which everything is mended.
/// </summary>
internal sealed class ScriptRun : IAsyncDisposable
{
    private static readonly Dictionary<Trouble, FaultKind> Faults = new()
    {
        [Trouble.TooMany] = FaultKind.TooMany, [Trouble.ServerError] = FaultKind.ServerError,
        [Trouble.ServerErrorAfter] = FaultKind.ServerErrorAfter, [Trouble.Delay] = FaultKind.Slow,
        [Trouble.DropBefore] = FaultKind.DropBefore, [Trouble.DropAfter] = FaultKind.DropAfter,
        [Trouble.HalfAnswer] = FaultKind.Half, [Trouble.StaleRead] = FaultKind.StaleRead,
        [Trouble.RecordChanged] = FaultKind.RecordChanged, [Trouble.DuplicateDelivery] = FaultKind.Twice,
        [Trouble.MassRefusedLogins] = FaultKind.FalseLogin,
    };

    private readonly ScriptedDay _script;
    private readonly SimulatedClock _clock = new();
    private readonly SkewedClock _theirs;
    private readonly ScriptPlace _place;
    private readonly SimulatedCompany _company;
    private readonly SimulatedHands _hands;
    private readonly SimulatedPeople _people;
    private readonly List<string> _findings = [];
    private int _kills;

    public ScriptRun(ScriptedDay script, ScriptStage stage, string folder)
    {
        _script = script;
        _clock.Now = new(ScriptStage.Day.ToDateTime(new(8, 0)), TimeSpan.Zero);
        _theirs = new(_clock);
        _place = new(folder, _clock, ScriptStage.OpenSandbox(folder, _theirs));
        _company = stage.Company.GoOn(script.Seed, _place.Sandbox);
        _hands = new(_place.Sandbox, _clock, ScriptStage.Keys);
        _people = new(script.Seed, folder);
    }

    /// <summary>Writes under way at once.</summary>
    public int AtOnce { get; init; } = 1;

    /// <summary>Plays it.</summary>
    public async Task<ScriptReport> Play(CancellationToken stop)
    {
        var file = _company.Day(ScriptStage.Day);
        await Live(0, stop);
        await using (var morning = await _place.Start(new(0, 0), stop))
        {
            await _place.Morning(morning, file, ScriptStage.Day, stop);
            await _people.SettleReturns(morning, stop);
        }

        for (var life = 1; life <= ScriptedDay.Lives; life++)
            await Live(life, stop);
        var payments = await Evening(stop);
        return new(_script, payments, _kills, Struck(), _findings);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _hands.Dispose();
        _place.Sandbox.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>One life of the process, with what the script puts in its way.</summary>
    private async Task Live(int life, CancellationToken stop)
    {
        _clock.Now = _clock.Now.AddMinutes(7);
        var troubles = _script.Troubles.Where(trouble => trouble.Life == life).ToArray();
        Installation? process = null;
        var plan = new CrashPlan(_script.Seed, 0)
        {
            // Each call has two moments at which the process can end: before it and after it.
            Only = troubles.FirstOrDefault(trouble => trouble.Kind == Trouble.Kill) is { } kill
                ? 2 * kill.At - kill.Times % 2 : int.MaxValue,
            Meanwhile = troubles.Where(trouble => !Faults.ContainsKey(trouble.Kind)).ToLookup(trouble => trouble.At,
                Func<Task> (trouble) => () => Meanwhile(trouble, process, stop)),
        };
        await using var installation = process = await _place.Start(plan, stop);
        foreach (var trouble in troubles.Where(trouble => Faults.ContainsKey(trouble.Kind)))
            _place.Sandbox.Faults.Add(new(Faults[trouble.Kind])
            {
                Skip = trouble.At, Times = trouble.Times,
                DelayMilliseconds = trouble.Kind == Trouble.Delay ? 20_000 : 0,
            });
        try
        {
            plan.IsOn = true;
            await Work(installation, life, stop);
        }
        catch (SimulatedCrash)
        {
            // The next life begins with what was committed.
            _kills++;
        }

        plan.IsOn = false;
        _place.Sandbox.Faults.Clear();
        _theirs.Ahead = TimeSpan.Zero;
    }

    /// <summary>A refusal is the world outside being away: the next life goes on.</summary>
    private async Task Work(Installation installation, int life, CancellationToken stop)
    {
        if (life == 0)
            _ = await installation.Door.Run(new SyncNetSuite(), installation.Service, stop);
        else
            _ = await installation.Door.Run(
                new PostApproved { Worker = Worker(life), AtOnce = AtOnce }, installation.Service, stop);
    }

    private static string Worker(int life) => string.Create(CultureInfo.InvariantCulture, $"life {life}");

    private async Task Meanwhile(ScriptedTrouble trouble, Installation? process, CancellationToken stop)
    {
        switch (trouble.Kind)
        {
            case Trouble.SecondNode when process is not null:
                await Work(process, Math.Max(1, trouble.Life), stop);
                break;
            case Trouble.ClockSkew:
                _theirs.Ahead = TimeSpan.FromMinutes(trouble.Times);
                break;
            case Trouble.CertificateExpired:
                _hands.EndCertificate(ScriptStage.Keys);
                break;
            case Trouble.AccountRefreshed:
                _hands.Refresh();
                break;
            case Trouble.PeriodClosed:
                _hands.Lock(ScriptStage.Day, isLocked: true);
                break;
            case Trouble.PaidByHand:
                await _hands.Pay(trouble.Times, stop);
                break;
            case Trouble.ChangedByHand:
                await _hands.TakeOff(trouble.Times, stop);
                break;
        }
    }

    /// <summary>
    /// The administrator mends certificate and month, the controller has what was held or refused tried again, and
    /// then everything must be as if nothing had happened, but for what people did by hand.
    /// </summary>
    private async Task<int> Evening(CancellationToken stop)
    {
        if (_hands.MostFailedLogins() is var failed and > 4)
            _findings.Add($"{failed} logins in a row were refused: the user is locked out");
        _hands.MapCertificate(ScriptStage.Keys);
        _hands.Lock(ScriptStage.Day, isLocked: false);
        _clock.Now = _clock.Now.AddHours(1);
        await using var installation = await _place.Start(new(0, 0), stop);
        await installation.ForgetRefusedLogins(stop);
        SimulationRun.Needed(await installation.Door.Run(new SyncNetSuite(), installation.Service, stop));
        await Post(installation, stop);
        await Retry(installation, stop);
        await Post(installation, stop);
        var evening = new SimulatedEvening(installation, _place.Sandbox)
        {
            MayHold = _script.Troubles.Any(trouble => trouble.Kind == Trouble.ChangedByHand),
        };
        _findings.AddRange(await evening.Look(_people.Anchor, stop));
        var lines = SimulationRun.Needed(await installation.Door.Run(new CountReceipts(new() { State = "all" }),
            installation.Service, stop)).Sum(count => count.Receipts);
        if (lines != _company.Lines)
            _findings.Add($"the bank booked {_company.Lines} lines and {lines} are here");
        return evening.Payments;
    }

    private async Task Post(Installation installation, CancellationToken stop)
    {
        for (var run = 0; run < 3; run++)
        {
            _clock.Now = _clock.Now.AddMinutes(20);
            SimulationRun.Needed(await installation.Door.Run(new PostApproved(), installation.Service, stop));
        }
    }

    /// <summary>What cannot be tried again says so; then a person decides anew.</summary>
    private static async Task Retry(Installation installation, CancellationToken stop)
    {
        foreach (var state in new[] { "held", "refused" })
        {
            var page = SimulationRun.Needed(await installation.Door.Run(new ListPostings(state, After: null, 500),
                installation.Service, stop));
            foreach (var posting in page.Rows)
                _ = await installation.Door.Run(new RetryPosting(posting.Id), installation.Service, stop);
        }
    }

    private Dictionary<string, int> Struck() => _place.Sandbox.Calls.Last.Where(call => call.Fault is not null)
        .CountBy(call => call.Fault?.ToString() ?? "", StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
}
