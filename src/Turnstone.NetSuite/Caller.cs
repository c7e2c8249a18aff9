using System.Diagnostics;
using System.Text;
using Polly;
using Polly.Retry;
using Turnstone.NetSuite.Access;
using Turnstone.NetSuite.Budget;

namespace Turnstone.NetSuite;

/// <summary>One call, still without a signature.</summary>
/// <param name="Method">Method.</param>
/// <param name="Address">Full address.</param>
/// <param name="IsRead">True where sending it twice does no harm.</param>
internal sealed record Call(HttpMethod Method, Uri Address, bool IsRead)
{
    public string? Json { get; init; }

    /// <summary>True where success means a new record, whose id the answer names.</summary>
    public bool Makes { get; init; }

    public string Accept { get; init; } = "application/json";

    public string ContentType { get; init; } = "application/json";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public HttpRequestMessage ToRequest(string? language)
    {
        var request = new HttpRequestMessage(Method, Address);
        request.Headers.TryAddWithoutValidation("Accept", Accept);
        if (language is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (Json is null)
            return request;

        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Json));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        return request;
    }
}

/// <summary>What a call came to after all its attempts.</summary>
internal abstract record CallResult
{
    private CallResult()
    {
    }

    /// <summary>NetSuite answered; what it says may still be a no.</summary>
    public sealed record Answered(Exchange.Answered Answer) : CallResult;

    /// <summary>It was certainly not done.</summary>
    public sealed record NotDone(NetSuiteRefusal Why) : CallResult;

    /// <summary>Nobody knows.</summary>
    public sealed record Unknown(string Why) : CallResult;
}

/// <summary>
/// Sends calls: each waits for its turn in the budget, is signed last, and is repeated only where that is safe. A write
/// is repeated when
/// NetSuite certainly did nothing (too many calls, login, no connection), never after a lost answer.
/// </summary>
internal sealed class Caller : IDisposable
{
    private const int BlockedAttempts = 10;
    private const int UnreachableAttempts = 3;
    private const int ReadAttempts = 5;

    private static readonly ActivitySource Source = new("Turnstone.NetSuite");
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LoginPause = TimeSpan.FromSeconds(3);

    private readonly Wire _wire;
    private readonly IAuthorization _authorization;
    private readonly AccountAddress _address;
    private readonly NetSuiteSettings _settings;
    private readonly LoginGuard _guard;
    private readonly Jitter _jitter;
    private readonly ResiliencePipeline<CallResult> _reads;
    private readonly ResiliencePipeline<CallResult> _writes;

    public Caller(Wire wire, (IAuthorization Authorization, LoginGuard Guard) access, AccountAddress address,
        NetSuiteSettings settings, Jitter jitter)
    {
        (_wire, _address, _settings, _jitter) = (wire, address, settings, jitter);
        (_authorization, _guard) = access;
        _reads = Repeating(IsPassingForRead);
        _writes = Repeating(IsCertainlyNotDone);
    }

    public async Task<CallResult> Send(Call call, Urgency urgency, CancellationToken stop)
    {
        using var trace = Source.StartActivity($"NetSuite {call.Method}", ActivityKind.Client);
        trace?.SetTag("url.path", call.Address.AbsolutePath);
        var pipeline = call.IsRead ? _reads : _writes;
        var result = await pipeline.ExecuteAsync(async token => await Attempt(call, urgency, token), stop);
        trace?.SetTag("netsuite.result", result.GetType().Name);
        return result;
    }

    public void Dispose()
    {
        _authorization.Dispose();
        _guard.Dispose();
    }

    private ResiliencePipeline<CallResult> Repeating(Func<CallResult, int, bool> isWorthIt) =>
        new ResiliencePipelineBuilder<CallResult> { TimeProvider = _settings.Time }
            .AddRetry(new RetryStrategyOptions<CallResult>
            {
                MaxRetryAttempts = BlockedAttempts,
                ShouldHandle = attempt => ValueTask.FromResult(
                    attempt.Outcome.Result is { } result && isWorthIt(result, attempt.AttemptNumber)),
                DelayGenerator = attempt =>
                    ValueTask.FromResult<TimeSpan?>(_jitter.Pause(FirstPause, attempt.AttemptNumber)),
                OnRetry = _ =>
                {
                    _settings.Budget.Usage.Count(Happening.Repeated);
                    return default;
                },
            })
            .Build();

    private static bool IsCertainlyNotDone(CallResult result, int attempt) => result switch
    {
        CallResult.Answered answered => ErrorReader.IsBlocked(answered.Answer),
        CallResult.NotDone { Why.Code: Refusals.Busy } => true,
        CallResult.NotDone { Why.Code: Refusals.Unreachable or Refusals.ServerFault } => attempt < UnreachableAttempts,
        _ => false,
    };

    private static bool IsPassingForRead(CallResult result, int attempt) => IsCertainlyNotDone(result, attempt)
        || attempt < ReadAttempts
            && result is CallResult.Unknown or CallResult.Answered { Answer.Status: >= 500 or 408 };

