using System.Globalization;
using System.Text.Json;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite.Access;
using Turnstone.NetSuite.Records;

namespace Turnstone.NetSuite.Probing;

/// <summary>
/// Tries everything we need of an account by using it: a permission that is missing often shows as no rows and no error
/// at all. It
/// writes nothing.
/// </summary>
public sealed class Probe
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(2);

    private readonly NetSuiteClient _client;
    private readonly List<Check> _checks = [];
    private readonly Dictionary<string, long> _rows = new(StringComparer.Ordinal);
    private readonly HashSet<string> _absent = new(StringComparer.Ordinal);

    private Probe(NetSuiteClient client) => _client = client;

    /// <summary>
    /// Tries all of it, and hands each check out as soon as it is known. After a refused login or no connection nothing
    /// more is tried.
    /// </summary>
    public static async Task<ProbeReport> Run(NetSuiteClient client, Action<Check>? seen, CancellationToken stop)
    {
        var probe = new Probe(client);
        var capabilities = await probe.Run(seen ?? (_ => { }), stop);
        return new(probe._checks, capabilities);
    }

    private async Task<Capabilities> Run(Action<Check> seen, CancellationToken stop)
    {
        void Tell(Check check)
        {
            _checks.Add(check);
            seen(check);
        }

        if (Certificate() is { } certificate)
            Tell(certificate);
        var (login, ahead) = await Login(stop);
        Tell(login);
        if (login.State == CheckState.Missing)
            return new();

        var (limits, atOnce) = await Limits(stop);
        Tell(limits);
        foreach (var need in Needs.Tables)
            Tell(await Table(need, stop));
        foreach (var need in Needs.Records)
            Tell(await Record(need, stop));
        var (discount, hasDiscount) = await Discounts(stop);
        Tell(discount);
        return new()
        {
            HasSubsidiaries = !_absent.Contains("subsidiary"),
            HasDiscountColumns = hasDiscount,
            SeesDeletions = !_absent.Contains("deletedrecord"),
            ClockAhead = ahead,
            CallsAtOnce = atOnce,
            Rows = _rows,
        };
    }

    private Check? Certificate()
    {
        if (_client.Connection.Credentials is not Credentials.OAuth2 { CertificateUntil: { } until })
            return null;
        var today = DateOnly.FromDateTime(_client.Settings.Time.GetUtcNow().UtcDateTime);
        return AccessCertificate.Warning(until, today) is { } warning
            ? new("certificate", until < today ? CheckState.Missing : CheckState.Doubtful, warning)
            : new("certificate", CheckState.Works, $"The certificate lasts until {until:yyyy-MM-dd}.");
    }

    private async Task<(Check Check, TimeSpan? Ahead)> Login(CancellationToken stop)
    {
        var account = _client.Connection.Address.Account;
        var answer = await _client.GetServerTime(stop);
        if (answer.Is(out var theirs, out var refusal))
        {
            var ahead = theirs - _client.Settings.Time.GetUtcNow();
            var off = $"{ahead.Duration():hh\\:mm\\:ss} {(ahead > TimeSpan.Zero ? "behind" : "ahead of")}";
            return ahead.Duration() > ClockTolerance
                ? (Doubt("login", $"Account {account} answers; our clock is {off} NetSuite's: set it right."), ahead)
                : (Work("login", $"Account {account} answers to {_client.Connection.Credentials}."), ahead);
        }

        return refusal.Code is Refusals.NotFound or Refusals.UnknownType
            ? (new("login", CheckState.Works, $"Account {account} answers; it does not tell the time."), null)
            : (new("login", CheckState.Missing, refusal.Sentence), null);
    }

    private async Task<(Check Check, int? AtOnce)> Limits(CancellationToken stop)
    {
        var answer = await _client.GetGovernanceLimits(stop);
        if (!answer.Is(out var limits, out _))
            return (new("calls at once", CheckState.Works, "The account's limit is for administrators only; "
                + $"{_client.Settings.Budget.Ceiling} calls at once are used, fewer when NetSuite says so."), null);

        _client.Settings.Budget.Learn(limits.OurShare);
        return (new("calls at once", CheckState.Works,
            $"The account allows {limits.Account} calls at once; we use {limits.OurShare}."), limits.OurShare);
    }

    private async Task<Check> Table(TableNeed need, CancellationToken stop)
    {
        var answer = await _client.Query(new SuiteQl($"SELECT COUNT(*) AS n FROM {need.Name}"), stop);
        var where = $"{Needs.Roles} > {need.Tab} > {need.Permission}, level View";
        if (!answer.Is(out var page, out var refusal))
            return NoTable(need, where, refusal);

        var rows = page.Rows is [var row, ..] ? row.Number("n") ?? 0 : 0;
        _rows[need.Name] = rows;
        var sentence = rows > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows of {need.Name} are seen.")
            : $"No row of {need.Name} is seen: there is none, or the role lacks {where}.";
        return new($"table {need.Name}", rows > 0 || !need.IsNeeded ? CheckState.Works : CheckState.Doubtful, sentence);
    }

    private Check NoTable(TableNeed need, string where, Refusal refusal)
    {
        _absent.Add(need.Name);
        var name = $"table {need.Name}";
        if (refusal.Code == Refusals.UnknownField && need.Name == "subsidiary")
            return Work(name, "The account has no subsidiaries: it is one company.");

        var why = refusal.Code == Refusals.Permission
            ? $"Queries are not allowed: give {Needs.Roles} > Reports > SuiteAnalytics Workbook, level Edit."
            : $"Table {need.Name} is not there: the feature is off, or give {where}.";
        return new(name, need.IsNeeded ? CheckState.Missing : CheckState.Doubtful, $"{why} {refusal.Sentence}");
    }

    /// <summary>
    /// Asks for the empty form of a new record, or is refused for its empty fields: both prove the permission.
    /// </summary>
    private async Task<Check> Record(RecordNeed need, CancellationToken stop)
    {
        var name = $"record {need.Type}";
        var result = await _client.AskForm(need.Type, stop);
        return result switch
        {
            WriteOutcome.Updated => new(name, CheckState.Works, $"A {need.Type} may be made."),
            WriteOutcome.Refused { Why.Code: Refusals.Mandatory or Refusals.BusinessRule or Refusals.Content } =>
                new(name, CheckState.Works, $"A {need.Type} may be made."),
            WriteOutcome.Refused { Why: var why } => new(
                name, need.IsNeeded ? CheckState.Missing : CheckState.Doubtful,
                $"A {need.Type} cannot be made: give {Needs.Roles} > Transactions > {need.Permission}, level Edit. "
                + why.Sentence),
            WriteOutcome.Created { Id: var id } => new(
                name, CheckState.Doubtful,
                $"NetSuite made {need.Type} {id} out of an empty form: delete it and make its fields required."),
            _ => new(name, CheckState.Doubtful, $"Nothing is known of {need.Type}: {result}"),
        };
    }

    private async Task<(Check Check, bool Has)> Discounts(CancellationToken stop)
    {
        var answer = await _client.GetSchema(RecordTypes.CustomerPayment, stop);
        if (!answer.Is(out var schema, out var refusal))
            return (Doubt(
                "discount columns", $"The schema of customerPayment cannot be read: {refusal.Sentence}"), false);
        return HasProperty(schema, "disc")
            ? (Work("discount columns", "Apply lines take a discount."), true)
            : (Work("discount columns", "Apply lines take no discount: it goes by script or credit memo."), false);
    }

    private static Check Work(string name, string sentence) => new(name, CheckState.Works, sentence);

    private static Check Doubt(string name, string sentence) => new(name, CheckState.Doubtful, sentence);

    private static bool HasProperty(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject()
            .Any(one => one.Name == name || HasProperty(one.Value, name)),
        JsonValueKind.Array => element.EnumerateArray().Any(one => HasProperty(one, name)),
        _ => false,
    };
}
