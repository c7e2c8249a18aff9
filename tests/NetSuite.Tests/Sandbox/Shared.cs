using System.Text.Json.Nodes;
using Xunit;

namespace NetSuite.Tests.Sandbox;

/// <summary>Facts that lie beside the repository; a test that needs them is skipped where they are not.</summary>
internal static class Shared
{
    public static JsonObject Json(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Turnstone.slnx")))
            folder = folder.Parent;
        var file = Path.Combine(folder?.Parent?.FullName ?? "/", "shared", path);
        Assert.SkipUnless(File.Exists(file), $"{path} is not beside the repository.");
        return JsonNode.Parse(File.ReadAllText(file))!.AsObject();
    }
}
