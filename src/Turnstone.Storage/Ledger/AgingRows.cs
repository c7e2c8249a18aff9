using System.Buffers;
using Turnstone.Domain.Ledger;

namespace Turnstone.Storage.Ledger;

/// <summary>By how much a day of the aging moves.</summary>
public sealed record AgingRow
{
    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Day the events count from.</summary>
    public DateOnly EventOn { get; init; }

    /// <summary>Due date.</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>Code of the side.</summary>
    public string Side { get; init; } = "";

    /// <summary>Signed change.</summary>
    public long Amount { get; init; }
}

/// <summary>What all customers of a company owe in a currency as of a day, one side and bucket of it.</summary>
public sealed record AgedTotalRow
{
    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Code of the side.</summary>
    public string Side { get; init; } = "";

    /// <summary>Bucket of the due date.</summary>
    public int Bucket { get; init; }

    /// <summary>Signed amount.</summary>
    public long Amount { get; init; }
}

/// <summary>One customer's packed moves (<see cref="PackedMoves"/>).</summary>
public sealed record PackedRow
{
    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>On whose account.</summary>
    public string CustomerId { get; init; } = "";

    /// <summary>The moves.</summary>
    public byte[] Moves { get; init; } = [];

    /// <summary>The customer's number; only where customers are listed.</summary>
    public string Number { get; init; } = "";

    /// <summary>The customer's name; only where customers are listed.</summary>
    public string Name { get; init; } = "";

    /// <summary>What customers are sorted by; only where they are listed.</summary>
    public string NameKey { get; init; } = "";
}

/// <summary>What follows from the dated events for agings as of any day: sums by days, and packed customers.</summary>
public static class AgingRows
{
    /// <summary>
    /// Moves the aging of days, in the order of their keys so that two writers never wait for each other.
    /// </summary>
    public static async Task Move(Db db, long connection, IEnumerable<AgingRow> rows)
    {
        foreach (var row in rows.Where(row => row.Amount != 0).OrderBy(row => row.CompanyId, StringComparer.Ordinal)
            .ThenBy(row => row.Currency, StringComparer.Ordinal).ThenBy(row => row.EventOn).ThenBy(row => row.DueOn)
            .ThenBy(row => row.Side, StringComparer.Ordinal))
        {
            await db.Execute("""
                insert into aging_day (connection_id, company_id, currency, event_on, due_on, side, amount)
                values (@connection, @CompanyId, @Currency, @EventOn, @DueOn, @Side, @Amount)
                on conflict (connection_id, company_id, currency, event_on, due_on, side)
                do update set amount = aging_day.amount + excluded.amount
                """, new { connection, row.CompanyId, row.Currency, row.EventOn, row.DueOn, row.Side, row.Amount });
        }
    }

    /// <summary>
    /// Adds moves behind those a customer has, in the order of keys. Nothing is read for it: the bytes are joined where
    /// they lie, so that two writers cannot lose each other's.
    /// </summary>
    public static async Task Append(Db db, long connection, IEnumerable<PackedRow> rows)
    {
        foreach (var row in rows.OrderBy(row => row.CompanyId, StringComparer.Ordinal)
            .ThenBy(row => row.Currency, StringComparer.Ordinal).ThenBy(row => row.CustomerId, StringComparer.Ordinal))
        {
            await db.Execute($"""
                insert into customer_ledger (connection_id, company_id, currency, customer_id, moves)
                values (@connection, @CompanyId, @Currency, @CustomerId, @Moves)
                on conflict (connection_id, company_id, currency, customer_id)
                do update set moves = {db.Dialect.Joined("customer_ledger.moves", "excluded.moves")}
                """, new { connection, row.CompanyId, row.Currency, row.CustomerId, row.Moves });
        }
    }

    /// <summary>First load: days added up elsewhere are written as they are.</summary>
    public static Task<long> InsertDays(Db db, long connection, IEnumerable<AgingRow> days) => db.Bulk("aging_day",
        ["connection_id", "company_id", "currency", "event_on", "due_on", "side", "amount"],
        days.Select(row => new object?[]
        {
            connection, row.CompanyId, row.Currency, row.EventOn, row.DueOn, row.Side, row.Amount,
        }));

    /// <summary>First load: customers packed elsewhere are written as they are.</summary>
    public static Task<long> InsertPacked(Db db, long connection, IEnumerable<PackedRow> rows) =>
        db.Bulk("customer_ledger", ["connection_id", "company_id", "currency", "customer_id", "moves"],
            rows.Select(row => new object?[]
            {
                connection, row.CompanyId, row.Currency, row.CustomerId, row.Moves,
            }));

