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
        NameKey = settled.PayerName is { Length: > 0 } name && MatchingKeys.OfName(name) is { Length: > 0 } key
            ? key : null,
        PayerAccount = string.IsNullOrWhiteSpace(settled.PayerAccount) ? null : settled.PayerAccount.Trim(),
        Amount = settled.Amount.Minor, Currency = settled.Amount.Currency.Code, Text = settled.Text,
        CustomerId = settled.Customer?.Value, Documents = string.Join('\n', settled.Documents), ReceiptId = receipt,
    };

    /// <summary>The settled receipt a row holds.</summary>
    public static SettledReceipt Read(SettledRow row) => new()
    {
        Date = row.SettledOn, PayerName = row.PayerName, PayerAccount = row.PayerAccount,
        Amount = new(row.Amount, Currency.Of(row.Currency)), Text = row.Text,
        Customer = row.CustomerId is { } customer ? new CustomerId(customer) : null,
        Documents = row.Documents.Split('\n', StringSplitOptions.RemoveEmptyEntries),
    };
}
