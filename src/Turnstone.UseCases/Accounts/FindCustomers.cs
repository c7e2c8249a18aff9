using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Ledger;

namespace Turnstone.UseCases.Accounts;

/// <summary>A customer as a list shows it.</summary>
public sealed record CustomerEntry
{
    /// <summary>Its id.</summary>
    public string Id { get; init; } = "";

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Currency of the balance.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Open amount in minor units.</summary>
    public long OpenAmount { get; init; }

    /// <summary>Overdue amount in minor units.</summary>
    public long OverdueAmount { get; init; }

    /// <summary>Open items.</summary>
    public int Items { get; init; }
}

/// <summary>
/// Customers whose name or number has all the words, each by its beginning; without words the most overdue.
/// </summary>
/// <param name="Words">What was typed.</param>
/// <param name="CompanyFilter">The company to look at; null for all.</param>
/// <param name="Count">At most so many.</param>
public sealed record FindCustomers(string? Words, CompanyId? CompanyFilter, int Count = 50)
    : IQuery<IReadOnlyList<CustomerEntry>>
{
    private const int MostWords = 4;

    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => CompanyFilter;

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<CustomerEntry>>> Run(ReadSession session)
    {
        var words = SearchWords.Of(Words).Where(word => word.Length >= 2).Take(MostWords).ToArray();
        var parameters = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["Connection"] = session.Connection, ["company"] = CompanyFilter?.Value ?? "",
            ["count"] = Math.Clamp(Count, 1, 200),
        };
        for (var at = 0; at < words.Length; at++)
        {
            parameters[$"from{at}"] = words[at];
            parameters[$"to{at}"] = SearchWords.EndOf(words[at]);
        }

        return (await session.Db.Rows<CustomerEntry>(Sql(words.Length), parameters)).ToArray();
    }

    /// <summary>Ids first, names after the limit: a flat join reads every name.</summary>
    internal static string Sql(int words) => $"""
        with found as materialized ({(words == 0 ? MostOverdue : OfWords(words))})
        select c.id, c.number, c.name, coalesce(b.currency, c.currency) as currency,
          coalesce(b.open_amount, 0) as open_amount, coalesce(b.overdue_amount, 0) as overdue_amount,
          coalesce(b.items, 0) as items
        from found f
        join customer c on c.connection_id = @Connection and c.id = f.customer_id
        left join customer_balance b on b.connection_id = @Connection and b.customer_id = c.id
          and (@company = '' or b.company_id = @company)
        order by coalesce(b.overdue_amount, 0) desc, c.name, c.id, b.currency
        """;

    private const string MostOverdue = """
        select customer_id from customer_balance
        where connection_id = @Connection and (@company = '' or company_id = @company) and overdue_amount > 0
        order by overdue_amount desc, customer_id limit @count
        """;

    private static string OfWords(int count)
    {
        var each = Enumerable.Range(0, count).Select(at => $"""
            select customer_id from customer_token
            where connection_id = @Connection and token >= @from{at} and token < @to{at}
            """);
        return $"select customer_id from ({string.Join(" intersect ", each)}) as hit order by customer_id limit @count";
    }
}
