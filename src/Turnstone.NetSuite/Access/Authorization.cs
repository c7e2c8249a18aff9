using System.Net.Http.Headers;
using System.Text.Json;
using Turnstone.NetSuite.Budget;

namespace Turnstone.NetSuite.Access;

/// <summary>Signs requests.</summary>
internal interface IAuthorization : IDisposable
{
    /// <summary>Signs a request that is sent next; a refusal where it cannot be signed.</summary>
    ValueTask<NetSuiteRefusal?> Authorize(HttpRequestMessage request, CancellationToken stop);

    /// <summary>NetSuite refused this request's signature: the next one must not lean on the same token.</summary>
    void Forget(HttpRequestMessage refused);
}

/// <summary>Signs each request with the secrets themselves, as late as it can.</summary>
internal sealed class TbaAuthorization(
    Credentials.Tba credentials, string realm, ServerClock clock, Jitter words, LoginGuard guard) : IAuthorization
{
    public ValueTask<NetSuiteRefusal?> Authorize(HttpRequestMessage request, CancellationToken stop)
    {
        if (guard.IsSpent)
            return new(ErrorReader.OneMoreWouldLock);
        var moment = new TbaMoment(clock.Now.ToUnixTimeSeconds(), words.Word());
        var address = request.RequestUri
            ?? throw new InvalidOperationException("A request without an address cannot be signed.");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "OAuth", TbaSignature.Header(request.Method, address, credentials, moment, realm));
        return new((NetSuiteRefusal?)null);
    }

    // Every request is signed anew: there is nothing to forget, and each one refused is a failed login.
    public void Forget(HttpRequestMessage refused) => guard.Failed();

    public void Dispose()
    {
    }
}

/// <summary>
/// Access tokens of OAuth 2.0 client credentials: one is fetched at a time, early enough that no call waits for it, and
/// kept until it
/// ends or is refused. There is no refresh token.
/// </summary>
internal sealed class BearerAuthorization(
    ClientAssertion assertion, AccountAddress address, Wire wire, (ServerClock Clock, LoginGuard Guard) with,
    Jitter words) : IAuthorization
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _one = new(1);
    private readonly ServerClock _clock = with.Clock;
    private volatile Token? _token;
    private NetSuiteRefusal? _lastRefusal;
    private int _fetches;

    public async ValueTask<NetSuiteRefusal?> Authorize(HttpRequestMessage request, CancellationToken stop)
    {
        if (_token is not { } token || _clock.Now >= token.RenewAt)
        {
            var refusal = await Renew(stop);
            if (refusal is not null)
                return refusal;
            token = _token ?? throw new InvalidOperationException("A token was fetched and is not there.");
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Text);
        return null;
    }

    public void Forget(HttpRequestMessage refused)
    {
        // A newer token may have come meanwhile; only the refused one goes.
        if (_token is { } token && refused.Headers.Authorization?.Parameter == token.Text)
            _token = null;
    }

    public void Dispose()
    {
        assertion.Dispose();
        _one.Dispose();
    }

    private async Task<NetSuiteRefusal?> Renew(CancellationToken stop)
    {
        var fetches = Volatile.Read(ref _fetches);
        await _one.WaitAsync(stop);
        try
        {
            if (_token is { } token && _clock.Now < token.RenewAt)
                return null;
            // Who waited for another's fetch shares its answer: ten workers must not be ten failed logins.
            if (fetches == _fetches)
                await FetchByTheRightClock(stop);
            // An old token that still runs is better than no call at all.
            return _token is { } old && _clock.Now < old.Until ? null : _lastRefusal;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task FetchByTheRightClock(CancellationToken stop)
    {
        var before = _clock.Offset;
        _lastRefusal = await Fetch(stop);
        // The refusal's own Date header may tell that our clock is wrong: signed by the right time it may be taken.
        var isOff = (_clock.Offset - before).Duration() > Skew;
        if (_lastRefusal?.Code == Refusals.Login && isOff && !with.Guard.IsNearLock)
            _lastRefusal = await Fetch(stop);
        Volatile.Write(ref _fetches, _fetches + 1);
    }

    private async Task<NetSuiteRefusal?> Fetch(CancellationToken stop)
    {
        if (with.Guard.IsSpent)
            return ErrorReader.OneMoreWouldLock;
        using var request = new HttpRequestMessage(HttpMethod.Post, address.Token);
        request.Content = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            new("client_assertion", assertion.Sign(_clock.Now, words.Word())),
        ]);
        return await wire.Send(request, isRead: true, stop) switch
        {
            Exchange.Answered { IsSuccess: true } answer => Keep(answer),
            Exchange.Answered answer => Refused(ErrorReader.ReadToken(answer, address)),
            Exchange.Lost lost => Unheard(lost),
            Exchange.NotSent notSent => ErrorReader.NoAnswer(address.Rest, notSent.Why),
            _ => throw new InvalidOperationException("An exchange has three ends."),
        };
    }

    // Half an answer that began well was a login that worked; of any other nobody knows whether NetSuite counts it.
    private NetSuiteRefusal Unheard(Exchange.Lost lost)
    {
        if (lost.Status is not (>= 200 and < 300))
            with.Guard.Unheard();
        return ErrorReader.NoAnswer(address.Rest, lost.Why);
    }

    private NetSuiteRefusal Refused(NetSuiteRefusal refusal)
    {
        if (refusal.Code == Refusals.Login)
            with.Guard.Failed();
        else if (refusal.Code == Refusals.ServerFault)
            with.Guard.Unheard();
        return refusal;
    }

    private NetSuiteRefusal? Keep(Exchange.Answered answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            var text = document.RootElement.GetProperty("access_token").GetString() ?? "";
            // "expires_in" is 3600 always; some proxies write it as text.
            var life = int.Parse(document.RootElement.GetProperty("expires_in").ToString(), provider: null);
            var now = _clock.Now;
            _token = new(text, now + TimeSpan.FromSeconds(life) - Early(life), now + TimeSpan.FromSeconds(life));
            return null;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or FormatException)
        {
            return ErrorReader.NotUnderstood(answer, "the token endpoint");
        }
    }

    private static TimeSpan Early(int life) =>
        TimeSpan.FromSeconds(Math.Min(RenewBefore.TotalSeconds, life / 10.0));

    private sealed record Token(string Text, DateTimeOffset RenewAt, DateTimeOffset Until);
}
