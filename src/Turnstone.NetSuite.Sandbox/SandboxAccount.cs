using Turnstone.NetSuite.Sandbox.Access;
using Turnstone.NetSuite.Sandbox.Faults;
using Turnstone.NetSuite.Sandbox.Forms;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Push;
using Turnstone.NetSuite.Sandbox.Records;
using Turnstone.NetSuite.Sandbox.Seeding;
using Turnstone.NetSuite.Sandbox.SuiteQl;
using Turnstone.NetSuite.Sandbox.Tables;

namespace Turnstone.NetSuite.Sandbox;

/// <summary>
/// One stand-in NetSuite account. <see cref="Handle"/> is the whole of it, without sockets and waiting;
/// <see cref="Answer"/> adds what lies between a client and NetSuite: the governor, faults, time and the call log.
/// </summary>
public sealed class SandboxAccount : IDisposable
{
    private readonly Governor _governor = new();
    private readonly AccessBook _access;
    private readonly Router _router;
    private readonly TimeProvider _time;
    private readonly Store _store;
    private readonly Books _books;
    private readonly FormBook _forms;
    private readonly (string Dollars, string Euros) _subsidiaries;
    private long _calls;

    private SandboxAccount(SandboxOptions options, SandboxCredentials credentials)
    {
        Account = options.Account;
        _subsidiaries = options.Subsidiaries;
        Knobs = options.Knobs;
        Credentials = credentials;
        _time = options.Time;
        _access = new(credentials, options.Time);
        _store = new(options.Folder, options.Time);
        _books = new(_store, () => Knobs);
        _forms = new(_books);
        Tables = new TableBook(_store, () => Knobs);
        _router = new(this, _access, new(this, _books, _forms), new(this, _store, Tables));
        Push = new(options.PushHandler, options.Time);
        BackOffice = new(_store, _books, _forms, Push);
        IsNew = _store.IsEmpty;
        if (IsNew)
            Lay();
    }

    /// <summary>The account id as NetSuite shows it.</summary>
    public string Account { get; }

    /// <summary>True where it was opened without anything kept: it has lists and no customers yet.</summary>
    public bool IsNew { get; }

    /// <summary>What a client needs to get in.</summary>
    public SandboxCredentials Credentials { get; }

    /// <summary>What differs between accounts; takes effect with the next call.</summary>
    public SandboxKnobs Knobs { get; set; }

    /// <summary>The faults to come.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>Hints to an address that a record changed.</summary>
    public SandboxPush Push { get; }

    /// <summary>What people do inside the account by hand.</summary>
    public BackOffice BackOffice { get; }

    /// <summary>The calls that were.</summary>
    public CallLog Calls { get; } = new();

    /// <summary>The tables that SuiteQL reads; under the account's read lock only.</summary>
    internal ITableSource Tables { get; }

    internal Store Store => _store;

    internal TimeProvider Time => _time;

    internal Books Books => _books;

    internal FormBook Forms => _forms;

    /// <summary>Puts records straight into the books, past the protocol; what one call puts is kept together.</summary>
    public void Load(Action<SandboxBatch> load) => _store.Write(change =>
    {
        load(new(change, _books));
        return true;
    });

    /// <summary>Forgets all records and starts with the lists of a new account; credentials and knobs stay.</summary>
    public void Reset()
    {
        _store.Clear();
        Lay();
    }

    /// <summary>
    /// Opens an account: from its folder where it has one, with new credentials where none are given.
    /// </summary>
    public static SandboxAccount Open(SandboxOptions options, SandboxCredentials? credentials = null)
    {
        if (options.Folder is { } folder)
        {
            Directory.CreateDirectory(folder);
            credentials ??= SandboxCredentials.In(folder);
        }

        return new(options, credentials ?? SandboxCredentials.Create());
    }

    /// <summary>Does what a request asks and answers, with no fault and no wait.</summary>
    public SandboxResponse Handle(SandboxRequest request)
    {
        try
        {
            return _router.Route(request);
        }
        catch (RestFault fault)
        {
            return ErrorBody.Of(fault, Knobs);
        }
    }

    /// <summary>
    /// Answers as a client meets it: turned away when too many are inside, struck by faults, in its time.
    /// </summary>
    public async Task<SandboxResponse> Answer(SandboxRequest request, CancellationToken cancellation)
    {
        if (Router.IsControl(request))
            return Handle(request);

        var limit = Math.Min(Knobs.ConcurrencyLimit, Knobs.IntegrationLimit ?? int.MaxValue);
        var number = Interlocked.Increment(ref _calls);
        var arrived = _time.GetUtcNow();
        if (!_governor.TryEnter(limit, out var inside))
        {
            var busy = Router.TooMany(request, Knobs);
            Log(busy, null, turnedAway: true);
            return busy;
        }

        try
        {
            var fault = Faults.Take(number, request);
            var answer = Struck(request, fault, number);
            Log(answer, fault, turnedAway: false);
            var wait = TimeSpan.FromMilliseconds(Knobs.LatencyMilliseconds + (fault?.DelayMilliseconds ?? 0));
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, _time, cancellation);
            return answer;
        }
        finally
        {
            _governor.Leave();
        }

        void Log(SandboxResponse answer, Fault? fault, bool turnedAway) => Calls.Add(
            new(number, arrived, request.Method, Router.Target(request), answer.Status)
            {
                Fault = fault?.Kind,
                Inside = inside,
                Body = Router.BodyText(request),
            },
            turnedAway);
    }

    private SandboxResponse Struck(SandboxRequest request, Fault? fault, long number) => fault?.Kind switch
    {
        null or FaultKind.Slow => Handle(request),
        FaultKind.TooMany => Router.TooMany(request, Knobs),
        FaultKind.ServerError => Router.Broken(number, Knobs),
        FaultKind.ServerErrorAfter => Then(Handle(request), Router.Broken(number, Knobs)),
        FaultKind.DropBefore => new(0) { Delivery = Delivery.Dropped },
        FaultKind.DropAfter => Handle(request) with { Delivery = Delivery.Dropped },
        // An answer without a body cannot arrive by half: then nothing of it does.
        FaultKind.Half => Handle(request) is { Body.Length: > 1 } whole
            ? whole with { Delivery = Delivery.Half }
            : new(0) { Delivery = Delivery.Dropped },
        FaultKind.FalseLogin => _router.FalseLogin(request),
        FaultKind.StaleRead when Router.IsRead(request) => _store.ReadStale(() => Handle(request)),
        // A write on an old state would lose what came between; only reads lag behind.
        FaultKind.StaleRead => Handle(request),
        FaultKind.RecordChanged when request.Method is "PATCH" or "PUT" or "POST" =>
            ErrorBody.Of(RestFault.Rule(Knobs.RecordChangedText), Knobs),
        FaultKind.RecordChanged => Handle(request),
        FaultKind.Twice => Then(Handle(request), Handle(request)),
        _ => throw new InvalidOperationException($"The fault {fault.Kind} is unknown."),
    };

    private void Lay() => _store.Write(change =>
    {
        Foundation.Lay(change, _subsidiaries);
        return true;
    });

    /// <summary>Both were done, in this order; the client sees the second.</summary>
    private static SandboxResponse Then(SandboxResponse first, SandboxResponse second) =>
        first.Status == 0 ? first : second;

    /// <inheritdoc/>
    public void Dispose()
    {
        Push.Dispose();
        _access.Dispose();
        _store.Dispose();
    }
}
