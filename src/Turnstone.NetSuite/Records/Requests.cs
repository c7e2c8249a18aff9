using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite.Records;

/// <summary>A customer's payment: what it pays, what credits it uses, and where its money goes.</summary>
/// <param name="Heading">Where and when.</param>
/// <param name="Customer">Internal id of the customer.</param>
/// <param name="ArAccount">Internal id of the AR account its documents stand on.</param>
/// <param name="Payment">Money received, in the heading's currency.</param>
public sealed record CustomerPaymentRequest(Heading Heading, string Customer, string ArAccount, Money Payment)
{
    /// <summary>Internal id of the bank account; null sends the money to undeposited funds.</summary>
    public string? Account { get; init; }

    /// <summary>Documents paid.</summary>
    public IReadOnlyList<ApplyLine> Apply { get; init; } = [];

    /// <summary>Credit memos, journal credits and earlier payments used.</summary>
    public IReadOnlyList<ApplyLine> Credits { get; init; } = [];

    /// <summary>Customer deposits used.</summary>
    public IReadOnlyList<DepositLine> Deposits { get; init; } = [];

    /// <summary>The payer's reference, which NetSuite searches as check number; null where there is none.</summary>
    public string? CheckNumber { get; init; }

    /// <summary>The record as it is sent.</summary>
    public RecordBody ToBody() => Heading.End(Heading.Begin("customer", Customer).Ref("arAcct", ArAccount)
            .Text("checkNumber", CheckNumber)
            .Ref("undepFunds", Account is null ? "T" : "F").Ref("account", Account)
            .Amount("payment", Payment).Flag("autoApply", false)
            .Lines("apply", Apply.Select(line => line.ToJson()))
            .Lines("credit", Credits.Select(line => line.ToJson()))
            .Lines("deposit", Deposits.Select(line => line.ToJson())))
        .As(RecordTypes.CustomerPayment);
}

/// <summary>A journal; its lines sum to nothing.</summary>
/// <param name="Heading">Where and when.</param>
/// <param name="Lines">Its lines, debits positive.</param>
public sealed record JournalEntryRequest(Heading Heading, IReadOnlyList<JournalLine> Lines)
{
    /// <summary>The record as it is sent; an unbalanced journal is a bug of the caller.</summary>
    public RecordBody ToBody() =>
        Lines.Aggregate(0L, (sum, line) => sum + line.Amount.Minor) == 0
            ? Heading.End(Heading.Begin("entity", null).Lines("line", Lines.Select(line => line.ToJson())))
                .As(RecordTypes.JournalEntry)
            : throw new InvalidOperationException($"Journal {Heading.ExternalId} does not balance.");
}

/// <summary>A bank deposit gathering payments out of undeposited funds into one bank line.</summary>
/// <param name="Heading">Where and when.</param>
/// <param name="Account">Internal id of the bank account.</param>
/// <param name="Payments">Internal ids of the payments and customer deposits it gathers.</param>
public sealed record DepositRequest(Heading Heading, string Account, IReadOnlyList<string> Payments)
{
    /// <summary>Lines that add to it: suspense, rounding.</summary>
    public IReadOnlyList<DepositGlLine> Other { get; init; } = [];

    /// <summary>Lines that take from it: the bank's fee.</summary>
    public IReadOnlyList<DepositGlLine> CashBack { get; init; } = [];

    /// <summary>The record as it is sent.</summary>
    public RecordBody ToBody() => Heading.End(Heading.Begin("entity", null).Ref("account", Account)
            .Lines("payment", Payments.Select(id => new JsonBody().Text("id", id).Flag("deposit", true)))
            .Lines("other", Other.Select(line => line.ToJson()))
            .Lines("cashBack", CashBack.Select(line => line.ToJson())))
        .As(RecordTypes.Deposit);
}

