using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Reporting;

/// <summary>Money of one bank account by what it is and where it stands.</summary>
public sealed record MorningLine
{
    /// <summary>Key of the bank account.</summary>
    public string BankAccount { get; init; } = "";

    /// <summary>Currency: never summed with another.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Match status, <c>undecided</c>, <c>return</c> or <c>excluded</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Where it stands on its way; empty for what is no receipt.</summary>
    public string State { get; init; } = "";

    /// <summary>How many.</summary>
    public int Count { get; init; }

    /// <summary>Signed money in minor units.</summary>
    public long Amount { get; init; }
}

/// <summary>
/// All booked money by account, currency, status and posting state; the lines' own sum stands beside it.
/// </summary>
/// <param name="Lines">By kind and state.</param>
/// <param name="Booked">Signed sum of the bank lines, by account and currency.</param>
public sealed record MorningTable(IReadOnlyList<MorningLine> Lines, IReadOnlyList<MorningLine> Booked)
{
    /// <summary>True where the kinds of every account add up to its bank lines.</summary>
    public bool Foots => Booked.All(account => account.Amount == Lines
        .Where(line => line.BankAccount == account.BankAccount && line.Currency == account.Currency)
        .Sum(line => line.Amount));
}

/// <summary>The table of what came in and where it stands.</summary>
public sealed record MorningReport : IQuery<MorningTable>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<MorningTable>> Run(ReadSession session) => new MorningTable(
        await session.Db.Rows<MorningLine>("""
            select bank_account, currency, case when kind = 'receipt' then coalesce(match_status, 'undecided')
              else kind end as kind, queue_state as state, count(*) as count, cast(sum(amount) as bigint) as amount
            from receipt
            where connection_id = @Connection and kind in ('receipt', 'undecided')
            group by bank_account, currency, case when kind = 'receipt' then coalesce(match_status, 'undecided')
              else kind end, queue_state
            union all
            select bank_account, currency, kind, '', count(*), cast(sum(amount) as bigint)
            from bank_line
            where connection_id = @Connection and kind in ('return', 'excluded')
            group by bank_account, currency, kind
            order by 1, 2, 3, 4
            """, new { session.Connection }),
        await session.Db.Rows<MorningLine>("""
            select bank_account, currency, count(*) as count, cast(sum(amount) as bigint) as amount
            from bank_line where connection_id = @Connection
            group by bank_account, currency order by 1, 2
            """, new { session.Connection }));
}
