using System.Text.Json;
using Turnstone.NetSuite.Access;

namespace Turnstone.NetSuite;

/// <summary>Turns NetSuite's error bodies into refusals with a name; the body is kept as it came.</summary>
internal static class ErrorReader
{
    private static readonly string[] Blocking =
    [
        "CONCURRENCY_LIMIT_EXCEEDED", "SSS_REQUEST_LIMIT_EXCEEDED", "WS_REQUEST_BLOCKED", "WS_CONCUR_SESSION_DISALLWD",
    ];

    /// <summary>True where NetSuite did nothing because too many calls ran: 429, or a RESTlet's 400.</summary>
    public static bool IsBlocked(Exchange.Answered answer) => answer.Status == 429
        || answer.Status is 400 or 403
            && Array.Exists(Blocking, code => answer.Body.Contains(code, StringComparison.Ordinal));

    /// <summary>The refusal that an answer is.</summary>
    public static NetSuiteRefusal Read(Exchange.Answered answer, string what, IReadOnlyList<ErrorWords> words)
    {
        var fault = Fault.Of(answer.Body);
        var code = IsBlocked(answer) ? Refusals.Busy : ByCode(answer.Status, fault, words);
        var said = fault.Detail.Length > 0 ? fault.Detail : $"HTTP {answer.Status}";
        return new(code, $"NetSuite refused {what}: {Meaning(code)} NetSuite says: {said}")
        {
            Status = answer.Status,
            ErrorCode = fault.Code,
            Detail = fault.Detail,
            Path = fault.Path,
            Body = answer.Body,
        };
    }

    /// <summary>The refusal of the token endpoint.</summary>
    public static NetSuiteRefusal ReadToken(Exchange.Answered answer, AccountAddress address)
    {
        if (answer.Status >= 500)
            return new(Refusals.ServerFault, $"NetSuite's token endpoint failed with HTTP {answer.Status}.")
            { Status = answer.Status, Body = answer.Body };
        if (IsBlocked(answer))
            return new(Refusals.Busy, "NetSuite's token endpoint says there are too many requests.")
            { Status = answer.Status, Body = answer.Body };

        var error = Fault.Of(answer.Body).Code;
        return new(
            Refusals.Login,
            $"NetSuite gave no access token for account {address.Account}: {TokenMeaning(error)}{Refresh(address)}")
        {
            Status = answer.Status, ErrorCode = error, Detail = error, Body = answer.Body,
        };
    }

    /// <summary>The refusal of a login that we do not try any more ourselves.</summary>
    public static NetSuiteRefusal OneMoreWouldLock { get; } = new(
        Refusals.Login,
        "Several logins in a row were refused or not answered, and one more could lock the integration's user: Setup > "
        + "Users/Roles > User Management > View Login Audit Trail tells why; token and certificate must still stand "
        + "there.");

    /// <summary>The refusal of a login that was tried twice.</summary>
    public static NetSuiteRefusal Login(Exchange.Answered answer, AccountAddress address)
    {
        var fault = Fault.Of(answer.Body);
        return new(
            Refusals.Login,
            $"NetSuite does not accept our login to account {address.Account}: Setup > Users/Roles > User Management > "
            + $"View Login Audit Trail tells why; token and certificate must still stand there.{Refresh(address)}")
        {
            Status = answer.Status, ErrorCode = fault.Code, Detail = fault.Detail, Body = answer.Body,
        };
    }

    /// <summary>Nothing came back, or nothing could be sent.</summary>
    public static NetSuiteRefusal NoAnswer(Uri address, string why) => new(
        Refusals.Unreachable, $"NetSuite does not answer at {address.Authority}: {why}") { Detail = why };

    /// <summary>An answer that is not what the protocol promises.</summary>
    public static NetSuiteRefusal NotUnderstood(Exchange.Answered answer, string what) => new(
        Refusals.Answer,
        $"The answer to {what} (HTTP {answer.Status}) is not what NetSuite documents: is the address right?")
    {
        Status = answer.Status, Body = answer.Body,
    };

    private static string Refresh(AccountAddress address) => address.IsSandboxAccount
        ? " A refresh of a sandbox account removes all tokens and certificates: set them up again after one."
        : "";

    private const string Tick = "tick it at Setup > Integration > Manage Integrations";

    private static string TokenMeaning(string error) => error switch
    {
        "invalid_client" => "it does not know the client id, or the certificate is not mapped to it or has ended.",
        "invalid_grant" => "it did not take our signed assertion: certificate id, key and clock must be right.",
        "unauthorized_client" => $"the integration record does not allow client credentials; {Tick}.",
        "invalid_scope" => $"the integration record does not allow REST Web Services or RESTlets; {Tick}.",
        "" => "it said nothing more.",
        _ => $"it says {error}.",
    };

