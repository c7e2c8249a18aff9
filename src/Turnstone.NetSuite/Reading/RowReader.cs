using System.Collections.Frozen;
using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite.Reading;

/// <summary>Turns query rows into what they are.</summary>
internal static class RowReader
{
    public static CustomerRow Customer(QueryRow row) => new(
        row.Needed("id"), row.Text("entityid") ?? "", Name(row), row.Text("currencycode"), row.Needed("modifiedat"))
    {
        Parent = row.Text("parent"),
        Terms = row.Text("terms"),
        ArAccount = row.Text("receivablesaccount"),
        CreditLimit = row.Decimal("creditlimit"),
        Hold = row.Text("creditholdoverride"),
        Email = row.Text("email"),
        Phone = row.Text("phone"),
        SalesRep = row.Text("salesrep"),
        Language = row.Text("language"),
        ExternalId = row.Text("externalid"),
        IsInactive = row.Flag("isinactive"),
        Custom = Custom(row, "custentity"),
    };

    public static SubsidiaryRow Subsidiary(QueryRow row) => new(
        row.Needed("id"), row.Text("name") ?? "", row.Text("parent"), row.Needed("currencycode"))
    {
        Country = row.Text("country"),
        IsElimination = row.Flag("iselimination"),
        IsInactive = row.Flag("isinactive"),
    };

    public static CurrencyRow Currency(QueryRow row) => new(
        row.Needed("id"), row.Text("name") ?? "", row.Needed("symbol"), (int?)row.Number("currencyprecision"),
        row.Flag("isbasecurrency"))
    {
        Rate = row.Decimal("exchangerate"),
    };

    public static PeriodRow Period(QueryRow row) => new(
        row.Needed("id"), row.Text("periodname") ?? "", NeededDate(row, "startdate"), NeededDate(row, "enddate"),
        new(row.Flag("closed"), row.Flag("arlocked"), row.Flag("alllocked"), row.Flag("allownonglchanges")))
    {
        IsAdjustment = row.Flag("isadjust"),
    };

    public static TermsRow Terms(QueryRow row) => new(
        row.Needed("id"), row.Text("name") ?? "", (int?)row.Number("daysuntilnetdue"),
        // A percentage comes as 2, as 2.0 or, displayed, as 2.0%.
        Percent(row.Text("discountpercent"), "discountpercent") is { } percent and not 0 ? percent : null,
        (int?)row.Number("daysuntilexpiry"))
    {
        IsDateDriven = row.Flag("datedriven"),
    };

    public static TransactionRow Document(QueryRow row)
    {
        var type = row.Needed("type");
        var currency = CurrencyOf(row);
        var open = type is "CustInvc" or "CustRfnd"
            ? row.Money("foreignamountunpaid", currency)
            : type is "CustPymt" or "CustCred" or "CustDep" ? row.Money("foreignpaymentamountunused", currency)
            : Money.Zero(currency);
        var isOnAr = row.Text("accttype") == "AcctRec";
        return Transaction(row, (0, row.Money("foreigntotal", currency).Abs(), open.Abs())) with
        {
            ArAccount = isOnAr ? row.Text("account") : null,
        };
    }

    public static TransactionRow JournalLine(QueryRow row)
    {
        var currency = CurrencyOf(row);
        var total = row.Money("foreigntotal", currency);
        var open = total.IsNegative
            ? -row.Money("foreignpaymentamountunused", currency).Abs()
            : row.Money("foreignamountunpaid", currency).Abs();
        var line = (int)(row.Number("line") ?? throw new FormatException("A journal line has no number."));
        return Transaction(row, (line, total, open)) with { ArAccount = row.Text("account") };
    }

    public static ContactRow Contact(QueryRow row) => new(
        row.Needed("id"), row.Text("company"), PersonName(row), row.Needed("modifiedat"))
    {
        Title = row.Text("title"), Role = row.Text("contactrole"), Email = row.Text("email"),
        Phone = row.Text("phone"), IsInactive = row.Flag("isinactive"),
    };

