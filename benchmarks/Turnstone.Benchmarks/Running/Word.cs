namespace Turnstone.Benchmarks.Running;

/// <summary>One thing that can be measured.</summary>
/// <param name="Name">What is typed.</param>
/// <param name="Help">Options and meaning, one line.</param>
/// <param name="Run">Measures, prints and gives the exit code.</param>
internal sealed record Word(string Name, string Help, Func<Options, Task<int>> Run);
