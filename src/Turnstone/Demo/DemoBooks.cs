using Turnstone.Demo.Company;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite.Sandbox;
using Turnstone.NetSuite.Sandbox.Seeding;

namespace Turnstone.Demo;

/// <summary>
/// Loads the demo company into the stand-in: customers, a year of documents, and the payments made by hand.
/// </summary>
internal static class DemoBooks
{
    public static SandboxAccount Open(string folder, TimeProvider time)
    {
        var account = SandboxAccount.Open(new()
        {
            Account = "TSTDRV_DEMO", Folder = folder, Time = time,
            Subsidiaries = (DemoCompany.Us.Name, DemoCompany.De.Name),
        });
        if (account.IsNew)
            Load(account, DemoCompany.Make());
        return account;
    }

    private static void Load(SandboxAccount account, DemoCompany company) => account.Load(batch =>
    {
        var terms = company.Customers.Select(customer => customer.Terms).Distinct()
            .ToDictionary(one => one, one => batch.AddList("term", Fields(one)));
        var customers = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var customer in company.Customers)
        {
            customers[customer.Number] = batch.AddCustomer(new(customer.Number, customer.Name)
            {
                Parent = customer.Parent is { } parent ? customers[parent] : null,
                Subsidiaries = [customer.Subsidiary.Id], Currencies = [customer.Subsidiary.Currency],
                Terms = terms[customer.Terms], At = At(DemoCompany.Today.AddDays(-400)),
            });
        }

        var documents = company.Documents.ToDictionary(
            document => document, document => Add(batch, document, customers[document.Customer.Number]));
        foreach (var payment in company.Payments)
        {
            var paid = Major(payment.Paid.Sum(document => document.Minor), payment.Customer);
            batch.AddPayment(new(customers[payment.Customer.Number], payment.Date, paid)
            {
                // What was entered by hand went straight to the bank account; its id is the subsidiary's in this chart.
                Memo = payment.Memo, At = At(payment.Date), Account = payment.Customer.Subsidiary.Id,
                Applications = [.. payment.Paid.Select(document => new NewApplication(
                    documents[document], Major(document.Minor, payment.Customer)))],
            });
        }
    });

    private static long Add(SandboxBatch batch, DemoDocument document, long customer)
    {
        var entry = new NewDocument(customer, document.Number, document.Date,
            Major(Math.Abs(document.Minor), document.Customer))
        {
            OtherReference = document.Order, At = At(document.Date),
        };
        return document.Minor < 0 ? batch.AddCreditMemo(entry) : batch.AddInvoice(entry with { Due = document.Due });
    }

    private static Dictionary<string, object> Fields(DemoTerms terms)
    {
        var fields = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["name"] = terms.Name, ["daysUntilNetDue"] = (long)terms.NetDays,
        };
        if (terms.DiscountPercent > 0)
        {
            fields["discountPercent"] = (decimal)terms.DiscountPercent;
            fields["daysUntilExpiry"] = (long)terms.DiscountDays;
        }

        return fields;
    }

    private static decimal Major(long minor, DemoCustomer customer) =>
        new Money(minor, Currency.Of(customer.Subsidiary.Currency)).ToDecimal();

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(new(9, 0)), TimeSpan.Zero);
}