    private async Task<CallResult> Attempt(Call call, Urgency urgency, CancellationToken stop)
    {
        using var turn = await Enter(urgency, stop);
        if (await _guard.Shut(stop) is { } shut)
            return new CallResult.NotDone(shut);

        var worked = _guard.Worked;
        var first = await Once(call, stop);
        turn.Dispose();
        await _guard.Save(stop);
        return IsRefusedLogin(first) ? await OnceMore(call, urgency, (first, worked), stop) : first;
    }

    /// <summary>
    /// Overload can look like a bad login, so a refused one is tried once more after a pause, by one caller at a time.
    /// Where logins of
    /// others worked meanwhile, it was overload; where none did, nobody tries for a while.
    /// </summary>
    private async Task<CallResult> OnceMore(
        Call call, Urgency urgency, (CallResult Result, int Worked) before, CancellationToken stop)
    {
        using var alone = await _guard.Alone(stop);
        if (await _guard.Shut(stop) is { } shut)
            return new CallResult.NotDone(shut);
        var othersWork = _guard.Worked > before.Worked;
        if ((_guard.IsWary || _guard.IsSpent) && !othersWork)
            return await Shut(before.Result, stop);

        if (!othersWork)
            await Task.Delay(_jitter.Pause(LoginPause, 0), _settings.Time, stop);
        _settings.Budget.Usage.Count(Happening.Repeated);
        using var turn = await _settings.Budget.Enter(urgency, stop);
        var again = await Once(call, stop);
        if (!IsRefusedLogin(again))
            return again;
        return _guard.Worked > before.Worked
            ? new CallResult.NotDone(Refusal(again) with { Code = Refusals.Busy })
            : await Shut(again, stop);
    }

    private async ValueTask<CallResult> Shut(CallResult refused, CancellationToken stop)
    {
        var refusal = Refusal(refused);
        await _guard.Refuse(refusal, stop);
        return new CallResult.NotDone(refusal);
    }

    private NetSuiteRefusal Refusal(CallResult refused) => refused switch
    {
        CallResult.NotDone notDone => notDone.Why,
        CallResult.Answered answered => ErrorReader.Login(answered.Answer, _address),
        _ => throw new InvalidOperationException("Only a refused login is asked for its refusal."),
    };

    private static bool IsRefusedLogin(CallResult result) => result
        is CallResult.Answered { Answer.Status: 401 } or CallResult.NotDone { Why.Code: Refusals.Login };

    /// <summary>A turn while no login is in doubt; who waited for it may find that one came into doubt.</summary>
    private async ValueTask<CallBudget.Turn> Enter(Urgency urgency, CancellationToken stop)
    {
        while (true)
        {
            await _guard.Settled(stop);
            var turn = await _settings.Budget.Enter(urgency, stop);
            if (!_guard.IsInDoubt)
                return turn;
            turn.GiveBack();
        }
    }

    private async Task<CallResult> Once(Call call, CancellationToken stop)
    {
        using var request = call.ToRequest(_settings.Language);
        var refusal = await _authorization.Authorize(request, stop);
        if (refusal is not null)
            return NotAuthorized(refusal);

        var exchange = await _wire.Send(request, call.IsRead, stop);
        switch (exchange)
        {
            case Exchange.NotSent notSent:
                return new CallResult.NotDone(ErrorReader.NoAnswer(call.Address, notSent.Why));
            case Exchange.Lost lost:
                _settings.Budget.Usage.Count(Happening.Lost);
                return new CallResult.Unknown(lost.Why);
            case Exchange.Answered answer:
                return Learn(call, request, answer);
            default:
                throw new InvalidOperationException("An exchange has three ends.");
        }
    }

    private CallResult.NotDone NotAuthorized(NetSuiteRefusal refusal)
    {
        if (refusal.Code == Refusals.Login)
            _settings.Budget.Usage.Count(Happening.LoginRefused);
        return new(refusal);
    }

    private CallResult Learn(Call call, HttpRequestMessage request, Exchange.Answered answer)
    {
        if (ErrorReader.IsBlocked(answer))
        {
            _settings.Budget.Blocked();
            return new CallResult.Answered(answer);
        }

        if (answer.Status == 401)
        {
            _authorization.Forget(request);
            _settings.Budget.Usage.Count(Happening.LoginRefused);
            return new CallResult.Answered(answer);
        }

        _guard.Works();
        if (answer.Status < 500)
            _settings.Budget.Answered();
        // A proxy may cut an answer and still close the connection in order.
        return call.IsRead && answer.IsSuccess && !IsWhole(answer.Body)
            ? new CallResult.Unknown("The answer ended in the middle.")
            : new CallResult.Answered(answer);
    }

    private static bool IsWhole(string body) => body.AsSpan().Trim() is [] or [.., '}'] or [.., ']'] or [.., '"'];
}
