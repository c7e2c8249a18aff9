using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
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
    private static readonly JsonSerializerOptions Printed = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

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

    /// <summary>Prints data as JSON, its keys as the files of <c>match</c> write theirs.</summary>
    public void WriteJson<T>(T data) => Out.WriteLine(JsonSerializer.Serialize(data, Printed));

    /// <summary>Says why nothing was done, and gives the exit code that says the same.</summary>
    public int Refuse(Refusal refusal)
    {
        Error.WriteLine(refusal.Sentence);
        return Exit.Of(refusal);
    }
}
