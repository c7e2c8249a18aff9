using Turnstone.Commands;

namespace Turnstone;

/// <summary>The one executable: every act of the product by its word on the command line.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) => CommandLine.Run(arguments, Console.Out, Console.Error);
}
