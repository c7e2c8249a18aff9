using Turnstone.Demo.Company;
using Xunit;

namespace Turnstone.Tidy;

/// <summary>The sample files are what the seed makes: nobody edits them by hand.</summary>
public sealed class SamplesTests
{
    [Fact]
    public void The_samples_are_made_from_the_seed()
    {
        var company = DemoCompany.Make();
        var files = DemoFiles.BankFiles(company).Concat(DemoFiles.LedgerFiles(company)).ToArray();
        if (Repository.Rewrites)
            Write(files);

        Assert.All(files, file => Assert.True(
            File.Exists(PathOf(file)) && File.ReadAllBytes(PathOf(file)).SequenceEqual(file.Content),
            $"{file.Path} is not what the seed makes: dotnet run dev.cs docs"));
    }

    [Fact]
    public void Two_makings_of_one_seed_are_equal_and_of_two_seeds_are_not()
    {
        static string Text(int seed) => string.Concat(DemoFiles.BankFiles(DemoCompany.Make(seed))
            .Select(file => System.Text.Encoding.UTF8.GetString(file.Content)));

        Assert.Equal(Text(7), Text(7));
        Assert.NotEqual(Text(7), Text(8));
    }

    private static string PathOf(DemoFile file) => Path.Combine(Repository.Root, "samples", file.Path);

    private static void Write(DemoFile[] files)
    {
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
            File.WriteAllBytes(PathOf(file), file.Content);
        }
    }
}
