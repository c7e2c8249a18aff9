using System.Globalization;

namespace Turnstone.Benchmarks.Running;

/// <summary>A folder for the data of one run, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(),
        string.Create(CultureInfo.InvariantCulture, $"turnstone-bench-{Environment.ProcessId}"));

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