/// <summary>Money held for a customer until it is used: a liability, outside AR.</summary>
/// <param name="Heading">Where and when.</param>
/// <param name="Customer">Internal id of the customer.</param>
/// <param name="Payment">Money received.</param>
public sealed record CustomerDepositRequest(Heading Heading, string Customer, Money Payment)
{
    /// <summary>Internal id of the bank account; null sends the money to undeposited funds.</summary>
    public string? Account { get; init; }

    /// <summary>Internal id of the sales order it is for; null where none.</summary>
    public string? SalesOrder { get; init; }

    /// <summary>The record as it is sent.</summary>
    public RecordBody ToBody() => Heading.End(Heading.Begin("customer", Customer).Ref("salesOrder", SalesOrder)
            .Ref("undepFunds", Account is null ? "T" : "F").Ref("account", Account).Amount("payment", Payment))
        .As(RecordTypes.CustomerDeposit);
}

/// <summary>A credit memo with the documents it is applied to.</summary>
/// <param name="Heading">Where and when.</param>
/// <param name="Customer">Internal id of the customer.</param>
/// <param name="ArAccount">Internal id of the AR account.</param>
/// <param name="Lines">Its lines.</param>
public sealed record CreditMemoRequest(
    Heading Heading, string Customer, string ArAccount, IReadOnlyList<CreditLine> Lines)
{
    /// <summary>Documents it is applied to.</summary>
    public IReadOnlyList<ApplyLine> Apply { get; init; } = [];

    /// <summary>The record as it is sent.</summary>
    public RecordBody ToBody() => Heading.End(Heading.Begin("entity", Customer)
            .Ref("account", ArAccount).Flag("autoApply", false)
            .Lines("item", Lines.Select(line => line.ToJson()))
            .Lines("apply", Apply.Select(line => line.ToJson())))
        .As(RecordTypes.CreditMemo);
}

/// <summary>A customer deposit used on documents; NetSuite makes it by transforming the deposit only.</summary>
/// <param name="ExternalId">Our name for it.</param>
/// <param name="Date">Transaction date.</param>
/// <param name="Apply">Documents it is applied to.</param>
public sealed record DepositApplicationRequest(string ExternalId, DateOnly Date, IReadOnlyList<ApplyLine> Apply)
{
    /// <summary>Internal id of the posting period, where a policy sets it apart from the date.</summary>
    public string? Period { get; init; }

    /// <summary>Custom fields.</summary>
    public CustomFields Custom { get; init; } = CustomFields.None;

    /// <summary>The overrides of the transform as they are sent.</summary>
    public RecordBody ToBody() => new JsonBody().Text("externalId", ExternalId)
        .Date("tranDate", Date).Ref("postingPeriod", Period)
        .Lines("apply", Apply.Select(line => line.ToJson())).Custom(Custom).As(RecordTypes.DepositApplication);
}

/// <summary>
/// The wanted end state of a payment's or credit's lines: a line of nothing is taken off, a line not named stays as it
/// is.
/// Repeating it changes nothing.
/// </summary>
/// <param name="Type">REST name of the record changed.</param>
/// <param name="Customer">Internal id of the customer, repeated because NetSuite builds the list of documents from
/// it.</param>
public sealed record ApplicationsPatch(string Type, string Customer)
{
    /// <summary>Documents paid.</summary>
    public IReadOnlyList<ApplyLine> Apply { get; init; } = [];

    /// <summary>Credits used.</summary>
    public IReadOnlyList<ApplyLine> Credits { get; init; } = [];

    /// <summary>Customer deposits used.</summary>
    public IReadOnlyList<DepositLine> Deposits { get; init; } = [];

    /// <summary>The patch as it is sent.</summary>
    public RecordBody ToBody() => new JsonBody()
        .Ref(Type == RecordTypes.CreditMemo ? "entity" : "customer", Customer)
        .Lines("apply", Apply.Select(line => line.ToJson()))
        .Lines("credit", Credits.Select(line => line.ToJson()))
        .Lines("deposit", Deposits.Select(line => line.ToJson()))
        .As(Type);
}
