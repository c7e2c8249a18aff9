using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Advices;

public sealed class NastyAdviceTests
{
    public static TheoryData<string> Names => [.. NastyAdvices.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_goes_wrong_is_read_or_said(string name)
    {
        var (file, lines, rules) = NastyAdvices.All[name];

        var read = AdviceScore.Read(file);

        Assert.Equal(lines, string.Join(", ", read.Remittances.SelectMany(remittance => remittance.Lines).Select(line =>
            $"{line.Document} {line.Net?.ToPlainString()}".TrimEnd())));
        Assert.Equal(rules, string.Join(' ', read.Rules(Severity.Warning).Distinct().Order(StringComparer.Ordinal)));
        Assert.All(read.Problems, problem => Assert.Matches(@"\w+ \w+ .{5}", problem.Message));
    }

    [Fact]
    public void There_are_fifty_of_them() => Assert.True(NastyAdvices.All.Count >= 50, $"{NastyAdvices.All.Count}");
}
