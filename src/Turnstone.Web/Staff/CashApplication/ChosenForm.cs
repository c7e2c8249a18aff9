using System.Globalization;
using Microsoft.AspNetCore.Http;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.CashApplication;

namespace Turnstone.Web.Staff.CashApplication;

/// <summary>
/// The form of chosen invoices: checked documents, each with its customer, and the cash a person wants on it.
/// Documents of
/// several customers of a family become shares of their own; none chosen puts the money on the customer's account.
/// </summary>
internal static class ChosenForm
{
    public static Result<SplitReceipt> Read(long receipt, IFormCollection form)
    {
        var documents = new List<(string Customer, ChosenDocument Document)>();
        foreach (var key in form["document"].OfType<string>())
        {
            if (!Document(key, form[$"cash|{key}"].ToString()).Is(out var document, out var refusal))
                return refusal;
            documents.Add(document);
        }

        var customer = form["customer"].ToString();
        if (documents.Count == 0 && customer.Length == 0)
            return PageRefusals.Garbled("The customer");
        var shares = documents.GroupBy(document => document.Customer, StringComparer.Ordinal)
            .Select(group => new ChosenShare(group.Key, [.. group.Select(document => document.Document)]))
            .DefaultIfEmpty(new(customer, []));
        var why = form["why"].ToString();
        return new SplitReceipt(receipt, [.. shares])
        {
            Version = int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? version
                : null,
            Why = why.Length == 0 ? null : why,
        };
    }

    private static Result<(string Customer, ChosenDocument Document)> Document(string key, string cash)
    {
        if (key.Split('|') is not [var customer, var id, var line, var code]
            || !int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !Currency.TryParse(code, out var currency))
            return PageRefusals.Garbled("A document");
        if (string.IsNullOrWhiteSpace(cash))
            return (customer, new ChosenDocument(id, number));
        return Money.TryParse(cash.Replace(",", "", StringComparison.Ordinal), currency, out var amount)
            ? (customer, new ChosenDocument(id, number) { Cash = amount.Minor })
            : PageRefusals.NoAmount("Cash", cash, currency);
    }
}
