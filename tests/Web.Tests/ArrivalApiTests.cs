using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Turnstone.UseCases.Banking;
using Xunit;

namespace Web.Tests;

/// <summary>Programs and mail services that send files with a token, and those who have none.</summary>
public sealed class ArrivalApiTests(DemoApp demo) : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private static readonly SemaphoreSlim s_once = new(1);
    private static string? s_token;

    public async ValueTask InitializeAsync()
    {
        await s_once.WaitAsync();
        try
        {
            s_token ??= await demo.TokenOf("api-tests");
        }
        finally
        {
            s_once.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static byte[] File(string reference) => Encoding.ASCII.GetBytes($"""
        01,021000089,ALDERFINCH,260609,0600,991,,,2/
        02,ALDERFINCH,021000089,1,260609,,USD,2/
        03,99887766,USD,010,0,,,015,100,,/
        16,165,100,Z,{reference},,SENT
        49,200,3/
        98,200,1,5/
        99,200,1,7/

        """);

    [Fact]
    public async Task A_file_is_sent_once_and_known_the_second_time()
    {
        var (status, first) = await Send("/api/files?name=api.bai2", Body(File("API1")), Bearer());
        var (again, second) = await Send("/api/files?name=again.bai2", Body(File("API1")), Basic());

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(("api.bai2", "read", "bai2"), (Of(first, "name"), Of(first, "state"), Of(first, "format")));
        Assert.Equal((HttpStatusCode.OK, "known"), (again, Of(second, "state")));
    }

    [Fact]
    public async Task A_mail_service_sends_its_form_or_the_mail_as_it_came()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("ap@acme.example\r\nBcc: x"), "from" }, { new StringContent("payment"), "subject" },
            { new StringContent("see attached"), "body-plain" },
            { new ByteArrayContent(File("API2")), "attachment-1", "report.bai2" },
        };
        using var raw = new MultipartFormDataContent
        {
            { new StringContent("From: a@b\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n"
                + "Payment advice\r\nInvoice 4711 100.00 EUR\r\nTotal 100.00 EUR\r\n"), "body-mime" },
        };

        var (_, made) = await Send("/api/mail", form, Basic());
        var (_, whole) = await Send("/api/mail", raw, Basic());

        Assert.Equal(("bai2", "read"), (Of(made, "format"), Of(made, "state")));
        Assert.StartsWith("mail.eml", Of(whole, "name"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_that_holds_nothing_is_taken()
    {
        foreach (var header in (AuthenticationHeaderValue?[])[null, new("Bearer", "turnstone_none"),
            new("Basic", "%%%"), new("Digest", "x")])
        {
            var (status, _) = await Send("/api/files", Body(File("API3")), header);
            Assert.Equal(HttpStatusCode.Unauthorized, status);
        }

        Assert.DoesNotContain(await demo.Ask(new ListFiles(Before: null, 200)), file => file.Name == "sent"
            && file.Problems == 0 && file.Format == "bai2");
    }

    [Fact]
    public async Task What_nobody_can_read_is_kept_and_said()
    {
        var (none, empty) = await Send("/api/files", Body([]), Bearer());
        var (unread, noise) = await Send("/api/files?name=noise", Body([0, 1, 2, 3, 250]), Bearer());
        using var broken = new StringContent("--x\r\nContent-Disposition: form-data");
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        var (form, said) = await Send("/api/mail", broken, Bearer());

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "sources.nothing_sent"),
            (none, empty.GetProperty("code").GetString()));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "refused"), (unread, Of(noise, "state")));
        Assert.True(form is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity, $"{form} {said}");
    }

    [Fact]
    public async Task Who_sends_too_often_is_told_to_wait()
    {
        // An app of its own: all machines of these tests are one address.
        await using var app = await demo.Start(switchesPeople: false);
        var statuses = new List<HttpStatusCode>();
        for (var at = 0; at < 400 && !statuses.Contains(HttpStatusCode.TooManyRequests); at++)
        {
            using var answer = await _client.PostAsync(new Uri(app.Urls.First() + "/api/files"), content: null);
            statuses.Add(answer.StatusCode);
        }

        Assert.Contains(HttpStatusCode.Unauthorized, statuses);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    private static AuthenticationHeaderValue Bearer() => new("Bearer", s_token);

    private static AuthenticationHeaderValue Basic() =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("mail:" + s_token)));

    private static ByteArrayContent Body(byte[] content) => new(content);

    private async Task<(HttpStatusCode Status, JsonElement Answer)> Send(
        string path, HttpContent content, AuthenticationHeaderValue? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, demo.Address + path) { Content = content };
        request.Headers.Authorization = authorization;
        using var answer = await _client.SendAsync(request);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone());
    }

    private static string? Of(JsonElement answer, string name) =>
        answer.GetProperty("files")[0].GetProperty(name).GetString();
}
