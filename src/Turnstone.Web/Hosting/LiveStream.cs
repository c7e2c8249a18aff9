using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Reporting;
using Turnstone.Web.Staff.Layout;

namespace Turnstone.Web.Hosting;

/// <summary>
/// What a page in view hears of: work under way, what waits at each place, and that the receipt on the bench was
/// changed by somebody else. Each round goes through the door like a request of its own, so that who lost a right, or
/// their sign-in, hears nothing more.
/// </summary>
internal sealed class LiveStream(
    Visit visit, WorkBoard board, IServiceScopeFactory scopes, IHostApplicationLifetime host)
{
    // A browser comes back by itself: a stream that ends now and then leaks nothing, whatever stands in between.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    // Other nodes and the jobs say nothing to this process: their work is seen by looking.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);
    private readonly Dictionary<string, string> _said = new(StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/live",
        async (long? receipt, int? version, LiveStream live) => await live.MayListen()
            ? Results.ServerSentEvents(live.Events(receipt, version))
            // The one answer after which a browser does not try again.
            : Results.NoContent());

    private async Task<bool> MayListen() =>
        await SignInCookie.Holds(visit.Http) && (await visit.Ask(new CountWaiting(visit.Company))).Refusal is null;

    private async IAsyncEnumerable<SseItem<string>> Events(
        long? receipt, int? version, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        using var listening = board.Listen();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            cancel, visit.Gone, host.ApplicationStopping);
        ends.CancelAfter(Longest);
        while (!ends.IsCancellationRequested)
        {
            // Asked for before looking, so that what changes meanwhile is not missed.
            var changed = board.Changed;
            if (await Look(receipt, version) is not { } places)
                yield break;
            foreach (var (place, html) in places)
            {
                if (_said.TryGetValue(place, out var before) && before == html)
                    continue;
                _said[place] = html;
                yield return new(html, place);
            }

            await Wait(changed, ends.Token);
        }
    }

    /// <summary>All that the page shows of the moment; null where the person may hear nothing more.</summary>
    private async Task<IReadOnlyList<(string Place, string Html)>?> Look(long? receipt, int? version)
    {
        if (!await SignInCookie.Holds(visit.Http)
            || !(await visit.Ask(new CountWaiting(visit.Company))).Is(out var counts, out _))
            return null;
        var stale = receipt is { } id && (await visit.Ask(new SeeReceipt(id))).Is(out var now, out _)
            && now.Version != version;
        return
        [
            ("receipts", Count(counts.Receipts)), ("files", Count(counts.Files)),
            ("postings", Count(counts.Postings)), ("settings", Count(counts.Requests)),
            ("pull", await Html<PullNote>(nameof(PullNote.Pull), counts.Pull)),
            ("work", await Html<WorkStrip>(nameof(WorkStrip.Under), board.Of(visit.Actor.Person))),
            ("stale", stale ? await Html<StaleNote>() : ""),
        ];
    }

    /// <summary>A number as a place shows it; nothing where nothing waits.</summary>
    public static string Count(int number) => number switch
    {
        0 => "",
        > WaitingCounts.Most => string.Create(CultureInfo.InvariantCulture, $"{WaitingCounts.Most}+"),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    private static async Task Wait(Task changed, CancellationToken ends)
    {
        try
        {
            await changed.WaitAsync(Pause, ends);
        }
        catch (TimeoutException)
        {
            return;
        }
        catch (OperationCanceledException)
        {
            return;
        }

        // Work that reports a thousand times a second is told a few times.
        await Task.Delay(Shortest, ends).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task<string> Html<TPart>(string? name = null, object? value = null)
        where TPart : IComponent
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider,
            scope.ServiceProvider.GetRequiredService<ILoggerFactory>());
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (name is not null)
            parameters[name] = value;
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPart>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
