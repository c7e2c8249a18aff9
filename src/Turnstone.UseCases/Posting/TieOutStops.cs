using Turnstone.Storage.Posting;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>
/// Days on which a failed tie-out stops automatic posting. Nothing else is stopped: a person may still decide.
/// </summary>
internal static class TieOutStops
{
    public static async Task<bool> Stop(ReadSession session, string bankAccount, DateOnly day) =>
        (await TieOutRows.Stopped(session.Db, session.Connection, bankAccount)).Contains(day);
}
