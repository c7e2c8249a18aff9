using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace NetSuite.Tests.Sandbox;

public sealed class BooksProperties
{
    [Fact]
    public void Whatever_is_done_debits_are_credits_and_what_is_open_is_total_less_applications()
    {
        var step = Gen.Choose(0, 10).SelectMany(act => Gen.Choose(0, 9_999).SelectMany(first =>
            Gen.Choose(0, 9_999).Select(second => (Act: act, First: first, Second: second))));
        var steps = Gen.Choose(5, 40).SelectMany(count => Gen.ListOf(step, count));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(steps.ToArbitrary(), list =>
        {
            using var bench = new Bench();
            var model = new BooksModel(bench);
            foreach (var (act, first, second) in list)
                model.Step(act, first, second);
            model.Check();
        }));
    }
}
