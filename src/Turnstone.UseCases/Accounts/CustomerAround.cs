using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Accounts;

/// <summary>A person to ask about a customer's account.</summary>
public sealed record AccountPerson
{
    /// <summary>First and last name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Job title or role; null where none is known.</summary>
    public string? Role { get; init; }

    /// <summary>Address for mail.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone.</summary>
    public string? Phone { get; init; }
}

/// <summary>A sales order of a customer.</summary>
public sealed record AccountOrder
{
    /// <summary>Its id.</summary>
    public string Id { get; init; } = "";

    /// <summary>Number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Status in NetSuite's words.</summary>
    public string Status { get; init; } = "";

    /// <summary>Date.</summary>
    public DateOnly DatedOn { get; init; }

    /// <summary>Currency.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Total with tax.</summary>
    public long Total { get; init; }

    /// <summary>The customer's own order number.</summary>
    public string? PurchaseOrder { get; init; }

    /// <summary>Numbers of the invoices that came of it.</summary>
    public IReadOnlyList<string> Invoices { get; init; } = [];
}

/// <summary>What NetSuite says around a customer's documents.</summary>
public sealed record CustomerAround
{
    /// <summary>Terms in NetSuite's words; null where the customer has none.</summary>
    public string? Terms { get; init; }

    /// <summary>Credit limit in the customer's own currency; null where there is none.</summary>
    public long? CreditLimit { get; init; }

    /// <summary>The customer's own currency.</summary>
    public string Currency { get; init; } = "";

    /// <summary>True where NetSuite holds its orders by hand.</summary>
    public bool OnHold { get; init; }

    /// <summary>Who sells to it; null where nobody is named.</summary>
    public AccountPerson? SalesRep { get; init; }

    /// <summary>Its own people, active ones only.</summary>
    public IReadOnlyList<AccountPerson> Contacts { get; init; } = [];

    /// <summary>Its latest sales orders.</summary>
    public IReadOnlyList<AccountOrder> Orders { get; init; } = [];

    /// <summary>Custom fields that the administrator chose, by name.</summary>
    public IReadOnlyList<(string Field, string Value)> Custom { get; init; } = [];
}

/// <summary>Reads what stands around a customer.</summary>
internal static class AroundCustomer
{
    private const int MostContacts = 50;
    private const int MostOrders = 20;

    public static async Task<CustomerAround> Read(ReadSession session, string customer)
    {
        var (db, of) = (session.Db, new { session.Connection, customer, contacts = MostContacts });
        var head = await db.One<(string Currency, long? Limit, string? Hold, string? SalesRep, string? Terms)>("""
            select c.currency, c.credit_limit, c.hold, c.sales_rep, t.name from customer c
            left join term t on t.connection_id = c.connection_id and t.id = c.term_id
            where c.connection_id = @Connection and c.id = @customer
            """, of);
        return new()
        {
            Currency = head.Currency, CreditLimit = head.Limit, OnHold = head.Hold == "ON", Terms = head.Terms,
            SalesRep = head.SalesRep is null ? null : await db.Maybe<AccountPerson>("""
                select name, title as role, email, phone from employee
                where connection_id = @Connection and id = @SalesRep
                """, new { session.Connection, head.SalesRep }),
            Contacts = await db.Rows<AccountPerson>("""
                select name, coalesce(role, title) as role, email, phone from contact
                where connection_id = @Connection and customer_id = @customer and active
                order by name, id limit @contacts
                """, of),
            Orders = await Orders(session, customer),
            Custom = [.. (await AroundRows.Custom(db, session.Connection, "customer", customer))
                .Select(row => (row.Field, row.Value))],
        };
    }

    private static async Task<IReadOnlyList<AccountOrder>> Orders(ReadSession session, string customer)
    {
        var orders = await session.Db.Rows<AccountOrder>("""
            select id, number, status_name as status, dated_on, currency, total, purchase_order from sales_order
            where connection_id = @Connection and customer_id = @customer
            order by dated_on desc, id desc limit @most
            """, new { session.Connection, customer, most = MostOrders });
        var made = (await session.Db.Rows<(string Order, string Invoice)>($"""
            select f.from_id, i.number from document_origin f
            join open_item i on i.connection_id = f.connection_id and i.id = f.document_id and i.line = 0
            where f.connection_id = @Connection and {session.Db.Dialect.AnyOf("f.from_id", "ids")} order by i.number
            """, new { session.Connection, ids = orders.Select(order => order.Id).ToArray() }))
            .ToLookup(row => row.Order, row => row.Invoice, StringComparer.Ordinal);
        return [.. orders.Select(order => order with { Invoices = [.. made[order.Id]] })];
    }
}
