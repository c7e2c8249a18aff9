namespace Turnstone.Storage.Ledger;

/// <summary>A dated event as its row.</summary>
public sealed record EventRow
{
    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>On whose account.</summary>
    public string CustomerId { get; init; } = "";

    /// <summary>Day it counts from.</summary>
    public DateOnly EventOn { get; init; }

    /// <summary>Identity.</summary>
    public long Id { get; init; }

    /// <summary>Code of what happened.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The document.</summary>
    public string DocumentId { get; init; } = "";

    /// <summary>Its line.</summary>
    public int Line { get; init; }

    /// <summary>Its due date.</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Signed change.</summary>
    public long Amount { get; init; }

    /// <summary>Code of the side it stands on: debit, credit or deposit.</summary>
    public string Side { get; init; } = "";
}

/// <summary>By how much a customer's balance moves.</summary>
public sealed record BalanceRow
{
    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>On whose account.</summary>
    public string CustomerId { get; init; } = "";

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Open amount without deposits.</summary>
    public long OpenAmount { get; init; }

    /// <summary>Part of it past due on the balance day.</summary>
    public long OverdueAmount { get; init; }

    /// <summary>Deposits, beside the balance.</summary>
    public long DepositAmount { get; init; }

    /// <summary>Number of items with an open amount.</summary>
    public int Items { get; init; }
}

/// <summary>The dated events and what follows from them.</summary>
public static class EventRows
{
    private static readonly string[] EventColumns =
    [
        "connection_id", "company_id", "customer_id", "event_on", "id", "kind", "document_id", "line", "due_on",
        "currency", "amount", "side",
    ];

    /// <summary>Adds events; nothing ever changes one.</summary>
    public static Task<long> Add(Db db, long connection, IEnumerable<EventRow> rows) =>
        db.Bulk("ledger_event", EventColumns, rows.Select(row => new object?[]
        {
            connection, row.CompanyId, row.CustomerId, row.EventOn, row.Id, row.Kind, row.DocumentId, row.Line,
            row.DueOn, row.Currency, row.Amount, row.Side,
        }));

    /// <summary>Moves customers' balances, in the order of their keys.</summary>
    public static async Task MoveBalances(Db db, long connection, IEnumerable<BalanceRow> rows)
    {
        foreach (var row in rows.OrderBy(row => row.CompanyId, StringComparer.Ordinal)
            .ThenBy(row => row.CustomerId, StringComparer.Ordinal).ThenBy(row => row.Currency, StringComparer.Ordinal))
        {
            await db.Execute("""
                insert into customer_balance as b (connection_id, company_id, customer_id, currency, open_amount,
                  overdue_amount, deposit_amount, items)
                values (@connection, @CompanyId, @CustomerId, @Currency, @OpenAmount, @OverdueAmount, @DepositAmount,
                  @Items)
                on conflict (connection_id, company_id, customer_id, currency) do update set
                  open_amount = b.open_amount + excluded.open_amount,
                  overdue_amount = b.overdue_amount + excluded.overdue_amount,
                  deposit_amount = b.deposit_amount + excluded.deposit_amount,
                  items = b.items + excluded.items
                """, new
            {
                connection, row.CompanyId, row.CustomerId, row.Currency, row.OpenAmount, row.OverdueAmount,
                row.DepositAmount, row.Items,
            });
        }
    }

    /// <summary>First load: balances added up elsewhere are written as they are.</summary>
    public static Task<long> InsertBalances(Db db, long connection, IEnumerable<BalanceRow> balances) =>
        db.Bulk("customer_balance",
            [
                "connection_id", "company_id", "customer_id", "currency", "open_amount", "overdue_amount",
                "deposit_amount", "items",
            ],
            balances.Select(row => new object?[]
            {
                connection, row.CompanyId, row.CustomerId, row.Currency, row.OpenAmount, row.OverdueAmount,
                row.DepositAmount, row.Items,
            }));

    /// <summary>
    /// So many events behind a place, a customer's all together; from the beginning where no place is given.
    /// </summary>
    public static Task<IReadOnlyList<EventRow>> After(Db db, long connection, EventRow? place, int count) =>
        db.Rows<EventRow>($"""
            select company_id, customer_id, event_on, id, kind, document_id, line, due_on, currency, amount, side
            from ledger_event where connection_id = @connection
              {(place is null ? ""
                  : "and (company_id, customer_id, event_on, id) > (@CompanyId, @CustomerId, @EventOn, @Id)")}
            order by company_id, customer_id, event_on, id limit @count
            """, new { connection, place?.CompanyId, place?.CustomerId, place?.EventOn, place?.Id, count });

    /// <summary>The day a company's overdue amounts are good for; null before its first document.</summary>
    public static Task<DateOnly?> GoodFor(Db db, long connection, string company) => db.Maybe<DateOnly?>($"""
        select good_for from balance_day where connection_id = @connection and company_id = @company
        {db.Dialect.ForUpdate}
        """, new { connection, company });

    /// <summary>The day overdue amounts are good for, of each company.</summary>
    public static Task<IReadOnlyList<(string Company, DateOnly Day)>> GoodForAll(Db db, long connection) =>
        db.Rows<(string Company, DateOnly Day)>(
            "select company_id, good_for from balance_day where connection_id = @connection", new { connection });

    /// <summary>All balances.</summary>
    public static Task<IReadOnlyList<BalanceRow>> Balances(Db db, long connection) => db.Rows<BalanceRow>("""
        select company_id, customer_id, currency, open_amount, overdue_amount, deposit_amount, items
        from customer_balance where connection_id = @connection
        """, new { connection });

    /// <summary>Moves what fell due before a day into overdue, and notes the day.</summary>
    public static async Task RollOverdue(Db db, long connection, string company, DateOnly today)
    {
        await db.Execute("""
            update customer_balance set overdue_amount = overdue_amount + due.amount
            from (
              select i.customer_id, i.currency, cast(sum(i.open_amount) as bigint) as amount
              from open_item i join balance_day d on d.connection_id = i.connection_id and d.company_id = i.company_id
              where i.connection_id = @connection and i.company_id = @company and i.open_amount <> 0
                and i.due_on >= d.good_for and i.due_on < @today and i.kind <> 'customer_deposit'
              group by i.customer_id, i.currency) due
            where customer_balance.connection_id = @connection and customer_balance.company_id = @company
              and customer_balance.customer_id = due.customer_id and customer_balance.currency = due.currency
            """, new { connection, company, today });
        await db.Execute("""
            insert into balance_day (connection_id, company_id, good_for) values (@connection, @company, @today)
            on conflict (connection_id, company_id) do update set good_for = excluded.good_for
            """, new { connection, company, today });
    }

    /// <summary>Adds balances up anew from the open items.</summary>
    public static Task<int> RebuildBalances(Db db, long connection, DateOnly today) => db.Execute("""
        delete from customer_balance where connection_id = @connection;
        insert into customer_balance (connection_id, company_id, customer_id, currency, open_amount,
          overdue_amount, deposit_amount, items)
        select connection_id, company_id, customer_id, currency,
          cast(coalesce(sum(open_amount) filter (where kind <> 'customer_deposit'), 0) as bigint),
          cast(coalesce(sum(open_amount) filter (where kind <> 'customer_deposit' and due_on < @today), 0) as bigint),
          cast(coalesce(sum(open_amount) filter (where kind = 'customer_deposit'), 0) as bigint),
          count(*)
        from open_item where connection_id = @connection and open_amount <> 0
        group by connection_id, company_id, customer_id, currency;
        update balance_day set good_for = @today where connection_id = @connection
        """, new { connection, today });
}
