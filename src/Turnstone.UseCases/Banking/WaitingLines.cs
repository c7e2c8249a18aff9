using Turnstone.Domain.Kernel;
using Turnstone.Storage.Banking;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Banking;

/// <summary>Lines that wait for their details wait a stated number of days, then count as one receipt.</summary>
internal static class WaitingLines
{
    /// <summary>Makes receipts of a company's lines that waited long enough, and says of how many.</summary>
    public static async Task<Result<int>> Stop(Session session, CompanyId company)
    {
        var accounts = await BankAccounts.Of(session);
        var stopped = 0;
        foreach (var line in await LineRows.Awaiting(session.Db, session.Connection))
        {
            var account = accounts.FirstOrDefault(account => account.Id.Value == line.BankAccount);
            if (line.CompanyId != company.Value || account is null
                || line.BookedOn.AddDays(account.DetailDays) >= session.Today
                || await ArrivalRows.Of(session.Db, session.Connection, line.ArrivalId) is not { } arrival)
                continue;
            await LineRows.SetDetails(session.Db, line.Id, 0);
            await new LineBooking(session, arrival, account).AddWhole(line);
            stopped++;
        }

        return stopped;
    }
}
