using Xunit;

namespace Turnstone.Scenarios;

public sealed class StoriesTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Stories");

    public static TheoryData<string> Names() =>
        new(Directory.EnumerateFiles(Folder, "*.scenario").Select(file => Path.GetFileNameWithoutExtension(file)
            ?? throw new InvalidOperationException(file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_story_happens_as_written(string name) => Story.Play(name,
        File.ReadAllLines(Path.Combine(Folder, name + ".scenario")));

    [Fact]
    public void A_story_that_does_not_happen_names_its_line_with_expected_and_actual()
    {
        var fault = Assert.Throws<StoryException>(() => Story.Play("wrong",
        [
            "customer ALD \"Aldgate Brushworks Ltd\"", "invoice INV-1001 ALD 100.00", "=> INV-1001 open 99.00",
        ]));

        Assert.Equal("wrong, line 3: => INV-1001 open 99.00\n    expected: 99.00\n    actual:   100.00", fault.Message);
    }

    [Theory]
    [InlineData("dance R1")]
    [InlineData("invoice INV-1 ALD one")]
    [InlineData("invoice INV-1 ALD 1.00 and more")]
    [InlineData("=> write payment")]
    public void Words_that_are_not_understood_are_never_passed_over(string line) =>
        Assert.Throws<StoryException>(() => Story.Play("wrong", [line]));
}
