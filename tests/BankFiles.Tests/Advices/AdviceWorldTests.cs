using BankFiles.Tests.Advices.Payers;

namespace BankFiles.Tests.Advices;

public sealed class AdviceWorldTests
{
    [Fact]
    public void Every_layout_comes_in_every_language_and_each_number_is_the_same_advice_again()
    {
        var all = Enumerable.Range(0, 100).Select(AdviceWorld.Make).ToList();

        Assert.Equal(50, all.Select(advice => (advice.Layout, advice.Language)).Distinct().Count());
        foreach (var advice in all)
        {
            var again = AdviceWorld.Make(advice.Number);
            Assert.Equal(advice.File, again.File);
            Assert.Equal(advice.Payments.SelectMany(payment => payment.Lines),
                again.Payments.SelectMany(payment => payment.Lines));
        }
    }

    [Fact]
    public void What_an_advice_means_adds_up_unless_its_payer_erred()
    {
        foreach (var payment in Enumerable.Range(0, AdviceWorld.Count).Select(AdviceWorld.Make)
            .SelectMany(advice => advice.Payments))
        {
            Assert.Equal(payment.IsOff, payment.Total != payment.Lines.Sum(line => line.Net));
            Assert.All(payment.Lines, line => Assert.Equal(line.Net, (line.Gross ?? line.Net) - line.Discount
                - line.Deduction));
        }
    }
}
