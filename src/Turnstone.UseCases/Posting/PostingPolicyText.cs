using System.Text.Json;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Banking;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>The posting policy's text: kind <c>posting_policy</c>, one per company.</summary>
public sealed record PostingPolicyText
{
    /// <summary>Kind of the setting.</summary>
    public const string Kind = "posting_policy";

    /// <summary>GL account, by internal id, of each difference that a journal settles, by the cause's code.</summary>
    public IReadOnlyDictionary<string, string> DifferenceAccounts { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>GL account of the parts of a line that are no receipts: fee, suspense, rounding.</summary>
    public IReadOnlyDictionary<string, string> PartAccounts { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How discounts are posted.</summary>
    public DiscountRoute DiscountRoute { get; init; }

    /// <summary>Item of the discount's credit memo.</summary>
    public string? DiscountItem { get; init; }

    /// <summary>Account behind that item.</summary>
    public string? DiscountAccount { get; init; }

    /// <summary>What happens to a bank line whose period is locked or closed.</summary>
    public ClosedPeriod ClosedPeriod { get; init; }

    /// <summary>What becomes of money beyond what a share's documents ask for.</summary>
    public Overpayment Overpayment { get; init; }

    /// <summary>Liability account of customer deposits, by internal id.</summary>
    public string? DepositAccount { get; init; }

    /// <summary>From which overpayment on it becomes a deposit, by currency: decimal amounts.</summary>
    public IReadOnlyDictionary<string, string> DepositFrom { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// How records are classified: <c>department</c>, <c>class</c> and <c>location</c> by internal id, and custom
    /// fields by their name.
    /// </summary>
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The same for one bank account, before the company's own.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> AccountDimensions { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);

    /// <summary>The NetSuite account routes journals through approval.</summary>
    public bool JournalsNeedApproval { get; init; }

    /// <summary>Consolidated Payments is on.</summary>
    public bool ConsolidatedPayments { get; init; }

    /// <summary>
    /// NetSuite refuses a second record of one external id. Where a probe showed that it does not, an unknown outcome
    /// is
    /// looked up for fifteen minutes before anything is sent again.
    /// </summary>
    public bool DuplicatesRefused { get; init; } = true;

    /// <summary>Custom field that gets the decision's number; empty sends none.</summary>
    public string DecisionField { get; init; } = "";

    /// <summary>Custom field that gets who decided.</summary>
    public string DecidedByField { get; init; } = "";

    /// <summary>Custom field that gets who approved.</summary>
    public string ApprovedByField { get; init; } = "";

    internal PostingPolicy Read(int version) => new()
    {
        Version = version, DiscountRoute = DiscountRoute, DiscountItem = DiscountItem,
        DiscountAccount = DiscountAccount, JournalsNeedApproval = JournalsNeedApproval,
        ConsolidatedPayments = ConsolidatedPayments, ClosedPeriod = ClosedPeriod, Overpayment = Overpayment,
        DepositAccount = DepositAccount, Dimensions = Read(Dimensions),
        AccountDimensions = AccountDimensions.ToDictionary(entry => entry.Key, entry => Read(entry.Value),
            StringComparer.Ordinal),
        DepositFrom = DepositFrom.Where(entry => Money.TryParse(entry.Value, Currency.Of(entry.Key), out _))
            .ToDictionary(entry => entry.Key, entry => Money.TryParse(entry.Value, Currency.Of(entry.Key),
                out var amount) ? amount : default, StringComparer.Ordinal),
        DifferenceAccounts = DifferenceAccounts.ToDictionary(
            entry => Storage.Codes.Read<DifferenceCause>(entry.Key), entry => entry.Value),
        PartAccounts = PartAccounts.ToDictionary(
            entry => Storage.Codes.Read<LinePartKind>(entry.Key), entry => entry.Value),
    };

    private static Dimensions Read(IReadOnlyDictionary<string, string> text) => new(
        text.GetValueOrDefault("department"), text.GetValueOrDefault("class"), text.GetValueOrDefault("location"))
    {
        Fields = text.Where(entry => entry.Key.StartsWith("cust", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal),
    };
}

/// <summary>All that posting the lines of one bank account needs to know beforehand.</summary>
/// <param name="Connection">Name of the NetSuite account, part of every external id.</param>
/// <param name="Account">The bank account.</param>
/// <param name="Policy">The company's rules.</param>
/// <param name="Text">The rules as their setting says them.</param>
/// <param name="CurrencyId">NetSuite's id of the account's currency.</param>
internal sealed record PostingSetup(
    string Connection, PostingAccount Account, PostingPolicy Policy, PostingPolicyText Text, string CurrencyId)
{
    public static async Task<Result<PostingSetup>> Of(ReadSession session, string bankAccount)
    {
        if (await PostingSources.Account(session.Db, session.Connection) is not { } connection)
            return Refusals.NoNetSuite();
        var known = await BankAccounts.Of(session);
        if (known.FirstOrDefault(account => account.Id.Value == bankAccount) is not { } account)
            return Refusals.NoAccount(bankAccount, "entry");
        if (Missing(account) is { } missing)
            return Refusals.NoAccount(bankAccount, missing);
        var code = account.Currency.Code;
        if (await PostingSources.CurrencyId(session.Db, session.Connection, code) is not { } currencyId)
            return Refusals.NoCurrency(account.Currency.Code);
        var baseCurrency = await PostingSources.BaseCurrency(session.Db, session.Connection, account.Company.Value);
        var (version, text) = await PolicyOf(session, account.Company);
        return new PostingSetup(connection, new()
        {
            Id = account.Id, Company = account.Company, Currency = account.Currency,
            BaseCurrency = baseCurrency is null ? account.Currency : Currency.Of(baseCurrency),
            GlAccount = account.GlAccount, ArAccount = account.ArAccount,
            UndepositedFunds = account.UndepositedFunds, StartDate = account.StartDate,
        }, text.Read(version), text, currencyId);
    }

    private static string? Missing(Domain.Banking.BankAccount account) => account switch
    {
        { GlAccount.Length: 0 } => "GL account",
        { ArAccount.Length: 0 } => "AR account",
        { UndepositedFunds.Length: 0 } => "account of undeposited funds",
        _ => null,
    };

    private static async Task<(int Version, PostingPolicyText Text)> PolicyOf(ReadSession session, CompanyId company)
    {
        var texts = await SettingTexts.Of(session.Db, session.Connection, PostingPolicyText.Kind, session.Today);
        // A company's own policy comes before the one of the whole connection.
        var text = texts.Where(text => text.CompanyId == company.Value || text.CompanyId.Length == 0)
            .OrderByDescending(text => text.CompanyId.Length).FirstOrDefault();
        return text is null ? (0, new())
            : (text.Version, JsonSerializer.Deserialize<PostingPolicyText>(text.Body, Plain.Json) ?? new());
    }
}
