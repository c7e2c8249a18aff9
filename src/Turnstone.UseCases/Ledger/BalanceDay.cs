using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>Overdue changes at midnight without any event: whoever writes first on a day moves it.</summary>
internal static class BalanceDay
{
    /// <summary>Brings a company's overdue amounts to today and hands out the day they are good for.</summary>
    public static async Task<DateOnly> Reach(Session session, string company)
    {
        var day = await EventRows.GoodFor(session.Db, session.Connection, company);
        // A clock that went back must not take overdue amounts back with it.
        if (day is { } reached && reached >= session.Today)
            return reached;
        await EventRows.RollOverdue(session.Db, session.Connection, company, session.Today);
        return session.Today;
    }
}
