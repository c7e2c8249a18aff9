using System.Net.Http.Headers;
using Turnstone.NetSuite.Access;

namespace Turnstone.NetSuite;

/// <summary>What came of one exchange over HTTP.</summary>
internal abstract record Exchange
{
    private Exchange()
    {
    }

    /// <summary>An answer was read to its end.</summary>
    public sealed record Answered(int Status, string Body, HttpResponseHeaders Headers) : Exchange
    {
        public bool IsSuccess => Status is >= 200 and < 300;
    }

    /// <summary>No answer, or half of one: NetSuite may have done what was asked.</summary>
    /// <param name="Why">What was missing.</param>
    /// <param name="Status">HTTP status of half an answer; null where nothing came.</param>
    public sealed record Lost(string Why, int? Status = null) : Exchange;

    /// <summary>Nothing reached NetSuite.</summary>
    public sealed record NotSent(string Why) : Exchange;
}

/// <summary>Sends single requests and says of each failure whether anything was sent.</summary>
/// <param name="http">The way out.</param>
/// <param name="clock">NetSuite's clock, which learns from each answer.</param>
/// <param name="settings">Our clock, and how long an answer may take.</param>
internal sealed class Wire(HttpMessageInvoker http, ServerClock clock, NetSuiteSettings settings)
{
    public async Task<Exchange> Send(HttpRequestMessage request, bool isRead, CancellationToken stop)
    {
        var patience = isRead ? settings.ReadPatience : settings.WritePatience;
        var sent = settings.Time.GetUtcNow();
        using var late = new CancellationTokenSource(patience, settings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        int? status = null;
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            status = (int)response.StatusCode;
            var body = await response.Content.ReadAsStringAsync(either.Token);
            clock.Observe(response.Headers.Date, sent);
            return new Exchange.Answered((int)response.StatusCode, body, response.Headers);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Exchange.Lost($"No answer within {patience.TotalSeconds:0} s.", status);
        }
        catch (HttpRequestException fault) when (NothingSent(fault))
        {
            return new Exchange.NotSent(fault.Message);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return new Exchange.Lost(fault.Message, status);
        }
    }

    private static bool NothingSent(HttpRequestException fault) => fault.HttpRequestError is
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
}