    public static EmployeeRow Employee(QueryRow row) =>
        new(row.Needed("id"), PersonName(row), row.Needed("modifiedat"))
        {
            Title = row.Text("title"), Email = row.Text("email"), Phone = row.Text("phone"),
            Supervisor = row.Text("supervisor"), IsInactive = row.Flag("isinactive"),
        };

    public static OrderRow Order(QueryRow row) => new(
        row.Needed("id"), row.Text("tranid") ?? "", row.Money("foreigntotal", CurrencyOf(row)).Abs(),
        NeededDate(row, "trandate"), row.Needed("modifiedat"))
    {
        Customer = row.Text("entity"), Subsidiary = row.Text("subsidiary"), Status = row.Text("status") ?? "",
        StatusName = StatusName(row.Text("statusname")), OtherReference = row.Text("otherrefnum"),
        SalesRep = row.Text("employee"),
    };

    // A revenue line is negative, as it credits: what the customer pays for is positive.
    public static DocumentLineRow DocumentLine(QueryRow row) => new(
        row.Needed("transaction"),
        (int)(row.Number("line") ?? throw new FormatException("A document's line has no number.")),
        -row.Money("foreignamount", CurrencyOf(row)))
    {
        Item = row.Text("item"), ItemName = row.Text("itemname"), Text = row.Text("memo"),
        Quantity = row.Decimal("quantity"), IsTax = row.Flag("taxline"), IsCost = row.Flag("iscogs"),
        TaxCode = row.Text("taxcode"), TaxPercent = Percent(row.Text("taxrate1"), "taxrate1"),
        Account = row.Text("account"),
    };

    /// <summary>BUILTIN.DF says "Sales Order : Billed" where people say Billed.</summary>
    private static string StatusName(string? text) =>
        text is null ? "" : text[(text.LastIndexOf(':') + 1)..].Trim();

    private static string PersonName(QueryRow row) =>
        string.Join(' ', new[] { row.Text("firstname"), row.Text("lastname") }.OfType<string>()) is { Length: > 0 } name
            ? name : row.Text("entityid") ?? row.Needed("id");

    private static TransactionRow Transaction(QueryRow row, (int Line, Money Total, Money Open) what) =>
        new(row.Needed("id"), what.Line, row.Needed("type"), what.Total, what.Open)
        {
            ModifiedAt = row.Needed("modifiedat"),
            Number = row.Text("tranid") ?? "",
            Status = row.Text("status") ?? "",
            Customer = row.Text("entity"),
            Subsidiary = row.Text("subsidiary"),
            Account = row.Text("account"),
            Currency = row.Needed("currency"),
            ExchangeRate = row.Decimal("exchangerate") ?? 1m,
            Date = NeededDate(row, "trandate"),
            DueDate = row.Date("duedate"),
            CreatedAt = row.Text("createdat"),
            Terms = row.Text("terms"),
            Period = row.Text("postingperiod"),
            OtherReference = row.Text("otherrefnum"),
            Memo = row.Text("memo"),
            ExternalId = row.Text("externalid"),
            IsPosting = row.Flag("posting"),
            IsVoided = row.Flag("voided"),
            SalesRep = row.Text("employee"),
            From = row.Text("createdfrom"),
            Custom = Custom(row, "custbody"),
        };

    // Rows are compared whole: those without such fields share one empty table.
    private static FrozenDictionary<string, string> Custom(QueryRow row, string prefix)
    {
        var columns = row.Columns.Where(column => column.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        return columns.Count == 0 ? FrozenDictionary<string, string>.Empty
            : columns.ToFrozenDictionary(column => column, row.Needed, StringComparer.Ordinal);
    }

    private static string Name(QueryRow row) =>
        row.Text("companyname") ?? row.Text("altname") ?? row.Text("entityid") ?? row.Needed("id");

    private static DateOnly NeededDate(QueryRow row, string column) =>
        row.Date(column) ?? throw new FormatException($"NetSuite's row has no value in column {column}.");

    private static Currency CurrencyOf(QueryRow row) => Domain.Kernel.Currency.Of(row.Needed("currencycode"));

    private static decimal? Percent(string? text, string column) => text is null ? null
        : new QueryRow(new Dictionary<string, string>(StringComparer.Ordinal) { [column] = text.TrimEnd('%') })
            .Decimal(column);
}
