using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Xunit;

namespace Turnstone.Domain.Tests.Banking;

public sealed class BankingTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private static Money Usd(long minor) => new(minor, Currency.Usd);

    private static BankTransaction Line(
        long minor, string text = "", string? code = null, LineKind kind = LineKind.Receipt, string? reference = null,
        string? payer = null) => new()
        {
            Date = Monday, Amount = Usd(minor), Kind = kind, TypeCode = code, Text = text, Line = 1,
            Reference = reference, Payer = new(payer),
        };

    [Fact]
    public void The_first_rule_that_holds_decides_and_is_named()
    {
        LineRule[] rules =
        [
            new() { Name = "sweep", Kind = LineKind.Excluded, TypeCodes = ["275"] },
            new() { Name = "own transfer", Kind = LineKind.Excluded, Words = ["Turnstone Mills"],
                Direction = LineDirection.In },
            new() { Name = "lockbox", Kind = LineKind.Receipt, TypeCodes = ["115"], AwaitsDetail = true },
        ];
        Assert.Equal(new(LineKind.Excluded, "sweep"), LineRules.Read(Line(500, code: "275"), rules));
        Assert.Equal(new(LineKind.Excluded, "own transfer"), LineRules.Read(Line(500, "FROM TURNSTONE MILLS"), rules));
        Assert.Equal(new(LineKind.Receipt, "lockbox", true), LineRules.Read(Line(500, code: "115"), rules));
        Assert.Equal(new(LineKind.Receipt, LineRules.Format), LineRules.Read(Line(500, "ACH IN"), rules));
        Assert.Equal(LineKind.Undecided, LineRules.Read(Line(-500), rules).Kind);
    }

    [Fact]
    public void A_rule_without_code_or_word_means_no_line() =>
        Assert.False(new LineRule { Name = "all", Kind = LineKind.Excluded }.Holds(Line(500)));

    [Fact]
    public void A_line_less_its_details_leaves_a_remainder_with_a_kind()
    {
        Assert.Null(DetailItems.Divide(Usd(4500), [Usd(2000), Usd(2500)]).RemainderKind);
        Assert.Equal(LineKind.Receipt, DetailItems.Divide(Usd(4500), [Usd(2000)]).RemainderKind);
        Assert.Equal(LineKind.Undecided, DetailItems.Divide(Usd(4500), [Usd(5000)]).RemainderKind);
    }

    [Fact]
    public void Details_attach_to_the_line_that_waits_for_them_and_never_by_chance()
    {
        DetailTarget Target(int ordinal, bool awaits, string reference = "") => new(
            new(new("acc"), SourceRole.Statement, Monday, Usd(4500), reference, ordinal), awaits, HasDetails: false);

        var awaiting = Target(0, awaits: true);
        Assert.Same(awaiting, DetailItems.Find(Monday, Usd(4500), null, 3, [awaiting, Target(1, awaits: false)]));
        Assert.Null(DetailItems.Find(Monday, Usd(4500), null, 3, [awaiting, Target(1, awaits: true)]));
        Assert.Null(DetailItems.Find(Monday.AddDays(9), Usd(4500), null, 3, [awaiting]));
        var plain = Target(0, awaits: false);
        Assert.Same(plain, DetailItems.Find(Monday, Usd(4500), null, 3, [plain]));
        Assert.Null(DetailItems.Find(Monday.AddDays(1), Usd(4500), null, 3, [plain]));
        var named = Target(1, awaits: true, "LBX 9");
        Assert.Same(named, DetailItems.Find(Monday, Usd(4500), "LBX  9", 3, [awaiting, named]));
    }

    [Fact]
    public void Balances_prove_a_statement_or_say_what_fails()
    {
        Assert.Equal(ChainProof.Proved, StatementChain.Judge(Usd(100), Usd(100), Usd(50), Usd(150)).Proof);
        Assert.Equal(ChainProof.NotProvable, StatementChain.Judge(null, Usd(100), Usd(50), Usd(150)).Proof);
        Assert.Equal(ChainProof.NotProvable, StatementChain.Judge(Usd(100), null, Usd(50), Usd(150)).Proof);
        Assert.Contains("1.50 USD", StatementChain.Judge(null, Usd(100), Usd(50), Usd(151)).Why,
            StringComparison.Ordinal);
        Assert.Equal(ChainProof.Failed, StatementChain.Judge(Usd(99), Usd(100), Usd(50), Usd(150)).Proof);
    }

    [Fact]
    public void A_return_finds_its_receipt_by_check_number_and_splits_the_fee_off()
    {
        ReturnCandidate[] receipts =
        [
            new("r1", Monday.AddDays(-7), Usd(990_000), new("ACME"), ["70012"]),
            new("r2", Monday.AddDays(-7), Usd(990_000), new("OTHER"), ["80012"]),
        ];
        var finding = ReturnLink.Find(Line(-991_200, "RETURNED CHECK 70012", payer: "acme"), receipts);
        Assert.Equal(("r1", 1200), (finding.Receipt, finding.Fee.Minor));
        Assert.Equal("r2", ReturnLink.Find(Line(-990_000, "CHARGEBACK", payer: "Other"), receipts).Receipt);
        Assert.Null(ReturnLink.Find(Line(-990_000, "CHARGEBACK 170012"), receipts).Receipt);
    }

    [Fact]
    public void Two_receipts_that_would_do_leave_a_return_to_a_person()
    {
        ReturnCandidate[] receipts =
        [
            new("r1", Monday, Usd(100), new("ACME"), []), new("r2", Monday, Usd(100), new("ACME"), []),
        ];
        var finding = ReturnLink.Find(Line(-100, payer: "ACME"), receipts);
        Assert.Null(finding.Receipt);
        Assert.Contains('2', finding.Why);
    }
}
