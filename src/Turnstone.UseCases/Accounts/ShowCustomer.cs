using Turnstone.Domain.Kernel;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Accounts;

/// <summary>All that is known of a customer's account, as it stands.</summary>
public sealed record CustomerView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its number.</summary>
    public required string Number { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its parent's id and name; null for a top customer.</summary>
    public CustomerEntry? Parent { get; init; }

    /// <summary>Balances, one per company and currency: never summed.</summary>
    public IReadOnlyList<BalanceRow> Balances { get; init; } = [];

    /// <summary>Open documents, oldest due first.</summary>
    public IReadOnlyList<AccountItem> Items { get; init; } = [];

    /// <summary>True where more documents are open than shown.</summary>
    public bool HasMoreItems { get; init; }

    /// <summary>Latest applications.</summary>
    public IReadOnlyList<AccountApplication> Applications { get; init; } = [];

    /// <summary>Receipts decided for it and not posted yet.</summary>
    public IReadOnlyList<PendingShare> Pending { get; init; } = [];

    /// <summary>People, orders and fields around its documents.</summary>
    public required CustomerAround Around { get; init; }
}

/// <summary>What a customer owes in one company and currency.</summary>
public sealed record BalanceRow
{
    /// <summary>The company.</summary>
    public string Company { get; init; } = "";

    /// <summary>The currency.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Open, credits deducted.</summary>
    public long OpenAmount { get; init; }

    /// <summary>Overdue.</summary>
    public long OverdueAmount { get; init; }

    /// <summary>Deposits held, beside the balance.</summary>
    public long DepositAmount { get; init; }

    /// <summary>Open documents.</summary>
    public int Items { get; init; }
}

/// <summary>An open document of a customer.</summary>
public sealed record AccountItem
{
    /// <summary>Its id.</summary>
    public string Id { get; init; } = "";

    /// <summary>Number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Kind.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Date.</summary>
    public DateOnly DatedOn { get; init; }

    /// <summary>Due date.</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>Currency.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Total, credits negative.</summary>
    public long Total { get; init; }

    /// <summary>Open, credits negative.</summary>
    public long OpenAmount { get; init; }

    /// <summary>What decisions not yet posted take of it.</summary>
    public long Claimed { get; init; }

    /// <summary>The customer's order.</summary>
    public string? PurchaseOrder { get; init; }

    /// <summary>Its lines, taxes among them, where it was open when it was read.</summary>
    public IReadOnlyList<AccountLine> Lines { get; init; } = [];
}

/// <summary>A line of a document.</summary>
/// <param name="What">The item, and what is said of it.</param>
/// <param name="Amount">What is owed for it, without tax; the tax on a tax line.</param>
/// <param name="TaxPercent">Its tax rate times 10,000; null where it is not known.</param>
/// <param name="IsTax">True where it is a tax.</param>
public sealed record AccountLine(string What, long Amount, long? TaxPercent, bool IsTax);

/// <summary>One document settled by another.</summary>
public sealed record AccountApplication
{
    /// <summary>The document that paid.</summary>
    public string Credit { get; init; } = "";

    /// <summary>The document paid.</summary>
    public string Debit { get; init; } = "";

    /// <summary>How much.</summary>
    public long Amount { get; init; }

    /// <summary>Currency.</summary>
    public string Currency { get; init; } = "";

    /// <summary>When.</summary>
    public DateOnly AppliedOn { get; init; }
}

/// <summary>Money seen for a customer and not in the books yet.</summary>
public sealed record PendingShare
{
    /// <summary>The receipt.</summary>
    public long ReceiptId { get; init; }

    /// <summary>The bank's reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Booking date.</summary>
    public DateOnly BookedOn { get; init; }

    /// <summary>Money.</summary>
    public long Amount { get; init; }

    /// <summary>Currency.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public string State { get; init; } = "";
}

