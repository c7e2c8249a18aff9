using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.Approvals;
using Turnstone.Storage.Door;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Approvals;

/// <summary>A request that waits.</summary>
/// <param name="Id">Id.</param>
/// <param name="Kind">Kind of act.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Company">Company; null for the whole connection.</param>
/// <param name="Payload">The act, as JSON.</param>
/// <param name="Why">The reason.</param>
/// <param name="AskedBy">Name of who asked.</param>
/// <param name="AskedAt">When.</param>
/// <param name="MayAnswer">True where the person who looks may approve or decline it.</param>
/// <param name="IsOwn">True where they asked for it themselves.</param>
public sealed record WaitingRequest(long Id, string Kind, string Subject, CompanyId? Company, string Payload,
    string Why, string AskedBy, DateTimeOffset AskedAt, bool MayAnswer, bool IsOwn);

/// <summary>The requests that wait and that the person may answer or asked for.</summary>
public sealed record ListRequests : IQuery<WaitingRequest[]>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Anyone;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<WaitingRequest[]>> Run(ReadSession session)
    {
        var waiting = new List<WaitingRequest>();
        foreach (var row in await ApprovalRows.Open(session.Db, session.Connection))
        {
            var act = TwoPersonActs.Read(row.Kind, row.Payload);
            var own = row.AskedBy == session.Person.Id;
            var may = !own && await Asking.MayNot(session, act.Answers, act.Company) is null;
            if (!own && !may)
                continue;
            var asker = await DoorRows.Person(session.Db, row.AskedBy);
            waiting.Add(new(row.Id, row.Kind, row.Subject, act.Company, row.Payload, row.Why, asker?.Name ?? "",
                row.AskedAt.ToInstant(), may, own));
        }

        return waiting.ToArray();
    }
}
