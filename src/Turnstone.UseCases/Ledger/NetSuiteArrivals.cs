using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.NetSuite.Reading;
using Turnstone.Storage.Ledger;

namespace Turnstone.UseCases.Ledger;

/// <summary>NetSuite's transactions as items of the ledger.</summary>
internal static class NetSuiteArrivals
{
    /// <summary>Company of an account that has only one.</summary>
    public const string OnlyCompany = "1";

    /// <summary>
    /// NetSuite's code of a deposit application: it sets a deposit against an invoice and is no item itself.
    /// </summary>
    public const string DepositApplication = "DepAppl";

    private const decimal PercentScale = 10_000m;

    /// <summary>
    /// The item of a transaction; null for one that is none, and for a journal line without a customer.
    /// </summary>
    public static ArrivingItem? Of(TransactionRow row, IReadOnlyDictionary<string, TermRow> terms)
    {
        if (row.Customer is not { } customer || KindOf(row) is not { } kind)
            return null;
        return new(new()
        {
            Id = new(row.Id), Line = LineOf(row.Type, row.Line), Number = row.Number.Length > 0 ? row.Number : row.Id,
            Kind = kind, Customer = new(customer), Company = new(row.Subsidiary ?? OnlyCompany),
            ArAccount = row.ArAccount ?? "", Date = row.Date, DueDate = row.DueDate ?? row.Date,
            Total = Signed(kind, row.Total), Open = Signed(kind, row.Open),
            PurchaseOrder = kind is DocumentKind.Invoice ? row.OtherReference : null,
            Discount = kind is DocumentKind.Invoice ? Discount(row, terms) : null,
        })
        {
            ExternalId = row.ExternalId, Status = row.Status, OnBooks = row.IsPosting && !row.IsVoided,
            ExchangeRate = row.ExchangeRate, ModifiedAt = row.ModifiedAt, States = true,
        };
    }

    /// <summary>The key of one end of a link: only journals have several lines that are items.</summary>
    public static ItemKey KeyOf(LinkEnd end) => new(new(end.Id), LineOf(end.Type, end.Line));

    private static int LineOf(string type, int line) => type == "Journal" ? line : 0;

    private static DocumentKind? KindOf(TransactionRow row) => row.Type switch
    {
        "CustInvc" => DocumentKind.Invoice,
        "CustCred" => DocumentKind.CreditMemo,
        "CustPymt" => DocumentKind.UnappliedPayment,
        "CustDep" => DocumentKind.CustomerDeposit,
        // A refund pays a credit out: it owes the ledger what the credit had.
        "CustRfnd" => DocumentKind.JournalDebit,
        "Journal" => row.Total.IsNegative ? DocumentKind.JournalCredit : DocumentKind.JournalDebit,
        _ => null,
    };

    private static Money Signed(DocumentKind kind, Money amount) =>
        kind is DocumentKind.Invoice or DocumentKind.JournalDebit ? amount.Abs() : -amount.Abs();

    private static DiscountTerms? Discount(TransactionRow row, IReadOnlyDictionary<string, TermRow> terms) =>
        row.Terms is { } id && terms.TryGetValue(id, out var term)
        && term is { DiscountPercent: { } percent and > 0, DiscountDays: { } days }
            ? new(percent / PercentScale, row.Date.AddDays(days)) : null;
}
