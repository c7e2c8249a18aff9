using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace NetSuite.Tests.Sandbox;

public sealed class BooksProperties
{
    // One seed in every run, so that it passes or fails for all; the long run takes other lists each time.
    private static readonly Config Runs = Environment.GetEnvironmentVariable("TURNSTONE_LONG") == "1"
        ? Config.QuickThrowOnFailure.WithMaxTest(3000)
        : Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(20260630UL, 7UL);

    [Fact]
    public void Whatever_is_done_debits_are_credits_and_what_is_open_is_total_less_applications()
    {
        var step = Gen.Choose(0, 10).SelectMany(act => Gen.Choose(0, 9_999).SelectMany(first =>
            Gen.Choose(0, 9_999).Select(second => (Act: act, First: first, Second: second))));
        var steps = Gen.Choose(5, 40).SelectMany(count => Gen.ListOf(step, count));

        Check.One(Runs, Prop.ForAll(steps.ToArbitrary(), list =>
        {
            using var bench = new Bench();
            var model = new BooksModel(bench);
            foreach (var (act, first, second) in list)
                model.Step(act, first, second);
            model.Check();
        }));
    }
}
