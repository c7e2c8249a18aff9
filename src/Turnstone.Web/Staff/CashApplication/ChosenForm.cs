using System.Globalization;
using Microsoft.AspNetCore.Http;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.Storage;
using Turnstone.UseCases.CashApplication;

namespace Turnstone.Web.Staff.CashApplication;

/// <summary>
/// The form of chosen invoices: documents that are marked or bear an amount, each with its customer and AR account, and
/// what a person wants on the account of each customer. Each customer and AR account becomes a share; what nobody takes
/// stays with the customer marked for the rest.
/// </summary>
internal static class ChosenForm
{
    private const string CashField = "cash|";
    private const string AccountField = "account|";
    private const string DiffersField = "differs|";

    /// <summary>What the form calls a document.</summary>
    public static string Key(OpenItem item) => string.Create(CultureInfo.InvariantCulture,
        $"{item.Customer.Value}|{item.Id.Value}|{item.Line}|{item.Open.Currency.Code}|{item.ArAccount}");

    /// <summary>What the form calls a difference that the proposal has.</summary>
    public static string Said(Difference difference) => string.Create(CultureInfo.InvariantCulture,
        $"{Codes.Of(difference.Cause)}|{difference.Amount.Minor}");

    public static Result<SplitReceipt> Read(long receipt, IFormCollection form)
    {
        var documents = new List<Chosen>();
        foreach (var key in Keys(form))
        {
            if (!Document(key, form).Is(out var document, out var refusal))
                return refusal;
            documents.Add(document);
        }

        if (!OnAccounts(form, documents).Is(out var accounts, out var wrong))
            return wrong;
        var rest = form["rest"].ToString();
        if (documents.Count == 0 && accounts.Count == 0 && rest.Length == 0)
            return PageRefusals.Garbled("The customer");
        var why = form["why"].ToString();
        return new SplitReceipt(receipt, Shares(documents, accounts))
        {
            RestTo = rest.Length == 0 ? null : rest,
            Version = int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? version
                : null,
            Why = why.Length == 0 ? null : why,
        };
    }

    /// <summary>Documents in the order of the page: marked, or with an amount.</summary>
    private static IEnumerable<string> Keys(IFormCollection form) => form.Keys
        .Where(name => name.StartsWith(CashField, StringComparison.Ordinal))
        .Select(name => name[CashField.Length..])
        .Where(key => form["document"].Contains(key, StringComparer.Ordinal)
            || !string.IsNullOrWhiteSpace(form[CashField + key]));

    private static List<ChosenShare> Shares(List<Chosen> documents, Dictionary<string, long> accounts)
    {
        var shares = documents.GroupBy(document => (document.Customer, document.ArAccount)).Select(group =>
            new ChosenShare(group.Key.Customer, [.. group.Select(chosen => chosen.Document)])).ToList();
        foreach (var (customer, amount) in accounts)
        {
            var at = shares.FindIndex(share => share.Customer == customer);
            if (at < 0)
                shares.Add(new(customer, []) { OnAccount = amount });
            else
                shares[at] = shares[at] with { OnAccount = amount };
        }

        return shares;
    }

    private static Result<Dictionary<string, long>> OnAccounts(IFormCollection form, List<Chosen> documents)
    {
        var accounts = new Dictionary<string, long>(StringComparer.Ordinal);
        var code = form["currency"].ToString();
        if (!Currency.TryParse(code, out var currency))
            return documents.Count > 0 ? accounts : PageRefusals.Garbled("The currency");
        foreach (var name in form.Keys.Where(name => name.StartsWith(AccountField, StringComparison.Ordinal)))
        {
            var text = form[name].ToString();
            if (string.IsNullOrWhiteSpace(text))
                continue;
            if (!Amount(text, currency, out var amount))
                return PageRefusals.NoAmount("On account", text, currency);
            accounts[name[AccountField.Length..]] = amount.Minor;
        }

        return accounts;
    }

    private static Result<Chosen> Document(string key, IFormCollection form)
    {
        if (key.Split('|') is not [var customer, var id, var line, var code, var account]
            || !int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !Currency.TryParse(code, out var currency))
            return PageRefusals.Garbled("A document");
        if (!Differences(form[DiffersField + key].OfType<string>()).Is(out var differences, out var refusal))
            return refusal;
        var document = new ChosenDocument(id, number) { Differences = differences };
        var cash = form[CashField + key].ToString();
        if (string.IsNullOrWhiteSpace(cash))
            return new Chosen(customer, account, document);
        return Amount(cash, currency, out var amount)
            ? new Chosen(customer, account, document with { Cash = amount.Minor })
            : PageRefusals.NoAmount("Cash", cash, currency);
    }

    private static Result<Dictionary<DifferenceCause, long>> Differences(IEnumerable<string> said)
    {
        var differences = new Dictionary<DifferenceCause, long>();
        foreach (var one in said)
        {
            if (one.Split('|') is not [var cause, var minor] || !IsCause(cause, out var known)
                || !long.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
                return PageRefusals.Garbled("A difference");
            differences[known] = amount;
        }

        return differences;
    }

    private static bool IsCause(string code, out DifferenceCause cause)
    {
        var known = Enum.GetValues<DifferenceCause>().Where(one => Codes.Of(one) == code).ToList();
        cause = known.FirstOrDefault();
        return known.Count == 1;
    }

    private static bool Amount(string text, Currency currency, out Money amount) =>
        Money.TryParse(text.Replace(",", "", StringComparison.Ordinal), currency, out amount);

    private sealed record Chosen(string Customer, string ArAccount, ChosenDocument Document);
}
