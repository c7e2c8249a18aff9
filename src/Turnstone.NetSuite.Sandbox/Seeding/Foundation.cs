using System.Globalization;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Seeding;

/// <summary>
/// What every account has before its first document: currencies, subsidiaries, accounts, periods, terms, items.
/// </summary>
internal static class Foundation
{
    /// <summary>Two years back and one ahead.</summary>
    private const int MonthsBack = 24;

    private const int MonthsAhead = 12;

    public static void Lay(Change change, (string Dollars, string Euros) subsidiaries)
    {
        Currency(change, (1, "US Dollar", "USD"), 2, 1m);
        Currency(change, (2, "British Pound", "GBP"), 2, 1.27m);
        Currency(change, (3, "Canadian Dollar", "CAD"), 2, 0.73m);
        Currency(change, (4, "Euro", "EUR"), 2, 1.08m);
        Currency(change, (5, "Japanese Yen", "JPY"), 0, 0.0066m);
        Add(change, "subsidiary", ("name", subsidiaries.Dollars), ("currency", new Ref(1)), ("country", "US"));
        Add(change, "subsidiary", ("name", subsidiaries.Euros), ("currency", new Ref(4)), ("country", "DE"),
            ("parent", new Ref(1)));
        Chart(change);
        Periods(change);
        Add(change, "term", ("name", "Net 30"), ("daysUntilNetDue", 30L), ("preferred", true));
        Add(change, "term", ("name", "2% 10, Net 30"), ("daysUntilNetDue", 30L), ("daysUntilExpiry", 10L),
            ("discountPercent", 2m));
        Add(change, "term", ("name", "Due on receipt"), ("daysUntilNetDue", 0L));
        Add(change, "term", ("name", "Net 60"), ("daysUntilNetDue", 60L));
        Add(change, "department", ("name", "Sales"));
        Add(change, "classification", ("name", "Standard"));
        Add(change, "location", ("name", "Head Office"));
        Add(change, "serviceSaleItem", ("itemId", "Consulting"), ("incomeAccount", new Ref(10)), ("rate", 100m));
        Add(change, "serviceSaleItem", ("itemId", "Subscription"), ("incomeAccount", new Ref(10)), ("rate", 50m));
        Add(change, "serviceSaleItem", ("itemId", "Write-Off"), ("incomeAccount", new Ref(12)));
        Add(change, "discountItem", ("itemId", "Early Payment Discount"), ("incomeAccount", new Ref(11)));
        Add(change, "salesTaxItem", ("itemId", "VAT 19%"), ("rate", 19m), ("taxAccount", new Ref(9)));
        Add(change, "salesTaxItem", ("itemId", "No Tax"), ("rate", 0m), ("taxAccount", new Ref(9)));
        foreach (var method in (ReadOnlySpan<string>)["Check", "ACH", "Wire", "SEPA Credit Transfer"])
            Add(change, "paymentMethod", ("name", method));
        foreach (var (first, last) in (ReadOnlySpan<(string, string)>)[("Ada", "Hale"), ("Jonas", "Brandt"),
            ("Mira", "Costa")])
        {
            Add(change, "employee", ("entityId", $"{first} {last}"), ("firstName", first), ("lastName", last),
                ("email", $"{first.ToLowerInvariant()}@turnstone.example"), ("isSalesRep", true),
                    ("subsidiary", new Ref(1)));
        }
    }

    private static void Chart(Change change)
    {
        Account(change, "1000", "Checking USD", "Bank", ("currency", new Ref(1)), ("subsidiary", new Ref(1)));
        Account(change, "1010", "Checking EUR", "Bank", ("currency", new Ref(4)), ("subsidiary", new Ref(2)));
        Account(change, "1050", "Undeposited Funds", "OthCurrAsset", ("sSpecAcct", Accounts.Undeposited));
        Account(change, "1100", "Accounts Receivable", "AcctRec", ("sSpecAcct", Accounts.Receivables));
        Account(change, "1110", "Accounts Receivable - Other", "AcctRec");
        Account(change, "1300", "Withholding Tax Receivable", "OthCurrAsset");
        Account(change, "1900", "Cash Suspense", "OthCurrLiab");
        Account(change, "2100", "Customer Deposits", "OthCurrLiab", ("sSpecAcct", Accounts.Deposits));
        Account(change, "2200", "Sales Taxes Payable", "OthCurrLiab", ("sSpecAcct", Accounts.Tax));
        Account(change, "4000", "Sales", "Income", ("sSpecAcct", Accounts.Income));
        Account(change, "4900", "Sales Discounts", "Income", ("sSpecAcct", Accounts.Discount));
        Account(change, "6100", "Bad Debt Expense", "Expense");
        Account(change, "6200", "Bank Fees", "Expense");
        Account(change, "7000", "Realized Gain/Loss", "OthExpense", ("sSpecAcct", Accounts.Gain));
        Account(change, "3000", "Opening Balance", "Equity");
    }

    private static void Account(Change change, string number, string name, string type,
        params ReadOnlySpan<(string, object)> more) =>
        Add(change, "account", [("acctNumber", number), ("acctName", name), ("acctType", type), .. more]);

    /// <summary>Years, quarters and months; what is older than thirteen months is closed.</summary>
    private static void Periods(Change change)
    {
        var month = new DateOnly(change.Today.Year, change.Today.Month, 1);
        var first = month.AddMonths(-MonthsBack);
        var last = month.AddMonths(MonthsAhead);
        for (var year = first.Year; year <= last.Year; year++)
        {
            var parent = Period(change, $"FY {year}", new(year, 1, 1), 12, ("isYear", true));
            for (var quarter = 0; quarter < 4; quarter++)
            {
                Period(change, $"Q{quarter + 1} {year}", new(year, quarter * 3 + 1, 1), 3,
                    ("isQuarter", true), ("parent", new Ref(parent)));
            }
        }

        for (var start = first; start <= last; start = start.AddMonths(1))
        {
            var isClosed = start < month.AddMonths(-13);
            Period(change, start.ToString("MMM yyyy", CultureInfo.InvariantCulture), start, 1,
                ("isPosting", true), ("closed", isClosed), ("arLocked", isClosed), ("apLocked", isClosed),
                    ("allLocked", isClosed));
        }
    }

    private static long Period(Change change, string name, DateOnly start, int months,
        params ReadOnlySpan<(string, object)> more) =>
        Add(change, "accountingPeriod",
            [("periodName", name), ("startDate", start), ("endDate", start.AddMonths(months).AddDays(-1)), .. more]);

    private static void Currency(Change change, (long Id, string Name, string Code) of, long precision, decimal rate)
    {
        var currency = new Entry { Type = "currency", Id = of.Id };
        currency.Set("name", of.Name);
        currency.Set("symbol", of.Code);
        currency.Set("currencyPrecision", precision);
        currency.Set("exchangeRate", rate);
        currency.Set("isBaseCurrency", of.Id == 1);
        change.Add(currency);
    }

    private static long Add(Change change, string type, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var entry = new Entry { Type = type };
        foreach (var (name, value) in values)
            entry.Set(name, value);
        return change.Add(entry).Id;
    }
}
