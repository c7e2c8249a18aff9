using System.Globalization;

namespace Turnstone.Benchmarks.Running;

/// <summary>What was typed behind a word: <c>--name value</c>.</summary>
internal sealed class Options(string[] args)
{
    public string? Text(string name)
    {
        var at = Array.IndexOf(args, "--" + name);
        return at < 0 || at + 1 == args.Length ? null : args[at + 1];
    }

    public string Needed(string name) => Text(name)
        ?? throw new ArgumentException($"--{name} is missing.", nameof(name));

    public int Number(string name, int otherwise) =>
        Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
