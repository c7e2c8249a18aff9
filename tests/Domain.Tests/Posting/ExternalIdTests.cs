using System.Text.RegularExpressions;
using Turnstone.Domain.CashApplication.Posting;
using Xunit;

namespace Turnstone.Domain.Tests.Posting;

public sealed class ExternalIdTests
{
    private static readonly WriteIdentity Payment = new("acct", "line", "receipt", "share", WriteKind.Payment, "", 0);

    [Fact]
    public void It_is_ts_and_26_letters_or_digits_and_never_changes()
    {
        var id = ExternalId.Of(Payment);

        Assert.Matches(new Regex("^ts-[a-z2-7]{26}$", RegexOptions.None, TimeSpan.FromSeconds(1)), id.Value);
        Assert.Equal("ts-c4u722acty6vvs25et5hz4u35y", id.Value);
        Assert.True(ExternalId.IsOurs(id.Value));
        Assert.False(ExternalId.IsOurs("ts-1"));
        Assert.False(ExternalId.IsOurs(null));
    }

    [Fact]
    public void Every_part_of_the_identity_counts()
    {
        WriteIdentity[] identities =
        [
            Payment, Payment with { Connection = "other" }, Payment with { Line = "x" }, Payment with { Receipt = "x" },
            Payment with { Share = "x" }, Payment with { Kind = WriteKind.Deposit }, Payment with { Subject = "x" },
            Payment with { Generation = 1 },
        ];

        Assert.Equal(identities.Length, identities.Select(ExternalId.Of).Distinct().Count());
    }

    [Fact]
    public void Parts_do_not_run_into_one_another() =>
        Assert.NotEqual(ExternalId.Of(Payment with { Line = "ab", Receipt = "c" }), ExternalId.Of(Payment with
        {
            Line = "a", Receipt = "bc",
        }));
}
