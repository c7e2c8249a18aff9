using System.Net;

namespace Turnstone.NetSuite.Sandbox;

/// <summary>
/// The account as a message handler: a client in the same process talks to it without a socket and still meets every
/// fault, a dropped connection included.
/// </summary>
/// <param name="account">The account it leads to.</param>
public sealed class SandboxHandler(SandboxAccount account) : HttpMessageHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        var answer = await account.Answer(await Read(request, cancellationToken), cancellationToken);
        if (answer.Delivery != Delivery.Whole)
        {
            throw new HttpRequestException(
                HttpRequestError.ResponseEnded, "The connection closed before the whole answer was read.");
        }

        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new ReadOnlyMemoryContent(answer.Body),
        };
        foreach (var (name, value) in answer.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
                response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private static async Task<SandboxRequest> Read(HttpRequestMessage request, CancellationToken cancellation)
    {
        var uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Headers.NonValidated)
            headers[name] = values.ToString();
        ReadOnlyMemory<byte> body = default;
        if (request.Content is { } content)
        {
            foreach (var (name, values) in content.Headers.NonValidated)
                headers[name] = values.ToString();
            body = await content.ReadAsByteArrayAsync(cancellation);
        }

        return new(request.Method.Method.ToUpperInvariant(), uri.GetLeftPart(UriPartial.Authority), uri.AbsolutePath,
            uri.Query.TrimStart('?'), headers) { Body = body };
    }
}
