using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Xunit;
using static Turnstone.Domain.Tests.Posting.Morning;

namespace Turnstone.Domain.Tests.Posting;

public sealed class StalenessTests
{
    private static readonly LedgerDocument Then = Invoice("INV-D", "D", "9900.00");

    private static IReadOnlyList<DocumentChange> Of(LedgerDocument now, string? own = null) => Staleness.Of([Then],
        new([now], [], []), own is null ? new Dictionary<(DocumentId, int), Money>()
            : new Dictionary<(DocumentId, int), Money> { [(new("INV-D"), 0)] = Eur(own) });

    [Fact]
    public void An_unchanged_document_is_not_stale() => Assert.Empty(Of(Then));

    [Fact]
    public void Our_own_earlier_posting_is_netted_out() =>
        Assert.Empty(Of(Then with { Item = Then.Item with { Open = Eur("9000.00") } }, "900.00"));

    [Fact]
    public void Each_change_is_named()
    {
        Assert.Equal("INV-D: open amount was 9900.00 EUR and is 9000.00 EUR",
            Assert.Single(Of(Then with { Item = Then.Item with { Open = Eur("9000.00") } })).Sentence);
        Assert.Equal("customer", Assert.Single(Of(Then with { Item = Then.Item with { Customer = new("X") } })).What);
        Assert.Equal("AR account", Assert.Single(Of(Then with { Item = Then.Item with { ArAccount = "9" } })).What);
        Assert.Equal("hold of its customer", Assert.Single(Of(Then with { OnHold = true })).What);
        Assert.Equal("status", Assert.Single(Of(Then with { Status = "voided" })).What);
        Assert.Equal("gone", Assert.Single(Of(Invoice("INV-X", "D", "1.00"))).Now);
    }
}
