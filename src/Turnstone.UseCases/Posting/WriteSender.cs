using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.Storage;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>
/// Carries one write of the outbox to its end: checks before the first, look-up, intent, call, read-back, comparison.
/// Between two steps the process may die; whoever holds the write next begins with the look-up and finds what stands.
/// </summary>
internal sealed class WriteSender(Work work, INetSuite netSuite, string owner)
{
    private const string LookedUp = "The outcome of the call is being looked up.";

    // NetSuite's longest request takes fifteen minutes; what was sent may still be under way so long.
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ShortLease = TimeSpan.FromMinutes(10);

    private readonly NetSuiteBooks _books = new(netSuite, work.Cancel);
    private readonly WriteKeeping _keeping = new(work, owner);

    /// <summary>A lease from now on, long enough for what may be under way.</summary>
    public static Lease Lease(string owner, DateTimeOffset now, long atMost) => new(
        owner, now.ToMicros(), Math.Min(atMost, (now + LongestRequest + ShortLease).ToMicros()));

    /// <summary>Handles a claimed write.</summary>
    public async Task<Result<WriteEnd>> Send(long id)
    {
        var read = await work.Read<HeldWrite?>(session => HeldWrite.Load(session, id, owner));
        if (!read.Is(out var held, out var refusal))
            return refusal;
        if (held is null)
            return WriteEnd.Lost;
        if (held is { IsFirst: true, Posting.Kind: "payment" })
        {
            if (!(await new Preflight(_books, new(netSuite, work.Cancel)).Check(held)).Is(out var stop, out refusal))
                return await Passing(held, refusal);
            if (stop is not null)
                return await Stopped(held, stop);
        }

        if (!(await Standing(held)).Is(out var record, out refusal))
            return await Passing(held, refusal);
        if (record is not null)
            return await ReadBackOf(held, record);
        return Waits(held) is { } until ? await _keeping.Later(held, LookedUp, until) : await Call(held);
    }

    /// <summary>
    /// A check says no. Where a call went out and its outcome is not known, it may still land: nothing is decided anew
    /// before the longest request is over.
    /// </summary>
    private Task<Result<WriteEnd>> Stopped(HeldWrite held, Stop stop)
    {
        if (held.Row.SentAt is { } sent && sent.ToInstant() + LongestRequest is var over && work.Now < over)
            return _keeping.Later(held, LookedUp, over);
        return stop switch
        {
            Stop.Stale stale => _keeping.SendBack(held, PostingRefusals.Stale(stale.Changes)),
            Stop.Found found => _keeping.Found(held, found.Records),
            Stop.Refused refused => _keeping.Stop(held, refused.Why),
            _ => throw new InvalidOperationException("A stop nobody knows."),
        };
    }

    /// <summary>
    /// The record that stands for the write already: found by its external id, or, for a change, the payment where it
    /// is
    /// as wanted.
    /// </summary>
    private async Task<Result<string?>> Standing(HeldWrite held)
    {
        if (held.Write is ApplicationChange change)
        {
            var payment = held.Made[change.ExternalId].Id;
            if (!(await _books.Read(change, payment, held.Setup.Account.BaseCurrency)).Is(out var now, out var why))
                return why;
            return ReadBack.Of(change, now, Resolve(held)).Outcome == ReadBackOutcome.Equal ? payment
                : (Result<string?>)(string?)null;
        }

        if (!(await _books.Find(held.Write)).Is(out var found, out var refusal))
            return refusal;
        return (Result<string?>)found?.Id;
    }

    /// <summary>
    /// When an unknown outcome may be sent again: at once where NetSuite refuses a second record of one external id,
    /// else
    /// when the longest request is over.
    /// </summary>
    private DateTimeOffset? Waits(HeldWrite held)
    {
        if (held.Row.SentAt is not { } sent || held.Setup.Text.DuplicatesRefused || held.Write is ApplicationChange)
            return null;
        var over = sent.ToInstant() + LongestRequest;
        var next = work.Now + TimeSpan.FromMinutes(1);
        return work.Now >= over ? null : next < over ? next : over;
    }

