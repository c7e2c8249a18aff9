using System.Text;

namespace Turnstone.BankFiles.Wrapping;

/// <summary>
/// The parts of a mail (RFC 5322, MIME): its texts with the mail's own head in front, and its attachments as files.
/// It is
/// small on purpose: unknown encodings and charsets are read as they stand, depth and count of parts have limits.
/// </summary>
internal static class MailParts
{
    private const int Largest = 64 * 1024 * 1024;
    private const int Deepest = 6;
    private const int MostParts = 200;

    /// <summary>True for text that begins with a mail's head and says how its body is encoded.</summary>
    public static bool Is(ReadOnlySpan<byte> head)
    {
        var text = Bytes.Text(head[..Math.Min(head.Length, 16 * 1024)]);
        var end = EndOfHead(text);
        var fields = FieldsOf(end < 0 ? text : text[..end]);
        return fields.ContainsKey("content-type") && (fields.ContainsKey("from") || fields.ContainsKey("mime-version")
            || fields.ContainsKey("received") || fields.ContainsKey("subject"));
    }

    /// <summary>The mail's parts in their order, each as a file, and why they may not be all of it.</summary>
    public static (List<byte[]> Parts, string? Fault) Read(Stream mail)
    {
        using var whole = new MemoryStream();
        new GuardedStream(mail, Largest, "mail").CopyTo(whole);
        // One byte one letter: what the parts are encoded in is decided for each.
        var text = Encoding.Latin1.GetString(whole.GetBuffer(), 0, (int)whole.Length).Replace("\r\n", "\n",
            StringComparison.Ordinal);
        var parts = new List<byte[]>();
        string? fault = null;
        Part(text, depth: 0, [], (parts, said => fault ??= said));
        return (parts.Count > 0 ? parts : [[]], fault);
    }

    private static void Part(string text, int depth, Dictionary<string, string> outer,
        (List<byte[]> Parts, Action<string> Fault) to)
    {
        if (depth > Deepest || to.Parts.Count >= MostParts)
        {
            // Beyond the limits nothing is taken apart.
            to.Fault(depth > Deepest ? "mails lie within mails more than 6 deep, and the inner ones are not read"
                : "it has more than 200 parts, and the rest is not read");
            return;
        }

        var end = EndOfHead(text);
        var fields = FieldsOf(end < 0 ? text : text[..end]);
        var body = end < 0 ? "" : text[Math.Min(end + 2, text.Length)..];
        var type = fields.GetValueOrDefault("content-type") ?? "text/plain";
        var top = depth == 0 || type.StartsWith("message/", StringComparison.OrdinalIgnoreCase) ? fields : outer;
        if (Parameter(type, "boundary") is { Length: > 0 } boundary)
        {
            var within = new List<byte[]>();
            foreach (var piece in Pieces(body, boundary, to.Fault))
                Part(piece, depth + 1, top, (within, to.Fault));
            // Alternatives say one thing twice: the first that a reader knows is taken.
            if (type.StartsWith("multipart/alternative", StringComparison.OrdinalIgnoreCase) && within.Count > 1)
                within = [within.Find(piece => Formats.Of(piece, mapping: null) is not null) ?? within[0]];
            to.Parts.AddRange(within.Take(MostParts));
            return;
        }

        if (type.StartsWith("message/rfc822", StringComparison.OrdinalIgnoreCase))
        {
            Part(body, depth + 1, top, to);
            return;
        }

        Leaf(type, Decode(body, fields.GetValueOrDefault("content-transfer-encoding")), fields, top, to.Parts);
    }

    private static void Leaf(string type, byte[] content, Dictionary<string, string> fields, Dictionary<string,
        string> top,
        List<byte[]> parts)
    {
        var attached = fields.GetValueOrDefault("content-disposition")?.StartsWith("attachment",
            StringComparison.OrdinalIgnoreCase) == true;
        if (attached || !type.StartsWith("text/", StringComparison.OrdinalIgnoreCase))
        {
            parts.Add(content);
            return;
        }

        var letter = TextOf(content, Parameter(type, "charset"));
        if (type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase))
            letter = Html.Plain(letter);
        var head = new StringBuilder();
        foreach (var name in (string[])["From", "Subject", "Date"])
        {
            if (top.TryGetValue(name, out var value))
                head.Append(name).Append(": ").Append(Words(value)).Append('\n');
        }

