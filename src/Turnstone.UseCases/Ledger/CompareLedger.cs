using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Reading;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>What a comparison with NetSuite came to.</summary>
/// <param name="Run">The run its repairs are kept under.</param>
/// <param name="Days">Days of documents compared: one for each day, AR account, currency and company.</param>
/// <param name="Differing">Those that differed before, each with both sides.</param>
/// <param name="Documents">Documents that were read once more.</param>
/// <param name="Left">Days that differ still; each is worth a person's look.</param>
public sealed record LedgerComparison(
    long Run, int Days, IReadOnlyList<ComparedDayRow> Differing, int Documents, int Left)
{
    /// <summary>True where both sides agree now.</summary>
    public bool Agrees => Left == 0;
}

/// <summary>
/// Compares the open amounts of each day, AR account, currency and company with NetSuite's own sums. Where they differ
/// the day's documents are compared one by one; each that differs is read once more, brought to what NetSuite states
/// and named. An application that was taken off without a trace, a deletion that may not be read and a page that was
/// lost are found this way. Nothing is summed away.
/// </summary>
public sealed record CompareLedger : ILongUseCase<LedgerComparison>
{
    private const int AtOnce = 500;

    /// <inheritdoc/>
    public Permission Needs => Permission.Sync;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<LedgerComparison>> Run(Work work)
    {
        var netSuite = work.Use<INetSuite>();
        if (!(await Compare(work, netSuite)).Is(out var before, out var refusal)
            || !(await Suspects(work, netSuite, before)).Is(out var ids, out refusal)
            || !(await work.Write<long>(async session => await LedgerRuns.Begin(
                session, "sync", reach: "compared"))).Is(out var run, out refusal))
            return refusal;
        if (await Repair(work, netSuite, run, ids) is { } stopped)
        {
            await work.Write<Done>(async session =>
            {
                await RunRows.End(session.Db, run, "failed", stopped.Sentence, session.At);
                return Done.It;
            });
            return stopped;
        }

        if (!(await Compare(work, netSuite)).Is(out var after, out refusal))
            return refusal;
        var comparison = new LedgerComparison(
            run, before.Days, before.Differing, ids.Count, after.Differing.Count);
        return await work.Write<LedgerComparison>(session => Keep(session, comparison));
    }

    private sealed record Sides(int Days, IReadOnlyList<ComparedDayRow> Differing, bool NamesCompanies);

    private static async Task<Result<Sides>> Compare(
        Work work, INetSuite netSuite)
    {
        if (!(await OpenTotals.Days(netSuite, work.Cancel)).Is(out var theirs, out var refusal))
            return refusal;
        var read = await work.Read<IReadOnlyList<ComparedDayRow>>(async session =>
            Result(await ComparisonRows.OurDays(session.Db, session.Connection)));
        if (!read.Is(out var ours, out refusal))
            return refusal;
        if (theirs.Count == 0 && ours.Count > 0)
            return Refusals.NothingShown();
        work.Report("comparing with NetSuite", ours.Count, ours.Count);
        var days = ours.ToDictionary(row => row.Key, StringComparer.Ordinal);
        foreach (var row in theirs)
        {
            var there = new ComparedDayRow
            {
                CompanyId = row.Subsidiary ?? NetSuiteArrivals.OnlyCompany, ArAccount = row.ArAccount,
                Currency = row.Open.Currency.Code, DatedOn = row.Day,
            };
            days[there.Key] = days.GetValueOrDefault(there.Key, there) with
            {
                TheirDocuments = (int)row.Documents, TheirOpen = row.Open.Minor,
            };
        }

        var differing = days.Values.Where(day => !day.Agrees).OrderBy(day => day.Key, StringComparer.Ordinal);
        return new Sides(days.Count, [.. differing],
            theirs.Any(row => row.Subsidiary is not null));
    }

    /// <summary>Documents of differing days that are open on one side only, or with another amount.</summary>
    private static async Task<Result<IReadOnlyList<string>>> Suspects(
        Work work, INetSuite netSuite, Sides sides)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var day in sides.Differing)
        {
            var currency = Currency.Of(day.Currency);
            var company = sides.NamesCompanies ? day.CompanyId : null;
            var asked = new OpenTotalRow(day.DatedOn, company, day.ArAccount, 0, Money.Zero(currency));
            if (!(await OpenTotals.Documents(netSuite, asked, work.Cancel)).Is(out var theirs, out var refusal))
                return refusal;
            var read = await work.Read<IReadOnlyList<(string Id, int Line, long Open)>>(async session =>
                Result(await ComparisonRows.OurDocuments(session.Db, session.Connection, day)));
            if (!read.Is(out var ours, out refusal))
                return refusal;
            var there = theirs.Select(row => (row.Id, row.Line, row.Open.Minor)).ToHashSet();
            there.SymmetricExceptWith(ours);
            ids.UnionWith(there.Select(row => row.Id));
            work.Report("comparing documents", ids.Count);
        }

        return ids.Order(StringComparer.Ordinal).ToList();
    }

    private static async Task<Refusal?> Repair(
        Work work, INetSuite netSuite, long run, IReadOnlyList<string> ids)
    {
        var read = await work.Read<Dictionary<string, TermRow>>(async session =>
            (await BooksRows.Terms(session.Db, session.Connection))
                .ToDictionary(row => row.Id, StringComparer.Ordinal));
        if (!read.Is(out var terms, out var refusal))
            return refusal;
        var again = new RereadDocuments(work, netSuite, run);
        foreach (var some in ids.Chunk(AtOnce))
        {
            if ((await again.Read(some, terms)).Refusal is { } stopped)
                return stopped;
        }

        return null;
    }

    private static async Task<Result<LedgerComparison>> Keep(Session session, LedgerComparison comparison)
    {
        await RunRows.End(session.Db, comparison.Run, "done", string.Create(CultureInfo.InvariantCulture,
            $"Compared with NetSuite's sums: {comparison.Differing.Count} of {comparison.Days} days differed."),
            session.At);
        await ComparisonRows.Save(session.Db, session.Connection, new()
        {
            RunId = comparison.Run, ComparedAt = session.At, Days = comparison.Days, Documents = comparison.Documents,
        }, comparison.Differing);
        var subject = string.Create(CultureInfo.InvariantCulture, $"ledger_run {comparison.Run}");
        session.Audit(new("ledger.compared", subject)
        {
            After = new
            {
                comparison.Days, Differing = comparison.Differing.Count, comparison.Documents, comparison.Left,
            },
        });
        return comparison;
    }

    private static Result<T> Result<T>(T value) => value;
}
