using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>
/// Makes the keys of a ledger anew where an older program made them otherwise: matching would else not find in the
/// store what it finds in the whole ledger. Page by page; a kill in between only means that it begins again.
/// </summary>
internal sealed class RenewKeys(Work work)
{
    private const int Page = 5000;

    public async Task<Refusal?> Run()
    {
        var read = await work.Read<int?>(async session =>
            await MatchingKeyRows.Version(session.Db, session.Connection));
        if (!read.Is(out var version, out var refusal))
            return refusal;
        if (version is null or MatchingKeys.Version)
            return null;
        return await Pages("", CustomerPage) ?? await Pages(0L, SettledPage) ?? await Pages("", ItemPage)
            ?? (await work.Write<Done>(async session =>
            {
                await MatchingKeyRows.Set(session.Db, session.Connection, MatchingKeys.Version);
                return Done.It;
            })).Refusal;
    }

    private async Task<Refusal?> Pages<T>(T first, Func<Session, T, Task<(T Last, bool More)>> page)
    {
        for (var (after, more) = (first, true); more;)
        {
            var from = after;
            var done = await work.Write<(T Last, bool More)>(async session => await page(session, from));
            if (!done.Is(out var now, out var refusal))
                return refusal;
            (after, more) = now;
        }

        return null;
    }

    private static async Task<(string, bool)> CustomerPage(Session session, string after)
    {
        var (db, connection) = (session.Db, session.Connection);
        var rows = await MatchingKeyRows.Customers(db, connection, after, Page);
        foreach (var row in rows)
        {
            var made = Items.Row(Items.Read(row));
            if ((made.NameKey, made.WordsKey, made.NumberKey) != (row.NameKey, row.WordsKey, row.NumberKey))
                await MatchingKeyRows.Save(db, connection, made);
        }

        await MatchingKeyRows.AddWords(db, connection, rows.SelectMany(row => MatchingKeys.NameWords(row.Name)));
        return (rows.Count == 0 ? after : rows[^1].Id, rows.Count == Page);
    }

    private static async Task<(long, bool)> SettledPage(Session session, long after)
    {
        var rows = await MatchingKeyRows.Settled(session.Db, session.Connection, after, Page);
        foreach (var row in rows)
        {
            await MatchingKeyRows.Save(session.Db, session.Connection,
                Settled.Row(Settled.Read(row), row.CompanyId, row.Id, row.ReceiptId));
        }

        return (rows.Count == 0 ? after : rows[^1].Id, rows.Count == Page);
    }

    private static async Task<(string, bool)> ItemPage(Session session, string after)
    {
        var (db, connection) = (session.Db, session.Connection);
        var rows = await MatchingKeyRows.Items(db, connection, after, Page);
        foreach (var row in rows)
        {
            var (key, last) = MatchingKeys.OfNumber(row.Number);
            var order = row.PurchaseOrder is { } text ? MatchingKeys.OfOrder(text) : null;
            if ((key, last, order) != (row.DigitsKey, row.LastKey, row.OrderKey))
                await MatchingKeyRows.Save(db, connection,
                    row with { DigitsKey = key, LastKey = last, OrderKey = order });
        }

        return (rows.Count == 0 ? after : rows[^1].Id, rows.Count > 0);
    }
}
