using System.Globalization;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.Storage;
using Turnstone.Storage.CashApplication;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>
/// The transactions of a write's life. Each begins with the fence: where another worker holds the write meanwhile,
/// nothing is changed.
/// </summary>
internal sealed class WriteKeeping(Work work, string owner)
{
    // How long a read of NetSuite may lag behind a write: a minute is what is granted before a person is asked.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan NextLook = TimeSpan.FromSeconds(20);

    /// <summary>Keeps the intent before the call goes out; false where another worker holds the write.</summary>
    public Task<Result<bool>> Sending(HeldWrite held, Lease lease) => work.Write<bool>(async session =>
    {
        if (!await OutboxRows.Sending(session.Db, held.Row.Id, lease))
            return false;
        if (held.Posting.State == "approved")
            await Move(session, held.Posting with { State = "posting" }, "posting", "");
        return true;
    });

    /// <summary>Lets the write go until a moment: its outcome is not known, or NetSuite had no time.</summary>
    public Task<Result<WriteEnd>> Later(HeldWrite held, string why, DateTimeOffset at) =>
        Fenced(held, new(State: "ready", why, at.ToMicros()), WriteEnd.Later, _ => Task.CompletedTask);

    /// <summary>
    /// The record differs from what was sent. A read may lag behind a write, and another write of ours may just be
    /// moving the same document: only what still differs after a minute of looks is held for a person.
    /// </summary>
    public async Task<Result<WriteEnd>> Differs(HeldWrite held, string record, ReadBack back)
    {
        if (held.DifferentSince is { } since && work.Now - since.ToInstant() >= Patience)
            return await Hold(held, record, back);
        var change = new OutboxChange("ready", back.Mismatches[0].Sentence, (work.Now + NextLook).ToMicros());
        return await Fenced(held, change, WriteEnd.Later, session => KeepReadBack(session, held, record, back));
    }

    /// <summary>The record differs, or NetSuite holds it for approval: a person or a later look goes on.</summary>
    public Task<Result<WriteEnd>> Hold(HeldWrite held, string record, ReadBack back)
    {
        var why = back.Outcome == ReadBackOutcome.AwaitsApproval ? "NetSuite holds the record for approval."
            : string.Join("; ", back.Mismatches.Select(mismatch => mismatch.Sentence));
        // An approval there is looked for again by itself; a difference waits for a person.
        var change = back.Outcome == ReadBackOutcome.AwaitsApproval
            ? new OutboxChange("ready", why, (work.Now + TimeSpan.FromMinutes(10)).ToMicros())
            : new OutboxChange("held", why);
        return Fenced(held, change with { RecordId = record }, WriteEnd.Held, async session =>
        {
            await KeepReadBack(session, held, record, back);
            await Move(session, held.Posting with { State = "held", Why = why }, "posting", why);
            session.Audit(Note(held, "posting.held", why));
        });
    }

    /// <summary>A check before the first write said no: nothing was sent.</summary>
    public Task<Result<WriteEnd>> Stop(HeldWrite held, Refusal why) =>
        Fenced(held, new("cancelled", why.Sentence), WriteEnd.Refused, session => Refuse(session, held, why));

    /// <summary>Documents changed since the decision: it goes back to a person, and gives back what it took.</summary>
    public Task<Result<WriteEnd>> SendBack(HeldWrite held, Refusal why) =>
        Fenced(held, new("cancelled", why.Sentence), WriteEnd.SentBack, async session =>
        {
            await OutboxRows.Cancel(session.Db, held.Posting.Id);
            await GiveBack(session, held.Posting.Id);
            await Move(session, Ended(session, held.Posting, "refused", why), "undecided", why.Sentence);
            session.Audit(Note(held, "posting.sent_back", why.Sentence));
        });

