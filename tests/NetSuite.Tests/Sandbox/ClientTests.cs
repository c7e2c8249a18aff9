using System.Diagnostics;
using System.Runtime.CompilerServices;
using Turnstone.NetSuite.Sandbox;
using Xunit;

namespace NetSuite.Tests.Sandbox;

public sealed class ClientTests
{
    [Fact]
    public async Task Clients_that_others_published_run_unchanged()
    {
        var clients = Path.Combine(Path.GetDirectoryName(Here())!, "..", "Clients");
        var installed = Path.Combine(clients, "node_modules", ".package-lock.json");
        var wanted = Path.Combine(clients, "package-lock.json");
        if (!File.Exists(installed) || File.GetLastWriteTimeUtc(installed) < File.GetLastWriteTimeUtc(wanted))
            Assert.Equal(0, (await Run(clients, "npm", "ci", "--silent")).Exit);

        using var account = SandboxAccount.Open(new(), Bench.Keys);
        await using var host = await SandboxHost.Start(account, cancellation: TestContext.Current.CancellationToken);
        var credentials = Path.Combine(Directory.CreateTempSubdirectory("clients").FullName, "credentials.json");
        await File.WriteAllTextAsync(credentials, account.Credentials.ToClientFile(account.Account, host.BaseUrl),
            TestContext.Current.CancellationToken);

        var (exit, output) = await Run(clients, "node", "run.cjs", credentials);

        Assert.True(exit == 0, output);
        Assert.Equal(13, output.Split('\n').Count(line => line.StartsWith("ok ", StringComparison.Ordinal)));
        Directory.Delete(Path.GetDirectoryName(credentials)!, recursive: true);
    }

    private static async Task<(int Exit, string Output)> Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, UseShellExecute = false,
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
