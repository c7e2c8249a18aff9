using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Settings;

namespace Turnstone.UseCases.Tests.Settings;

public sealed class SettingTests
{
    private const string Main = """
        bank_accounts:
          main:
            company: "1"
            currency: usd
            numbers: ["0012-345", US99X]
            gl_account: "1010"
            ar_account: "1200"
            start_date: 2026-03-01
            rules:
              - name: sweeps
                kind: excluded
                words: [ZBA TRANSFER, "yes"]
                direction: out
        matching_policies:
          all:
            write_off:
              USD: { amount: "5.00", percent: 0.5, monthly_cap: "50.00" }
              JPY: { amount: "500" }
            tie_order: oldest_due
        approval_limits:
          "1":
            share: { USD: "10000.00" }
        posting_policies:
          "1":
            difference_accounts: { write_off: "6100", bank_fee: "6200" }
        """;

    [Theory, BothEngines]
    public async Task A_text_becomes_settings_only_on_a_second_persons_word(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);

        var proposed = (await test.Run(new ImportSettings(Main, "first settings"), test.Service)).Value;
        Assert.Empty(await test.Rows<string>("select name from setting"));
        Assert.Equal("door.not_allowed", await Approve(test, proposed, test.Clerk));
        Assert.Null(await Approve(test, proposed, test.Controller));

