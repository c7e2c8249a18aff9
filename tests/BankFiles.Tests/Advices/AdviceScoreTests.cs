using BankFiles.Tests.Advices.Payers;

namespace BankFiles.Tests.Advices;

/// <summary>
/// The thousand made-up advices as they are read: a hundred in each run, all of them in the long one, which holds the
/// table of docs/bank-formats/advices.md.
/// </summary>
public sealed class AdviceScoreTests
{
    private const decimal Target = 98;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("TURNSTONE_LONG") == "1";

    private static AdviceScore Score(string layout)
    {
        var score = new AdviceScore(layout);
        for (var number = 0; number < (IsLong ? AdviceWorld.Count : 100); number++)
        {
            var advice = AdviceWorld.Make(number);
            if (advice.Layout == layout)
                score.Take(advice);
        }

        return score;
    }

    public static TheoryData<string> Seen => [.. AdviceWorld.Names.Where(name => !AdviceWorld.IsHeldOut(name))];

    [Theory]
    [MemberData(nameof(Seen))]
    public void Lines_are_right_and_wrong_ones_are_flagged(string layout)
    {
        var score = Score(layout);

        Assert.True(score.Percent >= Target, $"{layout}: {score.Percent} % of {score.Lines} lines; wrong in "
            + string.Join(", ", score.Wrong));
        Assert.True(score.Silent.Count == 0, $"{layout}: wrong without a word: {string.Join(", ", score.Silent)}");
        Assert.True(score.OffUnseen.Count == 0, $"{layout}: the payer's error is not shown: "
            + string.Join(", ", score.OffUnseen));
        Assert.True(score.Heads >= Target, $"{layout}: {score.Heads} % of the heads; wrong in " + string.Join("; ",
            score.WrongHeads.Select(head => $"{head.Key}: {string.Join(", ", head.Value)}")));
    }
}
