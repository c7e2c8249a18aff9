using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Storage;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>
/// Journals that take back what earlier writes of a refused payment made, dated today: nothing in NetSuite is ever
/// deleted.
/// </summary>
internal static class Reversals
{
    public const string CannotReverse =
        "A credit memo of it stands in NetSuite: take it back there, dated, then decide again.";

    /// <summary>
    /// Adds a journal for each earlier one; false where something else stands that a person must take back.
    /// </summary>
    public static async Task<bool> Add(Session session, HeldWrite held)
    {
        var whole = true;
        var next = held.Siblings.Max(row => row.Ordinal) + 1;
        foreach (var row in held.Siblings.Where(row => row.State == "done" && row.Ordinal < held.Row.Ordinal))
        {
            if (PostingJson.Read(Codes.Read<WriteKind>(row.Kind), row.Plan) is not JournalWrite journal)
            {
                whole = false;
                continue;
            }

            var identity = new WriteIdentity(held.Setup.Connection, row.ExternalId, "", "", WriteKind.Reversal, "", 0);
            var periods = await PostingSources.Periods(session.Db, session.Connection, session.Today, session.Today);
            var write = journal with
            {
                ExternalId = ExternalId.Of(identity), Kind = WriteKind.Reversal, Date = session.Today,
                Period = periods.Count > 0 ? periods[0].Id : journal.Period, Memo = $"Reversal: {journal.Memo}",
                Lines = [.. journal.Lines.Select(line => line with { Amount = -line.Amount })],
            };
            await OutboxRows.Add(session.Db, session.Connection, new()
            {
                Id = await session.NewId(), CompanyId = row.CompanyId, PostingId = row.PostingId, Ordinal = next++,
                Kind = Codes.Of(WriteKind.Reversal), ExternalId = write.ExternalId.Value,
                Plan = PostingJson.Write((PlannedWrite)write), State = "blocked",
            });
        }

        return whole;
    }
}
