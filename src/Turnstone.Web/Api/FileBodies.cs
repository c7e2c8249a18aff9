using System.Text;
using Microsoft.AspNetCore.Http;

namespace Turnstone.Web.Api;

/// <summary>The files in what a program or a mail service sent.</summary>
internal static class FileBodies
{
    // Fields in which mail services send the whole mail as it came.
    private static readonly string[] WholeMail = ["email", "body-mime", "raw", "message"];

    /// <summary>The files of a form, else the body as one file, named by the address's <c>name</c>.</summary>
    public static async Task<IReadOnlyList<(string Name, byte[] Content)>> OfFiles(HttpRequest request, long largest)
    {
        if (!request.HasFormContentType)
            return [(request.Query["name"].ToString(), await Whole(request.Body, largest))];
        var form = await request.ReadFormAsync();
        var files = new List<(string Name, byte[] Content)>();
        foreach (var file in form.Files)
        {
            await using var stream = file.OpenReadStream();
            files.Add((file.FileName, await Whole(stream, largest)));
        }

        return files;
    }

    /// <summary>
    /// The mail: the body as it came, a form's field that holds the whole mail, or a mail made of the form's texts and
    /// attachments. The same form makes the same bytes, so that what a service sends again is known.
    /// </summary>
    public static async Task<IReadOnlyList<(string Name, byte[] Content)>> OfMail(HttpRequest request, long largest)
    {
        if (!request.HasFormContentType)
            return [("mail.eml", await Whole(request.Body, largest))];
        var form = await request.ReadFormAsync();
        foreach (var field in WholeMail)
        {
            if (form.Files.GetFile(field) is { } file)
            {
                await using var stream = file.OpenReadStream();
                return [("mail.eml", await Whole(stream, largest))];
            }

            if (form[field].ToString() is { Length: > 0 } text)
                return [("mail.eml", Encoding.UTF8.GetBytes(text))];
        }

        return [("mail.eml", await FormMail.Make(form))];
    }

    private static async Task<byte[]> Whole(Stream body, long largest)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; (count = await body.ReadAsync(buffer)) > 0;)
        {
            if (whole.Length + count > largest)
                throw new BadHttpRequestException("too large", StatusCodes.Status413PayloadTooLarge);
            whole.Write(buffer, 0, count);
        }

        return whole.ToArray();
    }
}
