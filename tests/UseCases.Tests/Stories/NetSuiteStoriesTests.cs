using Turnstone.Scenarios;

namespace Turnstone.UseCases.Tests.Stories;

/// <summary>Stories of what NetSuite and people in it do meanwhile, through the door.</summary>
public sealed class NetSuiteStoriesTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Stories");

    public static TheoryData<string> Names() => new(Directory.EnumerateFiles(Folder, "*.scenario")
        .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_story_happens_as_written(string name) => await NetSuiteStory.Play(name,
        await File.ReadAllLinesAsync(Path.Combine(Folder, name + ".scenario"), TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_story_that_does_not_happen_names_its_line_with_expected_and_actual()
    {
        var fault = await Assert.ThrowsAsync<StoryException>(() => NetSuiteStory.Play("wrong",
            ["customer Aldgate", "invoice INV-1001 Aldgate 100.00", "=> INV-1001 open 99.00"]));

        Assert.Equal("wrong, line 3: => INV-1001 open 99.00\n    expected: 99.00\n    actual:   100.00", fault.Message);
    }

    [Theory]
    [InlineData("dance R1")]
    [InlineData("=> R1 dances")]
    [InlineData("while the dance is sent: post")]
    [InlineData("post and more")]
    [InlineData("customer Aldgate")]
    public async Task Words_that_are_not_understood_are_never_passed_over(string line) =>
        Assert.Contains("wrong", (await Assert.ThrowsAsync<StoryException>(() =>
            NetSuiteStory.Play("wrong", [line]))).Message, StringComparison.Ordinal);
}
