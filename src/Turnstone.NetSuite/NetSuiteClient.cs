using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite.Access;
using Turnstone.NetSuite.Budget;
using Turnstone.NetSuite.Records;

namespace Turnstone.NetSuite;

/// <summary>One NetSuite account over HTTP. Safe for many callers; all views of it share login and budget.</summary>
public sealed class NetSuiteClient : INetSuite, IDisposable
{
    // A typo in a field's name must not pass for a field left out.
    private static readonly KeyValuePair<string, string> NamesMatter =
        new("X-NetSuite-PropertyNameValidation", "Error");

    private static readonly KeyValuePair<string, string> Transient = new("Prefer", "transient");

    private readonly Caller _caller;
    private readonly HttpMessageInvoker? _owned;
    private readonly Urgency _urgency;

    private NetSuiteClient(Connection connection, NetSuiteSettings settings, Caller caller, HttpMessageInvoker? owned)
    {
        (Connection, Settings, _caller, _owned, _urgency) = (connection, settings, caller, owned, Urgency.Bulk);
    }

    private NetSuiteClient(NetSuiteClient other, Urgency urgency)
    {
        (Connection, Settings, _caller, _urgency) = (other.Connection, other.Settings, other._caller, urgency);
    }

    /// <summary>The account and how we log in to it.</summary>
    public Connection Connection { get; }

    /// <summary>How it behaves.</summary>
    public NetSuiteSettings Settings { get; }

    /// <summary>Makes a client; it calls nothing before it is asked to. A key that cannot sign is refused.</summary>
    public static Result<NetSuiteClient> Open(Connection connection, NetSuiteSettings? settings = null)
    {
        var chosen = settings ?? new NetSuiteSettings();
        var http = new HttpMessageInvoker(chosen.Handler ?? OwnHandler(), disposeHandler: chosen.Handler is null);
        var clock = new ServerClock(chosen.Time);
        var wire = new Wire(http, clock, chosen);
        var jitter = new Jitter(chosen.Seed);
        var guard = new LoginGuard(chosen.Time, chosen.Logins);
        if (!Authorize(connection, wire, (clock, guard), jitter).Is(out var authorization, out var refusal))
        {
            guard.Dispose();
            http.Dispose();
            return refusal;
        }

        return new NetSuiteClient(
            connection, chosen, new Caller(wire, (authorization, guard), connection.Address, chosen, jitter), http);
    }

    /// <summary>A view of the same client whose calls are served as a person's; disposing it does nothing.</summary>
    public NetSuiteClient ForPeople() => new(this, Urgency.Interactive);

    /// <inheritdoc/>
    public async Task<Result<QueryPage>> Query(SuiteQl query, CancellationToken stop)
    {
        var body = new JsonObject { ["q"] = query.Text };
        if (query.Parameters.Count > 0)
            body["params"] = new JsonArray([.. query.Parameters.Select(value => (JsonNode)value)]);
        var address = Rest(string.Create(
            CultureInfo.InvariantCulture, $"/query/v1/suiteql?limit={query.Limit}&offset={query.Offset}"));
        var call = new Call(HttpMethod.Post, address, IsRead: true)
        {
            Json = body.ToJsonString(JsonBody.Plain), Headers = [Transient],
        };
        return await Read(call, "a query", QueryReader.Read, stop);
    }

    /// <inheritdoc/>
    public Task<Result<NetSuiteRecord>> Get(RecordRef record, CancellationToken stop) => Read(
        new Call(HttpMethod.Get, Rest($"/record/v1/{Path(record)}?expandSubResources=true"), IsRead: true),
        $"reading {record}", root => new NetSuiteRecord(record, root), stop);

    /// <inheritdoc/>
    public Task<WriteOutcome> Create(RecordBody body, CancellationToken stop) =>
        Write(Writing(HttpMethod.Post, $"/record/v1/{body.Type}", body) with { Makes = true }, body.Type, stop);

    /// <inheritdoc/>
    public Task<WriteOutcome> Patch(RecordRef record, RecordBody body, CancellationToken stop) =>
        Write(Writing(HttpMethod.Patch, $"/record/v1/{Path(record)}", body), $"a change of {record}", stop);

    /// <inheritdoc/>
    public Task<WriteOutcome> Transform(RecordRef source, RecordBody target, CancellationToken stop) => Write(
        Writing(HttpMethod.Post, $"/record/v1/{Path(source)}/!transform/{target.Type}", target) with { Makes = true },
        $"making a {target.Type} of {source}", stop);

