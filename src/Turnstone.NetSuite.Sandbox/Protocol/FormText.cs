using System.Text;

namespace Turnstone.NetSuite.Sandbox.Protocol;

/// <summary>Query strings and form bodies.</summary>
internal static class FormText
{
    public static List<KeyValuePair<string, string>> Read(string text) =>
        [.. AsSent(text).Select(pair => KeyValuePair.Create(Decode(pair.Key), Decode(pair.Value)))];

    /// <summary>Names and values with their encoding; an empty parameter is left out.</summary>
    public static IEnumerable<KeyValuePair<string, string>> AsSent(string text)
    {
        foreach (var part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0 ? new(part, "") : new(part[..equals], part[(equals + 1)..]);
        }
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
