using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Turnstone.NetSuite.Access;

/// <summary>
/// OAuth 1.0a with HMAC-SHA256 (RFC 5849): query parameters are signed, the JSON body and the realm are not.
/// </summary>
internal static class TbaSignature
{
    public static string Header(
        HttpMethod method, Uri address, Credentials.Tba credentials, TbaMoment moment, string realm)
    {
        List<KeyValuePair<string, string>> oauth = Parameters(credentials, moment);
        var signature = Sign(method, address, credentials, moment);
        var fields = oauth.Append(new("oauth_signature", signature))
            .Select(field => $"{field.Key}=\"{Uri.EscapeDataString(field.Value)}\"");
        return $"realm=\"{realm}\", {string.Join(", ", fields)}";
    }

    public static string Sign(HttpMethod method, Uri address, Credentials.Tba credentials, TbaMoment moment)
    {
        var pairs = Parameters(credentials, moment).Concat(Query(address))
            .Select(pair => (Key: Uri.EscapeDataString(pair.Key), Value: Uri.EscapeDataString(pair.Value)))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={pair.Value}");
        var where = $"{address.Scheme}://{address.Authority}{address.AbsolutePath}";
        var text = $"{method.Method}&{Uri.EscapeDataString(where)}&{Uri.EscapeDataString(string.Join('&', pairs))}";
        return Hash(text, credentials);
    }

    internal static string Hash(string text, Credentials.Tba credentials)
    {
        var key = $"{Uri.EscapeDataString(credentials.ConsumerSecret)}&{Uri.EscapeDataString(credentials.TokenSecret)}";
        return Convert.ToBase64String(HMACSHA256.HashData(Encoding.ASCII.GetBytes(key), Encoding.UTF8.GetBytes(text)));
    }

    private static List<KeyValuePair<string, string>> Parameters(Credentials.Tba credentials, TbaMoment moment) =>
    [
        new("oauth_consumer_key", credentials.ConsumerKey),
        new("oauth_token", credentials.TokenId),
        new("oauth_signature_method", "HMAC-SHA256"),
        new("oauth_timestamp", moment.Timestamp.ToString(CultureInfo.InvariantCulture)),
        new("oauth_nonce", moment.Nonce),
        new("oauth_version", "1.0"),
    ];

    private static IEnumerable<KeyValuePair<string, string>> Query(Uri address) =>
        address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair =>
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            return at < 0
                ? new KeyValuePair<string, string>(Uri.UnescapeDataString(pair), "")
                : new(Uri.UnescapeDataString(pair[..at]), Uri.UnescapeDataString(pair[(at + 1)..]));
        });
}

/// <summary>What makes a signature good for one use: seconds since 1970 and a word never used twice.</summary>
internal readonly record struct TbaMoment(long Timestamp, string Nonce);
