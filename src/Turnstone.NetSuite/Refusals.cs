namespace Turnstone.NetSuite;

/// <summary>Codes of everything NetSuite, or the way to it, may refuse.</summary>
public static class Refusals
{
    /// <summary>The credentials were not taken (401).</summary>
    public const string Login = "netsuite.login";

    /// <summary>The role lacks a permission, or the account a feature (403).</summary>
    public const string Permission = "netsuite.permission";

    /// <summary>There is no record of this id (404).</summary>
    public const string NotFound = "netsuite.not_found";

    /// <summary>There is no such kind of record or path.</summary>
    public const string UnknownType = "netsuite.unknown_type";

    /// <summary>The body is no JSON or names a field that does not exist.</summary>
    public const string Content = "netsuite.content";

    /// <summary>A field that must be filled is empty.</summary>
    public const string Mandatory = "netsuite.mandatory";

    /// <summary>A field points to something that is not allowed there.</summary>
    public const string Reference = "netsuite.reference";

    /// <summary>The posting period is closed.</summary>
    public const string PeriodClosed = "netsuite.period_closed";

    /// <summary>The posting period is locked for receivables or for all.</summary>
    public const string PeriodLocked = "netsuite.period_locked";

    /// <summary>Someone changed the record between NetSuite's own load and save.</summary>
    public const string RecordChanged = "netsuite.record_changed";

    /// <summary>A workflow or an approval has locked the record, for reading too.</summary>
    public const string Locked = "netsuite.locked";

    /// <summary>A record of this external id exists.</summary>
    public const string Duplicate = "netsuite.duplicate";

    /// <summary>More is to be applied than is open.</summary>
    public const string OverApplied = "netsuite.over_applied";

    /// <summary>Any other rule of the account or a script of it.</summary>
    public const string BusinessRule = "netsuite.business_rule";

    /// <summary>A query names a field or table that this role does not see.</summary>
    public const string UnknownField = "netsuite.unknown_field";

    /// <summary>The query is not understood.</summary>
    public const string Query = "netsuite.query";

    /// <summary>A header, the language or the date format is not the account's.</summary>
    public const string Header = "netsuite.header";

    /// <summary>This idempotency key was used before.</summary>
    public const string Idempotency = "netsuite.idempotency";

    /// <summary>Too many calls at once, after all our waiting.</summary>
    public const string Busy = "netsuite.busy";

    /// <summary>NetSuite failed inside.</summary>
    public const string ServerFault = "netsuite.server_fault";

    /// <summary>No connection could be made; nothing was sent.</summary>
    public const string Unreachable = "netsuite.unreachable";

    /// <summary>The answer is not what NetSuite's protocol promises.</summary>
    public const string Answer = "netsuite.answer";

    /// <summary>Something else, told in NetSuite's own words.</summary>
    public const string Other = "netsuite.other";

    /// <summary>The credentials given to us cannot be used.</summary>
    public const string Credentials = "netsuite.credentials";
}