    /// <summary>What everybody owes as of a day, by company, currency, side and bucket: a sum over days.</summary>
    public static Task<IReadOnlyList<AgedTotalRow>> Totals(
        Db db, long connection, DateOnly asOf, AgingBuckets buckets)
    {
        var parameters = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["connection"] = connection, ["asOf"] = asOf,
        };
        for (var bucket = 0; bucket < buckets.Count - 1; bucket++)
            parameters[$"due{bucket}"] = buckets.Span(bucket, asOf).First;
        var cases = string.Join(' ', Enumerable.Range(0, buckets.Count - 1)
            .Select(bucket => $"when due_on >= @due{bucket} then {bucket}"));
        return db.Rows<AgedTotalRow>($"""
            select company_id, currency, side, case {cases} else {buckets.Count - 1} end as bucket,
              cast(sum(amount) as bigint) as amount
            from aging_day where connection_id = @connection and event_on <= @asOf
            group by company_id, currency, side, bucket order by company_id, currency, side, bucket
            """, parameters);
    }

    /// <summary>All customers of a company and currency with their moves, in no order that means anything.</summary>
    public static Task<IReadOnlyList<PackedRow>> Everybody(Db db, long connection, string company, string currency) =>
        db.Rows<PackedRow>("""
            select customer_id, moves from customer_ledger
            where connection_id = @connection and company_id = @company and currency = @currency
            """, new { connection, company, currency });

    /// <summary>All customers of all companies with their moves.</summary>
    public static Task<IReadOnlyList<PackedRow>> Everybody(Db db, long connection) => db.Rows<PackedRow>(
        "select company_id, currency, customer_id, moves from customer_ledger where connection_id = @connection",
        new { connection });

    /// <summary>All days of the aging.</summary>
    public static Task<IReadOnlyList<AgingRow>> Days(Db db, long connection) => db.Rows<AgingRow>("""
        select company_id, currency, event_on, due_on, side, amount from aging_day where connection_id = @connection
        """, new { connection });

    /// <summary>So many customers of a company and currency behind a place, by name, with their moves.</summary>
    public static Task<IReadOnlyList<PackedRow>> ByName(Db db, long connection, PackedRow after, int count) =>
        db.Rows<PackedRow>("""
            select l.company_id, l.currency, l.customer_id, c.number, c.name, c.name_key, l.moves
            from customer c
            join customer_ledger l on l.connection_id = c.connection_id and l.company_id = @CompanyId
              and l.currency = @Currency and l.customer_id = c.id
            where c.connection_id = @connection and (c.name_key, c.id) > (@NameKey, @CustomerId)
            order by c.name_key, c.id limit @count
            """, new { connection, after.CompanyId, after.Currency, after.NameKey, after.CustomerId, count });

    /// <summary>
    /// Customers of a company and currency that have moves and are in no list of customers: the source showed their
    /// documents and not them.
    /// </summary>
    public static Task<IReadOnlyList<PackedRow>> Strangers(Db db, long connection, string company, string currency) =>
        db.Rows<PackedRow>("""
            select l.customer_id, l.customer_id as name, l.moves from customer_ledger l
            where l.connection_id = @connection and l.company_id = @company and l.currency = @currency
              and not exists (select 1 from customer c where c.connection_id = @connection and c.id = l.customer_id)
            order by l.customer_id
            """, new { connection, company, currency });

    /// <summary>Adds the days up and packs the customers anew from the events, so many of them at once.</summary>
    public static async Task Rebuild(Db db, long connection, int atOnce = 50_000)
    {
        await db.Execute("""
            delete from aging_day where connection_id = @connection;
            insert into aging_day (connection_id, company_id, currency, event_on, due_on, side, amount)
            select connection_id, company_id, currency, event_on, due_on, side, cast(sum(amount) as bigint)
            from ledger_event where connection_id = @connection
            group by connection_id, company_id, currency, event_on, due_on, side;
            delete from customer_ledger where connection_id = @connection
            """, new { connection });
        var packing = new Packing();
        IReadOnlyList<EventRow> events = [];
        do
        {
            events = await EventRows.After(db, connection, events.Count == 0 ? null : events[^1], atOnce);
            foreach (var change in events)
                packing.Add(change);
            // The last customer may go on in the next lot.
            var last = events.Count < atOnce ? null : events[^1].CustomerId;
            await InsertPacked(db, connection, packing.Take(row => row.CustomerId != last));
        }
        while (events.Count == atOnce);
    }

    /// <summary>True where events are held and no customer is packed: a database from before there were any.</summary>
    public static Task<bool> IsUnpacked(Db db, long connection) => db.One<bool>("""
        select exists (select 1 from ledger_event where connection_id = @connection)
          and not exists (select 1 from customer_ledger where connection_id = @connection)
        """, new { connection });
}

/// <summary>Collects moves by customer until they are written.</summary>
public sealed class Packing
{
    private readonly Dictionary<(string Company, string Currency, string Customer), ArrayBufferWriter<byte>> _moves =
        [];

    /// <summary>Adds an event's move to its customer.</summary>
    public void Add(EventRow change)
    {
        var key = (change.CompanyId, change.Currency, change.CustomerId);
        if (!_moves.TryGetValue(key, out var moves))
            _moves[key] = moves = new(64);
        PackedMoves.Add(moves, new(change.EventOn, change.DueOn, Codes.Read<LedgerSide>(change.Side), change.Amount));
    }

    /// <summary>Hands out all customers in the order of their keys.</summary>
    public IEnumerable<PackedRow> Rows => _moves
        .OrderBy(entry => entry.Key.Company, StringComparer.Ordinal)
        .ThenBy(entry => entry.Key.Currency, StringComparer.Ordinal)
        .ThenBy(entry => entry.Key.Customer, StringComparer.Ordinal)
        .Select(entry => new PackedRow
        {
            CompanyId = entry.Key.Company, Currency = entry.Key.Currency, CustomerId = entry.Key.Customer,
            Moves = entry.Value.WrittenSpan.ToArray(),
        });

    /// <summary>Hands out the customers that are meant and keeps only the others.</summary>
    public IReadOnlyList<PackedRow> Take(Func<PackedRow, bool> meant)
    {
        var taken = Rows.Where(meant).ToList();
        foreach (var row in taken)
            _moves.Remove((row.CompanyId, row.Currency, row.CustomerId));
        return taken;
    }
}
