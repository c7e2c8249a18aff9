using Turnstone.Domain.Audit;

namespace Turnstone.Storage.Audit;

/// <summary>The audit log's rows: appended, never changed.</summary>
public static class AuditRows
{
    /// <summary>
    /// Appends entries to their chain as the last step of a transaction: it takes the head's row lock, which must not be
    /// held while anything outside is asked.
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

    private static Task<int> Insert(Db db, AuditEntry entry) => db.Execute("""
        insert into audit_entry (connection_id, company_id, seq, at, person_id, person, act, subject, before, after, why,
          mark, prev_hash, hash)
        values (@Connection, @Company, @Seq, @At, @PersonId, @Person, @Act, @Subject, @Before, @After, @Why, @Mark, @prev,
          @hash)
        """, new
    {
        entry.Chain.Connection, entry.Chain.Company, entry.Seq, entry.At, entry.PersonId, entry.Person, entry.Act,
        entry.Subject, entry.Before, entry.After, entry.Why, entry.Mark, prev = entry.PreviousHash.ToArray(),
        hash = entry.Hash.ToArray(),
    });
}
