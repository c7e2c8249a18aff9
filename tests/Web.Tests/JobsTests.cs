using Turnstone.Web.Hosting;
using Xunit;

namespace Web.Tests;

/// <summary>The rounds that run beside the pages.</summary>
public sealed class JobsTests(DemoApp demo)
{
    [Fact]
    public async Task A_started_server_anchors_the_log_by_itself()
    {
        var folder = Directory.CreateTempSubdirectory("turnstone-jobs-").FullName;
        var settings = new WebSettings
        {
            Address = "http://127.0.0.1:0", KeyFolder = folder, Connection = demo.Installation.Service.Connection,
            Jobs = new($"Data Source={Path.Combine(folder, "jobs.db")};Pooling=false", IsServer: false),
        };

        await using (var app = WebApp.Build(settings, demo.Installation.Door))
        {
            await app.StartAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            while (!File.Exists(settings.AnchorFile))
                Assert.True(await timer.WaitForNextTickAsync(patience.Token));
            await app.StopAsync();
        }

        Assert.NotEmpty(await File.ReadAllTextAsync(settings.AnchorFile));
        Directory.Delete(folder, recursive: true);
    }
}
