using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Posting;

/// <summary>A line of a document beside its main line: something sold, or a tax.</summary>
/// <param name="Amount">What the customer owes for it without tax; the tax where it is a tax line.</param>
/// <param name="IsTax">True where it is a tax.</param>
public sealed record DocumentLine(Money Amount, bool IsTax)
{
    /// <summary>Tax code, by internal id; null where it is not known.</summary>
    public string? TaxCode { get; init; }

    /// <summary>The code's rate in percent; null where it is not known.</summary>
    public decimal? TaxPercent { get; init; }

    /// <summary>GL account, by internal id; null where it is not known.</summary>
    public string? Account { get; init; }
}

/// <summary>The tax of a document by its rates, from its lines.</summary>
public static class DocumentTax
{
    /// <summary>
    /// Net and tax by code. Empty where the document has no tax at all. Null where it has some and the lines do not say
    /// to the last cent which: a code, a rate or an account is missing, the lines are not the total, or a rate does not
    /// make its tax. A guess here would correct a customer's VAT wrongly.
    /// </summary>
    public static IReadOnlyList<TaxPart>? Of(IReadOnlyList<DocumentLine> lines, Money total)
    {
        var zero = Money.Zero(total.Currency);
        if (lines.Count == 0 || lines.Aggregate(zero, (sum, line) => sum + line.Amount) != total)
            return null;
        if (lines.All(line => !line.IsTax || line.Amount.IsZero) && lines.All(line => line.TaxPercent is null or 0))
            return [];
        var sold = lines.Where(line => !line.IsTax && !line.Amount.IsZero).ToList();
        if (sold.Any(line => line.TaxCode is null || line.TaxPercent is null))
            return null;
        var taxes = lines.Where(line => line.IsTax).ToList();
        var shares = sold.GroupBy(line => (Code: line.TaxCode ?? "", Percent: line.TaxPercent ?? 0))
            .OrderBy(group => group.Key.Code, StringComparer.Ordinal).ThenBy(group => group.Key.Percent)
            .Select(group => Share(group.Key, group.ToList(), taxes)).ToList();
        return shares.Contains(null)
            || shares.OfType<TaxPart>().Aggregate(zero, (sum, share) => sum + share.Tax)
                != taxes.Aggregate(zero, (sum, line) => sum + line.Amount)
            ? null : [.. shares.OfType<TaxPart>()];
    }

    /// <summary>
    /// The tax of one code: its own tax lines, or the only ones there are; NetSuite rounds each line's tax, so that it
    /// may be off by half a minor unit for each.
    /// </summary>
    private static TaxPart? Share((string Code, decimal Percent) rate, List<DocumentLine> sold, List<DocumentLine> all)
    {
        var net = sold.Aggregate(Money.Zero(sold[0].Amount.Currency), (sum, line) => sum + line.Amount);
        if (rate.Percent == 0)
            return new(rate.Code, 0, net, Money.Zero(net.Currency), "");
        var own = all.All(line => line.TaxCode is null) ? all : [.. all.Where(line =>
            line.TaxCode == rate.Code && (line.TaxPercent ?? rate.Percent) == rate.Percent)];
        if (own.Select(line => line.Account).Distinct(StringComparer.Ordinal).ToList() is not [{ } account])
            return null;
        var tax = own.Aggregate(Money.Zero(net.Currency), (sum, line) => sum + line.Amount);
        var made = Money.Rounded(net.ToDecimal() * rate.Percent / 100m, net.Currency);
        return Math.Abs((tax - made).Minor) <= sold.Count ? new(rate.Code, rate.Percent, net, tax, account) : null;
    }
}
