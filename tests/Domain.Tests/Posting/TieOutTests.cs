using Turnstone.Domain.Banking;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Reporting;
using Xunit;
using static Turnstone.Domain.Tests.Posting.Morning;

namespace Turnstone.Domain.Tests.Posting;

public sealed class TieOutTests
{
    [Fact]
    public void A_line_is_its_items_and_its_remainder()
    {
        LineItem[] items = [new(LineKind.Receipt, Eur("20000.00")), new(LineKind.Receipt, Eur("15100.00"))];

        Assert.Equal(TieOutState.Proved, BankTieOuts.Line("LBX", Day, Eur("45000.00"), items, Eur("9900.00")).State);
        var failed = BankTieOuts.Line("LBX", Day, Eur("45000.00"), items, Eur("0.00"));
        Assert.Equal(TieOutState.Failed, failed.State);
        Assert.Equal(new TieDifference("LBX", Eur("45000.00"), Eur("35100.00")), Assert.Single(failed.Differences));
    }

    [Fact]
    public void A_statement_is_proved_not_provable_or_failed()
    {
        var statement = new StatementBalances("main", Day, Eur("100.00"), [Eur("50.00"), Eur("-20.00")], Eur("130.00"),
            Eur("100.00"));

        Assert.Equal(TieOutState.Proved, BankTieOuts.Statement(statement).State);
        Assert.Equal(TieOutState.NotProvable, BankTieOuts.Statement(statement with { Closing = null }).State);
        Assert.Equal("closing balance", Assert.Single(BankTieOuts.Statement(statement with
        {
            Closing = Eur("131.00"),
        }).Differences).Name);
        Assert.Equal("opening balance against the closing before", Assert.Single(BankTieOuts.Statement(statement with
        {
            PreviousClosing = Eur("99.00"),
        }).Differences).Name);
    }

    [Fact]
    public void Every_share_is_in_exactly_one_state()
    {
        ReceiptShares[] receipts =
        [
            new("check 1", Eur("20000.00"), [(Eur("11662.00"), PostingState.Posted),
                (Eur("8338.00"), PostingState.Refused)]),
            new("check 2", Eur("15100.00"), []),
        ];

        var tie = BankTieOuts.Shares("main", Day, receipts, Currency.Eur);
        Assert.Equal(TieOutState.Proved, tie.State);
        Said(["undecided 15100.00", "posted 11662.00", "refused 8338.00"], tie.Parts.Select(part =>
            $"{part.Name} {part.Amount.ToPlainString()}"));
        var lost = BankTieOuts.Shares("main", Day, [receipts[0] with { Shares = [receipts[0].Shares[0]] }],
            Currency.Eur);
        Assert.Equal("check 1", Assert.Single(lost.Differences).Name);
    }

    [Fact]
    public void A_booked_line_is_in_the_bank_account_with_amount_and_date_or_says_why_not()
    {
        LedgerLine[] lines =
        [
            new("L1", Day, Eur("100.00"), Day, Eur("100.00")), new("L2", Day, Eur("50.00"), null, null, "waiting"),
        ];

        Assert.Equal(TieOutState.Proved, BankTieOuts.Ledger("main", Day, lines, Currency.Eur).State);
        Assert.Equal("L1: dated 2026-03-05 in NetSuite", Assert.Single(BankTieOuts.Ledger("main", Day,
            [lines[0] with { LedgerDate = new(2026, 3, 5) }], Currency.Eur).Differences).Name);
        Assert.Equal("L2", Assert.Single(BankTieOuts.Ledger("main", Day, [lines[1] with { Waits = null }],
            Currency.Eur).Differences).Name);
    }

    [Fact]
    public void Undeposited_funds_are_explained_by_name()
    {
        NamedAmount[] ours = [new("payment of check 1", Eur("11662.00"))];

        Assert.Equal(TieOutState.Proved,
            LedgerTieOuts.UndepositedFunds("1050", Day, Eur("11662.00"), ours, []).State);
        Assert.Equal(TieOutState.Failed,
            LedgerTieOuts.UndepositedFunds("1050", Day, Eur("11700.00"), ours, []).State);
    }

    [Fact]
    public void Receivables_differ_document_by_document()
    {
        var sides = new ReceivablesSides
        {
            Account = "1100", Date = Day, Balance = Eur("300.00"),
            Ours = [new("INV-1", Eur("100.00")), new("INV-2", Eur("200.00"))],
            Theirs = [new("INV-1", Eur("100.00")), new("INV-2", Eur("200.00"))],
        };

        Assert.Equal(TieOutState.Proved, LedgerTieOuts.Receivables(sides).State);
        Assert.Equal(TieOutState.Proved, LedgerTieOuts.Receivables(sides with
        {
            Balance = Eur("310.00"), WithoutDocument = [new("revaluation", Eur("10.00"))],
        }).State);
        Assert.Equal(new TieDifference("INV-2", Eur("150.00"), Eur("200.00")), Assert.Single(LedgerTieOuts.Receivables(
            sides with { Ours = [sides.Ours[0], new("INV-2", Eur("150.00"))] }).Differences));
    }
}
