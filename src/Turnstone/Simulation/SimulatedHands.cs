using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Access;
using Turnstone.NetSuite.Records;
using Turnstone.NetSuite.Sandbox;

namespace Turnstone.Simulation;

/// <summary>
/// What people do in NetSuite itself, signed in as themselves: enter a payment, take a payment's lines off, close a
/// month, and what an administrator does with certificates.
/// </summary>
internal sealed class SimulatedHands : IDisposable
{
    private readonly SandboxAccount _sandbox;
    private readonly SimulatedClock _clock;
    private readonly NetSuiteClient _client;
    private readonly HttpMessageHandler _way;

    public SimulatedHands(SandboxAccount sandbox, SimulatedClock clock, SandboxCredentials keys)
    {
        (_sandbox, _clock, _way) = (sandbox, clock, new SandboxHandler(sandbox));
        var file = JsonNode.Parse(keys.ToClientFile(sandbox.Account, "http://127.0.0.1:4711"))?.AsObject() ?? [];
        file.Remove("oauth2");
        var connection = SimulationRun.Needed(Connection.Read(file.ToJsonString()));
        _client = SimulationRun.Needed(NetSuiteClient.Open(connection, new(clock) { Handler = _way, Seed = 2 }));
    }

    /// <summary>Somebody enters the payment of an open invoice, the whole of it.</summary>
    public async Task Pay(int which, CancellationToken stop)
    {
        var open = await Rows("SELECT t.id FROM transaction t WHERE t.type = 'CustInvc'"
            + " AND t.foreignamountunpaid > 0 ORDER BY t.id", stop);
        if (open.Count > 0)
            _ = await _client.Transform(new("invoice", open[which % open.Count].Needed("id")),
                new("customerPayment", "{}"), stop);
    }

    /// <summary>Somebody takes the lines of one of our payments off; the payment stays, on account.</summary>
    public async Task TakeOff(int which, CancellationToken stop)
    {
        var ours = await Rows("SELECT t.id FROM transaction t WHERE t.type = 'CustPymt'"
            + " AND t.externalid LIKE 'ts-%' ORDER BY t.id", stop);
        if (ours.Count == 0)
            return;
        var payment = new RecordRef("customerPayment", ours[which % ours.Count].Needed("id"));
        if (!(await _client.Get(payment, stop)).Is(out var record, out _))
            return;
        var lines = record.Lines("apply").Where(line => line.Flag("apply")).Select(line => (JsonNode)new JsonObject
        {
            ["doc"] = new JsonObject { ["id"] = line.Ref("doc") },
            ["line"] = int.Parse(line.Text("line") ?? "0", CultureInfo.InvariantCulture), ["apply"] = false,
        });
        var body = new JsonObject
        {
            ["customer"] = new JsonObject { ["id"] = record.Ref("customer") },
            ["apply"] = new JsonObject { ["items"] = new JsonArray([.. lines]) },
        };
        _ = await _client.Patch(payment, new("customerPayment", body.ToJsonString()), stop);
    }

    /// <summary>The month is locked for receivables, or opened again.</summary>
    public void Lock(DateOnly day, bool isLocked) => _sandbox.BackOffice.SetPeriod(
        day.ToString("MMM yyyy", CultureInfo.InvariantCulture),
        new Dictionary<string, bool>(StringComparer.Ordinal) { ["arLocked"] = isLocked });

    /// <summary>The calendar ends our certificate, and no token of it is taken any more.</summary>
    public void EndCertificate(SandboxCredentials keys)
    {
        // After a refresh there is none left to end.
        _ = Ask("POST", "expire-certificate", new JsonObject { ["id"] = keys.CertificateId });
        Control("revoke-tokens", []);
    }

    /// <summary>The account is refreshed.</summary>
    public void Refresh() => Control("refresh", []);

    /// <summary>An administrator maps the certificate anew.</summary>
    public void MapCertificate(SandboxCredentials keys)
    {
        using var key = RSA.Create();
        key.ImportFromPem(keys.PrivateKeyPem);
        var request = new CertificateRequest("CN=turnstone", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        using var certificate = request.CreateSelfSigned(_clock.Now.AddDays(-1), _clock.Now.AddYears(1));
        Control("certificates", new JsonObject
        {
            ["id"] = keys.CertificateId, ["pem"] = certificate.ExportCertificatePem(),
        });
    }

    /// <summary>The most failed logins in a row of the integration's user, by NetSuite's own audit trail.</summary>
    public int MostFailedLogins()
    {
        using var trail = JsonDocument.Parse(Ask("GET", "logins", []).Text);
        var (most, run) = (0, 0);
        foreach (var login in trail.RootElement.EnumerateArray())
        {
            if (Text(login, "scheme") != "OAuth 2.0" || Text(login, "user").Length == 0)
                continue;
            run = Text(login, "status") == "Success" ? 0 : run + 1;
            most = Math.Max(most, run);
        }

        return most;
    }

    public void Dispose()
    {
        _client.Dispose();
        _way.Dispose();
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";

    /// <summary>None where NetSuite does not let people in either.</summary>
    private async Task<IReadOnlyList<QueryRow>> Rows(string query, CancellationToken stop) =>
        (await _client.Query(new(query), stop)).Is(out var page, out _) ? page.Rows : [];

    private void Control(string act, JsonObject body)
    {
        if (Ask("POST", act, body) is { Status: >= 300 } refused)
            throw new InvalidOperationException($"The stand-in does not {act}: {refused.Text}");
    }

    private SandboxResponse Ask(string method, string act, JsonObject body) => _sandbox.Handle(
        new(method, "http://127.0.0.1:4711", "/__sandbox/" + act, "",
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json",
        })
        {
            Body = Encoding.UTF8.GetBytes(body.ToJsonString()),
        });
}
