using Turnstone.Domain.Kernel;
using Turnstone.Hosting;

namespace Turnstone.Commands;

/// <summary>What every command on the database begins and ends with.</summary>
internal static class Installed
{
    /// <summary>Opens the installation, does the work and closes it; what is refused is said in its sentence.</summary>
    public static async Task<int> Run(
        Terminal terminal, string holder, Func<Installation, Task<Result<int>>> work, CancellationToken stop)
    {
        var opened = await Installation.Open(new() { Holder = holder }, stop);
        if (!opened.Is(out var installation, out var refusal))
            return terminal.Refuse(refusal);
        await using (installation)
            return (await work(installation)).Is(out var exit, out refusal) ? exit : terminal.Refuse(refusal);
    }
}
