using System.Security.Cryptography;
using System.Text;
using Turnstone.NetSuite.Sandbox.Protocol;

namespace Turnstone.NetSuite.Sandbox.Access;

/// <summary>
/// OAuth 1.0a with HMAC-SHA256 as NetSuite's token-based authentication has it (RFC 5849, section 3.4).
/// </summary>
internal static class TbaSignature
{
    /// <summary>The parameters of an Authorization header, in order; null where it is not well formed.</summary>
    public static List<KeyValuePair<string, string>>? Header(string header)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        foreach (var part in header["OAuth ".Length..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || part.Length < equals + 3 || part[equals + 1] != '"' || part[^1] != '"')
                return null;
            parameters.Add(new(part[..equals].Trim(), Uri.UnescapeDataString(part[(equals + 2)..^1])));
        }

        return parameters;
    }

    /// <summary>Method, address without query and sorted parameters. The realm and the body are not signed.</summary>
    public static string BaseString(
        string method, string address, IEnumerable<KeyValuePair<string, string>> query,
            IEnumerable<KeyValuePair<string, string>> oauth)
    {
        var parameters = query
            .Concat(oauth.Where(pair => pair.Key is not ("realm" or "oauth_signature")))
            .Select(pair => (Name: FormText.Encode(pair.Key), Value: FormText.Encode(pair.Value)))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}");
        return $"{method}&{FormText.Encode(address)}&{FormText.Encode(string.Join('&', parameters))}";
    }

    public static string Sign(string text, string consumerSecret, string tokenSecret)
    {
        var key = Encoding.ASCII.GetBytes($"{FormText.Encode(consumerSecret)}&{FormText.Encode(tokenSecret)}");
        return Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text)));
    }
}
