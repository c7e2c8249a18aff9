namespace Turnstone.Storage.CashApplication;

/// <summary>That somebody paid for a customer, as settled receipts show it.</summary>
public sealed record PayerRow
{
    /// <summary>Name as the bank printed it; null where none.</summary>
    public string? PayerName { get; init; }

    /// <summary>Account; null where none.</summary>
    public string? PayerAccount { get; init; }

    /// <summary>Whom it paid for.</summary>
    public string CustomerId { get; init; } = "";

    /// <summary>That customer's name.</summary>
    public string CustomerName { get; init; } = "";

    /// <summary>For whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Receipts settled.</summary>
    public int Receipts { get; init; }

    /// <summary>Day of the first.</summary>
    public DateOnly Since { get; init; }

    /// <summary>Day of the last.</summary>
    public DateOnly Last { get; init; }
}

/// <summary>Under what payers are looked for; any of it is enough.</summary>
/// <param name="Account">An account, as it is printed.</param>
/// <param name="NameKey">Beginning of a name's key.</param>
/// <param name="Customers">Customers they pay for.</param>
public sealed record PayerSearch(string Account, string NameKey, IReadOnlyCollection<string> Customers);

/// <summary>Who paid for whom, from which accounts and since when.</summary>
public static class PayerRows
{
    // Without words only the latest receipts are looked at: the graph of everybody is nobody's question.
    private const int Latest = 3000;

    // What sorts behind every letter of a key.
    private const string Last = "\U0010FFFF";

    /// <summary>Payers of the latest receipts, or those that are looked for.</summary>
    public static Task<IReadOnlyList<PayerRow>> Of(
        Db db, long connection, PayerSearch? search, int count)
    {
        var among = search is null
            ? "select * from settled_receipt where connection_id = @connection order by id desc limit @Latest"
            : $"""
                select * from settled_receipt where connection_id = @connection and payer_account = @Account
                union
                select * from settled_receipt where connection_id = @connection and name_key is not null
                  and name_key >= @NameKey and name_key < @end and @NameKey <> ''
                union
                select * from settled_receipt where connection_id = @connection
                  and {db.Dialect.AnyOf("customer_id", "ids")}
                """;
        return db.Rows<PayerRow>($"""
            select s.payer_name, s.payer_account, s.customer_id, c.name as customer_name, s.company_id,
              cast(count(*) as integer) as receipts, min(s.settled_on) as since, max(s.settled_on) as last
            from ({among}) s
            join customer c on c.connection_id = @connection and c.id = s.customer_id
            where s.payer_name is not null or s.payer_account is not null
            group by s.payer_name, s.payer_account, s.customer_id, c.name, s.company_id
            order by max(s.settled_on) desc, s.payer_name, s.payer_account, s.customer_id limit @count
            """, new
        {
            connection, count, Latest, search?.Account, search?.NameKey, end = search?.NameKey + Last,
            ids = search?.Customers.ToArray() ?? [],
        });
    }
}