    /// <summary>NetSuite may hold the money already: a person says whether it is the same.</summary>
    public Task<Result<WriteEnd>> Found(HeldWrite held, IReadOnlyList<FoundRecord> records)
    {
        var why = PostingRefusals.FoundAlready(records[0].Why);
        return Fenced(held, new("cancelled", why.Sentence), WriteEnd.Refused, async session =>
        {
            var first = await session.NewIds(records.Count);
            for (var at = 0; at < records.Count; at++)
                await FoundRows.Add(session.Db, session.Connection, Row(session, held, records[at], first + at));
            await Refuse(session, held, why);
        });
    }

    /// <summary>NetSuite said no. What earlier writes of the posting made is taken back by dated journals.</summary>
    public Task<Result<WriteEnd>> Refuse(HeldWrite held, NetSuiteRefusal why)
    {
        var refusal = why.ToRefusal();
        if (held.Write.Kind == WriteKind.Reversal)
            return NotTakenBack(held, why);
        return Fenced(held, new("refused", why.Sentence), WriteEnd.Refused, async session =>
        {
            if (!held.HasEarlier)
            {
                await Refuse(session, held, refusal);
                return;
            }

            if (!await Reversals.Add(session, held))
                refusal = refusal with { Sentence = refusal.Sentence + " " + Reversals.CannotReverse };
            await OutboxRows.Cancel(session.Db, held.Posting.Id);
            await OutboxRows.ReadyReversal(session.Db, held.Posting.Id);
            await Move(session, held.Posting with
            {
                State = "held", Refusal = refusal.Code, Why = refusal.Sentence,
            }, "posting", refusal.Sentence);
            session.Audit(Note(held, "posting.taken_back", refusal.Sentence));
        });
    }

    /// <summary>
    /// NetSuite does not take the reversal: what it was to take back still stands, and a person looks.
    /// </summary>
    private Task<Result<WriteEnd>> NotTakenBack(HeldWrite held, NetSuiteRefusal why) =>
        Fenced(held, new("held", why.Sentence), WriteEnd.Held, async session =>
        {
            var sentence = $"{held.Posting.Why} {why.Sentence}".Trim();
            await Move(session, held.Posting with { State = "held", Why = sentence }, "posting", sentence);
            session.Audit(Note(held, "posting.held", why.Sentence));
        });

    /// <summary>Read back equal: the next write may go, or the posting is at its end.</summary>
    public async Task<Result<WriteEnd>> Done(HeldWrite held, MadeRecord made, LedgerEcho echo)
    {
        var end = held.Siblings.Any(row => row.Ordinal > held.Row.Ordinal
            && row.State is not ("cancelled" or "refused")) ? WriteEnd.Written : WriteEnd.Posted;
        var change = new OutboxChange("done", "") { RecordId = made.Id, RecordLine = made.Line };
        return await Fenced(held, change, end, async session =>
        {
            await KeepReadBack(session, held, made.Id, new(ReadBackOutcome.Equal, []));
            foreach (var effect in Effects(session, held))
                await OutboxRows.AddEffect(session.Db, session.Connection, effect);
            await echo.Take(session);
            session.Audit(Note(held, "posting.written", "") with
            {
                Why = null, After = new { external_id = held.Row.ExternalId, record = made.Id },
            });
            if (end == WriteEnd.Written)
                await OutboxRows.Unblock(session.Db, held.Posting.Id, held.Row.Ordinal + 1);
            else
                await PostingEnd.Reached(session, held);
        });
    }

    private async Task<Result<WriteEnd>> Fenced(
        HeldWrite held, OutboxChange change, WriteEnd end, Func<Session, Task> then)
    {
        return await work.Write<WriteEnd>(async session =>
        {
            var dated = change.State == "done" ? change with { DoneAt = session.At } : change;
            if (!await OutboxRows.Change(session.Db, held.Row.Id, owner, dated))
                return WriteEnd.Lost;
            await then(session);
            return end;
        });
    }

