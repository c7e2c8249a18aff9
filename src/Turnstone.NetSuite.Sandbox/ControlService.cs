using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Turnstone.NetSuite.Sandbox.Access;
using Turnstone.NetSuite.Sandbox.Faults;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;
using Turnstone.NetSuite.Sandbox.Seeding;

namespace Turnstone.NetSuite.Sandbox;

/// <summary>
/// The trainer's side under /__sandbox: knobs, faults, the calls and logins that were, and what people do by hand. It
/// asks for no credentials; the sandbox listens on the loopback only.
/// </summary>
internal sealed class ControlService(
    SandboxAccount account, AccessBook access, CertificateEndpoint certificates, Store store)
{
    private static readonly JsonSerializerOptions Snake = new(Json.Snake)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    // A page of another place may not have the browser of whoever trains here turn this account.
    private static bool IsForeign(SandboxRequest request) => request.Method != "GET"
        && request.Header("Origin") is { } origin && origin != request.Origin;

    public SandboxResponse Handle(SandboxRequest request)
    {
        if (IsForeign(request))
            throw new RestFault(403, "INSUFFICIENT_PERMISSION", "Only the sandbox's own page may send this.");
        return request.Method == "POST" && request.Path.StartsWith(ControlForm.Path, StringComparison.Ordinal)
            ? ControlForm.Answer(Answered(request)) : Do(request);
    }

    private SandboxResponse Answered(SandboxRequest form)
    {
        try
        {
            return Do(ControlForm.Call(form));
        }
        catch (RestFault fault)
        {
            return ErrorBody.Of(fault, account.Knobs);
        }
    }

    private SandboxResponse Page()
    {
        var knobs = JsonSerializer.SerializeToNode(account.Knobs, Snake)?.AsObject() ?? [];
        return SandboxResponse.Bytes(200, Encoding.UTF8.GetBytes(new ControlPage(account, access, knobs).Text()),
            "text/html; charset=utf-8").With("Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'");
    }

    private SandboxResponse Do(SandboxRequest request)
    {
        var path = request.Path["/__sandbox".Length..].Trim('/').ToLowerInvariant();
        try
        {
            return (request.Method, path) switch
            {
                ("GET", "") => Page(),
                ("GET", "state") => Shown(State()),
                ("GET", "knobs") => Shown(account.Knobs),
                ("PATCH" or "POST", "knobs") => Turn(request),
                ("GET", "faults") => Shown(new { account.Faults.Script, account.Faults.Waiting }),
                ("POST", "faults") => Plan(request),
                ("PUT", "script") => Done(() => account.Faults.Script = Read<FaultScript>(request)),
                ("PUT", "push") => Done(() => Listen(Json.Parse(request.Body) ?? default)),
                ("GET", "push") => Shown(account.Push.Attempts),
                ("DELETE", "faults") => Done(account.Faults.Clear),
                ("GET", "calls") => Shown(new
                {
                    account.Calls.Count, account.Calls.MostInside, account.Calls.TurnedAway,
                    Last = account.Calls.Last.TakeLast(Number(request, "last") ?? 100),
                }),
                ("DELETE", "calls") => Done(account.Calls.Clear),
                ("GET", "logins") => Shown(access.Audit()),
                ("GET", "trial-balance") => Shown(store.Read(TrialBalance)),
                ("POST", _) => Act(path, request),
                _ => throw RestFault.Request($"The control '{request.Method} {path}' does not exist."),
            };
        }
        catch (JsonException fault)
        {
            throw RestFault.Content(fault.Message);
        }
    }

    private SandboxResponse Act(string path, SandboxRequest request)
    {
        var body = Json.Parse(request.Body) ?? Json.Parse("{}"u8.ToArray()) ?? default;
        long Id(string name) => body.At(name) is { } value
            && long.TryParse(value.ToString(), CultureInfo.InvariantCulture, out var id)
            ? id
            : throw RestFault.Content($"The property '{name}' with an internal id is missing.");
        string Text(string name) => body.Text(name) ?? throw RestFault.Content($"The property '{name}' is missing.");
        return path switch
        {
            "void" => Done(() => account.BackOffice.Void(Id("id"))),
            "approve" => Done(() => account.BackOffice.Approve(Id("id"), isApproved: true)),
            "reject" => Done(() => account.BackOffice.Approve(Id("id"), isApproved: false)),
            "merge" => Done(() => account.BackOffice.Merge(Id("from"), Id("into"))),
            "period" => Done(() => account.BackOffice.SetPeriod(Text("name"), body.EnumerateObject()
                .Where(property => property.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
                .ToDictionary(property => property.Name, property =>
                    property.Value.GetBoolean(), StringComparer.Ordinal))),
            "push" => Done(() => _ = account.Push.Send(new(Text("type"), Text("id"), body.Text("event") ?? "edit"))),
            "snapshot" => Done(() => account.BackOffice.Snapshot(Text("name"))),
            "restore" => Done(() => account.BackOffice.Restore(Text("name"))),
            "reset" => Done(account.Reset),
            "seed" => Done(() => Read<SandboxSeed>(request).Fill(account)),
            "refresh" => Done(access.Refresh),
            "revoke-tokens" => Done(access.RevokeTokens),
            "unlock" => Done(access.Unlock),
            "expire-certificate" => access.Change(Text("id"), one => one with { Expires = store.Time.GetUtcNow() })
                ? new(204) : throw RestFault.NoSuchRecord(),
            "certificates" => SandboxResponse.Json(200, new JsonObject
            {
                ["certificate_id"] = certificates.Map(Text("pem"), body.Text("id")).Id,
            }),
            _ => throw RestFault.Request($"The control 'POST {path}' does not exist."),
        };
    }

    private void Listen(JsonElement body)
    {
        account.Push.Address = Uri.TryCreate(body.Text("url"), UriKind.Absolute, out var address) ? address : null;
        account.Push.Secret = body.Text("secret") ?? "";
    }

    private SandboxResponse Turn(SandboxRequest request)
    {
        if (Json.Parse(request.Body) is not { ValueKind: JsonValueKind.Object } changes)
            throw RestFault.Content("The body must be a JSON object.");
        var knobs = JsonSerializer.SerializeToNode(account.Knobs, Snake)?.AsObject() ?? [];
        foreach (var change in changes.EnumerateObject())
        {
            if (!knobs.ContainsKey(change.Name))
                throw RestFault.Content($"There is no knob '{change.Name}'.");
            knobs[change.Name] = JsonNode.Parse(change.Value.GetRawText());
        }

        account.Knobs = knobs.Deserialize<SandboxKnobs>(Snake) ?? account.Knobs;
        return Shown(account.Knobs);
    }

    private SandboxResponse Plan(SandboxRequest request)
    {
        var faults = Json.Parse(request.Body) is { ValueKind: JsonValueKind.Array }
            ? Read<List<Fault>>(request)
            : [Read<Fault>(request)];
        foreach (var fault in faults)
            account.Faults.Add(fault);
        return new(204);
    }

    private object State() => store.Read(() => new
    {
        account.Account,
        Transactions = store.Space(Store.Transactions).Count,
        Entities = store.Space(Store.Entities).Count,
        Applications = store.Space(Store.Links).Count,
        Calls = account.Calls.Count,
        Faults = account.Faults.Waiting.Count,
    });

    /// <summary>
    /// Per subsidiary and account what is posted in base currency, in minor units; each subsidiary adds up to nothing.
    /// </summary>
    private List<object> TrialBalance() => [.. store.AllTransactions.Where(document => document.IsPosting)
        .SelectMany(document => document.Lines.Select(line => (document.Subsidiary, line.Account, line.Posted)))
        .GroupBy(line => (line.Subsidiary, line.Account)).OrderBy(group => group.Key)
        .Select(group => (object)new
        {
            group.Key.Subsidiary,
            group.Key.Account,
            Name = RecordName.Of(store.Find("account", group.Key.Account)),
            Balance = group.Sum(line => line.Posted),
        })];

    private static T Read<T>(SandboxRequest request) => JsonSerializer.Deserialize<T>(request.Body.Span, Snake)
        ?? throw RestFault.Content("The body is empty.");

    private static SandboxResponse Shown(object value) => SandboxResponse.Bytes(
        200, JsonSerializer.SerializeToUtf8Bytes(value, Snake), "application/json");

    private static SandboxResponse Done(Action act)
    {
        act();
        return new(204);
    }

    private static int? Number(SandboxRequest request, string name) =>
        int.TryParse(request.Parameter(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : null;
}
