using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Ledger;

namespace Turnstone.UseCases.Ledger;

/// <summary>Settled receipts between their rows and the Domain's words.</summary>
internal static class Settled
{
    /// <summary>The row of a settled receipt.</summary>
    public static SettledRow Row(SettledReceipt settled, string company, long id, long? receipt = null) => new()
    {
        Id = id, CompanyId = company, SettledOn = settled.Date, PayerName = settled.PayerName,
        NameKey = Key(settled.PayerName, MatchingKeys.OfName),
        WordsKey = Key(settled.PayerName, MatchingKeys.OfWords), DocumentKeys = DocumentKeys(settled.Documents),
        PayerAccount = string.IsNullOrWhiteSpace(settled.PayerAccount) ? null : settled.PayerAccount.Trim(),
        Amount = settled.Amount.Minor, Currency = settled.Amount.Currency.Code, Text = settled.Text,
        CustomerId = settled.Customer?.Value, Documents = string.Join('\n', settled.Documents), ReceiptId = receipt,
    };

    /// <summary>Documents under the keys that texts may cite them by.</summary>
    public static IReadOnlyList<(string Key, string Number)> DocumentKeys(IEnumerable<string> documents) =>
        [.. documents.SelectMany(number => MatchingKeys.OfNumber(number) is var (key, last) && last is null
            ? new[] { (key, number) } : [(key, number), (last ?? "", number)])];

    /// <summary>A key of a payer's name; null where there is no name.</summary>
    public static string? Key(string? name, Func<string, string> key) =>
        name is { Length: > 0 } && key(name) is { Length: > 0 } made ? made : null;

    /// <summary>The settled receipt a row holds.</summary>
    public static SettledReceipt Read(SettledRow row) => new()
    {
        Date = row.SettledOn, PayerName = row.PayerName, PayerAccount = row.PayerAccount,
        Amount = new(row.Amount, Currency.Of(row.Currency)), Text = row.Text,
        Customer = row.CustomerId is { } customer ? new CustomerId(customer) : null,
        Documents = row.Documents.Split('\n', StringSplitOptions.RemoveEmptyEntries),
    };
}
