using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Ledger;
using Xunit;
using static Turnstone.Domain.Tests.Posting.Morning;

namespace Turnstone.Domain.Tests.Posting;

public sealed class PostingPlanTests
{
    private static DecidedLine Simple(Share share, PostingState state = PostingState.Approved) => new()
    {
        Identity = "l", Account = Account, Date = Day, Amount = share.Amount,
        Receipts = [new("", share.Amount, [Decided(share, state)])],
    };

    private static PostingPlan Of(DecidedLine line, LedgerSnapshot? ledger = null, PostingPolicy? policy = null) =>
        PostingPlan.Of(line, Connection, policy ?? Policy, ledger ?? Books());

    private static string Code(PostingPlan plan)
    {
        Assert.Empty(plan.Writes);
        return Assert.Single(plan.Refused).Refusal.Code;
    }

    [Fact]
    public void One_payment_with_nothing_deducted_goes_straight_to_the_bank() =>
        Assert.Equal("payment D 9900.00 to 1000: INV-D 9900.00",
            Jot(Assert.Single(Of(Simple(Share("D", "INV-D", "9900.00"))).Writes)));

    [Fact]
    public void A_fee_inside_the_line_makes_a_deposit_that_equals_the_line()
    {
        var line = Simple(Share("D", "INV-D", "9900.00")) with
        {
            Amount = Eur("9888.00"), Parts = [new(LinePartKind.Fee, Eur("-12.00"), "bank fee")],
        };
        Assert.Equal("part_without_account", Of(line).Refused[0].Refusal.Code);
        var plan = Of(line, policy: Policy with
        {
            PartAccounts = new Dictionary<LinePartKind, string> { [LinePartKind.Fee] = "6800" },
        });

        Said(["payment D 9900.00 to 1050: INV-D 9900.00", "deposit 9888.00 of 1 payments"],
            plan.Writes.Select(Jot));
        Assert.True(Packet.Of(line, plan, Books()).AddsUp);
    }

    [Fact]
    public void A_netted_credit_memo_is_a_credit_line_of_the_payment()
    {
        var credit = Invoice("CR-1", "D", "-900.00") is var memo
            ? memo with { Item = memo.Item with { Kind = DocumentKind.CreditMemo } } : null;
        var ledger = new LedgerSnapshot([Invoice("INV-D", "D", "9900.00"), credit!], [], Periods());
        var share = Share("D", "INV-D", "9900.00") is var one ? one with
        {
            Applications = [.. one.Applications, new(new("CR-1"), 0, "CR-1", Eur("-900.00"), [])],
        } : null;

        var plan = Of(Simple(share!), ledger);

        Assert.Equal("payment D 9000.00 to 1000: INV-D 9900.00 credit CR-1 900.00", Jot(Assert.Single(plan.Writes)));
        Assert.True(Packet.Of(Simple(share!), plan, ledger).AddsUp);
    }

