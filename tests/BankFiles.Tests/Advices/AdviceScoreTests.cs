using System.Globalization;
using System.Text;
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

    /// <summary>Rules were never written against these: less is asked of them, and nothing wrong in silence.</summary>
    public static TheoryData<string> HeldOut => [.. AdviceWorld.Names.Where(AdviceWorld.IsHeldOut)];

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

    [Theory]
    [MemberData(nameof(HeldOut))]
    public void Layouts_held_out_are_wrong_seldom_and_never_in_silence(string layout)
    {
        var score = Score(layout);

        Assert.True(score.Percent >= Target - 2, $"{layout}: {score.Percent} % of {score.Lines} lines; wrong in "
            + string.Join(", ", score.Wrong));
        Assert.True(score.Silent.Count == 0, $"{layout}: wrong without a word: {string.Join(", ", score.Silent)}");
    }

    // The table is of all thousand: the long run compares it, and writes it with UPDATE_DOCS=1.
    [Fact]
    public void The_page_of_advices_shows_what_was_measured()
    {
        var path = Path.Combine(SharedFiles.Repository(), "docs", "bank-formats", "advices.md");
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        if (!IsLong)
        {
            Assert.All(AdviceWorld.Names, name => Assert.Contains($"\n| {name} |", page, StringComparison.Ordinal));
            return;
        }

        var begin = page.IndexOf("| layout |", StringComparison.Ordinal);
        var end = page.IndexOf("\n\n", begin, StringComparison.Ordinal);
        var table = Table();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(path, page[..begin] + table + page[end..]);
        else
            Assert.Equal(table, page[begin..end]);
    }

    private static string Table()
    {
        var rows = new StringBuilder("| layout | carrier | rules saw it | payments | lines | lines right | head right "
            + "| wrong, unflagged | payer's errors shown |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (at, name) in AdviceWorld.Names.Index())
        {
            var score = Score(name);
            rows.Append(CultureInfo.InvariantCulture, $"\n| {name} | {AdviceWorld.Make(at).Carrier} | "
                + $"{(AdviceWorld.IsHeldOut(name) ? "no" : "yes")} | {score.Payments} | {score.Lines} | "
                + $"{score.Percent} % | {score.Heads} % | {score.Silent.Count} | "
                + $"{score.Off - score.OffUnseen.Count} of {score.Off} |");
        }

        return rows.ToString();
    }
}