/// <summary>A customer's account: balances, open documents, applications and money on its way.</summary>
/// <param name="Customer">Its id.</param>
public sealed record ShowCustomer(string Customer) : IQuery<CustomerView>
{
    private const int MostItems = 200;
    private const int MostApplications = 50;

    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<CustomerView>> Run(ReadSession session)
    {
        var rows = await session.Db.Rows<(string Id, string Number, string Name, string? ParentId)>("""
            select id, number, name, parent_id from customer where connection_id = @Connection and id = @Customer
            """, new { session.Connection, Customer });
        if (rows is not [var customer])
            return Refusals.NoCustomer(Customer);
        var items = await Items(session);
        return new CustomerView
        {
            Id = customer.Id, Number = customer.Number, Name = customer.Name,
            Parent = customer.ParentId is null ? null : await Parent(session, customer.ParentId),
            Balances = await Balances(session), Items = await Lined(session, [.. items.Take(MostItems)]),
            HasMoreItems = items.Count > MostItems, Applications = await Applications(session),
            Pending = await Pending(session), Around = await AroundCustomer.Read(session, Customer),
        };
    }

    private Task<IReadOnlyList<BalanceRow>> Balances(ReadSession session) => session.Db.Rows<BalanceRow>("""
        select k.name as company, b.currency, b.open_amount, b.overdue_amount, b.deposit_amount, b.items
        from customer_balance b
        join company k on k.connection_id = b.connection_id and k.id = b.company_id
        where b.connection_id = @Connection and b.customer_id = @Customer
        order by k.name, b.currency
        """, new { session.Connection, Customer });

    internal const string ItemsSql = """
        select id, number, kind, dated_on, due_on, currency, total, open_amount, claimed, purchase_order
        from open_item
        where connection_id = @Connection and customer_id = @Customer and open_amount <> 0
        order by due_on, id, line limit @most
        """;

    private Task<IReadOnlyList<AccountItem>> Items(ReadSession session) =>
        session.Db.Rows<AccountItem>(ItemsSql, new { session.Connection, Customer, most = MostItems + 1 });

    private static async Task<IReadOnlyList<AccountItem>> Lined(ReadSession session, IReadOnlyList<AccountItem> items)
    {
        var lines = (await AroundRows.Lines(session.Db, session.Connection, [.. items.Select(item => item.Id)]))
            .ToLookup(line => line.DocumentId, StringComparer.Ordinal);
        return [.. items.Select(item => item with
        {
            Lines = [.. lines[item.Id].Select(line => new AccountLine(
                string.Join(" · ", new[] { line.Item, line.Text }.OfType<string>()), line.Amount, line.TaxPercent,
                line.IsTax))],
        })];
    }

    // By way of the customer's events: settled documents have no index of their customers.
    private Task<IReadOnlyList<AccountApplication>> Applications(ReadSession session) =>
        session.Db.Rows<AccountApplication>("""
            with paid as materialized (
              select distinct e.document_id, e.line from customer_balance b
              join ledger_event e on e.connection_id = b.connection_id and e.company_id = b.company_id
                and e.customer_id = b.customer_id
              where b.connection_id = @Connection and b.customer_id = @Customer and e.kind = 'applied'
                and e.side = 'debit')
            select coalesce(p.number, a.credit_id) as credit, d.number as debit, a.amount, a.currency, a.applied_on
            from paid
            join application a on a.connection_id = @Connection and a.debit_id = paid.document_id
              and a.debit_line = paid.line
            join open_item d on d.connection_id = @Connection and d.id = a.debit_id and d.line = a.debit_line
            left join open_item p on p.connection_id = @Connection and p.id = a.credit_id and p.line = a.credit_line
            where d.customer_id = @Customer
            order by a.applied_on desc, a.credit_id desc, a.debit_id limit @most
            """, new { session.Connection, Customer, most = MostApplications });

    private Task<IReadOnlyList<PendingShare>> Pending(ReadSession session) => session.Db.Rows<PendingShare>("""
        select r.id as receipt_id, r.reference, r.booked_on, s.amount, s.currency, s.state
        from receipt r join share s on s.receipt_id = r.id
        where r.connection_id = @Connection and r.customer_id = @Customer
          and s.state in ('undecided', 'waiting', 'approved', 'posting', 'refused')
        order by r.booked_on, r.id limit 100
        """, new { session.Connection, Customer });

    private static Task<CustomerEntry?> Parent(ReadSession session, string id) => session.Db.Maybe<CustomerEntry>("""
        select id, number, name, currency from customer where connection_id = @Connection and id = @id
        """, new { session.Connection, id });
}
