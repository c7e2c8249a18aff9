using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Access;
using Xunit;

namespace NetSuite.Tests.Connector;

/// <summary>A clock whose pauses pass at once and are kept in a list; a day or more never comes.</summary>
internal sealed class SwiftTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _pauses = [];
    private DateTimeOffset _now = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (_gate)
                return [.. _pauses];
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan by)
    {
        lock (_gate)
            _now += by;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime >= TimeSpan.FromDays(1))
            return new Idle();
        lock (_gate)
        {
            _pauses.Add(dueTime);
            _now += dueTime;
        }

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

/// <summary>What was sent, read before the request is disposed.</summary>
internal sealed record Sent(HttpMethod Method, Uri Address, string Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>Answers by a function; the token endpoint answers by itself unless told otherwise.</summary>
internal sealed class FakeNetSuite(Func<Sent, int, HttpResponseMessage> answer) : HttpMessageHandler
{
    private int _tokens;
    private int _calls;

    public ConcurrentQueue<Sent> Calls { get; } = new();

    public int Tokens => Volatile.Read(ref _tokens);

    public Func<int, HttpResponseMessage>? TokenAnswer { get; init; }

    public TimeSpan TokenDelay { get; init; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(stop);
        var headers = request.Headers.ToDictionary(
            header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
        var sent = new Sent(request.Method, request.RequestUri!, body, headers);
        if (sent.Address.AbsolutePath.EndsWith("/oauth2/v1/token", StringComparison.Ordinal))
        {
            var count = Interlocked.Increment(ref _tokens);
            if (TokenDelay > TimeSpan.Zero)
                await Task.Yield();
            return TokenAnswer?.Invoke(count) ?? Token($"token-{count}");
        }

        Calls.Enqueue(sent);
        return answer(sent, Interlocked.Increment(ref _calls));
    }

    public static HttpResponseMessage Token(string text) => Json(
        200, $$"""{"access_token":"{{text}}","expires_in":3600,"token_type":"Bearer"}""");

    public static HttpResponseMessage Json(int status, string body) => new((HttpStatusCode)status)
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
    };

    public static HttpResponseMessage Made(string type, string id) => new(HttpStatusCode.NoContent)
    {
        Headers = { Location = new Uri($"https://1.suitetalk.api.netsuite.com/services/rest/record/v1/{type}/{id}") },
    };

    public static HttpResponseMessage Error(int status, string code, string detail, string? path = null) => Json(
        status,
        $$"""
        {"type":"https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.1","title":"Bad Request","status":{{status}},
        "o:errorDetails":[{"detail":"{{detail}}","o:errorPath":"{{path}}","o:errorCode":"{{code}}"}]}
        """);

    public static HttpResponseMessage Page(params string[] rows) => Json(
        200,
        $$"""
        {"links":[],"count":{{rows.Length}},"hasMore":false,"items":[{{string.Join(',', rows)}}],"offset":0,
        "totalResults":{{rows.Length}}}
        """);
}

/// <summary>Connections and clients of the tests.</summary>
internal static class Desk
{
    private static readonly Lazy<AccessCertificate> Curve = new(() => AccessCertificate.Make(
        "Turnstone", KeyKind.EcP256, new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero)));

    public static string CurveKey => Curve.Value.PrivateKeyPem;

    public static Connection OAuth2(string account = "123456_SB1") => new(
        AccountAddress.Of(account).Value, new Credentials.OAuth2("client", "certificate", CurveKey));

    public static NetSuiteClient Client(HttpMessageHandler handler, SwiftTime? time = null, int atOnce = 3,
        ILoginMemory? memory = null)
    {
        var clock = time ?? new SwiftTime();
        return NetSuiteClient.Open(OAuth2(), new NetSuiteSettings(clock)
        {
            Handler = handler,
            Seed = 7,
            Logins = memory,
            Budget = new(atOnce, clock),
            ReadPatience = Timeout.InfiniteTimeSpan,
            WritePatience = Timeout.InfiniteTimeSpan,
        }).Value;
    }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A file of the shared folder beside the repository, or null.</summary>
    public static string? Shared(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Turnstone.slnx")))
            {
                var found = Path.Combine(folder.FullName, "..", "shared", path);
                return File.Exists(found) ? found : null;
            }

        return null;
    }
}