    /// <inheritdoc/>
    public Task<WriteOutcome> Restlet(RestletCall call, CancellationToken stop)
    {
        var query = call.Parameters.Prepend(new("deploy", call.Deployment)).Prepend(new("script", call.Script))
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}");
        var address = new Uri($"{Connection.Address.Restlet.AbsoluteUri}?{string.Join('&', query)}");
        var isRead = call.Json is null;
        return Write(
            new Call(isRead ? HttpMethod.Get : HttpMethod.Post, address, isRead) { Json = call.Json },
            $"script {call.Script}", stop);
    }

    /// <inheritdoc/>
    public Task<Result<DateTimeOffset>> GetServerTime(CancellationToken stop) => Read(
        new Call(HttpMethod.Get, Rest("/system/v1/serverTime"), IsRead: true), "the server's time",
        root => DateTimeOffset.Parse(
            root.GetProperty("serverTime").GetString() ?? "", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal), stop);

    /// <summary>How many calls the account and the integration may run at once; for administrators only.</summary>
    public Task<Result<GovernanceLimits>> GetGovernanceLimits(CancellationToken stop) => Read(
        new Call(HttpMethod.Get, Rest("/system/v1/governanceLimits"), IsRead: true), "the governance limits",
        GovernanceLimits.Read, stop);

    /// <summary>The JSON schema of a record type, as this role sees it.</summary>
    public Task<Result<JsonElement>> GetSchema(string type, CancellationToken stop) => Read(
        new Call(HttpMethod.Get, Rest($"/record/v1/metadata-catalog/{type}"), IsRead: true)
        {
            Accept = "application/schema+json",
        },
        $"the schema of {type}", root => root, stop);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_owned is null)
            return;
        _caller.Dispose();
        _owned.Dispose();
    }

    /// <summary>
    /// Asks for the form of a new record, filled as NetSuite would; nothing is saved. An account that does not know
    /// forms takes it for a create and refuses it, since it is empty.
    /// </summary>
    internal Task<WriteOutcome> AskForm(string type, CancellationToken stop) => Write(
        new Call(HttpMethod.Post, Rest($"/record/v1/{type}"), IsRead: false)
        {
            Json = "{}", Makes = true, Accept = "application/vnd.oracle.resource+json; type=create-form",
        },
        type, stop);

    internal Uri Rest(string path) => Connection.Address.At("/services/rest" + path);

    /// <summary>Sends a read and turns its JSON into a value; a fault in that JSON is a refusal that says so.</summary>
    internal async Task<Result<T>> Read<T>(Call call, string what, Func<JsonElement, T> reading, CancellationToken stop)
    {
        switch (await _caller.Send(call, _urgency, stop))
        {
            case CallResult.NotDone notDone:
                return notDone.Why.ToRefusal();
            case CallResult.Unknown unknown:
                return ErrorReader.NoAnswer(call.Address, unknown.Why).ToRefusal();
            case CallResult.Answered { Answer.IsSuccess: false } refused:
                return ErrorReader.Read(refused.Answer, what, Settings.Words).ToRefusal();
            case CallResult.Answered answered:
                return Understand(answered.Answer, what, reading);
            default:
                throw new InvalidOperationException("A call has three ends.");
        }
    }

    /// <summary>Sends a write and says what is known of it.</summary>
    internal async Task<WriteOutcome> Write(Call call, string what, CancellationToken stop) =>
        await _caller.Send(call, _urgency, stop) switch
        {
            CallResult.NotDone notDone => new WriteOutcome.Refused(notDone.Why),
            CallResult.Unknown unknown => new WriteOutcome.Unknown(unknown.Why),
            CallResult.Answered answered => Outcome(answered.Answer, call, what),
            _ => throw new InvalidOperationException("A call has three ends."),
        };

    private WriteOutcome Outcome(Exchange.Answered answer, Call call, string what)
    {
        if (answer.Status >= 500 || answer.Status == 408)
            return new WriteOutcome.Unknown(ErrorReader.Read(answer, what, Settings.Words).Sentence);
        if (!answer.IsSuccess)
            return new WriteOutcome.Refused(ErrorReader.Read(answer, what, Settings.Words));

        var id = answer.Headers.Location?.OriginalString.TrimEnd('/').Split('/')[^1];
        return call.Makes && id is { Length: > 0 }
            ? new WriteOutcome.Created(id)
            : new WriteOutcome.Updated(id, answer.Body);
    }

    private static Result<T> Understand<T>(Exchange.Answered answer, string what, Func<JsonElement, T> reading)
    {
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return reading(document.RootElement.Clone());
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or FormatException
            or InvalidOperationException)
        {
            return ErrorReader.NotUnderstood(answer, what).ToRefusal();
        }
    }

    private Call Writing(HttpMethod method, string path, RecordBody body) =>
        new(method, Rest(path), IsRead: false) { Json = body.Json, Headers = [NamesMatter] };

    private static string Path(RecordRef record) =>
        $"{record.Type}/{Uri.EscapeDataString(record.Id).Replace("%3A", ":", StringComparison.Ordinal)}";

    private static Result<IAuthorization> Authorize(
        Connection connection, Wire wire, (ServerClock Clock, LoginGuard Guard) with, Jitter words)
    {
        if (connection.Credentials is Credentials.Tba tba)
            return new TbaAuthorization(tba, connection.Address.Account, with.Clock, words, with.Guard);

        var oauth2 = (Credentials.OAuth2)connection.Credentials;
        return ClientAssertion.Of(oauth2, connection.Address.Token).Is(out var assertion, out var refusal)
            ? new BearerAuthorization(assertion, connection.Address, wire, with, words)
            : refusal;
    }

    private static SocketsHttpHandler OwnHandler() => new()
    {
        // NetSuite redirects where the address is another data centre's; following would send the login there.
        AllowAutoRedirect = false,
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    };
}
