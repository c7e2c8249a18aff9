using System.Diagnostics;
using System.Globalization;
using Turnstone.Commands;
using Turnstone.Demo;
using Turnstone.Hosting;
using Turnstone.NetSuite.Sandbox;
using Turnstone.NetSuite.Sandbox.Faults;

namespace Simulation;

/// <summary>What a life that was let to its end came to.</summary>
/// <param name="Exit">Its exit code.</param>
/// <param name="Table">What it printed.</param>
/// <param name="Said">Its lines of progress.</param>
/// <param name="At">When each was heard, counted from the start.</param>
internal sealed record EndedLife(int Exit, string Table, IReadOnlyList<string> Said, IReadOnlyList<TimeSpan> At)
{
    /// <summary>How long a stage of this life took, or what lies between two of its calls.</summary>
    public TimeSpan Length(Stage stage) => stage switch
    {
        Stage.Match => Last("matching") - Last("file"),
        Stage.Approve => Last("people") - Last("matching"),
        // A write is looked up, kept and sent within a few milliseconds.
        Stage.Post => TimeSpan.FromMilliseconds(4),
        // Between two calls or two files: whatever comes up.
        _ => TimeSpan.FromMilliseconds(15),
    };

    private TimeSpan Last(string word) => At[Said.ToList().FindLastIndex(line =>
        line.StartsWith(word, StringComparison.Ordinal))];
}

/// <summary>
/// The folder of one demo and the stand-in it works with. The stand-in lives here and goes on when the process is
/// killed, as NetSuite does.
/// </summary>
internal sealed class KilledDemo : IAsyncDisposable
{
    private readonly string _home;
    private readonly FollowingClock _clock;
    private readonly SandboxHost _host;
    private readonly string _credentials;

    private KilledDemo(string home, FollowingClock clock, SandboxHost host)
    {
        (_home, _clock, _host) = (home, clock, host);
        _credentials = host.Account.Credentials.ToClientFile(host.Account.Account, host.BaseUrl);
        File.WriteAllText(CredentialsFile, _credentials);
    }

    public SandboxAccount NetSuite => _host.Account;

    private string Folder => Path.Combine(_home, "demo");

    private string CredentialsFile => Path.Combine(_home, "netsuite.json");

    /// <summary>Opens a home; what it holds already goes on where it ended.</summary>
    public static async Task<KilledDemo> Open(string home, CancellationToken stop)
    {
        Directory.CreateDirectory(Path.Combine(home, "demo"));
        var clock = new FollowingClock(Path.Combine(home, "demo", "clock"));
        var account = DemoBooks.Open(Path.Combine(home, "netsuite"), clock);
        return new(home, clock, await SandboxHost.Start(account, 0, stop));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _host.Account.Dispose();
    }

    /// <summary>One life to its end.</summary>
    public async Task<EndedLife> Run(CancellationToken stop)
    {
        using var life = Start();
        var table = await life.Process.StandardOutput.ReadToEndAsync(stop);
        await life.Process.WaitForExitAsync(stop);
        return new(life.Process.ExitCode, table, life.Said, life.At);
    }

    /// <summary>
    /// One life that is killed at a moment; answers the stage it died in, or null where it came to its end before.
    /// </summary>
    public async Task<Stage?> Kill(Aim aim, TimeSpan within, CancellationToken stop)
    {
        using var life = Start();
        if (aim.HoldsAnswer)
            NetSuite.Faults.Add(Held(aim));
        var drained = life.Process.StandardOutput.ReadToEndAsync(stop);
        var seen = (Calls: -1L, Lines: -1);
        while (!life.Process.HasExited)
        {
            var now = (NetSuite.Calls.Count, life.Lines);
            if (now != seen && aim.Reached(life.SoFar))
                break;
            seen = now;
            await Task.Delay(2, stop);
        }

        await Task.Delay(within * (aim.Share / 1000.0), stop);
        var killed = !life.Process.HasExited;
        life.Process.Kill();
        await life.Process.WaitForExitAsync(stop);
        await drained;
        NetSuite.Faults.Clear();
        return killed ? life.SoFar.Stage : null;
    }

    /// <summary>Lets time pass between two lives: what waits for its time is due.</summary>
    public void Later(TimeSpan by) => _clock.Keep(by);

    /// <summary>Opens the books of the dead process, to look at them.</summary>
    public async Task<Installation> Look(CancellationToken stop) =>
        (await Installation.Open(DemoCommand.Settings(Folder, _clock, _credentials), stop)).Value;

    private static Fault Held(Aim aim) => new(FaultKind.Slow)
    {
        Path = "/record/v1/", Method = aim.Stage == Stage.Post ? "POST" : null, DelayMilliseconds = 5_000,
        Skip = aim.Stage == Stage.Post ? aim.Moment - 1 : 3 * aim.Moment - 1,
    };

    private OneLife Start()
    {
        _clock.Follow();
        NetSuite.Calls.Clear();
        var program = Path.Combine(AppContext.BaseDirectory, "turnstone.dll");
        var start = new ProcessStartInfo("dotnet", [program, "demo", "--once", "--netsuite", CredentialsFile])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment["TURNSTONE_HOME"] = _home;
        start.Environment.Remove("TURNSTONE_DATABASE");
        return new(Process.Start(start) ?? throw new InvalidOperationException("turnstone did not start."),
            NetSuite.Calls);
    }

    /// <summary>A process and what it was heard saying.</summary>
    private sealed class OneLife : IDisposable
    {
        private readonly Lock _gate = new();
        private readonly long _began = Stopwatch.GetTimestamp();
        private readonly List<(string Line, TimeSpan At)> _said = [];
        private readonly CallLog _calls;

        public OneLife(Process process, CallLog calls)
        {
            (Process, _calls) = (process, calls);
            process.ErrorDataReceived += (_, line) =>
            {
                lock (_gate)
                    _said.AddRange(line.Data is { } text ? [(text, Stopwatch.GetElapsedTime(_began))] : []);
            };
            process.BeginErrorReadLine();
        }

        public Process Process { get; }

        public LifeSoFar SoFar => new(Said, _calls.Last);

        public int Lines => Said.Count;

        public IReadOnlyList<string> Said => [.. Heard.Select(one => one.Line)];

        public IReadOnlyList<TimeSpan> At => [.. Heard.Select(one => one.At)];

        private (string Line, TimeSpan At)[] Heard
        {
            get
            {
                lock (_gate)
                    return [.. _said];
            }
        }

        public void Dispose() => Process.Dispose();
    }

    /// <summary>
    /// NetSuite's clock: at each start of the process it is where the process begins, and it runs on between.
    /// </summary>
    private sealed class FollowingClock(string file) : TimeProvider
    {
        private DateTimeOffset _start = new(2026, 6, 30, 6, 12, 0, TimeSpan.Zero);
        private long _began = System.GetTimestamp();

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => _start + System.GetElapsedTime(_began);

        public void Follow()
        {
            var kept = Kept();
            (_start, _began) = (kept > GetUtcNow() ? kept : GetUtcNow(), System.GetTimestamp());
        }

        public void Keep(TimeSpan later)
        {
            Follow();
            File.WriteAllText(file, (_start + later).ToString("O", CultureInfo.InvariantCulture));
        }

        private DateTimeOffset Kept() => File.Exists(file) && DateTimeOffset.TryParse(File.ReadAllText(file),
            CultureInfo.InvariantCulture, out var kept) ? kept : default;
    }
}
