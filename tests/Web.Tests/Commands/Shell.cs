using System.Diagnostics;
using Turnstone.Commands;
using Xunit;

namespace Turnstone.Web.Tests.Commands;

/// <summary>What one call of the program said.</summary>
internal sealed record Said(int Exit, string Out, string Error);

/// <summary>
/// The program as a shell runs it, with a data folder and a key folder of its own. What needs neither runs in process.
/// </summary>
internal sealed class Shell : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("turnstone-shell-").FullName;

    public string Home => In("home");

    /// <summary>A path in the folder of this test.</summary>
    public string In(string name) => Path.Combine(_folder, name);

    /// <summary>Runs in process; for what ends before anything is opened.</summary>
    public static async Task<Said> Say(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandLine.Run(arguments, output, error);
        return new(exit, output.ToString(), error.ToString());
    }

    /// <summary>Runs the program to its end.</summary>
    public async Task<Said> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Starts the program, and leaves it running.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "turnstone.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["TURNSTONE_HOME"] = Home;
        start.Environment["TURNSTONE_KEYS"] = In(Keys);
        start.Environment.Remove("TURNSTONE_DATABASE");
        return Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
    }

    /// <summary>Where the keys are.</summary>
    public string Keys { get; init; } = "keys";

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
