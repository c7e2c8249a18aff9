using System.Text;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Access;
using Turnstone.NetSuite.Sandbox.Jobs;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Restlets;

namespace Turnstone.NetSuite.Sandbox;

/// <summary>Leads a request to the service its path names, once it is let in.</summary>
internal sealed class Router
{
    private const string Rest = "/services/rest/";
    private const string Control = "/__sandbox";
    private readonly SandboxAccount _account;
    private readonly TokenEndpoint _tokens;
    private readonly Gate _gate;
    private readonly TimeProvider _time;
    private readonly RecordService _records;
    private readonly QueryService _queries;
    private readonly ControlService _control;
    private readonly CertificateEndpoint _certificates;
    private readonly RestletHost _restlets;
    private readonly JobService _jobs;
    private readonly MetadataService _metadata;

    public Router(
        SandboxAccount account, AccessBook access, RecordService records, QueryService queries)
    {
        _account = account;
        _records = records;
        var time = account.Time;
        _time = time;
        _queries = queries;
        _certificates = new(access, () => account.Knobs, time);
        _control = new(account, access, _certificates, account.Store);
        _restlets = new(account, account.Books, account.Forms);
        _jobs = new(account);
        _metadata = new(account);
        _tokens = new(access, account.Account, () => account.Knobs, time);
        _gate = new(access, account.Account, () => account.Knobs, time);
    }

    public static bool IsControl(SandboxRequest request) => request.Path.StartsWith(Control, StringComparison.Ordinal);

    public static bool IsRead(SandboxRequest request) => !JobService.IsAsync(request)
        && (request.Method == "GET" || request.Path.EndsWith("/suiteql", StringComparison.OrdinalIgnoreCase));

    public static string Target(SandboxRequest request) =>
        request.Query.Length == 0 ? request.Path : $"{request.Path}?{request.Query}";

    public static string BodyText(SandboxRequest request) =>
        Encoding.UTF8.GetString(request.Body.Span[..Math.Min(request.Body.Length, 4000)]);

    public static SandboxResponse TooMany(SandboxRequest request, SandboxKnobs knobs) => IsRestlet(request.Path)
        ? ErrorBody.Restlet(400, "SSS_REQUEST_LIMIT_EXCEEDED", "Request Limit Exceeded")
        : ErrorBody.Of(429, "CONCURRENCY_LIMIT_EXCEEDED", "Concurrent request limit exceeded. Request blocked.", knobs);

    public static SandboxResponse Broken(long number, SandboxKnobs knobs)
    {
        // NetSuite's error ids are twenty letters; this one tells the call it belongs to.
        var id = string.Concat(number.ToString("D20", System.Globalization.CultureInfo.InvariantCulture)
            .Select(digit => (char)('a' + (digit - '0'))));
        return ErrorBody.Of(500, "UNEXPECTED_ERROR", $"An unexpected error occurred. Error ID: {id}", knobs);
    }

    public SandboxResponse FalseLogin(SandboxRequest request) => _gate.Invalid(IsRestlet(request.Path));

    public SandboxResponse Route(SandboxRequest request)
    {
        if (IsControl(request))
            return _control.Handle(request);
        var path = request.Path;
        if (path.Equals(TokenEndpoint.Path, StringComparison.OrdinalIgnoreCase))
            return _tokens.Handle(request);
        if (path.Equals(CodeGrants.RevokePath, StringComparison.OrdinalIgnoreCase))
            return _tokens.Revoke(request);
        if (path.Equals(CodeGrants.Page, StringComparison.OrdinalIgnoreCase))
            return _tokens.Authorize(request);
        if (path.Equals("/rest/datacenterurls", StringComparison.OrdinalIgnoreCase))
            return SandboxResponse.Json(200, Hosts(request.Origin));
        if (path.Equals("/services/rest/auth/oauth2/v1/keys", StringComparison.OrdinalIgnoreCase))
            return _tokens.Keys();

        var (caller, refusal) = _gate.Admit(request);
        return caller is null ? refusal ?? _gate.Invalid(IsRestlet(path)) : Admitted(request, path, caller);
    }

    private SandboxResponse Admitted(SandboxRequest request, string path, Caller caller)
    {
        if (path.Equals("/rest/tokeninfo", StringComparison.OrdinalIgnoreCase))
            return SandboxResponse.Json(200, TokenOwner(caller));
        if (IsRestlet(path))
            return _restlets.Handle(request, caller);
        if (!path.StartsWith(Rest, StringComparison.OrdinalIgnoreCase))
            throw new RestFault(404, "NOT_FOUND", $"The path '{path}' does not exist.");
        if (!caller.May("rest_webservices"))
            throw RestFault.NotAllowed("REST Web Services");
        if (CertificateEndpoint.IsHere(path))
            return _certificates.Handle(request);
        return request.Method == "OPTIONS" ? new(204) : Service(request, path[Rest.Length..].Trim('/'));
    }

