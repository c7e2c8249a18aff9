using Turnstone.Domain.Accounts;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.Storage;
using Turnstone.Storage.Ledger;

namespace Turnstone.UseCases.Ledger;

/// <summary>Documents and customers between their rows and the Domain's words.</summary>
internal static class Items
{
    private const decimal PercentScale = 10_000m;
    private const decimal RateScale = 10_000_000_000m;

    /// <summary>Base currency for one unit of the item's currency, as it was booked.</summary>
    public static decimal RateOf(ItemRow row) => row.ExchangeRate / RateScale;

    /// <summary>The item's tax by its rates, from its lines; null where they do not say.</summary>
    public static IReadOnlyList<TaxPart>? TaxOf(ItemRow row, IReadOnlyList<DocumentLineRow> lines)
    {
        var currency = Currency.Of(row.Currency);
        return DocumentTax.Of([.. lines.Select(line => new DocumentLine(new(line.Amount, currency), line.IsTax)
        {
            TaxCode = line.TaxCode, TaxPercent = line.TaxPercent / PercentScale, Account = line.Account,
        })], new(row.Total, currency));
    }

    /// <summary>The item a row holds, with its whole open amount.</summary>
    public static OpenItem Read(ItemRow row)
    {
        var currency = Currency.Of(row.Currency);
        return new()
        {
            Id = new(row.Id), Line = row.Line, Number = row.Number, Kind = Codes.Read<DocumentKind>(row.Kind),
            Customer = new(row.CustomerId), Company = new(row.CompanyId), ArAccount = row.ArAccount,
            Date = row.DatedOn, DueDate = row.DueOn, Total = new(row.Total, currency),
            Open = new(row.OpenAmount, currency), PurchaseOrder = row.PurchaseOrder,
            Discount = row is { DiscountPercent: { } percent, DiscountUntil: { } until }
                ? new(percent / PercentScale, until) : null,
        };
    }

    /// <summary>The item with what decisions not yet posted leave of it.</summary>
    public static OpenItem Available(ItemRow row)
    {
        var item = Read(row);
        var claimed = new Money(row.Claimed, item.Open.Currency);
        return item with { Open = Availability.Of(item, [new Claim(ItemKey.Of(item), claimed)]) };
    }

    /// <summary>A new row of an arriving item; nothing of it is applied or claimed yet.</summary>
    public static ItemRow Row(ArrivingItem arriving)
    {
        var item = arriving.Item;
        var (key, last) = MatchingKeys.OfNumber(item.Number);
        return new()
        {
            Id = item.Id.Value, Line = item.Line, CompanyId = item.Company.Value, Number = item.Number,
            DigitsKey = key, LastKey = last, Kind = Codes.Of(item.Kind), CustomerId = item.Customer.Value,
            ArAccount = item.ArAccount, DatedOn = item.Date, DueOn = item.DueDate,
            Currency = item.Total.Currency.Code, Total = item.Total.Minor, OpenAmount = item.Total.Minor,
            Stated = arriving.States ? (arriving.OnBooks ? item.Open.Minor : 0) : null,
            DiscountPercent = item.Discount is { } discount ? (long)(discount.Percent * PercentScale) : null,
            DiscountUntil = item.Discount?.Until, PurchaseOrder = item.PurchaseOrder,
            OrderKey = item.PurchaseOrder is { } order ? MatchingKeys.OfOrder(order) : null,
            ExchangeRate = (long)(arriving.ExchangeRate * RateScale), ExternalId = arriving.ExternalId,
            Status = arriving.Status, OnBooks = arriving.OnBooks, ModifiedAt = arriving.ModifiedAt,
        };
    }

    /// <summary>True where NetSuite's override says that the customer is on hold.</summary>
    public static bool IsOnHold(string? hold) => string.Equals(hold, "on", StringComparison.OrdinalIgnoreCase);

    /// <summary>The customer a row holds.</summary>
    public static Customer Read(CustomerRow row) => new(
        new(row.Id), row.Name, row.ParentId is { } parent ? new CustomerId(parent) : null, Currency.Of(row.Currency),
        row.TermId)
    {
        Number = row.Number,
    };

    /// <summary>A new row of a customer; the top of its family is set when all are in.</summary>
    public static CustomerRow Row(Customer customer) => new()
    {
        Id = customer.Id.Value, Number = customer.Number, NumberKey = customer.Number.ToUpperInvariant(),
        Name = customer.Name, NameKey = MatchingKeys.OfName(customer.Name),
        WordsKey = MatchingKeys.OfWords(customer.Name), ParentId = customer.Parent?.Value,
        Currency = customer.Currency.Code, TermId = customer.Terms, Active = true,
    };}

/// <summary>A document as it arrives from NetSuite or a file.</summary>
/// <param name="Item">
/// The document; its open amount is what the source states, and is compared once its applications are known.
/// </param>
public sealed record ArrivingItem(OpenItem Item)
{
    /// <summary>External id.</summary>
    public string? ExternalId { get; init; }

    /// <summary>NetSuite's status letter.</summary>
    public string Status { get; init; } = "";

    /// <summary>False while it is not approved, and once it is void: then it counts for nothing.</summary>
    public bool OnBooks { get; init; } = true;

    /// <summary>Base units for one unit of its currency.</summary>
    public decimal ExchangeRate { get; init; } = 1m;

    /// <summary>
    /// True where the source knows applications too, so that its open amount must be what they make of it.
    /// </summary>
    public bool States { get; init; }

    /// <summary>The source's time of its last change.</summary>
    public string ModifiedAt { get; init; } = "";

    /// <summary>The key of the item.</summary>
    public ItemKey Key => ItemKey.Of(Item);
}

/// <summary>So much of one item on another as it arrives; which is the debit is told by their signs.</summary>
/// <param name="One">One item.</param>
/// <param name="Other">The other.</param>
/// <param name="Minor">How much, positive, in minor units of their currency.</param>
public sealed record ArrivingApplication(ItemKey One, ItemKey Other, long Minor);
