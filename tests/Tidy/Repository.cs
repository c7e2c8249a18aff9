namespace Turnstone.Tidy;

/// <summary>The working tree these tests read.</summary>
internal static class Repository
{
    private static readonly string[] Generated = ["bin", "obj", "node_modules", "artifacts", ".git", "TestResults"];

    public static string Root { get; } = FindRoot();

    /// <summary>Files of the tree by their path from the root, generated folders left out.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .OrderBy(path => path, StringComparer.Ordinal)];

    public static IEnumerable<string> Under(string folder, string extension) => Files
        .Where(path => path.StartsWith(folder, StringComparison.Ordinal)
            && path.EndsWith(extension, StringComparison.Ordinal));

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    /// <summary>True where the documents are to be written anew instead of compared.</summary>
    public static bool Rewrites => Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1";

    private static IEnumerable<string> Walk(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder)
            .Where(path => !Generated.Contains(Path.GetFileName(path), StringComparer.Ordinal)
                && !path.EndsWith("wwwroot/lib", StringComparison.Ordinal))
            .SelectMany(Walk));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Turnstone.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException("These tests run from inside the repository.");
    }
}
