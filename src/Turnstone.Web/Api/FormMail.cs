using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Turnstone.Web.Api;

/// <summary>
/// A mail (RFC 5322, MIME) made of the fields into which a mail service took it apart: sender, subject, date, texts and
/// attachments. It is kept and read as every other mail.
/// </summary>
internal static class FormMail
{
    private static readonly string[] Texts = ["text", "body-plain", "plain", "TextBody"];
    private static readonly string[] Pages = ["html", "body-html", "HtmlBody"];

    /// <summary>The bytes of the mail; empty where the form has neither text nor file.</summary>
    public static async Task<byte[]> Make(IFormCollection form)
    {
        var parts = new List<(string Head, byte[] Content)>();
        if (First(form, Texts) is { Length: > 0 } text)
            parts.Add(("text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text)));
        else if (First(form, Pages) is { Length: > 0 } page)
            parts.Add(("text/html; charset=utf-8", Encoding.UTF8.GetBytes(page)));
        foreach (var file in form.Files)
        {
            await using var stream = file.OpenReadStream();
            using var content = new MemoryStream();
            await stream.CopyToAsync(content);
            parts.Add(("application/octet-stream\r\nContent-Disposition: attachment; "
                + $"filename=\"{Plain(file.FileName)}\"", content.ToArray()));
        }

        return parts.Count == 0 ? [] : Encoding.UTF8.GetBytes(Write(form, parts));
    }

    private static string Write(IFormCollection form, List<(string Head, byte[] Content)> parts)
    {
        // Made of the content, so that it is in no part and the same each time.
        var boundary = "turnstone-" + Convert.ToHexStringLower(SHA256.HashData(
            [.. parts.SelectMany(part => SHA256.HashData(part.Content))]))[..32];
        var mail = new StringBuilder();
        Field(mail, "From", First(form, "from", "sender", "From"));
        Field(mail, "To", First(form, "to", "recipient", "To"));
        Field(mail, "Subject", First(form, "subject", "Subject"));
        Field(mail, "Date", First(form, "Date", "date"));
        mail.Append("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"").Append(boundary)
            .Append("\"\r\n\r\n");
        foreach (var (head, content) in parts)
        {
            mail.Append("--").Append(boundary).Append("\r\nContent-Type: ").Append(head)
                .Append("\r\nContent-Transfer-Encoding: base64\r\n\r\n")
                .Append(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)).Append("\r\n");
        }

        return mail.Append("--").Append(boundary).Append("--\r\n").ToString();
    }

    private static void Field(StringBuilder mail, string name, string value)
    {
        if (value.Length > 0)
            mail.Append(name).Append(": ").Append(Plain(value)).Append("\r\n");
    }

    // A value cannot begin a line of its own, nor end a quote.
    private static string Plain(string value) =>
        string.Concat(value.Select(sign => char.IsControl(sign) || sign == '"' ? ' ' : sign)).Trim();

    private static string First(IFormCollection form, params string[] names) =>
        names.Select(name => form[name].ToString()).FirstOrDefault(value => value.Length > 0) ?? "";
}
