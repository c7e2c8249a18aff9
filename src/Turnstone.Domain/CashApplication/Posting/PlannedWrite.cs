using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Posting;

/// <summary>A line of the general ledger: a debit is positive, a credit negative.</summary>
/// <param name="Account">GL account, by internal id.</param>
/// <param name="Amount">Signed amount in the write's currency.</param>
/// <param name="Customer">Whose AR it moves; null where it moves none.</param>
public sealed record GlLine(string Account, Money Amount, CustomerId? Customer = null);

/// <summary>
/// One record that NetSuite will hold because of us, or one change of such a record, complete but for the internal
/// ids that only earlier writes can know.
/// </summary>
public abstract record PlannedWrite
{
    /// <summary>Name of the record it creates; of the payment it changes, where it changes one.</summary>
    public required ExternalId ExternalId { get; init; }

    /// <summary>What it is for.</summary>
    public required WriteKind Kind { get; init; }

    /// <summary>Receipt it belongs to, by its identity within the line; empty for the line's own.</summary>
    public string Receipt { get; init; } = "";

    /// <summary>Shares it serves; several only where one payment settles a family; none for the line's own.</summary>
    public IReadOnlyList<string> Shares { get; init; } = [];

    /// <summary>Whose books.</summary>
    public required CompanyId Company { get; init; }

    /// <summary>Its date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Its period, by internal id; always sent, so that no preference decides it.</summary>
    public required string Period { get; init; }

    /// <summary>Base currency for one unit of its currency.</summary>
    public required decimal ExchangeRate { get; init; }

    /// <summary>What people read on it.</summary>
    public string Memo { get; init; } = "";

    /// <summary>How it is classified in NetSuite.</summary>
    public Dimensions Dimensions { get; init; } = Dimensions.None;

    /// <summary>Who answers for it.</summary>
    public Approval Approval { get; init; } = Approval.None;

    /// <summary>What it is about, positive.</summary>
    public abstract Money Amount { get; }

    /// <summary>The general ledger lines it makes.</summary>
    public abstract IReadOnlyList<GlLine> Gl { get; }

    /// <summary>Earlier writes whose records must be read back before it can be sent.</summary>
    public virtual IEnumerable<ExternalId> Needs => [];
}

/// <summary>A journal: what is forgiven, a return, a reversal.</summary>
public sealed record JournalWrite : PlannedWrite
{
    /// <summary>Its lines; they add up to nothing.</summary>
    public required IReadOnlyList<GlLine> Lines { get; init; }

    /// <summary>The document it settles; null for a return.</summary>
    public DocumentId? Document { get; init; }

    /// <summary>The payment whose money the bank took back; null for all but returns.</summary>
    public ExternalId? Returns { get; init; }

    /// <inheritdoc/>
    public override Money Amount => Lines.Where(line => line.Amount.IsPositive)
        .Aggregate(Money.Zero(Lines[0].Amount.Currency), (sum, line) => sum + line.Amount);

    /// <inheritdoc/>
    public override IReadOnlyList<GlLine> Gl => Lines;
}

/// <summary>A line of a credit memo: net and tax at one rate.</summary>
/// <param name="TaxCode">Tax code; null where no tax is due.</param>
/// <param name="TaxPercent">Its rate.</param>
/// <param name="Net">Net amount.</param>
/// <param name="Tax">Tax amount.</param>
/// <param name="TaxAccount">GL account of the tax; null where no tax is due.</param>
public sealed record CreditMemoLine(
    string? TaxCode, decimal TaxPercent, Money Net, Money Tax, string? TaxAccount);

/// <summary>A credit memo that grants a discount and is applied to its invoice at once.</summary>
public sealed record CreditMemoWrite : PlannedWrite
{
    /// <summary>Who gets the credit.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>AR account.</summary>
    public required string ArAccount { get; init; }

    /// <summary>Item of its lines.</summary>
    public required string Item { get; init; }

    /// <summary>Account behind the item.</summary>
    public required string ItemAccount { get; init; }

    /// <summary>The invoice it is applied to.</summary>
    public required DocumentId Document { get; init; }

    /// <summary>One line per tax rate.</summary>
    public required IReadOnlyList<CreditMemoLine> Lines { get; init; }

    /// <summary>Tax of all lines.</summary>
    public Money Tax => Lines.Aggregate(Money.Zero(Lines[0].Tax.Currency), (sum, line) => sum + line.Tax);

    /// <inheritdoc/>
    public override Money Amount => Lines.Aggregate(Tax, (sum, line) => sum + line.Net);

    /// <inheritdoc/>
    public override IReadOnlyList<GlLine> Gl =>
    [
        .. Lines.Select(line => new GlLine(ItemAccount, line.Net)),
        .. Lines.Where(line => line is { TaxAccount: not null, Tax.IsZero: false })
            .Select(line => new GlLine(line.TaxAccount ?? "", line.Tax)),
        new GlLine(ArAccount, -Amount, Customer),
    ];
}

/// <summary>So much of a payment or credit on one document.</summary>
/// <param name="Document">The document; null where an earlier write of the plan makes it.</param>
/// <param name="Line">Its transaction line, 0 for all but journals.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Amount">How much, positive.</param>
/// <param name="Planned">The earlier write that makes the document; null where it exists.</param>
public sealed record AppliedTo(
    DocumentId? Document, int Line, string Number, Money Amount, ExternalId? Planned = null);

