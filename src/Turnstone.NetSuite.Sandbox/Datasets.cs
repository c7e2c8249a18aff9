namespace Turnstone.NetSuite.Sandbox;

/// <summary>The datasets that people saved in the account's SuiteAnalytics Workbook.</summary>
internal static class Datasets
{
    private static readonly Dictionary<string, string> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["custdataset_open_invoices"] = """
            SELECT id, tranid, entity, currency, foreigntotal, foreignamountunpaid
            FROM transaction WHERE type = 'CustInvc' AND foreignamountunpaid <> 0 ORDER BY id
            """,
        ["custdataset_customers"] = "SELECT id, entityid, companyname, email FROM customer ORDER BY id",
    };

    public static IEnumerable<string> Names => ByName.Keys;

    public static string? Query(string name) => ByName.GetValueOrDefault(name);
}
