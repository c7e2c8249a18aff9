using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite.Scripts;

/// <summary>
/// A hint of the SuiteApp that a record changed. It says nothing of what changed and may be missing: mass updates can
/// pass scripts by, so it only makes the next sync come sooner.
/// </summary>
/// <param name="Type">Script's name of the record's type, e.g. invoice.</param>
/// <param name="Id">Internal id.</param>
/// <param name="Event">create, edit, delete, and what else NetSuite calls it.</param>
public sealed record PushMessage(string Type, string Id, string Event)
{
    private static readonly TimeSpan OldestTaken = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Reads a message whose signature holds: <c>sha256=</c> and the hex HMAC-SHA256 of timestamp, dot and body. An old
    /// one is
    /// refused, so that none is played again.
    /// </summary>
    public static Result<PushMessage> Read(PushReceived received, string secret, DateTimeOffset now)
    {
        var expected = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{received.Timestamp}.{received.Body}"));
        if (!CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes("sha256=" + Convert.ToHexStringLower(expected)),
            Encoding.UTF8.GetBytes(received.Signature)))
            return Refuse("Its signature does not fit the secret.");
        if (!long.TryParse(received.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > OldestTaken)
            return Refuse("It is older than five minutes, or from the future.");

        try
        {
            using var document = JsonDocument.Parse(received.Body);
            string Text(string name) => document.RootElement.GetProperty(name).GetString() ?? "";
            return new PushMessage(Text("type"), Text("id"), Text("event"));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return Refuse("It is no message of the SuiteApp.");
        }
    }

    private static Refusal Refuse(string why) =>
        new(Refusals.Login, $"A push message is not taken: {why}", RefusalKind.NotAllowed);
}

/// <summary>A push message as it came in.</summary>
/// <param name="Timestamp">Header X-Turnstone-Timestamp: seconds since 1970.</param>
/// <param name="Signature">Header X-Turnstone-Signature.</param>
/// <param name="Body">The body, unchanged.</param>
public sealed record PushReceived(string Timestamp, string Signature, string Body);
