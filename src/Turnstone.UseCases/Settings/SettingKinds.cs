using System.Text.Json;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Posting;

namespace Turnstone.UseCases.Settings;

/// <summary>A kind of setting: what it says, and whether it has names or is one per company.</summary>
/// <param name="Code">Its code in rows, such as <c>bank_account</c>.</param>
/// <param name="Section">Its section in the text, such as <c>bank_accounts</c>.</param>
/// <param name="Named">True where each has a name and states its company; else the company is its name.</param>
/// <param name="Body">What it says.</param>
internal sealed record SettingKind(string Code, string Section, bool Named, KeysShape Body);

/// <summary>The kinds of settings there are. Their keys are those of the records that read them.</summary>
internal static class SettingKinds
{
    private static readonly CurrencyShape Currency = new();
    private static readonly TextShape Text = new();
    private static readonly FlagShape Flag = new();
    private static readonly MapShape Amounts = new(Currency, new AmountShape());
    private static readonly MapShape Dimensions = new(new DimensionShape(), Text);
    private static readonly MapShape Costs = new(Currency, new KeysShape(
        new("wrong_match", new AmountShape(), Required: true),
        new("review_minute", new AmountShape(), Required: true)));

    public static IReadOnlyList<SettingKind> All { get; } =
    [
        new("bank_account", "bank_accounts", Named: true, new(
            new("name", Text), new("currency", Currency, Required: true), new("numbers", new ListShape(Text)),
            new("gl_account", Text), new("ar_account", Text), new("undeposited_funds", Text),
            new("booking_source", Text), new("start_date", new DateShape()), new("auto_posting", Flag),
            new("detail_days", new WholeShape(0, 60)), new("rules", new ListShape(new KeysShape(
                new("name", Text, Required: true), new("kind", Words<LineKind>(), Required: true),
                new("type_codes", new ListShape(Text)), new("words", new ListShape(Text)),
                new("direction", Words<LineDirection>()), new("awaits_detail", Flag)))))),
        new("source", "sources", Named: true, new(
            new("place", Words<PlaceKind>()), new("path", Text), new("prefix", Text), new("suffix", Text),
            new("after", Words<AfterReading>()), new("role", Words<SourceRole>()),
            new("settle_seconds", new WholeShape(0, 3600)), new("every_minutes", new WholeShape(1, 1440)),
            new("decrypt", Flag), new("host", Text), new("port", new WholeShape(1, 65535)), new("user", Text),
            new("host_key", new TextShape(2000)), new("currency", Currency),
            new("quirks", new ListShape(Words<Quirks>())), new("mapping", new TextShape(100_000)))),
        new("matching_policy", "matching_policies", Named: false, new(
            new("write_off", new MapShape(Currency, new KeysShape(new("amount", new AmountShape()),
                new("percent", new PercentShape()), new("monthly_cap", new AmountShape())))),
            new("discount_grace_days", new WholeShape(0, 60)), new("tie_order", Words<TieOrder>()),
            new("auto_confidence", new WholeShape(5000, 10000)), new("strict", Flag), new("costs", Costs),
            new("review_seconds", new WholeShape(1, 3600)), new("least_settled", new WholeShape(0, 100)),
            new("customers", new MapShape(Text, new KeysShape(new("costs", Costs), new("never_auto", Flag),
                new("least_settled", new WholeShape(0, 100))))))),
        new("approval_limits", "approval_limits", Named: false, new(
            new("share", Amounts), new("write_off", Amounts))),
        new("posting_policy", "posting_policies", Named: false, new(
            new("difference_accounts", new MapShape(Words<DifferenceCause>(), Text)),
            new("part_accounts", new MapShape(Words<LinePartKind>(), Text)),
            new("discount_route", Words<DiscountRoute>()), new("discount_item", Text), new("discount_account", Text),
            new("closed_period", Words<ClosedPeriod>()), new("overpayment", Words<Overpayment>()),
            new("deposit_account", Text), new("deposit_from", Amounts), new("dimensions", Dimensions),
            new("account_dimensions", new MapShape(Text, Dimensions)), new("journals_need_approval", Flag),
            new("consolidated_payments", Flag), new("duplicates_refused", Flag),
            new("decision_field", Text), new("decided_by_field", Text), new("approved_by_field", Text))),
        new("custom_fields", "custom_fields", Named: false, new(
            new("customers", new ListShape(new FieldShape("custentity"))),
            new("documents", new ListShape(new FieldShape("custbody"))))),
    ];

    public static SettingKind Of(string code) => All.First(kind => kind.Code == code);

    private static WordShape Words<T>() where T : struct, Enum =>
        new([.. Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)]);
}
