using Xunit;

namespace Turnstone.Tidy;

/// <summary>Sizes of STYLE.md: small enough that a reader holds one thing at a time.</summary>
public sealed class SizeTests
{
    private static IEnumerable<string> Sources => Repository.Under("src/", ".cs")
        .Concat(Repository.Under("tests/", ".cs")).Concat(Repository.Under("benchmarks/", ".cs"));

    [Fact]
    public void No_file_is_longer_than_400_lines() => AssertNone(Allowed.Judge("file-size",
        from path in Sources.Concat(Repository.Under("src/", ".razor"))
        let lines = Repository.Lines(path).Length
        where lines > 400
        select (path, $"{path}: {lines} lines")));

    [Fact]
    public void No_line_is_longer_than_120_characters() => AssertNone(Allowed.Judge("line-length",
        from path in Sources
        from line in Repository.Lines(path).Select((text, index) => (text, number: index + 1))
        where line.text.Length > 120
        select (path, $"{path}:{line.number}: {line.text.Length} characters")));

    [Fact]
    public void No_function_of_the_product_is_longer_than_60_lines() => AssertNone(Allowed.Judge("function-size",
        from found in Members()
        where found.Member.Lines > 60
        select (Place(found), $"{Place(found)}: {found.Member.Lines} lines")));

    [Fact]
    public void No_function_of_the_product_asks_for_more_than_five_things() => AssertNone(Allowed.Judge("parameters",
        from found in Members()
        where found.Member.Parameters > 5
        select (Place(found), $"{Place(found)}: {found.Member.Parameters} parameters")));

    [Fact]
    public void No_function_of_the_product_nests_deeper_than_three() => AssertNone(Allowed.Judge("nesting",
        from found in Members()
        where found.Member.Nesting > 3
        select (Place(found), $"{Place(found)}: {found.Member.Nesting} levels")));

    [Fact]
    public void The_measure_sees_long_deep_and_greedy_functions()
    {
        var body = string.Concat(Enumerable.Repeat("        Next();\n", 70));
        var members = CodeBlocks.Members($$"""
            class A
            {
                void Long(int a, Dictionary<int, int> b)
                {
            {{body}}
                }

                void Deep()
                {
                    if (a) { foreach (var b in c) { while (d) { if (e) { } } } }
                }

                string Text => "{";
            }
            """);

        Assert.Equal(["Long", "Deep"], members.Select(member => member.Name));
        Assert.True(members[0].Lines > 60);
        Assert.Equal(2, members[0].Parameters);
        Assert.Equal(4, members[1].Nesting);
        Assert.Equal(0, members[1].Parameters);
    }

    private static IEnumerable<(string Path, Member Member)> Members() =>
        from path in Repository.Under("src/", ".cs")
        from member in CodeBlocks.Members(Repository.Text(path))
        select (path, member);

    private static string Place((string Path, Member Member) found) => $"{found.Path}:{found.Member.Name}";

    private static void AssertNone(string[] findings) =>
        Assert.True(findings.Length == 0, string.Join('\n', findings));
}
