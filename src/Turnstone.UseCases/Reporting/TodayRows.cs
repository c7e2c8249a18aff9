using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Reporting;

/// <summary>The sums of the morning, each over one index range, so that old receipts cost nothing.</summary>
internal static class TodayRows
{
    public static Task<DateOnly?> LastDay(ReadSession session, string account) => session.Db.Maybe<DateOnly?>("""
        select max(booked_on) from bank_line where connection_id = @Connection and bank_account = @account
        """, new { session.Connection, account });

    public static Task<IReadOnlyList<DayKind>> Kinds(ReadSession session, string account, DateOnly day) =>
        session.Db.Rows<DayKind>("""
            select case when r.kind = 'receipt' then coalesce(r.match_status, 'undecided') else r.kind end as kind,
              cast(sum(r.amount) as bigint) as amount, count(*) as count,
              cast(sum(case when r.queue_state in ('posted', 'found') then 1 else 0 end) as bigint) as posted,
              cast(sum(coalesce((select cast(sum(s.on_account) as bigint) from share s where s.receipt_id = r.id), 0))
                as bigint) as on_account
            from receipt r
            where r.connection_id = @Connection and r.bank_account = @account and r.booked_on = @day
              and r.kind in ('receipt', 'undecided')
            group by case when r.kind = 'receipt' then coalesce(r.match_status, 'undecided') else r.kind end
            union all
            select l.kind, cast(sum(l.amount) as bigint), count(*), 0, 0
            from bank_line l
            where l.connection_id = @Connection and l.bank_account = @account and l.booked_on = @day
              and l.kind in ('return', 'excluded')
            group by l.kind
            """, new { session.Connection, account, day });

    public static Task<DayLines> Lines(ReadSession session, string account, DateOnly day) =>
        session.Db.One<DayLines>("""
            select cast(coalesce(sum(amount), 0) as bigint) as amount,
              (select count(*) from tie_out t where t.connection_id = @Connection and t.bank_account = @account
                and t.day = @day and t.state = 'failed') as failed_tie_outs
            from bank_line
            where connection_id = @Connection and bank_account = @account and booked_on = @day
            """, new { session.Connection, account, day });

    public static Task<IReadOnlyList<WaitingThing>> Waiting(ReadSession session, CompanyId? company) =>
        session.Db.Rows<WaitingThing>("""
            select case when queue_state = 'waiting' then 'approve' when queue_state = 'refused' then 'refused'
                when verdict = 'propose' or verdict = 'auto' then 'confirm' else 'find' end as what,
              currency, count(*) as count, cast(sum(amount) as bigint) as amount, min(booked_on) as oldest
            from receipt
            where connection_id = @Connection and (@company = '' or company_id = @company)
              and queue_state in ('undecided', 'waiting', 'refused')
            group by case when queue_state = 'waiting' then 'approve' when queue_state = 'refused' then 'refused'
                when verdict = 'propose' or verdict = 'auto' then 'confirm' else 'find' end, currency
            union all
            select 'clash', currency, count(*), cast(sum(amount) as bigint), min(booked_on)
            from held_line
            where connection_id = @Connection and state = 'open' and (@company = '' or company_id = @company)
              and reason <> 'quarantined'
            group by currency
            union all
            select 'file', '', count(*), 0, null
            from file_arrival where connection_id = @Connection and state = 'quarantined'
            having count(*) > 0
            order by 1, 2
            """, new { session.Connection, company = company?.Value ?? "" });

    public static Task<IReadOnlyList<LatestFile>> Files(ReadSession session, int count) =>
        session.Db.Rows<LatestFile>("""
            select id, name, format, role, state, lines, new_lines, problems, received_at
            from file_arrival where connection_id = @Connection order by received_at desc, id desc limit @count
            """, new { session.Connection, count });

    public static Task<IReadOnlyList<UnsettledMoney>> NotOnInvoice(ReadSession session, CompanyId? company) =>
        session.Db.Rows<UnsettledMoney>("""
            select match_status as kind, currency,
              cast(sum(case when booked_on > @fresh then amount else 0 end) as bigint) as fresh,
              cast(sum(case when booked_on <= @fresh and booked_on > @week then amount else 0 end) as bigint) as week,
              cast(sum(case when booked_on <= @week and booked_on > @month then amount else 0 end) as bigint) as month,
              cast(sum(case when booked_on <= @month then amount else 0 end) as bigint) as older
            from receipt
            where connection_id = @Connection and (@company = '' or company_id = @company)
              and queue_state in ('undecided', 'waiting', 'refused') and match_status in ('unapplied', 'unidentified')
            group by match_status, currency
            order by 1, 2
            """, new
        {
            session.Connection, company = company?.Value ?? "", fresh = session.Today.AddDays(-2),
            week = session.Today.AddDays(-8), month = session.Today.AddDays(-31),
        });

    /// <summary>Signed sum of a day's lines, and how many of its tie-outs failed.</summary>
    public sealed record DayLines
    {
        public long Amount { get; init; }

        public int FailedTieOuts { get; init; }
    }
}
