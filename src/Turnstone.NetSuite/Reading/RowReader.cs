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
        Percent(row.Text("discountpercent")), (int?)row.Number("daysuntilexpiry"))
    {
        IsDateDriven = row.Flag("datedriven"),
    };

    public static TransactionRow Document(QueryRow row)
    {
        var type = row.Needed("type");
        var currency = CurrencyOf(row);
        var open = type == "CustInvc"
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
        };

    private static string Name(QueryRow row) =>
        row.Text("companyname") ?? row.Text("altname") ?? row.Text("entityid") ?? row.Needed("id");

    private static DateOnly NeededDate(QueryRow row, string column) =>
        row.Date(column) ?? throw new FormatException($"NetSuite's row has no value in column {column}.");

    private static Currency CurrencyOf(QueryRow row) => Domain.Kernel.Currency.Of(row.Needed("currencycode"));

    private static decimal? Percent(string? text)
    {
        if (text is null)
            return null;
        var bare = new Dictionary<string, string>(StringComparer.Ordinal) { ["discountpercent"] = text.TrimEnd('%') };
        var percent = new QueryRow(bare).Decimal("discountpercent");
        return percent == 0m ? null : percent;
    }
}
