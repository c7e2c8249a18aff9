using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox;
using Turnstone.NetSuite.Sandbox.Seeding;
using Turnstone.Scenarios;
using Turnstone.UseCases.Tests.Posting;

namespace Turnstone.UseCases.Tests.Stories;

/// <summary>What people do in NetSuite itself while a story goes on.</summary>
internal sealed class PeopleInNetSuite(PostingDesk desk)
{
    /// <summary>Does what the words say; false where they say nothing of people.</summary>
    public Task<bool> Do(Words words)
    {
        if (words.Takes("somebody", "pays"))
            Pay(words.Next("invoice"), words.Next("amount"));
        else if (words.Takes("somebody", "voids"))
            desk.Sandbox.BackOffice.Void(desk.Documents[words.Next("document")]);
        else if (words.Takes("somebody", "merges"))
            Merge(words.Next("customer"), words);
        else if (words.Takes("somebody", "locks"))
            Lock(words.Rest(), isLocked: true);
        else if (words.Takes("somebody", "opens"))
            Lock(words.Rest(), isLocked: false);
        else if (words.Takes("the", "certificate", "ends"))
        {
            Control("expire-certificate", new() { ["id"] = desk.Keys.CurveCertificateId });
            Control("revoke-tokens", []);
        }
        else if (words.Takes("the", "account", "is", "refreshed"))
            Control("refresh", []);
        else if (words.Takes("the", "administrator", "maps", "the", "certificate"))
            MapCertificate();
        else
            return Task.FromResult(false);
        return Task.FromResult(true);
    }

    /// <summary>The most failed logins in a row of the integration's user.</summary>
    public int MostFailedLogins()
    {
        using var trail = JsonDocument.Parse(Ask("GET", "logins", []).Text);
        var (most, run) = (0, 0);
        foreach (var login in trail.RootElement.EnumerateArray()
            .Where(login => login.GetProperty("user").GetString() is { Length: > 0 }))
        {
            run = login.GetProperty("status").GetString() == "Success" ? 0 : run + 1;
            most = Math.Max(most, run);
        }

        return most;
    }

    private void Pay(string invoice, string amount)
    {
        var paid = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        var document = desk.Documents[invoice];
        desk.Sandbox.Load(batch => batch.AddPayment(new NewPayment(desk.CustomerOf[invoice], new(2026, 2, 1), paid)
        {
            Applications = [new(document, paid)],
        }));
    }

    private void Merge(string from, Words words)
    {
        if (!words.Take("into"))
            throw new StoryException("into whom is missing");
        desk.Sandbox.BackOffice.Merge(desk.Customers[from], desk.Customers[words.Next("customer")]);
    }

    private void Lock(string month, bool isLocked) => desk.Sandbox.BackOffice.SetPeriod(month,
        new Dictionary<string, bool>(StringComparer.Ordinal) { ["arLocked"] = isLocked });

    private void MapCertificate()
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(desk.Keys.CurvePrivateKeyPem);
        var now = desk.NetSuiteClock.Now;
        using var certificate = new CertificateRequest("CN=turnstone", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        Control("certificates", new()
        {
            ["id"] = desk.Keys.CurveCertificateId, ["pem"] = certificate.ExportCertificatePem(),
        });
    }

    private void Control(string act, JsonObject body)
    {
        if (Ask("POST", act, body) is { Status: >= 300 } refused)
            throw new StoryException($"the stand-in does not {act}: {refused.Text}");
    }

    private SandboxResponse Ask(string method, string act, JsonObject body) => desk.Sandbox.Handle(
        new(method, "http://127.0.0.1:4711", "/__sandbox/" + act, "",
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" })
        {
            Body = Encoding.UTF8.GetBytes(body.ToJsonString()),
        });
}
