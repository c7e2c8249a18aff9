using System.CommandLine;
using Turnstone.Domain.Kernel;

namespace Turnstone.Commands;

/// <summary>
/// Where a command speaks: data to standard output, all else to standard error, so that a pipe carries data alone.
/// </summary>
/// <param name="Out">Data.</param>
/// <param name="Error">Sentences for people.</param>
/// <param name="Json">True where data is wanted as JSON.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool Json)
{
    /// <summary>The switch every command that prints data understands.</summary>
    public static Option<bool> JsonOption { get; } = new("--json")
    {
        Description = "Print data as JSON.",
        Recursive = true,
    };

    /// <summary>True where a person watches, so that progress is worth showing.</summary>
    public bool ShowsProgress => ReferenceEquals(Error, Console.Error) && !Console.IsErrorRedirected && !Json;

    /// <summary>The terminal of one parsed call.</summary>
    public static Terminal Of(ParseResult call) =>
        new(call.InvocationConfiguration.Output, call.InvocationConfiguration.Error, call.GetValue(JsonOption));

    /// <summary>Says why nothing was done, and gives the exit code that says the same.</summary>
    public int Refuse(Refusal refusal)
    {
        Error.WriteLine(refusal.Sentence);
        return Exit.Of(refusal);
    }
}
