using System.Text;

namespace Turnstone.NetSuite.Sandbox.Protocol;

/// <summary>Query strings and form bodies.</summary>
internal static class FormText
{
    public static List<KeyValuePair<string, string>> Read(string text)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (part, "") : (part[..equals], part[(equals + 1)..]);
            pairs.Add(new(Decode(name), Decode(value)));
        }

        return pairs;
    }

    public static Dictionary<string, string> ReadBody(ReadOnlyMemory<byte> body)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in Read(Encoding.UTF8.GetString(body.Span)))
            form[name] = value;
        return form;
    }

    /// <summary>Percent-encoding of RFC 3986: only unreserved characters stay.</summary>
    public static string Encode(string text) => Uri.EscapeDataString(text);

    public static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