    private SandboxResponse Service(SandboxRequest request, string path)
    {
        Language(request);
        var parts = path.Split('/');
        return (parts[0].ToLowerInvariant(), parts.ElementAtOrDefault(1)) switch
        {
            ("record", "v1") when parts.ElementAtOrDefault(2) is "metadata-catalog" =>
                _metadata.Handle(request, parts[3..]),
            ("record", "v1") when parts.Length > 2 => Record(request, parts),
            ("async", "v1") when parts.ElementAtOrDefault(2) is "job" => _jobs.Handle(request, parts[3..]),
            ("query", "v1") when parts.ElementAtOrDefault(2) is "suiteql" => JobService.IsAsync(request)
                ? _jobs.Accept(request, one => Guarded(() => _queries.Handle(one)))
                : _queries.Handle(request),
            ("query", "v1") when parts.ElementAtOrDefault(2) is "dataset" => _queries.Dataset(request, parts[3..]),
            ("system", "v1") => SystemService(request, parts.ElementAtOrDefault(2) ?? ""),
            _ => throw RestFault.NoSuchType(parts[^1]),
        };
    }

    private SandboxResponse Record(SandboxRequest request, string[] parts)
    {
        if (JobService.IsAsync(request))
        {
            return _jobs.Accept(request, one => Guarded(() =>
                _records.Handle(one, one.Path[Rest.Length..].Trim('/').Split('/')[2..])));
        }

        return JobService.IsBatch(request)
            ? throw new RestFault(400, "INVALID_HEADER", "A batch needs the header 'Prefer: respond-async'.")
            {
                Header = "Prefer",
            }
            : _records.Handle(request, parts[2..]);
    }

    /// <summary>An answer for later: a refusal is one too.</summary>
    private SandboxResponse Guarded(Func<SandboxResponse> handle)
    {
        try
        {
            return handle();
        }
        catch (RestFault fault)
        {
            return ErrorBody.Of(fault, _account.Knobs);
        }
    }

    private SandboxResponse SystemService(SandboxRequest request, string name) => name.ToLowerInvariant() switch
    {
        "governancelimits" when request.Method == "GET" => SandboxResponse.Json(200, Limits()),
        "servertime" when request.Method is "GET" or "POST" => SandboxResponse.Json(200, new JsonObject
        {
            ["links"] = new JsonArray(),
            ["serverTime"] = _time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null),
        }),
        _ => throw new RestFault(404, "NOT_FOUND", $"The operation '{name}' does not exist."),
    };

    /// <summary>Older clients ask first where an account lives; here everything lives on one address.</summary>
    private static JsonObject Hosts(string origin) => new()
    {
        ["restDomain"] = origin, ["systemDomain"] = origin, ["webservicesDomain"] = origin,
    };

    private JsonObject TokenOwner(Caller caller) => new()
    {
        ["scope"] = string.Join(' ', caller.Scopes),
        ["company"] = _account.Account,
        ["role"] = new JsonObject { ["id"] = "3", ["name"] = "Turnstone Integration" },
        ["user"] = caller.User,
        ["consumer"] = new JsonObject { ["name"] = "Turnstone" },
    };

    private JsonObject Limits()
    {
        var knobs = _account.Knobs;
        var limits = new JsonObject
        {
            ["links"] = new JsonArray(),
            ["accountConcurrencyLimit"] = knobs.ConcurrencyLimit,
            ["accountUnallocatedConcurrencyLimit"] = knobs.ConcurrencyLimit - (knobs.IntegrationLimit ?? 0),
        };
        if (knobs.IntegrationLimit is { } share)
            limits["integrationConcurrencyLimit"] = share;
        limits["integrationLimitType"] = knobs.IntegrationLimit is null ? "accountLimit" : "integrationSpecific";
        return limits;
    }

    /// <summary>Any language but the company's own is refused; '*' and a list that holds it pass.</summary>
    private void Language(SandboxRequest request)
    {
        if (request.Header("Accept-Language") is not { Length: > 0 } wanted)
            return;

        var own = _account.Knobs.Language;
        var fits = wanted.Split(',', StringSplitOptions.TrimEntries)
            .Any(tag => tag.StartsWith('*') || tag.StartsWith(own, StringComparison.OrdinalIgnoreCase));
        if (!fits)
        {
            throw new RestFault(400, "INVALID_HEADER",
                $"Invalid value '{wanted}' of header 'Accept-Language'. Use the company's primary language.")
            { Header = "Accept-Language" };
        }
    }

    private static bool IsRestlet(string path) =>
        path.EndsWith("/restlet.nl", StringComparison.OrdinalIgnoreCase);
}