    private async Task<Result<WriteEnd>> Call(HeldWrite held)
    {
        var begun = await _keeping.Sending(held, Lease(owner, work.Now, long.MaxValue));
        if (!begun.Is(out var ours, out var refusal))
            return refusal;
        if (!ours)
            return WriteEnd.Lost;
        var body = WriteBodies.Of(held.Write, held.Setup, planned => held.Made[planned]);
        var outcome = held.Write is ApplicationChange change
            ? await netSuite.Patch(new(body.Type, held.Made[change.ExternalId].Id), body, work.Cancel)
            : await netSuite.Create(body, work.Cancel);
        return outcome switch
        {
            WriteOutcome.Created created => await ReadBackOf(held, created.Id),
            WriteOutcome.Updated updated => await ReadBackOf(held, updated.Id ?? held.Made[held.Write.ExternalId].Id),
            WriteOutcome.Refused refused => await Refused(held, refused.Why),
            WriteOutcome.Unknown unknown => await _keeping.Later(held, unknown.Why, work.Now + Pause(held)),
            _ => throw new InvalidOperationException("An outcome nobody knows."),
        };
    }

    private async Task<Result<WriteEnd>> Refused(HeldWrite held, NetSuiteRefusal why)
    {
        // A record of this name exists: an earlier call of ours came through after all, and is read back.
        if (why.Code == NetSuite.Refusals.Duplicate)
        {
            if (!(await Standing(held)).Is(out var record, out var refusal))
                return await Passing(held, refusal);
            return record is not null ? await ReadBackOf(held, record)
                : await _keeping.Later(held, why.Sentence, work.Now + Pause(held));
        }

        // Another hand was on the record: three tries, then a person looks.
        var tries = why.Code == NetSuite.Refusals.RecordChanged && held.Row.Attempts >= 3;
        // A login that is not taken says nothing about the posting: it waits until one is.
        var later = why.IsPassing || why.Code == NetSuite.Refusals.Login;
        return later && !tries ? await Passing(held, why.ToRefusal()) : await _keeping.Refuse(held, why);
    }

    /// <summary>
    /// Nothing was done and a later try may succeed: the write is let go; without NetSuite the run ends.
    /// </summary>
    private async Task<Result<WriteEnd>> Passing(HeldWrite held, Refusal refusal)
    {
        var later = await _keeping.Later(held, refusal.Sentence, work.Now + Pause(held));
        return refusal.Code is NetSuite.Refusals.Busy or NetSuite.Refusals.RecordChanged
            or NetSuite.Refusals.ServerFault ? later : refusal;
    }

    private async Task<Result<WriteEnd>> ReadBackOf(HeldWrite held, string record)
    {
        if (!(await _books.Read(held.Write, record, held.Setup.Account.BaseCurrency)).Is(out var read, out var refusal))
            return await Passing(held, refusal);
        var back = ReadBack.Of(held.Write, read, Resolve(held));
        var open = new List<Mismatch>();
        if (back.Outcome == ReadBackOutcome.Equal && held.Write is PaymentWrite payment && held.Seen.Count > 0)
        {
            if (!(await _books.Documents(held.Seen, [])).Is(out var after, out refusal))
                return await Passing(held, refusal);
            open.AddRange(ReadBack.OpenAmounts(payment, Before(held), after));
        }

        int? line = null;
        if (back.Outcome == ReadBackOutcome.Equal && held.Write is JournalWrite journal)
        {
            if (!(await _books.ArLine(journal, record)).Is(out line, out refusal))
                return await Passing(held, refusal);
            if (line is null)
                open.Add(new("AR line", journal.Amount.ToString(), "none for the customer"));
        }

        back = open.Count == 0 ? back : new(ReadBackOutcome.Different, [.. back.Mismatches, .. open]);
        if (back.Outcome == ReadBackOutcome.Different)
            return await _keeping.Differs(held, record, back);
        if (back.Outcome != ReadBackOutcome.Equal)
            return await _keeping.Hold(held, record, back);
        var echo = await LedgerEcho.Read(netSuite, held, record, work.Cancel);
        return echo.Is(out var moved, out refusal) ? await _keeping.Done(held, new(record, line ?? 0), moved)
            : await Passing(held, refusal);
    }

    /// <summary>Documents as they must have been just before the write: as decided, less what we moved since.</summary>
    private static LedgerSnapshot Before(HeldWrite held) => new(held.Seen.Select(document =>
        held.OurOwn.TryGetValue((document.Item.Id, document.Item.Line), out var own)
            ? document with { Item = document.Item with { Open = document.Item.Open - own } } : document), [], []);

    private static Func<ExternalId, (DocumentId, int)?> Resolve(HeldWrite held) => planned =>
        held.Made.TryGetValue(planned, out var made) ? (new DocumentId(made.Id), made.Line) : null;

    private static TimeSpan Pause(HeldWrite held) =>
        TimeSpan.FromSeconds(Math.Min(300, 5 << Math.Min(6, Math.Max(0, held.Row.Attempts - 1))));
}
