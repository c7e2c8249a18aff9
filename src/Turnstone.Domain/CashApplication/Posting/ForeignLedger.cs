using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Posting;

/// <summary>
/// Compares the general ledger of a write in a foreign currency: NetSuite books in base currency, each planned line at
/// the write's rate, and adds the exchange gain or loss, which Turnstone never posts itself.
/// </summary>
internal static class ForeignLedger
{
    public static void Compare(List<Mismatch> found, PlannedWrite write, IReadOnlyList<GlLine> lines)
    {
        var currency = lines[0].Amount.Currency;
        var actual = ReadBack.Sums(lines);
        var planned = ReadBack.Sums([.. write.Gl.Select(line => line with
        {
            Amount = Money.Rounded(line.Amount.ToDecimal() * write.ExchangeRate, currency),
        })]);
        var gain = write is PaymentWrite payment ? payment.Gain : Money.Zero(currency);
        var receivable = (write as PaymentWrite)?.ArAccount;
        foreach (var (account, amount) in planned)
        {
            // Documents leave AR at the rate they were booked at: what that differs by is the gain.
            var expected = account == receivable && gain is { } moved ? amount + moved : amount;
            var read = actual.GetValueOrDefault(account, Money.Zero(currency));
            if (account != receivable || gain is not null)
                Near(found, $"GL account {account}", expected, read, write);
        }

        var rest = actual.Where(entry => !planned.ContainsKey(entry.Key))
            .Aggregate(Money.Zero(currency), (sum, entry) => sum + entry.Value);
        // A gain is income: a credit.
        if (gain is { } predicted)
            Near(found, "exchange gain", predicted, -rest, write);
    }

    /// <summary>Each line is rounded by itself in NetSuite: as many units may lie between.</summary>
    private static void Near(List<Mismatch> found, string what, Money planned, Money read, PlannedWrite write)
    {
        var lines = write.Gl.Count + (write is PaymentWrite payment ? payment.Apply.Count : 0);
        if (Math.Abs(planned.Minor - read.Minor) > lines)
            ReadBack.Compare(found, what, planned, read);
    }
}
