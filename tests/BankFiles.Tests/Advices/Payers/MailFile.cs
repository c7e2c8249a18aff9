using System.Globalization;
using System.Text;

namespace BankFiles.Tests.Advices.Payers;

/// <summary>A mail as payers' programs and people send it.</summary>
internal sealed class MailFile(Habits habits, string payer)
{
    private const string Boundary = "=_part_7f3a";

    private readonly bool _isUtf8 = habits.Draw.Chance(70);
    private readonly string _encoding = habits.Draw.One("quoted-printable", "base64", "8bit");

    private Encoding Charset => _isUtf8 ? new UTF8Encoding(false) : Encoding.Latin1;

    public byte[] Text(string subject, string body) => Join(Head(subject) + Body("text/plain", body));

    public byte[] Html(string subject, string html, string? plain)
    {
        if (plain is null)
            return Join(Head(subject) + Body("text/html", html));
        return Join(Head(subject) + $"Content-Type: multipart/alternative; boundary=\"{Boundary}\"\r\n\r\n"
            + $"--{Boundary}\r\n{Body("text/plain", plain)}\r\n--{Boundary}\r\n{Body("text/html", html)}\r\n"
            + $"--{Boundary}--\r\n");
    }

    public byte[] Attached(string subject, string body, (string Name, string Type, byte[] File) part)
    {
        var name = habits.Draw.Chance(50) ? $"\"{part.Name}\"" : part.Name;
        return Join(Head(subject) + $"Content-Type: multipart/mixed; boundary=\"{Boundary}\"\r\n\r\n"
            + $"--{Boundary}\r\n{Body("text/plain", body)}\r\n--{Boundary}\r\n"
            + $"Content-Type: {part.Type}; name={name}\r\n"
            + $"Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename={name}\r\n\r\n"
            + Convert.ToBase64String(part.File, Base64FormattingOptions.InsertLineBreaks) + $"\r\n--{Boundary}--\r\n");
    }

    /// <summary>The text of a forwarded mail: its head in words, its lines perhaps quoted.</summary>
    public string Forwarded(string subject, string body)
    {
        var head = $"{habits[Word.Sender]}: {habits[Word.Department]} <ap@payer.example>\n"
            + $"{habits[Word.Sent]}: 2026-06-12 08:14\n{habits[Word.Recipient]}: ar@turnstone.example\n"
            + $"{habits[Word.Subject]}: {subject}\n\n";
        var quote = habits.Draw.One("", "> ");
        return "FYI\n\n" + habits[Word.Forwarded] + "\n" + string.Join('\n', (head + body).Split('\n').Select(line =>
            (quote + line).TrimEnd())) + "\n";
    }

    private string Head(string subject) => $"From: {Encoded($"{payer} - {habits[Word.Department]}")} <ap@payer.example>"
        + $"\r\nTo: ar@turnstone.example\r\nSubject: {Encoded(subject)}\r\nDate: Fri, 12 Jun 2026 08:14:55 +0200\r\n"
        + "Message-ID: <1@payer.example>\r\nMIME-Version: 1.0\r\n";

    // Words of a head beyond ASCII are encoded as RFC 2047 says, one word for each twelve letters.
    private string Encoded(string text) => text.All(char.IsAscii) ? text : string.Join("\r\n ", text.Chunk(12)
        .Select(part => _isUtf8 ? $"=?UTF-8?B?{Convert.ToBase64String(Charset.GetBytes(part))}?="
            : $"=?ISO-8859-1?Q?{Quoted(new(part), isHead: true)}?="));

    private string Body(string type, string text)
    {
        var body = text.ReplaceLineEndings("\r\n");
        var head = $"Content-Type: {type}; charset={Charset.WebName}\r\nContent-Transfer-Encoding: {_encoding}\r\n\r\n";
        return head + _encoding switch
        {
            "base64" => Convert.ToBase64String(Charset.GetBytes(body), Base64FormattingOptions.InsertLineBreaks),
            "quoted-printable" => string.Join("\r\n", body.Split("\r\n").Select(line => Quoted(line, isHead: false))),
            _ => Encoding.Latin1.GetString(Charset.GetBytes(body)),
        };
    }

    private string Quoted(string line, bool isHead)
    {
        var (text, length) = (new StringBuilder(), 0);
        foreach (var one in Charset.GetBytes(line))
        {
            var isPlain = one is > 32 and < 127 and not (byte)'=' and not (byte)'?' and not (byte)'_'
                || (one == 32 && !isHead);
            var sign = isPlain ? ((char)one).ToString() : string.Create(CultureInfo.InvariantCulture,
                $"={one:X2}");
            if (!isHead && length + sign.Length > 75)
                (text, length) = (text.Append("=\r\n"), 0);
            text.Append(sign);
            length += sign.Length;
        }

        return text.ToString();
    }

    private static byte[] Join(string mail) => Encoding.Latin1.GetBytes(mail);
}