    private static async Task Refuse(Session session, HeldWrite held, Refusal why)
    {
        await OutboxRows.Cancel(session.Db, held.Posting.Id);
        await Move(session, Ended(session, held.Posting, "refused", why), "refused", why.Sentence);
        session.Audit(Note(held, "posting.refused", why.Sentence) with { After = new { why.Code } });
    }

    private static PostingRow Ended(Session session, PostingRow row, string state, Refusal why) => row with
    {
        State = state, Refusal = why.Code, Why = why.Sentence, EndedAt = session.At,
    };

    /// <summary>A posting and the shares it serves move together.</summary>
    internal static async Task Move(Session session, PostingRow posting, string shareState, string why)
    {
        await PostingRows.SetState(session.Db, posting);
        if (posting.Kind == "return")
            await ReceiptRows.SetReturn(session.Db, posting.BankLineId, StateOfReturn(posting.State));
        var shares = await PostingRows.Shares(session.Db, posting.Id);
        // A change of a posted payment leaves its shares posted until it is done.
        if (shares.Count == 0 || posting.Kind != "payment")
            return;
        await PostingSources.SetShares(session.Db, shares.ToArray(), shareState, why);
        if (posting.ReceiptId is { } receipt)
            await ReceiptRows.SetQueueState(session.Db, receipt);
    }

    /// <summary>Where a return stands while its posting is in a state: at the end both are settled.</summary>
    private static string StateOfReturn(string posting) => posting switch
    {
        "posted" => "paired",
        "held" => "posting",
        _ => posting,
    };

    /// <summary>What shares of a posting took of documents is given back.</summary>
    internal static async Task GiveBack(Session session, long posting)
    {
        var shares = await ShareRows.Locked(session.Db, session.Connection,
            (await PostingRows.Shares(session.Db, posting)).ToArray());
        await Claims.GiveBack(session, shares);
        foreach (var share in shares)
            await ShareRows.Save(session.Db, share with { Claims = false });
    }

    private static IEnumerable<EffectRow> Effects(Session session, HeldWrite held) => Packet.Settlements(held.Write)
        .Where(move => move.Line.Document is not null).GroupBy(move => (move.Line.Document, move.Line.Line))
        .Select(group => new EffectRow
        {
            WriteId = held.Row.Id, DocumentId = group.Key.Document?.Value ?? "", Line = group.Key.Line,
            CompanyId = held.Row.CompanyId, Settled = -group.Sum(move => move.Move.Minor),
            Currency = held.Posting.Currency, DoneAt = session.At,
        });

    private static async Task KeepReadBack(Session session, HeldWrite held, string record, ReadBack back) =>
        await OutboxRows.AddReadBack(session.Db, session.Connection, new()
        {
            Id = await session.NewId(), CompanyId = held.Row.CompanyId, WriteId = held.Row.Id, RecordId = record,
            Outcome = Codes.Of(back.Outcome), ReadAt = session.At,
            Mismatches = PostingJson.Write(back.Mismatches.Select(mismatch => mismatch.Sentence).ToArray()),
        });

    private static FoundRow Row(Session session, HeldWrite held, FoundRecord found, long id) => new()
    {
        Id = id, CompanyId = held.Row.CompanyId, ReceiptId = held.Posting.ReceiptId ?? 0, RecordId = found.Record.Id,
        RecordKind = Codes.Of(found.Record.Kind), Number = found.Record.Number,
        CustomerId = found.Record.Customer?.Value, Amount = found.Record.Amount.Minor,
        Currency = found.Record.Amount.Currency.Code, DatedOn = found.Record.Date, Why = found.Why,
        FoundAt = session.At,
    };

    private static AuditNote Note(HeldWrite held, string act, string why) => new(
        act, string.Create(CultureInfo.InvariantCulture, $"posting {held.Posting.Id}"))
    {
        Company = new(held.Posting.CompanyId), Why = why,
    };
}
