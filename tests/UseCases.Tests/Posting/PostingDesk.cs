using System.Globalization;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Access;
using Turnstone.NetSuite.Sandbox;
using Turnstone.NetSuite.Sandbox.Seeding;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Posting;

namespace Turnstone.UseCases.Tests.Posting;

/// <summary>
/// A small company's desk with a NetSuite stand-in beside it: documents live there, our ledger holds copies of them,
/// and
/// what is decided goes there through the door.
/// </summary>
internal sealed class PostingDesk : IAsyncDisposable
{
    // One set of keys for all tests: an RSA key takes longer to make than most tests take.
    private static readonly SandboxCredentials s_keys = SandboxCredentials.Create();

    public const string BankUsd = "1";
    public const string Undeposited = "3";
    public const string Receivables = "4";
    public const string BadDebt = "12";
    public const string Fees = "13";

    private readonly NetSuiteClient _client;

    private PostingDesk(TestDatabase test, SandboxAccount sandbox, NetSuiteClient client)
    {
        (Test, Sandbox, _client) = (test, sandbox, client);
    }

    public TestDatabase Test { get; }

    public SandboxAccount Sandbox { get; }

    /// <summary>The clock of the stand-in and of the way there.</summary>
    public required TestClock NetSuiteClock { get; init; }

