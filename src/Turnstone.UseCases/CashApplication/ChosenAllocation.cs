using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;

namespace Turnstone.UseCases.CashApplication;

/// <summary>Puts a share's money on the documents a person chose.</summary>
internal static class ChosenAllocation
{
    /// <summary>
    /// Credits first, since they add to the money; then debits in the order chosen, each up to what is available of it.
    /// What
    /// the person stated stands as stated.
    /// </summary>
    public static Result<Share> Of(
        ChosenShare chosen, Money amount, IReadOnlyList<OpenItem> items, string company, string arAccount)
    {
        if (amount.IsNegative)
            return Refusals.NegativeShare(chosen.Customer, amount);
        var pairs = new List<(ChosenDocument Document, OpenItem Item)>();
        foreach (var document in chosen.Documents)
        {
            if (Find(document, chosen.Customer, company, items) is not { } item)
                return Refusals.NoDocument(document.Document, chosen.Customer);
            if (item.Open.Currency != amount.Currency)
                return Refusals.OtherCurrency(item.Number, item.Open.Currency, amount.Currency);
            pairs.Add((document, item));
        }

        var left = amount;
        var applications = new Dictionary<ChosenDocument, Application>();
        foreach (var (document, item) in pairs.OrderBy(pair => pair.Item.Open.IsNegative ? 0 : 1))
        {
            var application = Apply(document, item, left);
            if (!Availability.Allows(item, [], application.Settled))
                return Refusals.NotAvailable(item.Number, application.Settled, item.Open);
            if (application.Cash.IsZero && application.Differences.Count == 0)
                continue;
            applications[document] = application;
            left -= application.Cash;
        }

        if (left.IsNegative)
            return Refusals.NotTheWhole(amount, amount - left);
        // One payment in NetSuite stands on one AR account; a customer deposit is a liability and stands on none.
        var owed = pairs.Select(pair => pair.Item).Where(item => item.Kind != DocumentKind.CustomerDeposit).ToList();
        var account = owed.Count > 0 ? owed[0].ArAccount : arAccount;
        if (owed.Find(item => item.ArAccount != account) is { } other)
            return Refusals.OtherArAccount(other.Number, owed[0].Number);
        return new Share(
            new(chosen.Customer), new(company), account,
            [.. pairs.Where(pair => applications.ContainsKey(pair.Document))
                .Select(pair => applications[pair.Document])], left);
    }

    private static OpenItem? Find(
        ChosenDocument document, string customer, string company, IReadOnlyList<OpenItem> items) =>
        items.FirstOrDefault(item => item.Id.Value == document.Document && item.Line == document.Line
            && item.Customer.Value == customer && item.Company.Value == company);

    private static Application Apply(ChosenDocument document, OpenItem item, Money left)
    {
        var currency = item.Open.Currency;
        var differences = document.Differences.Where(entry => entry.Value > 0).OrderBy(entry => entry.Key)
            .Select(entry => new Difference(entry.Key, new(entry.Value, currency))).ToList();
        var other = differences.Aggregate(Money.Zero(currency), (sum, difference) => sum + difference.Amount);
        var cash = document.Cash is { } minor ? new(minor, currency)
            : item.Open.IsNegative ? item.Open
            : Money.Max(Money.Zero(currency), Money.Min(item.Open - other, left));
        return new(item.Id, item.Line, item.Number, cash, differences);
    }
}
