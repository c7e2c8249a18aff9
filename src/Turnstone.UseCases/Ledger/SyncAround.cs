using Turnstone.Domain.Kernel;
using Turnstone.NetSuite.Reading;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>People and orders around the documents: a role may lack each, and the rest goes on.</summary>
internal sealed class SyncAround(FeedReading reading)
{
    /// <summary>Reads and keeps them; null, or why it stopped.</summary>
    public async Task<Refusal?> Pull() => await reading.Follow(Feeds.Contacts, KeepContacts,
            "a customer's page names nobody to ask")
        ?? await reading.Follow(Feeds.Employees, KeepEmployees, "sales representatives have no names")
        ?? await reading.Follow(Feeds.SalesOrders, KeepOrders, "no order is shown");

    private static Task KeepContacts(Session session, IReadOnlyList<ContactRow> rows) =>
        AroundRows.SaveContacts(session.Db, Last(rows, row => row.Id).Select(row => new object?[]
        {
            session.Connection, row.Id, row.Customer, row.Name, row.Title, row.Role, row.Email, row.Phone,
            !row.IsInactive, row.ModifiedAt,
        }));

    private static Task KeepEmployees(Session session, IReadOnlyList<EmployeeRow> rows) =>
        AroundRows.SaveEmployees(session.Db, Last(rows, row => row.Id).Select(row => new object?[]
        {
            session.Connection, row.Id, row.Name, row.Title, row.Email, row.Phone, row.Supervisor, !row.IsInactive,
            row.ModifiedAt,
        }));

    private static Task KeepOrders(Session session, IReadOnlyList<OrderRow> rows) =>
        AroundRows.SaveOrders(session.Db, Last(rows, row => row.Id).Where(row => row.Customer is not null)
            .Select(row => new object?[]
            {
                session.Connection, row.Id, row.Subsidiary ?? NetSuiteArrivals.OnlyCompany, row.Customer, row.Number,
                row.Status, row.StatusName, row.Date, row.Total.Currency.Code, row.Total.Minor, row.OtherReference,
                row.SalesRep, row.ModifiedAt,
            }));

    private static IEnumerable<T> Last<T>(IReadOnlyList<T> rows, Func<T, string> id) =>
        rows.GroupBy(id, StringComparer.Ordinal).Select(group => group.Last());
}
