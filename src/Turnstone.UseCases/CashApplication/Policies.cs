using System.Text.Json;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Banking;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication;

/// <summary>What may be forgiven in one currency, as the policy's text says it: decimal amounts as text.</summary>
public sealed record WriteOffText
{
    /// <summary>Highest write-off; null where not stated.</summary>
    public string? Amount { get; init; }

    /// <summary>Highest share of the open amount in percent.</summary>
    public decimal? Percent { get; init; }

    /// <summary>Highest sum per customer and month.</summary>
    public string? MonthlyCap { get; init; }
}

/// <summary>The matching policy's text: kind <c>matching_policy</c>, one per company.</summary>
public sealed record MatchingPolicyText : AutoRulesText
{
    /// <summary>Kind of the setting.</summary>
    public const string Kind = "matching_policy";

    /// <summary>Write-off limits by currency code.</summary>
    public IReadOnlyDictionary<string, WriteOffText> WriteOff { get; init; } =
        new Dictionary<string, WriteOffText>(StringComparer.Ordinal);

    /// <summary>Days after the discount date on which a discount still counts as earned.</summary>
    public int DiscountGraceDays { get; init; }

    /// <summary>How ties are broken.</summary>
    public TieOrder TieOrder { get; init; }

    /// <summary>Lowest confidence at which a decision is auto where no costs are stated, in hundredths of a percent.
    /// </summary>
    public int AutoConfidence { get; init; } = 9950;

    /// <summary>Customer, number and amount must all agree before anything is auto.</summary>
    public bool Strict { get; init; }

    /// <summary>The policy as the engine takes it.</summary>
    internal MatchingPolicy Read(int version, DateOnly asOf) => Put(new()
    {
        Version = version, AsOf = asOf, DiscountGraceDays = DiscountGraceDays, TieOrder = TieOrder,
        AutoConfidence = AutoConfidence, Strict = Strict,
        WriteOff = WriteOff.ToDictionary(
            entry => entry.Key,
            entry => new WriteOffLimit(
                Policies.Amount(entry.Value.Amount, entry.Key), entry.Value.Percent,
                Policies.Amount(entry.Value.MonthlyCap, entry.Key)),
            StringComparer.Ordinal),
    });
}

/// <summary>Above which amounts a second person approves: kind <c>approval_limits</c>, one per company.</summary>
public sealed record ApprovalLimits
{
    /// <summary>Kind of the setting.</summary>
    public const string Kind = "approval_limits";

    /// <summary>
    /// Highest share one person may decide, by currency code; a currency that is absent always needs two.
    /// </summary>
    public IReadOnlyDictionary<string, string> Share { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Highest write-off one person may decide, by currency code.</summary>
    public IReadOnlyDictionary<string, string> WriteOff { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>True where a share may not go on one person's word.</summary>
    internal bool NeedSecond(Share share)
    {
        var code = share.Amount.Currency.Code;
        var forgiven = share.Applications.SelectMany(application => application.Differences)
            .Where(difference => difference.Cause is DifferenceCause.WriteOff)
            .Aggregate(Money.Zero(share.Amount.Currency), (sum, difference) => sum + difference.Amount);
        return Policies.Amount(Share.GetValueOrDefault(code), code) is not { } most || share.Amount > most
            || Policies.Amount(WriteOff.GetValueOrDefault(code), code) is { } least && forgiven > least;
    }
}

/// <summary>The rules of a company as their settings stand today.</summary>
internal static class Policies
{
    public static async Task<MatchingPolicy> Matching(ReadSession session, string company)
    {
        var (version, text) = await Read<MatchingPolicyText>(session, MatchingPolicyText.Kind, company);
        return text.Read(version, session.Today);
    }

    /// <summary>How long a review takes by the policy, in seconds.</summary>
    public static async Task<int> ReviewSeconds(ReadSession session, string company) =>
        (await Read<MatchingPolicyText>(session, MatchingPolicyText.Kind, company)).Text.ReviewSeconds;

    public static async Task<ApprovalLimits> Limits(ReadSession session, string company) =>
        (await Read<ApprovalLimits>(session, ApprovalLimits.Kind, company)).Text;

    public static Money? Amount(string? text, string currency) => text is null ? null
        : Money.TryParse(text, Currency.Of(currency), out var amount) ? amount
        : throw new InvalidOperationException($"The setting holds '{text}', which is not an amount in {currency}.");

    private static async Task<(int Version, T Text)> Read<T>(ReadSession session, string kind, string company)
        where T : class, new()
    {
        var texts = await SettingTexts.Of(session.Db, session.Connection, kind, session.Today);
        // A company's own policy comes before the one of the whole connection.
        var text = texts.Where(text => text.CompanyId == company || text.CompanyId.Length == 0)
            .OrderByDescending(text => text.CompanyId.Length).FirstOrDefault();
        return text is null ? (0, new()) : (text.Version, JsonSerializer.Deserialize<T>(text.Body, Plain.Json)
            ?? new());
    }
}
