using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Xunit;
using static Turnstone.Domain.Tests.Posting.Morning;

namespace Turnstone.Domain.Tests.Posting;

public sealed class UndoTests
{
    private static readonly PaymentWrite Posted = Plan().Writes.OfType<PaymentWrite>().Last();

    private static LedgerSnapshot After(IReadOnlyList<AccountingPeriod>? periods = null) => new(
    [
        Invoice("INV-D", "D", "0.00", "9900.00"), Invoice("INV-E", "D", "9900.00"), Invoice("INV-A", "A", "11900.00"),
    ], [], periods ?? Periods());

    private static Result<Undo> Of(PostingState state, params AppliedTo[] wanted) =>
        Undo.Of(state, Posted, wanted, After());

    [Theory]
    [InlineData(PostingState.Waiting)]
    [InlineData(PostingState.Approved)]
    [InlineData(PostingState.Refused)]
    public void What_never_reached_NetSuite_is_withdrawn(PostingState state) =>
        Assert.IsType<Undo.Withdraw>(Of(state).Value);

    [Theory]
    [InlineData(PostingState.Posting, "posting_under_way")]
    [InlineData(PostingState.Undecided, "nothing_to_undo")]
    [InlineData(PostingState.Found, "nothing_to_undo")]
    [InlineData(PostingState.BeforeStart, "nothing_to_undo")]
    public void Nothing_is_taken_back_before_its_outcome_is_known(PostingState state, string code) =>
        Assert.Equal(code, Of(state).Refusal?.Code);

    [Fact]
    public void A_posted_payment_moves_to_the_right_document()
    {
        var move = Assert.IsType<Undo.Move>(Of(PostingState.Posted, new AppliedTo(new("INV-E"), 0, "INV-E",
            Eur("9900.00"))).Value);

        Assert.Equal("change: INV-D 0.00, INV-E 9900.00", Jot(move.Write));
        Assert.Equal(Posted.ExternalId, move.Write.ExternalId);
    }

    [Fact]
    public void With_nothing_wanted_all_of_it_stays_on_account() =>
        Assert.Equal("change: INV-D 0.00", Jot(Assert.IsType<Undo.Move>(Of(PostingState.Posted).Value).Write));

    [Fact]
    public void What_the_payment_itself_holds_of_a_document_is_free_for_it() =>
        Assert.Equal("change: INV-D 9000.00, INV-E 900.00", Jot(Assert.IsType<Undo.Move>(Of(PostingState.Posted,
            new AppliedTo(new("INV-D"), 0, "INV-D", Eur("9000.00")),
            new AppliedTo(new("INV-E"), 0, "INV-E", Eur("900.00"))).Value).Write));

    [Fact]
    public void Another_customers_document_is_refused() =>
        Assert.Equal("wrong_customer", Of(PostingState.Posted, new AppliedTo(new("INV-A"), 0, "INV-A",
            Eur("1.00"))).Refusal?.Code);

    [Fact]
    public void A_closed_period_forbids_the_change_unless_it_allows_non_GL_changes()
    {
        var closed = Periods(marchClosed: true);
        Assert.Equal("period_closed", Undo.Of(PostingState.Posted, Posted, [], After(closed)).Refusal?.Code);
        var lenient = closed.Select(period => period with { AllowNonGlChanges = true }).ToArray();
        Assert.IsType<Undo.Move>(Undo.Of(PostingState.Posted, Posted, [], After(lenient)).Value);
    }

    [Fact]
    public void A_posted_difference_is_not_taken_back_in_silence()
    {
        var withJournal = Plan().Writes.OfType<PaymentWrite>().ElementAt(1);

        Assert.Equal("undo_with_difference", Undo.Of(PostingState.Posted, withJournal, [], Books()).Refusal?.Code);
    }
}
