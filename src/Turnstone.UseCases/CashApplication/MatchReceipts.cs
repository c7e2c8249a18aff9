using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Ledger;
using Turnstone.UseCases.Posting;

namespace Turnstone.UseCases.CashApplication;

/// <summary>What a matching run came to.</summary>
/// <param name="Receipts">Receipts looked at.</param>
/// <param name="Approved">Decided without a person, where automatic posting is on.</param>
/// <param name="Proposed">For a person to confirm.</param>
/// <param name="Held">For a person to find out.</param>
public sealed record MatchedReceipts(int Receipts, int Approved, int Proposed, int Held);

/// <summary>
/// Lets the engine say of every undecided receipt of a company who paid what. Only where two persons switched automatic
/// posting on for the bank account is an <i>auto</i> decision approved at once; all others are proposals. All undecided
/// receipts go into one run, so that two that want the same document see each other.
/// </summary>
/// <param name="Of">The company.</param>
public sealed record MatchReceipts(CompanyId Of) : ILongUseCase<MatchedReceipts>
{
    private const int Most = 20_000;
    private const int Chunk = 500;

    /// <inheritdoc/>
    public Permission Needs => Permission.Match;

    /// <inheritdoc/>
    public CompanyId? Company => Of;

    /// <inheritdoc/>
    public async Task<Result<MatchedReceipts>> Run(Work work)
    {
        var waited = await work.Write(session => WaitingLines.Stop(session, Of));
        if (waited.Refusal is { } broken)
            return broken;
        if (await new RenewKeys(work).Run() is { } stale)
            return stale;
        var read = await work.Read<(IReadOnlyList<ReceiptRow> Rows, MatchingInput Input)>(async session =>
        {
            var rows = await ReceiptRows.Undecided(session.Db, session.Connection, Of.Value, session.Today, Most);
            var policy = await Policies.Matching(session, Of.Value);
            return (rows, await MatchingSlice.Load(session, (Of.Value, null), [.. rows.Select(Receipts.Read)],
                policy));
        });
        if (!read.Is(out var known, out var refusal))
            return refusal;
        work.Report("matching", 0, known.Rows.Count);
        // Between the transactions: nobody waits while the engine thinks.
        var decisions = MatchingEngine.Match(known.Input);
        var total = new MatchedReceipts(0, 0, 0, 0);
        foreach (var chunk in known.Rows.Zip(decisions).Chunk(Chunk))
        {
            var items = known.Input.OpenItems;
            if (!(await work.Write(session => Keep(session, chunk, items))).Is(out var done, out refusal))
                return refusal;
            total = new(total.Receipts + done.Receipts, total.Approved + done.Approved,
                total.Proposed + done.Proposed, total.Held + done.Held);
            work.Report("matching", total.Receipts, known.Rows.Count);
        }

        return total;
    }

    private async Task<Result<MatchedReceipts>> Keep(
        Session session, (ReceiptRow Row, Decision Decision)[] chunk, IReadOnlyList<OpenItem> items)
    {
        var accounts = (await BankAccounts.Of(session)).ToDictionary(
            account => account.Id.Value, StringComparer.Ordinal);
        var now = (await ReceiptRows.LockedAll(session.Db, session.Connection, [.. chunk.Select(pair => pair.Row.Id)]))
            .ToDictionary(row => row.Id);
        var keeping = new DecisionKeeping(session, items);
        foreach (var (row, decision) in chunk)
        {
            // Somebody decided it while the engine thought: their word stands.
            if (now.GetValueOrDefault(row.Id) is not { QueueState: "undecided" } held || held.Version != row.Version)
                continue;
            var auto = decision.Verdict is Verdict.Auto && decision.Shares.Count > 0
                && accounts.TryGetValue(row.BankAccount, out var account) && account.AutoPosting
                && !await TieOutStops.Stop(session, row.BankAccount, row.BookedOn);
            await keeping.Keep(held, decision, auto);
        }

        await keeping.Save();
        if (keeping.Receipts > 0)
        {
            session.Audit(new("receipts.matched", $"company {Of.Value}")
            {
                Company = Of,
                After = new { keeping.Receipts, keeping.Approved, keeping.Proposed, keeping.Held },
            });
        }

        return new MatchedReceipts(keeping.Receipts, keeping.Approved, keeping.Proposed, keeping.Held);
    }
}
