namespace BankFiles.Tests;

/// <summary>
/// The folder of collected files beside the repository; the tests that read it are skipped where it is absent.
/// </summary>
internal static class SharedFiles
{
    public static string Folder(string name)
    {
        for (var parent = Directory.GetParent(Repository()); parent is not null; parent = parent.Parent)
        {
            var folder = Path.Combine(parent.FullName, "shared", name);
            if (Directory.Exists(folder))
                return folder;
        }

        Assert.Skip($"The folder ../shared/{name} is not there.");
        return "";
    }

    /// <summary>The repository's own folder.</summary>
    public static string Repository()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Turnstone.slnx")))
            at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }

    public static byte[] Fixture(string path) => File.ReadAllBytes(Path.Combine(Folder("fixtures"), path));
}
