using System.Text.Json;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Replay;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication;

/// <summary>A replay and the receipts on which the policies part.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Company">Whose receipts.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Summary">What it came to.</param>
/// <param name="Receipts">Receipts that change, by day.</param>
public sealed record ReplayReport(
    long Id, CompanyId Company, DateOnly From, DateOnly To, ReplaySummary Summary,
    IReadOnlyList<ReplayedReceipt> Receipts)
{
    /// <summary>The changed policy as it was given.</summary>
    public string Policy { get; init; } = "";
}

/// <summary>
/// Decides the receipts of a past period again, day by day on the ledger of that morning, under the policy that holds
/// and under a changed one, and holds both against what people finally did. Nothing is decided, claimed or posted.
/// </summary>
/// <param name="Of">The company.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Policy">The changed policy.</param>
/// <param name="Text">It as it was given, to be kept.</param>
public sealed record ReplayPolicy(CompanyId Of, DateOnly From, DateOnly To, MatchingPolicy Policy, string Text)
    : ILongUseCase<ReplayReport>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Match;

    /// <inheritdoc/>
    public CompanyId? Company => Of;

    /// <inheritdoc/>
    public Task<Result<ReplayReport>> Run(Work work) => new PastPeriod(Of, From, To, new(Policy, Text)).Run(work);

    /// <summary>
    /// Where people, or automatic posting, finally put receipts; those nobody has decided are absent.
    /// </summary>
    internal static async Task<Dictionary<long, string>> Finally(
        ReadSession session, IReadOnlyCollection<long> receipts) => (await Shares.Load(session, receipts))
            .Where(shares => shares.All(pair => pair.Row.State is "waiting" or "approved" or "posting" or "posted"
                or "found"))
            .ToDictionary(shares => shares.Key, shares => Outcome.Of(shares.Select(pair => pair.Share)));
}

/// <summary>Replays that were made, the latest first.</summary>
public sealed record ListReplays : IQuery<ReplayReport[]>
{
    private const int Most = 20;

    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<ReplayReport[]>> Run(ReadSession session)
    {
        var reports = new List<ReplayReport>();
        foreach (var row in await ReplayRows.Latest(session.Db, session.Connection, Most))
        {
            if (await session.MayNot(Needs, new CompanyId(row.CompanyId)) is not null)
                continue;
            reports.Add(Read(row));
        }

        return reports.ToArray();
    }

    /// <summary>One replay; null where it is not there.</summary>
    internal static async Task<ReplayReport?> Of(ReadSession session, long id) =>
        await ReplayRows.Of(session.Db, session.Connection, id) is { } row ? Read(row) : null;

    private static ReplayReport Read(ReplayRow row) => new(row.Id, new(row.CompanyId), row.FromOn, row.ToOn,
        SummaryText.Read(row.Summary), ReplayedText.Read(row.Receipts)) { Policy = row.Policy };
}

/// <summary>A replay's sums as they are kept.</summary>
internal sealed record SummaryText(
    int Receipts, int Gained, int Lost, int Changed, int WrongBefore, int WrongAfter, int Unknown,
    IReadOnlyList<AmountText> Moved)
{
    public static SummaryText Of(ReplaySummary sums) => new(sums.Receipts, sums.Gained, sums.Lost, sums.Changed,
        sums.WrongBefore, sums.WrongAfter, sums.Unknown, [.. sums.Moved.Select(AmountText.Of)]);

    public static ReplaySummary Read(string json)
    {
        var sums = JsonSerializer.Deserialize<SummaryText>(json, Plain.Json)
            ?? throw new InvalidOperationException("A replay was kept without its sums.");
        return new(sums.Receipts, sums.Gained, sums.Lost, sums.Changed, sums.WrongBefore, sums.WrongAfter,
            sums.Unknown, [.. sums.Moved.Select(amount => amount.Money)]);
    }
}

/// <summary>A receipt of a replay as it is kept.</summary>
internal sealed record ReplayedText(
    long Receipt, string Called, DateOnly Day, AmountText Amount, Verdict Before, string BeforeSays)
{
    public required Verdict After { get; init; }

    public required string AfterSays { get; init; }

    public string? Final { get; init; }

    public static ReplayedText Of(ReplayedReceipt row) => new(
        row.Receipt, row.Called, row.Day, AmountText.Of(row.Amount), row.Before, row.BeforeSays)
    {
        After = row.After, AfterSays = row.AfterSays, Final = row.Final,
    };

    public static IReadOnlyList<ReplayedReceipt> Read(string json) =>
        [.. (JsonSerializer.Deserialize<List<ReplayedText>>(json, Plain.Json) ?? []).Select(row => new ReplayedReceipt
        {
            Receipt = row.Receipt, Called = row.Called, Day = row.Day, Amount = row.Amount.Money, Before = row.Before,
            BeforeSays = row.BeforeSays, After = row.After, AfterSays = row.AfterSays, Final = row.Final,
        })];
}

/// <summary>An amount as it is kept: minor units and currency.</summary>
internal sealed record AmountText(long Minor, string Currency)
{
    public Money Money => new(Minor, Domain.Kernel.Currency.Of(Currency));

    public static AmountText Of(Money amount) => new(amount.Minor, amount.Currency.Code);
}