    private static string ByCode(int status, Fault fault, IReadOnlyList<ErrorWords> words) =>
        (status, fault.Code) switch
    {
        ( >= 500, _) => Refusals.ServerFault,
        (401, _) or (_, "INVALID_LOGIN" or "INVALID_LOGIN_ATTEMPT" or "INVALID_LOGIN_CREDENTIALS") => Refusals.Login,
        (_, "TWO_FA_REQD") => Refusals.Login,
        (_, "INSUFFICIENT_PERMISSION") or (403, _) => Refusals.Permission,
        (_, "NONEXISTENT_ID") => Refusals.NotFound,
        (_, "IDEMPOTENCY_ERROR") => Refusals.Idempotency,
        (_, "INVALID_HEADER") => Refusals.Header,
        (_, "NONEXISTENT_FIELD") => Refusals.UnknownField,
        (_, "RCRD_HAS_BEEN_CHANGED") => Refusals.RecordChanged,
        (_, "DUP_RCRD" or "DUP_ENTITY") => Refusals.Duplicate,
        (_, "INVALID_PARAMETER") => OfQuery(fault.Detail),
        (_, "SSS_INVALID_SCRIPTLET_ID") => Refusals.UnknownType,
        _ when HasNoType(fault.Detail) => Refusals.UnknownType,
        (404, _) => Refusals.NotFound,
        _ => words.FirstOrDefault(rule => rule.Fits(fault.Detail))?.Code ?? Rest(status, fault.Code),
    };

    private static bool HasNoType(string detail) => detail.Contains("Record type '", StringComparison.OrdinalIgnoreCase)
        && detail.Contains("does not exist", StringComparison.OrdinalIgnoreCase);

    private static string OfQuery(string detail) =>
        detail.Contains("NOT_EXPOSED", StringComparison.Ordinal)
        || detail.Contains("Unknown identifier", StringComparison.OrdinalIgnoreCase)
        || detail.Contains("was not found", StringComparison.OrdinalIgnoreCase)
        || detail.Contains("Invalid search type", StringComparison.OrdinalIgnoreCase) ? Refusals.UnknownField
        : detail.Contains("failed with date format", StringComparison.OrdinalIgnoreCase) ? Refusals.Header
        : Refusals.Query;

    private static string Rest(int status, string errorCode) => errorCode switch
    {
        "USER_ERROR" => Refusals.BusinessRule,
        "INVALID_CONTENT" or "INVALID_REQUEST" => Refusals.Content,
        _ => status is 400 or 405 or 415 ? Refusals.Content : Refusals.Other,
    };

    private static string Meaning(string code) => code switch
    {
        Refusals.Permission => "the integration's role lacks a permission, or the account a feature.",
        Refusals.NotFound => "there is no such record.",
        Refusals.UnknownType => "there is no such type of record or script in this account.",
        Refusals.Mandatory => "the account asks for a field that is empty; map it in the settings.",
        Refusals.Reference => "a field points to something that is not allowed there.",
        Refusals.PeriodClosed => "the posting period is closed.",
        Refusals.PeriodLocked => "the posting period is locked.",
        Refusals.RecordChanged => "someone changed the record at the same moment; it is read again.",
        Refusals.Locked => "a workflow or an approval holds the record.",
        Refusals.Duplicate => "a record of this external id exists already.",
        Refusals.OverApplied => "more would be applied than is open.",
        Refusals.UnknownField => "this role does not see a table or column that is needed.",
        Refusals.Header => "the integration user's language or date format is not what we ask for.",
        Refusals.Idempotency => "this request was sent before.",
        Refusals.Busy => "too many calls run at once in the account.",
        Refusals.ServerFault => "it failed inside.",
        Refusals.BusinessRule => "a rule or script of the account does not allow it.",
        _ => "it is not accepted.",
    };

    /// <summary>The first error of a body in any of its three shapes: record service, RESTlet, OAuth.</summary>
    private sealed record Fault(string Code, string Detail, string Path)
    {
        private static readonly Fault None = new("", "", "");

        public static Fault Of(string body)
        {
            try
            {
                using var document = JsonDocument.Parse(body);
                var root = document.RootElement;
                return root.ValueKind != JsonValueKind.Object ? None
                    : root.TryGetProperty("o:errorDetails", out var details) && details.ValueKind == JsonValueKind.Array
                        && details.GetArrayLength() > 0 ? OfDetails(root, details[0])
                    : root.TryGetProperty("error", out var error) ? OfError(error)
                    : new(Text(root, "o:errorCode"), Text(root, "title"), "");
            }
            catch (JsonException)
            {
                return None;
            }
        }

        private static Fault OfDetails(JsonElement root, JsonElement first) => new(
            Text(first, "o:errorCode") is { Length: > 0 } code ? code : Text(root, "o:errorCode"),
            Text(first, "detail") is { Length: > 0 } detail ? detail : Text(root, "title"),
            Text(first, "o:errorPath") is { Length: > 0 } path ? path : Text(first, "o:errorQueryParam"));

        private static Fault OfError(JsonElement error) => error.ValueKind == JsonValueKind.Object
            ? new(Text(error, "code"), Text(error, "message"), "")
            : new(error.ToString(), "", "");

        private static string Text(JsonElement element, string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
                ? value.ToString()
                : "";
    }
}