/// <summary>A customer payment with what it is applied to and the credits it uses.</summary>
public sealed record PaymentWrite : PlannedWrite
{
    /// <summary>Whose payment it is.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>AR account.</summary>
    public required string ArAccount { get; init; }

    /// <summary>Account of undeposited funds, or the bank's own where it goes straight there.</summary>
    public required string Account { get; init; }

    /// <summary>True where it waits in undeposited funds for the line's deposit.</summary>
    public required bool Undeposited { get; init; }

    /// <summary>Money received.</summary>
    public required Money Received { get; init; }

    /// <summary>
    /// Exchange gain NetSuite is expected to book on it, in base currency, a loss negative; null where none can come
    /// or where credits beside the money leave open which document bears it.
    /// </summary>
    public Money? Gain { get; init; }

    /// <summary>Documents it settles.</summary>
    public required IReadOnlyList<AppliedTo> Apply { get; init; }

    /// <summary>Credit memos, earlier payments and journal credits it uses.</summary>
    public IReadOnlyList<AppliedTo> Credits { get; init; } = [];

    /// <summary>Customer deposits it uses.</summary>
    public IReadOnlyList<AppliedTo> Deposits { get; init; } = [];

    /// <summary>What of the money stays on account.</summary>
    public Money Unapplied => Credits.Concat(Deposits).Aggregate(Received, (sum, used) => sum + used.Amount)
        - Apply.Aggregate(Money.Zero(Received.Currency), (sum, line) => sum + line.Amount);

    /// <inheritdoc/>
    public override Money Amount => Received;

    /// <inheritdoc/>
    public override IReadOnlyList<GlLine> Gl =>
        [new(Account, Received), new(ArAccount, -Received, Customer)];

    /// <inheritdoc/>
    public override IEnumerable<ExternalId> Needs =>
        Apply.Concat(Credits).Select(line => line.Planned).OfType<ExternalId>();
}

/// <summary>Money held for a customer until it is used: a liability, outside AR.</summary>
public sealed record CustomerDepositWrite : PlannedWrite
{
    /// <summary>Whose money it is.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>Account of undeposited funds, or the bank's own where it goes straight there.</summary>
    public required string Account { get; init; }

    /// <summary>True where it waits in undeposited funds for the line's deposit.</summary>
    public required bool Undeposited { get; init; }

    /// <summary>Liability account of customer deposits.</summary>
    public required string Liability { get; init; }

    /// <summary>Money received.</summary>
    public required Money Received { get; init; }

    /// <inheritdoc/>
    public override Money Amount => Received;

    /// <inheritdoc/>
    public override IReadOnlyList<GlLine> Gl => [new(Account, Received), new(Liability, -Received)];
}

/// <summary>A payment in a deposit.</summary>
/// <param name="Payment">The payment's external id.</param>
/// <param name="Amount">Its amount.</param>
public sealed record DepositedPayment(ExternalId Payment, Money Amount);

/// <summary>A line of a deposit beside its payments: fee, suspense, rounding.</summary>
/// <param name="Account">GL account it goes to.</param>
/// <param name="Amount">Signed: a fee is negative.</param>
/// <param name="Memo">What it is.</param>
public sealed record DepositLine(string Account, Money Amount, string Memo);

/// <summary>The bank deposit that equals one bank line.</summary>
public sealed record DepositWrite : PlannedWrite
{
    /// <summary>GL account of the bank.</summary>
    public required string Account { get; init; }

    /// <summary>Account the payments come from.</summary>
    public required string UndepositedFunds { get; init; }

    /// <summary>Payments it deposits.</summary>
    public required IReadOnlyList<DepositedPayment> Payments { get; init; }

    /// <summary>Other lines.</summary>
    public IReadOnlyList<DepositLine> Others { get; init; } = [];

    /// <inheritdoc/>
    public override Money Amount => Others.Aggregate(Paid, (sum, line) => sum + line.Amount);

    /// <inheritdoc/>
    public override IReadOnlyList<GlLine> Gl =>
    [
        new GlLine(Account, Amount),
        .. Others.Select(line => new GlLine(line.Account, -line.Amount)),
        .. Payments.Select(payment => new GlLine(UndepositedFunds, -payment.Amount)),
    ];

    /// <inheritdoc/>
    public override IEnumerable<ExternalId> Needs => Payments.Select(payment => payment.Payment);

    private Money Paid => Payments.Skip(1).Aggregate(Payments[0].Amount, (sum, payment) => sum + payment.Amount);
}

/// <summary>
/// What a payment of ours shall be applied to from now on: the wanted end state of every document it touches. It is
/// done when the read-back equals it.
/// </summary>
public sealed record ApplicationChange : PlannedWrite
{
    /// <summary>Whose payment it is: NetSuite wants it repeated.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>Money of the payment, unchanged.</summary>
    public required Money Received { get; init; }

    /// <summary>What the payment was on when the change was planned.</summary>
    public IReadOnlyList<AppliedTo> Before { get; init; } = [];

    /// <summary>Wanted amounts; zero takes a document off.</summary>
    public required IReadOnlyList<AppliedTo> Wanted { get; init; }

    /// <inheritdoc/>
    public override Money Amount => Received;

    /// <inheritdoc/>
    public override IReadOnlyList<GlLine> Gl => [];

    /// <inheritdoc/>
    public override IEnumerable<ExternalId> Needs =>
        Wanted.Where(line => !line.Amount.IsZero).Select(line => line.Planned).OfType<ExternalId>();
}
