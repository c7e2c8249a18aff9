using FsCheck;
using FsCheck.Fluent;
using Turnstone.Domain.CashApplication;
using Xunit;

namespace Turnstone.Domain.Tests.CashApplication;

/// <summary>
/// Mornings of which it is known what each receipt pays. Whatever is taken away from what the engine sees, or added
/// to confuse it, nothing that is wrong is ever auto.
/// </summary>
public sealed class SafetyProperties
{
    private static readonly Config Runs = Environment.GetEnvironmentVariable("TURNSTONE_LONG") == "1"
        ? Config.QuickThrowOnFailure.WithMaxTest(3000)
        : Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(20260630UL, 11UL);

    private static readonly string[] Names =
        ["Aldgate Brushworks", "Bexley Cordage", "Corvid Mills", "Dunmore Glass", "Everton Looms", "Farnham Kilns"];

    /// <summary>A morning, and by receipt the numbers of the documents it pays, in order.</summary>
    private sealed record Known(MatchingInput Input, IReadOnlyList<string> Paid);

    private static Known Morning(int seed)
    {
        var dice = new Random(seed);
        var (desk, paid) = (new Desk(), new List<string>());
        var (step, width) = (dice.Next(1, 40), dice.Next(4, 8));
        for (var customer = 0; customer < Names.Length; customer++)
        {
            desk.Customer($"C{customer}", Names[customer] + " Ltd");
            for (var times = 0; times < 2; times++)
                desk.Settled($"Z{customer}{times}", $"C{customer}", "1.00", $"55500{customer}", Names[customer]);
        }

        var items = Enumerable.Range(0, 36).Select(at => (Number: $"{1000 + at * step}".PadLeft(width, '0'),
            Customer: at % 6, Minor: dice.Next(500, 900_000) + 1)).ToArray();
        foreach (var item in items)
            desk.Invoice(item.Number, $"C{item.Customer}", Plain(item.Minor), due: $"2026-07-{dice.Next(1, 28):D2}");
        foreach (var item in items.Where(_ => dice.Next(2) == 0))
        {
            var (text, payer, account) = dice.Next(4) switch
            {
                0 => ($"INV {item.Number}", Names[item.Customer], null),
                1 => (item.Number, null, $"55500{item.Customer}"),
                2 => ("", Names[item.Customer].ToUpperInvariant(), (string?)null),
                _ => ($"payment {item.Number} thank you", "A Stranger Indeed", null),
            };
            desk.Receipt(Plain(item.Minor), payer, text, account);
            paid.Add(item.Number);
        }

        return new(desk.Input(), paid);
    }

    private static string Plain(int minor) => $"{minor / 100}.{minor % 100:D2}";

    /// <summary>Nothing is auto but what is known to be paid.</summary>
    private static IReadOnlyList<Decision> NothingWrong(MatchingInput input, IReadOnlyList<string> paid)
    {
        var decisions = MatchingEngine.Match(input);
        for (var at = 0; at < decisions.Count; at++)
        {
            if (decisions[at].Verdict == Verdict.Auto && decisions[at].Status != MatchStatus.Unapplied)
                Assert.Equal(paid[at], Assert.Single(decisions[at].Shares.SelectMany(share => share.Applications))
                    .Number);
        }

        return decisions;
    }

    private static void Holds(Action<int> property) =>
        Check.One(Runs, Prop.ForAll(ArbMap.Default.ArbFor<int>(), property));

    [Fact]
    public void What_is_plain_is_mostly_auto_and_never_wrong() => Holds(seed =>
    {
        var known = Morning(seed);
        var auto = NothingWrong(known.Input, known.Paid).Count(decision => decision.Verdict == Verdict.Auto);
        Assert.True(auto * 3 >= known.Paid.Count, $"{auto} of {known.Paid.Count}");
    });

    [Fact]
    public void Every_document_twice_makes_no_wrong_one_auto() => Holds(seed =>
    {
        var known = Morning(seed);
        var twice = known.Input.OpenItems.SelectMany((item, at) => new[] { item, item with
        {
            Id = new($"copy {at}"), Number = $"X{at:D7}",
        } });
        foreach (var decision in NothingWrong(known.Input with { OpenItems = [.. twice] }, known.Paid))
        {
            if (decision.Receipt.Text.Length == 0)
                Assert.NotEqual(Verdict.Auto, decision.Verdict);
        }
    });

    [Fact]
    public void Every_customer_twice_with_the_same_debts_makes_no_wrong_one_auto() => Holds(seed =>
    {
        var known = Morning(seed);
        var customers = known.Input.Customers.SelectMany(customer => new[] { customer, customer with
        {
            Id = new("D" + customer.Id.Value), Number = "D" + customer.Number,
        } });
        var items = known.Input.OpenItems.SelectMany((item, at) => new[] { item, item with
        {
            Id = new($"copy {at}"), Number = $"X{at:D7}", Customer = new("D" + item.Customer.Value),
        } });
        NothingWrong(known.Input with { Customers = [.. customers], OpenItems = [.. items], History = [] }, known.Paid);
    });

    [Fact]
    public void Without_a_word_of_text_nothing_wrong_is_auto_and_a_stranger_is_nobody() => Holds(seed =>
    {
        var known = Morning(seed);
        var silent = known.Input.Receipts.Select(receipt => receipt with { Text = "" });
        foreach (var decision in NothingWrong(known.Input with { Receipts = [.. silent] }, known.Paid))
        {
            if (decision.Receipt.Payer.Name == "A Stranger Indeed")
                Assert.Equal((MatchStatus.Unidentified, Verdict.Hold), (decision.Status, decision.Verdict));
        }
    });

    [Fact]
    public void With_its_history_cut_the_account_says_nobody_and_nothing_wrong_is_auto() => Holds(seed =>
    {
        var known = Morning(seed);
        var bare = known.Input.Receipts.Select(receipt => receipt.Payer.Account is null ? receipt
            : receipt with { Text = "" });
        foreach (var decision in NothingWrong(known.Input with { History = [], Receipts = [.. bare] }, known.Paid))
        {
            if (decision.Receipt.Payer.Account is not null)
                Assert.Equal(Verdict.Hold, decision.Verdict);
        }
    });

    [Fact]
    public void An_amount_that_is_a_cent_less_is_never_auto_without_a_number() => Holds(seed =>
    {
        var known = Morning(seed);
        var less = known.Input.Receipts.Select(receipt => receipt with
        {
            Text = "", Amount = new(receipt.Amount.Minor - 1, receipt.Amount.Currency),
        });
        foreach (var decision in MatchingEngine.Match(known.Input with { Receipts = [.. less] }))
        {
            var applied = decision.Shares.SelectMany(share => share.Applications).ToArray();
            Assert.False(decision.Verdict == Verdict.Auto && applied.Length == 1, Desk.Jot(decision));
        }
    });
}
