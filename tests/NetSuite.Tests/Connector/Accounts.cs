using Turnstone.NetSuite.Sandbox;
using Xunit;

namespace NetSuite.Tests.Connector;

/// <summary>
/// Accounts that differ in everything that is not settled by public material, each setting beside each other one at
/// least once. What changes the contract itself, such as approvals or denied permissions, has tests of its own.
/// </summary>
internal static class Accounts
{
    private static readonly (string Name, Func<SandboxKnobs, SandboxKnobs> Turn)[][] s_switches =
    [
        Turned("old error types", knobs => knobs with { OldErrorTypes = true }),
        Turned("create answers 201", knobs => knobs with { CreateAnswers201 = true }),
        Turned("nulls shown", knobs => knobs with { SuiteQlOmitsNulls = false }),
        Turned("whole timestamps", knobs => knobs with { MinuteTimestamps = false }),
        Turned("discount columns", knobs => knobs with { DiscountColumns = true }),
        Turned("header subsidiary hidden", knobs => knobs with { HeaderSubsidiaryExposed = false }),
        Turned("apply lists open documents", knobs => knobs with { ApplyListsOpenDocuments = true }),
        Turned("links without dates", knobs => knobs with { LinksHaveModifiedDate = false }),
        Turned("applying touches nothing", knobs => knobs with { ApplyingTouchesDocument = false }),
        Turned("preference overrides account", knobs => knobs with { PreferenceOverridesAccount = true }),
        Turned("bank by default", knobs => knobs with { UndepositedByDefault = false }),
        Turned("consolidated payments", knobs => knobs with { ConsolidatedPayments = true }),
        Turned("over-application is cut", knobs => knobs with { OverApplicationIsCut = true }),
        Turned("period override", knobs => knobs with { PeriodOverride = true }),
        Turned("PKCE demanded", knobs => knobs with { PkceDemanded = true }),
        Turned("dates outside periods", knobs => knobs with { DateOutsidePeriod = PeriodMismatch.Allow }),
        Turned("closed goes to today", knobs => knobs with { PeriodWhenClosed = ClosedPeriodDefault.Current }),
        Turned("a share of two calls", knobs => knobs with { IntegrationLimit = 2 }),
        [
            ("", knobs => knobs), ("German dates", knobs => knobs with { DateFormat = "dd.MM.yyyy" }),
            ("ISO dates", knobs => knobs with { DateFormat = "YYYY-MM-DD" }),
        ],
        [
            ("", knobs => knobs), ("Berlin", knobs => knobs with { TimeZone = "Europe/Berlin" }),
            ("Los Angeles", knobs => knobs with { TimeZone = "America/Los_Angeles" }),
        ],
    ];

    private static readonly Dictionary<string, SandboxKnobs> s_knobs = Pairwise
        .Rows([.. s_switches.Select(settings => settings.Length)])
        .ToDictionary(row => string.Join(", ", Chosen(row).Select(one => one.Name).Where(name => name.Length > 0)),
            row => Chosen(row).Aggregate(new SandboxKnobs(), (knobs, one) => one.Turn(knobs)), StringComparer.Ordinal);

    /// <summary>The accounts by what is turned in them.</summary>
    public static TheoryData<string> All => new(s_knobs.Keys);

    public static SandboxKnobs Knobs(string account) => s_knobs[account];

    private static IEnumerable<(string Name, Func<SandboxKnobs, SandboxKnobs> Turn)> Chosen(int[] row) =>
        row.Select((setting, at) => s_switches[at][setting]);

    private static (string Name, Func<SandboxKnobs, SandboxKnobs> Turn)[] Turned(
        string name, Func<SandboxKnobs, SandboxKnobs> turn) => [("", knobs => knobs), (name, turn)];
}

public sealed class PairwiseTests
{
    [Fact]
    public void Each_setting_meets_each_other_and_far_fewer_rows_than_pairs_do_it()
    {
        int[] sizes = [.. Enumerable.Repeat(2, 18), 3, 3];

        var rows = Pairwise.Rows(sizes);

        Assert.Empty(Pairwise.Pairs(sizes).Except(rows.SelectMany(Pairwise.Of)));
        Assert.InRange(rows.Count, 9, 20);
        Assert.Equal(rows, Pairwise.Rows(sizes));
        Assert.Equal(rows.Count, Accounts.All.Count);
    }
}
