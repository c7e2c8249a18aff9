using System.CommandLine;
using System.Text;

namespace Turnstone.Commands;

/// <summary>The words of the command line, one file each in this folder, and what they share.</summary>
internal static class CommandLine
{
    /// <summary>Runs one call; its exit code is the contract of <see cref="Exit"/>.</summary>
    public static async Task<int> Run(string[] arguments, TextWriter output, TextWriter error)
    {
        var call = Root().Parse(arguments);
        if (call.Errors.Count > 0)
        {
            foreach (var problem in call.Errors)
                error.WriteLine(problem.Message);
            error.WriteLine("See 'turnstone --help'.");
            return Exit.WrongUse;
        }

        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false, Output = output, Error = error,
        };
        try
        {
            return await call.InvokeAsync(configuration);
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Stopped before the end; what was finished is kept, the rest goes on at the next call.");
            return Exit.OutsideFailed;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(failure.Message);
            return Exit.OutsideFailed;
        }
    }

    /// <summary>All commands, in the order of the help text.</summary>
    private static RootCommand Root()
    {
        var root = new RootCommand("Turnstone: who paid which invoice, posted to NetSuite exactly once.");
        root.Options.Add(Terminal.JsonOption);
        foreach (var command in All)
            root.Subcommands.Add(command());
        return root;
    }

    private static IReadOnlyList<Func<Command>> All =>
    [
        DemoCommand.Create,
        ServeCommand.Create,
        MatchCommand.Create,
        CashbenchCommand.Create,
        DoctorCommand.Create,
        ConvertCommand.Create,
        ImportCommand.Create,
        FetchCommand.Create,
        ConnectCommand.Create,
        SyncCommand.Create,
        PostCommand.Create,
        ShadowCommand.Create,
        RatesCommand.Create,
        ReplayCommand.Create,
        LearnCommand.Create,
        AuditCommand.Create,
        SettingsCommand.Create,
        PersonCommand.Create,
        TokenCommand.Create,
        SandboxCommand.Create,
        SimulateCommand.Create,
    ];

    /// <summary>UTF-8 without a byte-order mark: what every file we write for programs is in.</summary>
    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
}