        parts.Add(Encoding.UTF8.GetBytes(head.Append('\n').Append(letter).ToString()));
    }

    private static IEnumerable<string> Pieces(string body, string boundary, Action<string> fault)
    {
        var mark = "--" + boundary;
        for (var at = body.IndexOf(mark, StringComparison.Ordinal); at >= 0;)
        {
            var start = at + mark.Length;
            if (string.CompareOrdinal(body, start, "--", 0, 2) == 0)
                yield break;
            var next = body.IndexOf("\n" + mark, start, StringComparison.Ordinal);
            yield return body[Math.Min(start + 1, body.Length)..(next < 0 ? body.Length : Math.Max(next,
                Math.Min(start + 1, body.Length)))];
            at = next < 0 ? -1 : next + 1;
        }

        fault("its last part has no end, it is cut: ask the sender to send it again");
    }

    private static int EndOfHead(string text)
    {
        var unix = text.IndexOf("\n\n", StringComparison.Ordinal);
        var windows = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return unix < 0 ? windows : windows < 0 ? unix : Math.Min(unix, windows);
    }

    // "Name: value" lines, folded ones joined; a line that is neither ends the head.
    private static Dictionary<string, string> FieldsOf(string head)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? last = null;
        foreach (var raw in head.Split('\n'))
        {
            var line = raw.TrimEnd('\r');
            if (line.Length > 0 && line[0] is ' ' or '\t' && last is not null)
            {
                fields[last] += " " + line.Trim();
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || line.AsSpan(0, colon).Contains(' '))
                break;
            last = line[..colon];
            if (!fields.TryAdd(last, line[(colon + 1)..].Trim()))
                last = null;
        }

        return fields;
    }

    private static string? Parameter(string field, string name)
    {
        foreach (var piece in field.Split(';').Skip(1))
        {
            var equal = piece.IndexOf('=', StringComparison.Ordinal);
            if (equal > 0 && piece[..equal].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                return piece[(equal + 1)..].Trim().Trim('"');
        }

        return null;
    }

    private static byte[] Decode(string body, string? encoding)
    {
        if (string.Equals(encoding, "base64", StringComparison.OrdinalIgnoreCase))
        {
            // What is none of its letters is passed over (RFC 2045, 6.8); a cut end gives what is whole.
            var plain = string.Concat(body.Where(sign => char.IsAsciiLetterOrDigit(sign) || sign is '+' or '/'));
            plain = plain[..(plain.Length - (plain.Length % 4 == 1 ? 1 : 0))];
            return Convert.FromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '='));
        }

        return string.Equals(encoding, "quoted-printable", StringComparison.OrdinalIgnoreCase)
            ? Quoted(body) : Encoding.Latin1.GetBytes(body);
    }

    private static byte[] Quoted(string body)
    {
        var bytes = new List<byte>(body.Length);
        for (var at = 0; at < body.Length; at++)
        {
            if (body[at] != '=')
                bytes.Add((byte)body[at]);
            else if (at + 1 < body.Length && body[at + 1] == '\n')
                at++;
            else if (at + 2 < body.Length && char.IsAsciiHexDigit(body[at + 1]) && char.IsAsciiHexDigit(body[at + 2]))
            {
                bytes.Add(Convert.FromHexString(body.AsSpan(at + 1, 2))[0]);
                at += 2;
            }
            else
                bytes.Add((byte)'=');
        }

        return [.. bytes];
    }

    private static string TextOf(byte[] content, string? charset)
    {
        if (charset is null || charset.StartsWith("utf", StringComparison.OrdinalIgnoreCase))
            return Bytes.Text(content);
        try
        {
            return (CodePagesEncodingProvider.Instance.GetEncoding(charset)
                ?? Encoding.GetEncoding(charset)).GetString(content);
        }
        catch (ArgumentException)
        {
            return Bytes.Text(content);
        }
    }

    // "=?utf-8?B?…?=" and "=?iso-8859-1?Q?…?=" within a subject or name.
    private static string Words(string value)
    {
        // Blanks between two encoded words only fold the line (RFC 2047, 6.2).
        for (var gap = value.IndexOf("?= ", StringComparison.Ordinal); gap >= 0; gap = value.IndexOf("?= ", gap + 2,
            StringComparison.Ordinal))
        {
            var next = value.AsSpan(gap + 2).TrimStart();
            if (next.StartsWith("=?"))
                value = string.Concat(value.AsSpan(0, gap + 2), next);
        }

        for (var start = value.IndexOf("=?", StringComparison.Ordinal); start >= 0; start = value.IndexOf("=?",
            start + 1, StringComparison.Ordinal))
        {
            var pieces = value[(start + 2)..].Split('?', 4);
            if (pieces.Length < 4 || !pieces[3].StartsWith('='))
                continue;
            var plain = pieces[1] is "B" or "b" ? Decode(pieces[2], "base64")
                : Quoted(pieces[2].Replace('_', ' '));
            var end = start + 2 + pieces[0].Length + pieces[1].Length + pieces[2].Length + 4;
            value = value[..start] + TextOf(plain, pieces[0]) + value[Math.Min(end, value.Length)..];
        }

        return value;
    }
}
