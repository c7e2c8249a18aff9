using System.Globalization;
using System.Text.Json;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Learning;
using Turnstone.Domain.CashApplication.Replay;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication;

/// <summary>What a replay tries: a changed policy, or something that was taught; and how it is called.</summary>
internal sealed record Trial
{
    public Trial(MatchingPolicy policy, string text) => (Policy, Text) = (policy, text);

    public Trial(LearnedFact fact, string text) => (Fact, Text) = (fact, text);

    public MatchingPolicy? Policy { get; }

    public LearnedFact? Fact { get; }

    public string Text { get; }

    /// <summary>The input of a morning without what is tried.</summary>
    public MatchingInput Without(MatchingInput input) => Fact is null ? input
        : input with { Learned = [.. input.Learned.Where(fact => fact.Id != Fact.Id)] };

    /// <summary>The input of a morning with it.</summary>
    public MatchingInput With(MatchingInput input) =>
        Policy is null ? input : input with { Policy = Policy with { AsOf = input.Policy.AsOf } };
}

/// <summary>
/// Decides the receipts of a past period again, day by day on the ledger of that morning, without and with what is
/// tried, and holds both against what people finally did.
/// </summary>
internal sealed record PastPeriod(CompanyId Of, DateOnly From, DateOnly To, Trial Trial)
{
    private const int MostKept = 2000;

    public async Task<Result<ReplayReport>> Run(Work work)
    {
        if (To < From)
            return Refusals.NoPeriod(From, To);
        var read = await work.Read<ReceiptRow[]>(async session =>
            (await ReplayRows.Receipts(session.Db, session.Connection, Of.Value, From, To)).ToArray());
        if (!read.Is(out var receipts, out var refusal))
            return refusal;
        var replayed = new List<ReplayedReceipt>(receipts.Length);
        foreach (var day in receipts.GroupBy(row => row.BookedOn))
        {
            var again = await work.Read(session => Day(session, day.Key, [.. day]));
            if (!again.Is(out var rows, out refusal))
                return refusal;
            replayed.AddRange(rows);
            work.Report("replay", replayed.Count, receipts.Length);
        }

        return await work.Write(session => Keep(session, replayed));
    }

    private async Task<Result<ReplayedReceipt[]>> Day(
        ReadSession session, DateOnly day, IReadOnlyList<ReceiptRow> rows)
    {
        var holds = (await Policies.Matching(session, Of.Value)) with { AsOf = day };
        var input = await MatchingSlice.Load(
            session, (Of.Value, day), [.. rows.Select(Receipts.Read)], holds, Trial.Fact);
        if (AsOf.Leak(input, day) is { } leak)
            throw new InvalidOperationException($"The replay of {day:yyyy-MM-dd} knew the future: {leak}");
        var before = MatchingEngine.Match(Trial.Without(input));
        var after = MatchingEngine.Match(Trial.With(input));
        var final = await ReplayPolicy.Finally(session, [.. rows.Select(row => row.Id)]);
        return rows.Select((row, at) => new ReplayedReceipt
        {
            Receipt = row.Id, Called = Receipts.Called(row), Day = day, Amount = before[at].Receipt.Amount,
            Before = before[at].Verdict, BeforeSays = Outcome.Of(before[at].Shares), After = after[at].Verdict,
            AfterSays = Outcome.Of(after[at].Shares), Final = final.GetValueOrDefault(row.Id),
        }).ToArray();
    }

    private async Task<Result<ReplayReport>> Keep(Session session, List<ReplayedReceipt> replayed)
    {
        var report = new ReplayReport(await session.NewId(), Of, From, To, ReplaySummary.Of(replayed),
            [.. replayed.Where(row => row.Change is not ReplayChange.Same).Take(MostKept)]) { Policy = Trial.Text };
        await ReplayRows.Add(session.Db, session.Connection, new()
        {
            Id = report.Id, CompanyId = Of.Value, FromOn = From, ToOn = To, Policy = Trial.Text, MadeAt = session.At,
            MadeBy = session.Actor.Person,
            Summary = JsonSerializer.Serialize(SummaryText.Of(report.Summary), Plain.Json),
            Receipts = JsonSerializer.Serialize(report.Receipts.Select(ReplayedText.Of), Plain.Json),
        });
        session.Audit(new(Trial.Fact is null ? "policy.replayed" : "learned.replayed",
            string.Create(CultureInfo.InvariantCulture, $"replay {report.Id}"))
        {
            Company = Of, After = new { From, To, Trial.Text, Summary = SummaryText.Of(report.Summary) },
        });
        return report;
    }
}
