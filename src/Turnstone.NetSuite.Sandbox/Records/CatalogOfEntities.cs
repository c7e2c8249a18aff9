using static Turnstone.NetSuite.Sandbox.Records.Catalog;

namespace Turnstone.NetSuite.Sandbox.Records;

/// <summary>Customers and people; they share one sequence of ids.</summary>
internal static class CatalogOfEntities
{
    public static IEnumerable<RecordType> All { get; } =
    [
        new("customer", Store.Entities, "Customer",
        [
            Text("entityId", "Customer ID"), Text("entityNumber", "Number").Shown(), Text("altName", "Name").Shown(),
            Text("companyName", "Company Name"), Flag("isPerson", "Individual"), Text("firstName", "First Name"),
            Text("lastName", "Last Name"), Text("email", "Email"), Text("phone", "Phone"), Text("fax", "Fax"),
            Text("url", "Web Address"), Text("comments", "Comments"), Text("accountNumber", "Account"),
            Text("vatRegNumber", "Tax Number"), To("customer", "parent", "Child Of"),
            To("subsidiary", "subsidiary", "Primary Subsidiary"), To("currency", "currency", "Currency"),
            To("term", "terms", "Terms"), Number("creditLimit", "Credit Limit"),
            Choice("creditHoldOverride", "Hold", ("AUTO", "Auto"), ("ON", "On"), ("OFF", "Off")),
            To("account", "receivablesAccount", "Default Receivables Account"), To("employee", "salesRep", "Sales Rep"),
            Text("category", "Category"), Text("territory", "Territory"), Text("language", "Language"),
            Text("emailPreference", "Email Preference"), Text("entityStatus", "Status"), Text("stage", "Stage").Shown(),
            Text("defaultAddress", "Address"), Text("printOnCheckAs", "Print on Check As"),
            Flag("unsubscribe", "Unsubscribe from Campaigns"), Flag("isInactive", "Inactive"),
            Number("balance", "Balance").Shown().As("balancesearch"),
            Number("overdueBalance", "Overdue Balance").Shown().As("overduebalancesearch"),
            Number("consolBalance", "Consolidated Balance").Shown().As("consolbalancesearch"),
            Number("unbilledOrders", "Unbilled Orders").Shown().As("unbilledorderssearch"),
            Number("depositBalance", "Deposit Balance").Shown(),
            Instant("dateCreated", "Date Created"), Instant("lastModifiedDate", "Last Modified"),
        ])
        {
            Sublists = new Dictionary<string, IReadOnlyList<Field>>(StringComparer.Ordinal)
            {
                ["currencyList"] = [To("currency", "currency", "Currency"), Number("balance", "Balance").Shown()],
                ["addressBook"] =
                [
                    Text("addr1", "Address 1"), Text("city", "City"), Text("state", "State"), Text("zip", "Zip"),
                    Text("country", "Country"), Flag("defaultBilling", "Default Billing"),
                ],
                ["contactRoles"] = [To("contact", "contact", "Contact"), Text("email", "Email"), Text("role", "Role")],
            },
        },
        new("contact", Store.Entities, "Contact",
        [
            Text("entityId", "Contact"), Text("firstName", "First Name"), Text("lastName", "Last Name"),
            Text("email", "Email"), Text("phone", "Phone"), Text("title", "Job Title"),
                To("customer", "company", "Company"),
            To("subsidiary", "subsidiary", "Subsidiary"), Text("contactRole", "Role"), Text("comments", "Comments"),
            Flag("isInactive", "Inactive"), Instant("dateCreated", "Date Created"),
            Instant("lastModifiedDate", "Last Modified"),
        ]),
        new("vendor", Store.Entities, "Vendor",
        [
            Text("entityId", "Vendor ID"), Text("companyName", "Company Name"), Text("altName", "Name").Shown(),
            Flag("isPerson", "Individual"), Text("firstName", "First Name"), Text("lastName", "Last Name"),
            Text("email", "Email"), Text("phone", "Phone"), To("subsidiary", "subsidiary", "Primary Subsidiary"),
            To("currency", "currency", "Primary Currency"), To("term", "terms", "Terms"), Text("comments", "Comments"),
            Flag("isInactive", "Inactive"), Instant("dateCreated", "Date Created"),
            Instant("lastModifiedDate", "Last Modified"),
        ]),
        new("employee", Store.Entities, "Employee",
        [
            Text("entityId", "Employee ID"), Text("firstName", "First Name"), Text("lastName", "Last Name"),
            Text("email", "Email"), Text("phone", "Phone"), Text("title", "Job Title"),
            To("subsidiary", "subsidiary", "Subsidiary"), To("employee", "supervisor", "Supervisor"),
            Flag("isSalesRep", "Sales Rep"), Flag("isInactive", "Inactive"), Instant("dateCreated", "Date Created"),
            Instant("lastModifiedDate", "Last Modified"),
        ]),
        new("customerSubsidiaryRelationship", "customerSubsidiaryRelationship", "Customer-Subsidiary Relationship",
        [
            To("customer", "entity", "Customer").Needed(), To("subsidiary", "subsidiary", "Subsidiary").Needed(),
            Flag("isPrimarySub", "Primary"), Flag("isInactive", "Inactive"), Number("balance", "Balance").Shown(),
        ]),
    ];
}
