using System.Globalization;
using Turnstone.UseCases.Door;

namespace Turnstone.Commands;

/// <summary>Progress of long work for a person who watches; quiet in a pipe.</summary>
internal sealed class Watch(TextWriter output) : IProgress<Progress>
{
    /// <summary>Progress on this terminal; null where nobody watches.</summary>
    public static Watch? Of(Terminal terminal) => terminal.ShowsProgress ? new(terminal.Error) : null;

    /// <inheritdoc/>
    public void Report(Progress value) => output.Write(value.Of is { } of
        ? string.Create(CultureInfo.InvariantCulture, $"\r{value.What}: {value.Done} of {of}   ")
        : string.Create(CultureInfo.InvariantCulture, $"\r{value.What}: {value.Done}   "));
}