    public Dictionary<string, long> Customers { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, long> Documents { get; } = new(StringComparer.Ordinal);

    /// <summary>Whose a document is, by its number.</summary>
    public Dictionary<string, long> CustomerOf { get; } = new(StringComparer.Ordinal);

    public SandboxCredentials Keys => s_keys;

    public static async Task<PostingDesk> Open(Engine engine, SandboxKnobs? knobs = null, string policy = "",
        Func<INetSuite, INetSuite>? between = null)
    {
        var clock = new TestClock();
        var sandbox = SandboxAccount.Open(new() { Time = clock, Knobs = knobs ?? new() }, s_keys);
        var address = AccountAddress.Of(sandbox.Account, "http://127.0.0.1:4711", "http://127.0.0.1:4711").Value;
        var client = NetSuiteClient.Open(new(address, new Credentials.OAuth2(s_keys.ClientId,
            s_keys.CurveCertificateId, s_keys.CurvePrivateKeyPem)), new(new SwiftClock(clock))
        {
            Handler = new SandboxHandler(sandbox), Seed = 1,
        }).Value;
        var test = await TestDatabase.Create(engine, between?.Invoke(client) ?? client);
        var desk = new PostingDesk(test, sandbox, client) { NetSuiteClock = clock };
        await desk.Furnish(policy);
        return desk;
    }

    public async Task Customer(string name, string? parent = null)
    {
        Sandbox.Load(batch => Customers[name] = batch.AddCustomer(new(name, name)
        {
            Parent = parent is null ? null : Customers[parent],
        }));
        var id = Text(Customers[name]);
        await Test.Tamper("""
            insert into customer (connection_id, id, number, number_key, name, name_key, parent_id, root_id, currency,
              active, modified_at) values (1, @id, @name, @name, @name, @key, @parent, @root, 'USD', true, '')
            """, new
        {
            id, name, key = name.ToUpperInvariant(), parent = parent is null ? null : Text(Customers[parent]),
            root = parent is null ? id : Text(Customers[parent]),
        });
    }

    public Task Invoice(string number, string customer, string amount) => Document(number, customer, amount, 1);

    public Task CreditMemo(string number, string customer, string amount) => Document(number, customer, amount, -1);

    /// <summary>A bank file of one line per receipt: "code,cents,reference,customer reference,text".</summary>
    public Task Import(params string[] lines) => ImportOn("2026-03-02", 500_000, lines);

    /// <summary>The same of another day, after an opening balance.</summary>
    public async Task ImportOn(string day, long opening, params string[] lines)
    {
        var file = await Test.Run(new ImportFile($"day-{day}-{Test.Clock.Now:MMddHHmm}.bai", CashDesk.Bai2(day,
            opening, lines)), Test.Service);
        Assert.Null(file.Refusal);
    }

    public async Task Decide(string reference, string customer, params ChosenDocument[] documents)
    {
        var decided = await Test.Run(new ChooseInvoices(await Receipt(reference), Text(Customers[customer]),
            documents), Test.Clerk);
        Assert.Null(decided.Refusal);
    }

    public ChosenDocument On(string number, string? cash = null, string? writeOff = null) => new(
        Text(Documents[number]))
    {
        Cash = cash is null ? null : Cents(cash),
        Differences = writeOff is null ? new Dictionary<DifferenceCause, long>()
            : new Dictionary<DifferenceCause, long> { [DifferenceCause.WriteOff] = Cents(writeOff) },
    };

    public string Id(string customer) => Text(Customers[customer]);

    public async Task<long> Claimed(string number) => Assert.Single(await Test.Rows<long>(
        "select claimed from open_item where id = @id", new { id = Text(Documents[number]) }));

    /// <summary>Locks receivables of a month there; our copy of the periods does not know yet.</summary>
    public async Task LockPeriod(string name, bool locked)
    {
        var id = Assert.Single(await Ask($"SELECT id FROM accountingperiod WHERE periodname = '{name}'"));
        var patched = await _client.Patch(new("accountingPeriod", id), new("accountingPeriod",
            $$"""{"arLocked":{{(locked ? "true" : "false")}}}"""), TestContext.Current.CancellationToken);
        Assert.IsType<WriteOutcome.Updated>(patched);
    }

    /// <summary>Makes a record there as an administrator would; gives its id.</summary>
    public async Task<string> Make(string type, string body) => Assert.IsType<WriteOutcome.Created>(
        await _client.Create(new(type, body), TestContext.Current.CancellationToken)).Id;

    /// <summary>Changes a record there as an administrator would.</summary>
    public async Task Change(string type, string id, string body) => Assert.IsType<WriteOutcome.Updated>(
        await _client.Patch(new(type, id), new(type, body), TestContext.Current.CancellationToken));

    public async Task<long> Receipt(string reference) => Assert.Single(await Test.Rows<long>(
        "select id from receipt where reference = @reference", new { reference }));

    public async Task<string> State(string reference) => string.Join(", ", await Test.Rows<string>("""
        select distinct s.state from share s join receipt r on r.id = s.receipt_id where r.reference = @reference
        """, new { reference }));

    public async Task<string> Why(string reference) => string.Join(", ", await Test.Rows<string>("""
        select distinct s.why from share s join receipt r on r.id = s.receipt_id where r.reference = @reference
        """, new { reference }));

    public async Task<PostingReport> Post()
    {
        var report = await Test.Run(new PostApproved(), Test.Service);
        return report.Refusal is { } refusal ? throw new InvalidOperationException(refusal.ToString()) : report.Value;
    }

    /// <summary>One figure of NetSuite's own books, asked as anybody would.</summary>
    public async Task<IReadOnlyList<string>> Ask(string suiteQl)
    {
        var page = await _client.Query(new(suiteQl), TestContext.Current.CancellationToken);
        return page.Refusal is { } refusal ? throw new InvalidOperationException(refusal.ToString())
            : [.. page.Value.Rows.Select(row => string.Join(' ', row.Columns.Select(column => row.Text(column))))];
    }

    /// <summary>Balance of a GL account there.</summary>
    public async Task<decimal> Balance(string account) => decimal.Parse((await Ask($"""
        SELECT SUM(COALESCE(debit, 0)) - SUM(COALESCE(credit, 0)) AS balance FROM transactionaccountingline
        WHERE account = {account}
        """)) is [{ Length: > 0 } only] ? only : "0", NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Open amount of a document, there and in our ledger; they must agree.</summary>
    public async Task<decimal> OpenAmount(string number)
    {
        var there = decimal.Parse((await Ask($"""
            SELECT COALESCE(foreignamountunpaid, 0) + COALESCE(foreignpaymentamountunused, 0) AS open FROM transaction
            WHERE id = {Text(Documents[number])}
            """))[0], NumberStyles.Float, CultureInfo.InvariantCulture);
        var ours = Assert.Single(await Test.Rows<long>("select open_amount from open_item where id = @id",
            new { id = Text(Documents[number]) }));
        Assert.Equal(there, Math.Abs(ours) / 100m);
        return there;
    }

    public Task<IReadOnlyList<string>> Payments() => Ask("""
        SELECT t.id, t.foreigntotal, t.externalid FROM transaction t WHERE t.type = 'CustPymt' ORDER BY t.id
        """);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        Sandbox.Dispose();
        await Test.DisposeAsync();
    }

    private async Task Document(string number, string customer, string amount, int sign)
    {
        var value = decimal.Parse(amount, CultureInfo.InvariantCulture);
        var date = new DateOnly(2026, 2, 10);
        CustomerOf[number] = Customers[customer];
        Sandbox.Load(batch =>
        {
            var document = new NewDocument(Customers[customer], number, date, value);
            Documents[number] = sign > 0 ? batch.AddInvoice(document) : batch.AddCreditMemo(document);
        });
        await Test.Tamper("""
            insert into open_item (connection_id, id, line, company_id, number, digits_key, kind, customer_id,
              ar_account, dated_on, due_on, currency, total, open_amount, claimed, exchange_rate, status, on_books,
              applications_read, modified_at)
            values (1, @id, 0, '1', @number, @number, @kind, @customer, '4', @date, @date, 'USD', @minor, @minor, 0,
              10000000000, 'A', true, true, '')
            """, new
        {
            id = Text(Documents[number]), number, kind = sign > 0 ? "invoice" : "credit_memo",
            customer = Text(Customers[customer]), date, minor = sign * Cents(amount),
        });
    }

    private async Task Furnish(string policy)
    {
        var body = policy.Length > 0 ? policy : """
            {"difference_accounts":{"write_off":"12","bank_fee":"13"},"part_accounts":{"fee":"13"}}
            """;
        await Test.Tamper("update connection set kind = 'netsuite', account = 'TSTDRV2607145' where id = 1");
        await Test.Tamper("""
            insert into currency (connection_id, id, code, name, base) values (1, '1', 'USD', 'US Dollar', true)
            """);
        foreach (var period in await Ask("""
            SELECT id, periodname, TO_CHAR(startdate, 'YYYY-MM-DD') AS startdate,
              TO_CHAR(enddate, 'YYYY-MM-DD') AS enddate FROM accountingperiod WHERE isyear = 'F' AND isquarter = 'F'
            """))
        {
            var words = period.Split(' ');
            await Test.Tamper("""
                insert into period (connection_id, id, name, start_on, end_on, closed, ar_locked, all_locked,
                  allows_non_gl, adjustment) values (1, @id, @name, @start, @end, false, false, false, false, false)
                """, new
            {
                id = words[0], name = $"{words[1]} {words[2]}",
                start = DateOnly.Parse(words[3], CultureInfo.InvariantCulture),
                end = DateOnly.Parse(words[4], CultureInfo.InvariantCulture),
            });
        }

        await Setting("bank_account", "main", """
            {"name":"Main","currency":"USD","numbers":["1234567"],"gl_account":"1","ar_account":"4",
            "undeposited_funds":"3","start_date":"2026-01-01"}
            """);
        await Setting("approval_limits", "default", """{"share":{"USD":"100000.00"},"write_off":{"USD":"20.00"}}""");
        await Setting("matching_policy", "default", """{"write_off":{"USD":{"amount":"10.00"}}}""");
        await Setting("posting_policy", "default", body);
    }

    public Task Setting(string kind, string name, string body) => Test.Tamper("""
        insert into setting (connection_id, company_id, kind, name, version, effective_on, body, created_at, asked_by)
        values (1, '1', @kind, @name, 1, @day, @body, 0, 1)
        """, new { kind, name, body, day = new DateOnly(2026, 1, 1) });

    private static long Cents(string amount) => Money.TryParse(amount, Currency.Usd, out var money) ? money.Minor
        : throw new FormatException(amount);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A test's clock on which every pause is over at once.</summary>
internal sealed class SwiftClock(TestClock clock) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => clock.Now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => clock.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero && dueTime < TimeSpan.FromMinutes(1))
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Idle();
    }

    private sealed class Idle : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
