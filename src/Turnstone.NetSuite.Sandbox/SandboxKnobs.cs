namespace Turnstone.NetSuite.Sandbox;

/// <summary>What an account does with a date whose period is closed or locked.</summary>
public enum PeriodMismatch
{
    /// <summary>Date and posting period may differ.</summary>
    Allow,

    /// <summary>A date outside its posting period is refused.</summary>
    Disallow,
}

/// <summary>
/// Which period a document gets when its date's period is closed and the account allows them to differ.
/// </summary>
public enum ClosedPeriodDefault
{
    /// <summary>The period of today.</summary>
    Current,

    /// <summary>The first open one after the date.</summary>
    FirstOpen,
}

/// <summary>
/// What differs between accounts, or what no public source settles. Each default is the likelier side; the
/// evidence for each stands in docs/netsuite-sandbox.md. They can be changed while the sandbox runs.
/// </summary>
public sealed record SandboxKnobs
{
    /// <summary>Error types point into RFC 2616 as before 2024, not into RFC 9110.</summary>
    public bool OldErrorTypes { get; init; }

    /// <summary>A create answers 201, not 204.</summary>
    public bool CreateAnswers201 { get; init; }

    /// <summary>A second POST with the same external id is refused; otherwise it overwrites the first.</summary>
    public bool RefuseDuplicateExternalId { get; init; } = true;

    /// <summary>A payment that names neither an account nor undepFunds goes to undeposited funds.</summary>
    public bool UndepositedByDefault { get; init; } = true;

    /// <summary>A payment that names an account but not undepFunds is still sent to undeposited funds.</summary>
    public bool PreferenceOverridesAccount { get; init; }

    /// <summary>The apply lines of a payment have disc and discAmt.</summary>
    public bool DiscountColumns { get; init; }

    /// <summary>SuiteQL exposes transaction.subsidiary.</summary>
    public bool HeaderSubsidiaryExposed { get; init; } = true;

    /// <summary>REST date-times are cut to the minute.</summary>
    public bool MinuteTimestamps { get; init; } = true;

    /// <summary>The account has subsidiaries.</summary>
    public bool OneWorld { get; init; } = true;

    /// <summary>Children of one parent may be paid by one payment.</summary>
    public bool ConsolidatedPayments { get; init; }

    /// <summary>Journals wait for approval before they post.</summary>
    public bool JournalApproval { get; init; }

    /// <summary>Payments wait for approval before they post.</summary>
    public bool PaymentApproval { get; init; }

    /// <summary>The integration's role may post into a locked (never a closed) period.</summary>
    public bool PeriodOverride { get; init; }

    /// <summary>The preference "Allow Transaction Date Outside of Posting Period".</summary>
    public PeriodMismatch DateOutsidePeriod { get; init; } = PeriodMismatch.Disallow;

    /// <summary>The preference "Default Posting Period When Transaction Date In Closed Period".</summary>
    public ClosedPeriodDefault PeriodWhenClosed { get; init; } = ClosedPeriodDefault.FirstOpen;

    /// <summary>Applying more than is due is cut down in silence, not refused.</summary>
    public bool OverApplicationIsCut { get; init; }

    /// <summary>Applying to a document moves that document's last modified date.</summary>
    public bool ApplyingTouchesDocument { get; init; } = true;

    /// <summary>A saved payment's apply list shows the customer's other open documents too.</summary>
    public bool ApplyListsOpenDocuments { get; init; }

    /// <summary>SuiteQL leaves a column without a value out of the row.</summary>
    public bool SuiteQlOmitsNulls { get; init; } = true;

    /// <summary>The link tables have lastmodifieddate.</summary>
    public bool LinksHaveModifiedDate { get; init; } = true;

    /// <summary>How many calls the account answers at once.</summary>
    public int ConcurrencyLimit { get; init; } = 5;

    /// <summary>How many of these the integration has, where it has a share of its own.</summary>
    public int? IntegrationLimit { get; init; }

    /// <summary>How long each call takes at least, in milliseconds.</summary>
    public int LatencyMilliseconds { get; init; }

    /// <summary>How often an asynchronous job says that it is still at work.</summary>
    public int JobPollsUntilDone { get; init; } = 1;

    /// <summary>The smallest RSA key a certificate may have.</summary>
    public int MinimumRsaBits { get; init; } = 3072;

    /// <summary>The authorization code flow is refused without PKCE, as for new integrations from 2027.1.</summary>
    public bool PkceDemanded { get; init; }

    /// <summary>The consent page is passed without a person, as for a browser that allowed before.</summary>
    public bool ConsentsAtOnce { get; init; }

    /// <summary>The redirect URIs of the integration record; none takes every one.</summary>
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    /// <summary>
    /// The integration user's date format, in NetSuite's words; q= filters and SuiteQL texts follow it.
    /// </summary>
    public string DateFormat { get; init; } = "M/D/YYYY";

    /// <summary>The integration user's time zone, in which SuiteQL shows instants.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The company's primary language, the only one Accept-Language may ask for.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The permissions the role lacks: record types ("customerPayment"), "suiteql", "restlets".</summary>
    public IReadOnlyList<string> DeniedPermissions { get; init; } = [];

    /// <summary>The SuiteQL tables that show no rows, as NetSuite does where a permission is missing.</summary>
    public IReadOnlyList<string> EmptyTables { get; init; } = [];

    /// <summary>The SuiteQL columns ("transaction.memo") that the account does not expose.</summary>
    public IReadOnlyList<string> HiddenColumns { get; init; } = [];

    /// <summary>
    /// What a closed or locked period answers; {0} is its name. The true text was not found in public.
    /// </summary>
    public string ClosedPeriodText { get; init; } =
        "The accounting period {0} is closed or locked. You cannot post this transaction in it.";

    /// <summary>What a taken external id answers; {0} is the id. The true text was not found in public.</summary>
    public string DuplicateText { get; init; } =
        "This record already exists: a record with the external ID {0} already exists.";

    /// <summary>What a record changed meanwhile answers. The true text was not found in public.</summary>
    public string RecordChangedText { get; init; } = "Record has been changed.";
}
