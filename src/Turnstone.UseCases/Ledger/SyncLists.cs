using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Reading;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>The frame of the books: short lists that are read whole each time.</summary>
internal sealed class SyncLists(Work work, INetSuite netSuite, TimeSpan overlap)
{
    private const decimal RateScale = 10_000_000_000m;
    private const decimal PercentScale = 10_000m;

    /// <summary>Reads and keeps them; null, or why it stopped.</summary>
    public async Task<Refusal?> Pull() => await Currencies()
        ?? await Subsidiaries()
        ?? await Take(Feeds.Accounts, (session, rows) => BooksRows.SaveAccounts(session.Db, rows.Select(row =>
            new object?[]
            {
                session.Connection, row.Id, row.Number ?? "", row.Name, row.Type, row.Currency, !row.IsInactive,
            })))
        ?? await Take(Feeds.Periods, (session, rows) => BooksRows.SavePeriods(session.Db, rows.Select(row =>
            new object?[]
            {
                session.Connection, row.Id, row.Name, row.Start, row.End, row.Locks.Closed, row.Locks.Receivables,
                row.Locks.All, row.Locks.AllowsNonGl, row.IsAdjustment,
            })))
        ?? await Take(Feeds.Terms, (session, rows) => BooksRows.SaveTerms(session.Db, rows.Select(row => new object?[]
        {
            session.Connection, row.Id, row.Name, row.NetDays,
            row.DiscountPercent is { } percent ? (long)(percent * PercentScale) : null, row.DiscountDays,
            row.IsDateDriven,
        })))
        ?? await Take(Feeds.CustomerSubsidiaries, (session, rows) => CustomerRows.SaveCompanies(
            session.Db, session.Connection, rows.Select(row => (row.Customer, row.Subsidiary, row.IsPrimary))));

    /// <summary>A customer as its row.</summary>
    public static Storage.Ledger.CustomerRow Customer(NetSuite.Reading.CustomerRow row)
    {
        var currency = Currency.TryParse(row.CurrencyCode, out var known) ? known : Currency.Usd;
        return Items.Row(new Domain.Accounts.Customer(
            new(row.Id), row.Name, row.Parent is { } parent ? new CustomerId(parent) : null, currency, row.Terms)
        {
            Number = row.Number,
        }) with
        {
            ArAccount = row.ArAccount,
            CreditLimit = row.CreditLimit is { } limit ? Money.Rounded(limit, currency).Minor : null,
            Hold = row.Hold, Email = row.Email, Phone = row.Phone, Language = row.Language, SalesRep = row.SalesRep,
            ExternalId = row.ExternalId, Active = !row.IsInactive, ModifiedAt = row.ModifiedAt,
        };
    }

    private Task<Refusal?> Currencies() => Take(Feeds.Currencies, (session, rows) =>
        BooksRows.SaveCurrencies(session.Db, rows.Select(row => new object?[]
        {
            session.Connection, row.Id, row.Code, row.Name, row.IsBase,
            row.Rate is { } rate ? (long)(rate * RateScale) : null,
        })));

    /// <summary>An account with one company only has no table of subsidiaries: then that one company is made.</summary>
    private async Task<Refusal?> Subsidiaries()
    {
        var refusal = await Take(Feeds.Subsidiaries, (session, rows) => BooksRows.SaveSubsidiaries(session.Db,
            rows.Select(row => new object?[]
            {
                session.Connection, row.Id, row.Name, row.Parent, row.CurrencyCode, row.IsElimination, !row.IsInactive,
            })));
        if (refusal is not null && refusal.Code is not (NetSuite.Refusals.Query or NetSuite.Refusals.UnknownType))
            return refusal;
        return (await work.Write<Done>(async session =>
        {
            if (refusal is not null)
                await BooksRows.SaveOnlyCompany(session.Db, session.Connection, NetSuiteArrivals.OnlyCompany);
            await BooksRows.SaveCompanies(session.Db, session.Connection);
            return Done.It;
        })).Refusal;
    }

    private async Task<Refusal?> Take<T>(Feed<T> feed, Func<Session, IReadOnlyList<T>, Task<long>> save)
    {
        await foreach (var answer in feed.Read(netSuite, SyncCursor.Beginning, overlap, work.Cancel))
        {
            if (!answer.Is(out var page, out var refusal))
                return refusal;
            var kept = await work.Write<long>(async session => await save(session, page.Rows));
            if (kept.Refusal is { } stopped)
                return stopped;
        }

        return null;
    }
}
