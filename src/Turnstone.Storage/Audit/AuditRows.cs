using Turnstone.Domain.Audit;

namespace Turnstone.Storage.Audit;

/// <summary>The audit log's rows: appended, never changed.</summary>
public static class AuditRows
{
    /// <summary>
    /// Appends entries to their chain as the last step of a transaction: it takes the head's row lock, which must not
    /// be held while anything outside is asked.
    /// </summary>
    public static async Task Append(Db db, ChainId chain, IReadOnlyList<AuditEntry> drafts)
    {
        var key = new { chain.Connection, chain.Company, n = (long)drafts.Count, start = AuditHash.Start.ToArray() };
        await db.Execute("""
            insert into audit_head (connection_id, company_id, seq, hash) values (@Connection, @Company, 0, @start)
            on conflict do nothing
            """, key);
        var (seq, hash) = await db.One<(long, byte[])>("""
            update audit_head set seq = seq + @n where connection_id = @Connection and company_id = @Company
            returning seq - @n, hash
            """, key);

        foreach (var draft in drafts)
        {
            var entry = draft with { Seq = ++seq, PreviousHash = hash };
            hash = AuditHash.Of(entry);
            await Insert(db, entry with { Hash = hash });
        }

        await db.Execute(
            "update audit_head set hash = @hash where connection_id = @Connection and company_id = @Company",
            new { chain.Connection, chain.Company, hash });
    }

    /// <summary>Heads of all chains, in the order of connection and company.</summary>
    public static async Task<IReadOnlyList<ChainHead>> Heads(Db db) =>
        [.. (await db.Rows<(long Connection, string Company, long Seq, byte[] Hash)>("""
            select connection_id, company_id, seq, hash from audit_head order by connection_id, company_id
            """)).Select(row => new ChainHead(new(row.Connection, row.Company), row.Seq, row.Hash))];

    /// <summary>All entries of all chains, each chain in the order of its numbers.</summary>
    public static IAsyncEnumerable<AuditEntryRow> All(Db db) =>
        db.Stream<AuditEntryRow>("select * from audit_entry order by connection_id, company_id, seq");

    /// <summary>A page of the log, newest first.</summary>
    public static Task<IReadOnlyList<AuditEntryRow>> Page(Db db, AuditFilter filter)
    {
        List<string> where = ["connection_id = @Connection"];
        if (!filter.AllCompanies)
            where.Add(db.Dialect.AnyOf("company_id", "Companies"));
        if (filter.Subject is not null)
            where.Add("subject = @Subject");
        if (filter.Act is not null)
            where.Add("act = @Act");
        if (filter.PersonId is not null)
            where.Add("person_id = @PersonId");
        if (filter.Before is not null)
            where.Add("(at, company_id, seq) < (@at, @company, @seq)");
        return db.Rows<AuditEntryRow>($"""
            select * from audit_entry where {string.Join(" and ", where)}
            order by at desc, company_id desc, seq desc limit @Limit
            """, new
        {
            filter.Connection, filter.Companies, filter.Subject, filter.Act, filter.PersonId, filter.Limit,
            at = filter.Before?.At, company = filter.Before?.Company, seq = filter.Before?.Seq,
        });
    }

    private static Task<int> Insert(Db db, AuditEntry entry) => db.Execute("""
        insert into audit_entry (connection_id, company_id, seq, at, person_id, person, act, subject, before, after,
          why, mark, prev_hash, hash)
        values (@Connection, @Company, @Seq, @At, @PersonId, @Person, @Act, @Subject, @Before, @After, @Why, @Mark,
          @prev, @hash)
        """, new
    {
        entry.Chain.Connection, entry.Chain.Company, entry.Seq, entry.At, entry.PersonId, entry.Person, entry.Act,
        entry.Subject, entry.Before, entry.After, entry.Why, entry.Mark, prev = entry.PreviousHash.ToArray(),
        hash = entry.Hash.ToArray(),
    });
}