    [Fact]
    public void A_closed_period_is_refused_by_name()
    {
        var plan = Of(Simple(Share("D", "INV-D", "9900.00")), Books(Periods(marchClosed: true)));

        Assert.Equal("period_closed", Code(plan));
        Assert.Contains("Mar 2026", plan.Refused[0].Refusal.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_kind_of_write_has_its_own_lock()
    {
        var locked = Periods(marchArLocked: true)[0];

        Assert.False(locked.Allows(WriteKind.Payment));
        Assert.False(locked.Allows(WriteKind.DiscountMemo));
        Assert.True(locked.Allows(WriteKind.DifferenceJournal));
        Assert.True(locked.Allows(WriteKind.Deposit));
        Assert.False((locked with { AllLocked = true }).Allows(WriteKind.Deposit));
        Assert.False((locked with { ArLocked = false, Closed = true }).Allows(WriteKind.DifferenceJournal));
    }

    [Fact]
    public void A_day_without_a_period_is_refused() =>
        Assert.Equal("period_missing", Code(Of(Simple(Share("D", "INV-D", "9900.00")), Books([]))));

    [Fact]
    public void A_journal_that_needs_approval_is_refused_by_name() =>
        Assert.Equal("journal_needs_approval", Code(Of(Simple(Share("B", "INV-B", "8338.00", differences:
            new Difference(DifferenceCause.WriteOff, Eur("5.00")))), policy: Policy with
            {
                JournalsNeedApproval = true,
            })));

    [Fact]
    public void A_difference_without_an_account_is_refused_by_name() =>
        Assert.Equal("difference_without_account", Code(Of(Simple(Share("B", "INV-B", "8338.00", differences:
            new Difference(DifferenceCause.BankFee, Eur("5.00")))))));

    [Fact]
    public void A_share_of_another_company_is_refused_by_name() =>
        Assert.Equal("other_company", Code(Of(Simple(Share("D", "INV-D", "9900.00") with { Company = new("9") }))));

    [Fact]
    public void A_line_before_the_start_date_is_never_posted() =>
        Assert.Equal("before_start", Code(Of(Simple(Share("D", "INV-D", "9900.00")) with
        {
            Date = new(2025, 12, 31),
        })));

    [Fact]
    public void More_than_is_open_is_refused_also_when_two_receipts_claim_it()
    {
        Assert.Equal("more_than_open", Code(Of(Simple(Share("D", "INV-D", "9900.01")))));
        var twice = Simple(Share("D", "INV-D", "9900.00")) with
        {
            Amount = Eur("19800.00"),
            Receipts = [.. new[] { "1", "2" }.Select(name => new DecidedReceipt(name, Eur("9900.00"),
                [Decided(Share("D", "INV-D", "9900.00"))]))],
        };
        var plan = Of(twice);
        Assert.Single(plan.Writes);
        Assert.Equal("more_than_open", Assert.Single(plan.Refused).Refusal.Code);
    }

    [Fact]
    public void What_does_not_add_up_is_refused()
    {
        var line = Simple(Share("D", "INV-D", "9900.00"));

        Assert.Equal("line_does_not_add_up", Code(Of(line with { Amount = Eur("9901.00") })));
        Assert.Equal("receipt_does_not_add_up", Code(Of(line with
        {
            Amount = Eur("9901.00"), Receipts = [line.Receipts[0] with { Amount = Eur("9901.00") }],
        })));
    }

    [Fact]
    public void A_share_that_waits_is_not_posted_but_shown_by_a_dry_run()
    {
        var line = Simple(Share("D", "INV-D", "9900.00"), PostingState.Waiting);

        Assert.Empty(Of(line).Writes);
        Assert.Single(PostingPlan.Of(line, Connection, Policy, Books(), new HashSet<PostingState>
        {
            PostingState.Waiting,
        }).Writes);
    }

    [Fact]
    public void The_deposit_counts_payments_that_are_posted_already()
    {
        var line = Line();
        var half = line with
        {
            Receipts = [.. line.Receipts.Take(2).Select(receipt => receipt with
            {
                Shares = [.. receipt.Shares.Select(share => share with { State = PostingState.Posted })],
            }), line.Receipts[2]],
        };

        Said(["payment D 9900.00 to 1050: INV-D 9900.00", "deposit 45000.00 of 4 payments"],
            Of(half).Writes.Select(Jot));
    }

    [Fact]
    public void A_second_attempt_after_a_reversal_is_a_new_record()
    {
        var share = Share("D", "INV-D", "9900.00");
        var line = Simple(share);
        var again = line with { Receipts = [new("", share.Amount, [Decided(share) with { Generation = 1 }])] };

        Assert.NotEqual(Of(line).Writes[0].ExternalId, Of(again).Writes[0].ExternalId);
        Assert.Equal(Of(line).Writes[0].ExternalId, Of(line).Writes[0].ExternalId);
    }
}
