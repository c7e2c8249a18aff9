using System.Globalization;
using Turnstone.Domain.CashApplication.Learning;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication.Learning;

/// <summary>
/// Decides the receipts of a past period again with and without what is proposed, and keeps both beside what people
/// finally did: nobody approves what was not tried. Nothing is decided or posted.
/// </summary>
/// <param name="Learned">The proposal.</param>
/// <param name="Of">Its company.</param>
/// <param name="Days">How many days back.</param>
public sealed record ReplayLearned(long Learned, CompanyId Of, int Days = ReplayLearned.Usual)
    : ILongUseCase<ReplayReport>
{
    /// <summary>How far back a replay goes where nobody says otherwise.</summary>
    public const int Usual = 60;

    /// <inheritdoc/>
    public Permission Needs => Permission.Match;

    /// <inheritdoc/>
    public CompanyId? Company => Of;

    /// <inheritdoc/>
    public async Task<Result<ReplayReport>> Run(Work work)
    {
        var read = await work.Read<(LearnedFact Fact, string Sentence, DateOnly Today)>(async session =>
            await LearnedRows.Of(session.Db, session.Connection, Learned) is not { } row || row.CompanyId != Of.Value
                ? Refusals.NoLesson(Learned)
                : row.State == "proposed" ? (LearnedFacts.Read(row), LearnedFacts.Words(session, row), session.Today)
                    : Refusals.NotProposed(Learned, row.State));
        if (!read.Is(out var known, out var refusal))
            return refusal;
        var trial = new Trial(known.Fact, string.Create(CultureInfo.InvariantCulture,
            $"learned {Learned}: {known.Sentence}"));
        var replayed = await new PastPeriod(Of, known.Today.AddDays(-Days), known.Today, trial).Run(work);
        if (!replayed.Is(out var report, out refusal))
            return refusal;
        return await work.Write<ReplayReport>(async session =>
        {
            if (await LearnedRows.Of(session.Db, session.Connection, Learned) is not { State: "proposed" } row)
                return Refusals.NoLesson(Learned);
            await LearnedRows.Save(session.Db, row with { ReplayId = report.Id });
            return report;
        });
    }
}