        Assert.Equal([("approval_limits", 1), ("bank_account", 1), ("matching_policy", 1), ("posting_policy", 1)],
            await test.Rows<(string, int)>("select kind, version from setting order by kind"));
        Assert.Contains(proposed.Changes,
            change => change == new SettingChange("bank_accounts.main.currency", null, "USD"));
        Assert.Equal(4, (await test.Rows<string>("select act from audit_entry where act = 'setting.changed'")).Count);
    }

    [Theory, BothEngines]
    public async Task What_is_exported_comes_back_as_the_same(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        await Settled(test, Main);

        var text = (await test.Run(new ExportSettings(), test.Controller)).Value;
        var back = (await test.Run(new ImportSettings(text, "again"), test.Controller)).Value;

        Assert.Empty(back.Changes);
        Assert.Null(back.Asked);
        Assert.Contains("    numbers: [\"0012-345\", US99X]\n", text, StringComparison.Ordinal);
        Assert.Contains("        words: [\"ZBA TRANSFER\", \"yes\"]\n", text, StringComparison.Ordinal);
        Assert.Contains("    version: 1\n    effective_on: 2026-03-02\n", text, StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task Automatic_posting_is_switched_on_by_two_persons_and_shown_as_one_change(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        await Settled(test, Main);
        var text = (await test.Run(new ExportSettings(), test.Clerk)).Value
            .Replace("    start_date: 2026-03-01\n", "    start_date: 2026-03-01\n    auto_posting: true\n",
                StringComparison.Ordinal);

        var preview = (await test.Run(new PreviewSettings(text), test.Clerk)).Value;
        var proposed = (await test.Run(new ImportSettings(text, "it earned it"), test.Controller)).Value;
        var own = await Approve(test, proposed, test.Controller);
        test.Clock.Now += TimeSpan.FromDays(3);
        var other = await Approve(test, proposed, test.SecondController);

        Assert.Equal([new SettingChange("bank_accounts.main.auto_posting", null, "true")], preview);
        Assert.Equal("approvals.own", own);
        Assert.Null(other);
        Assert.Equal([(1, new DateOnly(2026, 3, 2)), (2, new DateOnly(2026, 3, 5))],
            await test.Rows<(int, DateOnly)>(
                "select version, effective_on from setting where kind = 'bank_account' order by version"));
    }

    [Theory, BothEngines]
    public async Task Whoever_edits_an_old_version_is_told(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        await Settled(test, Main);
        var old = (await test.Run(new ExportSettings(), test.Controller)).Value;
        var mine = old.Replace("oldest_due", "none", StringComparison.Ordinal);
        var theirs = old.Replace("tie_order: oldest_due", "strict: true", StringComparison.Ordinal);
        var waiting = (await test.Run(new ImportSettings(mine, "mine"), test.Controller)).Value;
        await Settled(test, theirs);

        Assert.Equal("settings.other_version", await Approve(test, waiting, test.SecondController));
        Assert.Equal("settings.other_version",
            (await test.Run(new ImportSettings(mine, "mine"), test.Controller)).Refusal?.Code);
    }

    [Theory, BothEngines]
    public async Task What_does_not_fit_is_refused_by_key_and_line(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);

        async Task<(string?, string?)> Refused(string text)
        {
            var refusal = (await test.Run(new PreviewSettings(text), test.Clerk)).Refusal;
            return (refusal?.Code, refusal?.Sentence);
        }

        Assert.Equal(("settings.bad_value", "Line 3: bank_accounts.a.currency: 'dollars' is not a currency code of "
            + "three letters."), await Refused("bank_accounts:\n  a:\n    currency: dollars\n    company: \"1\"\n"));
        Assert.Equal("settings.unknown_key", (await Refused("bank_accounts:\n  a:\n    colour: red\n")).Item1);
        Assert.Contains("2 more like it: Line 3: bank_accounts.a lacks the key 'company'",
            (await Refused("bank_accounts:\n  a:\n    colour: red\n")).Item2, StringComparison.Ordinal);
        Assert.Equal("settings.unknown_key", (await Refused("accounts:\n  a: {}\n")).Item1);
        Assert.Equal(("yaml.unreadable", "Line 2 is not YAML that can be read here: anchors and aliases are not read: "
            + "write it out."), await Refused("bank_accounts:\n  a: &x {}\n"));
        Assert.Equal("yaml.unreadable", (await Refused("a: 1\na: 2\n")).Item1);
        Assert.Equal("yaml.unreadable", (await Refused("a: [1\n")).Item1);
        Assert.Equal("settings.nothing", (await Refused("# nothing\n{}")).Item1);
        Assert.Equal("settings.unknown_company",
            (await Refused("bank_accounts:\n  a: { company: \"9\", currency: USD }\n")).Item1);
        Assert.Equal("settings.auto_needs", (await Refused(
            "bank_accounts:\n  a: { company: \"1\", currency: USD, auto_posting: true }\n")).Item1);
        Assert.Equal("settings.in_the_past", (await Refused(
            "bank_accounts:\n  a: { company: \"1\", currency: USD, effective_on: 2026-03-01 }\n")).Item1);
        Assert.Equal("settings.two_accounts", (await Refused(
            "bank_accounts:\n  a: { company: \"1\", currency: USD, numbers: [12-3] }\n"
            + "  b: { company: \"2\", currency: EUR, numbers: \"00123\" }\n")).Item1);
        Assert.Equal("settings.bad_value", (await Refused(
            "approval_limits:\n  all: { share: { JPY: \"10.50\" } }\n")).Item1);
        Assert.Equal("settings.bad_value", (await Refused(
            "approval_limits:\n  all: { share: { USD: \"-1\" } }\n")).Item1);
    }

    [Theory, BothEngines]
    public async Task Who_has_one_company_changes_that_ones_settings_alone(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var birke = await test.AddPerson("Bea Birke", "controller", TestDatabase.Birke);
        const string own = "approval_limits:\n  \"2\": { share: { EUR: \"1.00\" } }\n";

        Assert.Null((await test.Run(new ImportSettings(own, "ours"), birke)).Refusal);
        Assert.Equal("door.not_everywhere", (await test.Run(new ImportSettings(Main, "all"), birke)).Refusal?.Code);
        Assert.Equal("door.not_in_company", (await test.Run(new ImportSettings(
            own.Replace("\"2\"", "\"1\"", StringComparison.Ordinal), "theirs"), birke)).Refusal?.Code);
    }

    private static async Task Settled(TestDatabase test, string text)
    {
        var proposed = (await test.Run(new ImportSettings(text, "settings"), test.Controller)).Value;
        Assert.Null(await Approve(test, proposed, test.SecondController));
    }

    private static async Task<string?> Approve(
        TestDatabase test, SettingsProposed proposed, Turnstone.UseCases.Door.Actor actor) =>
        (await test.Run(new AnswerRequest(proposed.Asked!.Request, Approve: true), actor)).Refusal?.Code;
}
