using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>What a proof of the ledger found.</summary>
/// <param name="Events">Dated events it was made from.</param>
/// <param name="Days">Days of the aging that differed.</param>
/// <param name="Balances">Customers' balances that differed.</param>
/// <param name="Packed">Customers whose packed moves differed.</param>
/// <param name="First">The first thing that differed; empty where all agreed.</param>
public sealed record LedgerProof(long Events, int Days, int Balances, int Packed, string First)
{
    /// <summary>True where all that is derived agrees with the events.</summary>
    public bool Agrees => Days + Balances + Packed == 0;
}

/// <summary>
/// Adds all events up once more and compares: days of the aging, customers' balances, packed customers. What differs is
/// a fault of ours: it is named in the log, and all of it is added up anew.
/// </summary>
public sealed record ProveLedger : ILongUseCase<LedgerProof>
{
    private const int AtOnce = 20_000;

    /// <inheritdoc/>
    public Permission Needs => Permission.Sync;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<LedgerProof>> Run(Work work)
    {
        var compared = await work.Read<LedgerProof>(async session => await Compare(session));
        if (!compared.Is(out var proof, out var refusal) || proof.Agrees)
            return compared;
        return await work.Write<LedgerProof>(async session =>
        {
            await LedgerRuns.Rebuild(session);
            session.Audit(new("ledger.rebuilt", "ledger") { Before = proof, Why = proof.First });
            return proof;
        });
    }

    private static async Task<LedgerProof> Compare(ReadSession session)
    {
        var (db, connection) = (session.Db, session.Connection);
        var goodFor = (await EventRows.GoodForAll(db, connection))
            .ToDictionary(row => row.Company, row => row.Day, StringComparer.Ordinal);
        var sums = new LedgerSums();
        var count = 0L;
        IReadOnlyList<EventRow> events = [];
        do
        {
            events = await EventRows.After(db, connection, events.Count == 0 ? null : events[^1], AtOnce);
            foreach (var change in events)
                sums.Add(change, goodFor.GetValueOrDefault(change.CompanyId, session.Today));
            count += events.Count;
        }
        while (events.Count == AtOnce);

        var days = Differing(
            sums.Aging.Where(row => row.Amount != 0),
            (await AgingRows.Days(db, connection)).Where(row => row.Amount != 0),
            row => (row.CompanyId, row.Currency, row.EventOn, row.DueOn, row.Side),
            (one, other) => one.Amount == other.Amount);
        var balances = Differing(
            sums.Balances.Where(IsSomething), (await EventRows.Balances(db, connection)).Where(IsSomething),
            row => (row.CompanyId, row.CustomerId, row.Currency),
            (one, other) => Amounts(one) == Amounts(other));
        var packed = Differing(
            sums.Packed, await AgingRows.Everybody(db, connection),
            row => (row.CompanyId, row.Currency, row.CustomerId),
            (one, other) => PackedMoves.Agree(one.Moves, other.Moves));
        var first = days.Select(day => string.Create(CultureInfo.InvariantCulture,
                $"company {day.CompanyId}, {day.Currency}, {day.EventOn:yyyy-MM-dd} due {day.DueOn:yyyy-MM-dd}"))
            .Concat(balances.Select(row => $"the balance of customer {row.CustomerId} in {row.Currency}"))
            .Concat(packed.Select(row => $"the moves of customer {row.CustomerId} in {row.Currency}"));
        return new(count, days.Count, balances.Count, packed.Count, first.FirstOrDefault() ?? "");
    }

    private static (long, long, long) Amounts(BalanceRow row) =>
        (row.OpenAmount, row.OverdueAmount, row.DepositAmount);

    private static bool IsSomething(BalanceRow row) => Amounts(row) != (0, 0, 0);

    /// <summary>What is on one side only, or not equal on both.</summary>
    private static List<T> Differing<T, TKey>(
        IEnumerable<T> made, IEnumerable<T> held, Func<T, TKey> key, Func<T, T, bool> equal)
        where TKey : notnull
    {
        var wanted = made.ToDictionary(key);
        var found = held.Where(row => !wanted.Remove(key(row), out var other) || !equal(row, other)).ToList();
        return [.. found, .. wanted.Values];
    }
}
