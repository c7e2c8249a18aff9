using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.Storage;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication;

/// <summary>
/// Keeps the engine's decisions about receipts nobody has decided: evidence and shares. A decision equal to the one
/// that is
/// there is not written again.
/// </summary>
internal sealed class DecisionKeeping(Session session, IReadOnlyList<OpenItem> items)
{
    private readonly Dictionary<ItemKey, Money> _open = items.ToDictionary(ItemKey.Of, item => item.Open);
    private readonly List<DecisionRow> _decisions = [];
    private readonly List<(ReceiptRow Row, Decision Decision, bool Auto)> _kept = [];

    /// <summary>Receipts looked at.</summary>
    public int Receipts { get; private set; }

    /// <summary>Approved without a person.</summary>
    public int Approved { get; private set; }

    /// <summary>For a person to confirm.</summary>
    public int Proposed { get; private set; }

    /// <summary>For a person to find out.</summary>
    public int Held { get; private set; }

    /// <summary>Takes the decision about a receipt that is locked.</summary>
    public async Task Keep(ReceiptRow row, Decision decision, bool auto)
    {
        Receipts++;
        if (!auto && await Same(row, decision))
        {
            Count(decision);
            return;
        }

        await ShareRows.Remove(session.Db, row.Id);
        _kept.Add((row, decision, auto));
    }

    /// <summary>Writes all that was taken.</summary>
    public async Task Save()
    {
        if (_kept.Count == 0)
            return;
        var first = await session.NewIds(_kept.Count + _kept.Sum(kept => kept.Decision.Shares.Count));
        var next = first + _kept.Count;
        var added = new List<(ReceiptRow Receipt, bool Auto, Decision Decision, List<ShareRow> Rows)>();
        var shares = new List<(ShareRow, Share)>();
        for (var at = 0; at < _kept.Count; at++)
        {
            var (row, decision, auto) = _kept[at];
            _decisions.Add(CashApplication.Receipts.Row(session, decision, row, first + at, "engine"));
            var rows = decision.Shares.Select((share, ordinal) =>
                Shares.Row(share, row, first + at, next++, ordinal)).ToList();
            shares.AddRange(rows.Zip(decision.Shares));
            added.Add((row with { DecisionId = first + at }, auto, decision, rows));
        }

        await DecisionRows.Add(session.Db, session.Connection, _decisions);
        await Shares.Add(session, shares);
        await LearnedRows.AddUses(session.Db, _kept.SelectMany((kept, at) => kept.Decision.Evidence.Signals
            .Select(signal => signal.Learned).OfType<long>().Distinct()
            .Select(fact => (fact, first + at, kept.Row.Id))));
        foreach (var (receipt, auto, decision, rows) in added)
        {
            var approved = auto && await Approve(rows);
            if (approved)
                Approved++;
            else
                Count(decision);
            await ReceiptRows.Save(session.Db, Decided(receipt, decision, _open) with
            {
                QueueState = approved ? "approved" : "undecided",
            });
        }
    }

    /// <summary>What a receipt's row says of a decision.</summary>
    public static ReceiptRow Decided(
        ReceiptRow row, Decision decision, IReadOnlyDictionary<ItemKey, Money> open) => row with
        {
            MatchStatus = Codes.Of(decision.Status), Verdict = Codes.Of(decision.Verdict),
            Confidence = decision.Confidence, CustomerId = decision.Customer?.Value,
            Short = decision.Status is MatchStatus.Applied && decision.Shares.SelectMany(share => share.Applications)
                .Any(application => application.Cash.IsPositive
                    && open.TryGetValue(new(application.Document, application.Line), out var left)
                    && application.Settled < left),
        };

    // A document that others took meanwhile leaves the decision a proposal.
    private async Task<bool> Approve(List<ShareRow> rows)
    {
        if (await Claims.Take(session, rows) is not null)
            return false;
        foreach (var row in rows)
        {
            await ShareRows.Save(session.Db, row with
            {
                State = "approved", DecidedBy = session.Actor.Person, DecidedAt = session.At, Claims = true,
            });
        }

        return true;
    }

    private async Task<bool> Same(ReceiptRow row, Decision decision)
    {
        if (row.DecisionId is not { } id || await DecisionRows.Of(session.Db, id) is not { } before)
            return false;
        var now = CashApplication.Receipts.Row(session, decision, row, id, "engine");
        if (before.Evidence != now.Evidence || before.Status != now.Status || before.Confidence != now.Confidence)
            return false;
        var shares = (await Shares.Load(session, [row.Id]))[row.Id].Select(pair => pair.Share).ToList();
        return Jot(shares) == Jot(decision.Shares);
    }

    private static string Jot(IReadOnlyList<Share> shares) => string.Join('|', shares.Select(share =>
        $"{share.Customer} {share.ArAccount} {share.OnAccount} " + string.Join(';', share.Applications.Select(one =>
            $"{one.Document} {one.Line} {one.Cash} {string.Join(',', one.Differences)}"))));

    private void Count(Decision decision)
    {
        if (decision.Verdict is Verdict.Hold)
            Held++;
        else
            Proposed++;
    }
}
