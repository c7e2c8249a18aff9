using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.Banking;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Banking;

/// <summary>A line that a bank announced within the day and that no statement has booked.</summary>
/// <param name="Line">The line of the intraday report.</param>
/// <param name="Account">What people call the account.</param>
/// <param name="State">Whether its statement may still come.</param>
public sealed record AnnouncedLine(LineRow Line, string Account, AnnouncedState State);

/// <summary>
/// Lines of intraday reports that no statement has booked: those that will not be first, then by their day.
/// </summary>
public sealed record ListAnnounced : IQuery<IReadOnlyList<AnnouncedLine>>
{
    // What is older than a month is of no use to a morning.
    private const int Days = 30;

    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<AnnouncedLine>>> Run(ReadSession session)
    {
        var found = new List<AnnouncedLine>();
        foreach (var account in await BankAccounts.Of(session))
        {
            if (await session.MayNot(Needs, account.Company) is null)
                found.AddRange(await OfAccount(session, account));
        }

        return found.OrderByDescending(one => one.State).ThenBy(one => one.Line.BookedOn).ThenBy(one => one.Line.Id)
            .ToArray();
    }

    /// <summary>
    /// Paired anew each time and kept nowhere: whichever file came first, the answer is the same.
    /// </summary>
    private static async Task<IEnumerable<AnnouncedLine>> OfAccount(ReadSession session, BankAccount account)
    {
        var from = session.Today.AddDays(-Days);
        var announced = await Lines(session, account, SourceRole.Intraday, from);
        if (announced.Count == 0)
            return [];
        var booked = await Lines(session, account, SourceRole.Statement, from);
        var until = await StatementRows.Until(session.Db, session.Connection, account.Id.Value);
        var open = announced.ToDictionary(StatementBooking.Identity);
        foreach (var pair in Announcements.Pair([.. open.Keys], [.. booked.Select(StatementBooking.Identity)]))
            open.Remove(pair.Announced);
        return open.Values.Select(line => new AnnouncedLine(
            line, account.Name, Announcements.StateOf(line.BookedOn, until)));
    }

    private static Task<IReadOnlyList<LineRow>> Lines(
        ReadSession session, BankAccount account, SourceRole role, DateOnly from) => LineRows.OnDays(
        session.Db, session.Connection, account.Id.Value, Codes.Of(role), (from, DateOnly.MaxValue));
}
