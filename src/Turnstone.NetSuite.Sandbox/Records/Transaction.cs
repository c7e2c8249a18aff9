using System.Text.Json.Serialization;

namespace Turnstone.NetSuite.Sandbox.Records;

/// <summary>What kind of document a transaction is.</summary>
internal enum Kind
{
    Invoice,
    CreditMemo,
    Payment,
    Journal,
    BankDeposit,
    CustomerDeposit,
    DepositApplication,
    Refund,
    SalesOrder,
}

/// <summary>Approval as REST numbers it.</summary>
internal enum Approval
{
    Pending = 1,
    Approved = 2,
    Rejected = 3,
}

/// <summary>What a line is within its document.</summary>
internal enum Role
{
    /// <summary>A debit or credit of an AR account that documents are applied to.</summary>
    Receivable,

    /// <summary>What a customer deposit owes back.</summary>
    Liability,

    /// <summary>Bank or undeposited funds.</summary>
    Money,

    Item,

    Tax,

    /// <summary>An early-payment discount taken on an apply line.</summary>
    Discount,

    /// <summary>Realised exchange gain or loss, made by the books.</summary>
    Gain,

    /// <summary>A journal line that is on no AR account or names no customer.</summary>
    Plain,

    /// <summary>A payment that a bank deposit gathers.</summary>
    Gathered,

    /// <summary>The other two kinds of a bank deposit's lines.</summary>
    Other,

    CashBack,
}

/// <summary>
/// One line: amounts are minor units, debit above zero, in the document's and in the subsidiary's currency.
/// </summary>
internal sealed class Line
{
    public int Id { get; set; }

    public Role Role { get; set; }

    public long Account { get; set; }

    public long Amount { get; set; }

    /// <summary>In base currency at the document's own rate.</summary>
    public long Base { get; set; }

    /// <summary>What applications moved the line's base amount by: it leaves at the rate of what it settles.</summary>
    public long Gain { get; set; }

    /// <summary>How much of it applications have used, without a sign.</summary>
    public long Settled { get; set; }

    public long SettledBase { get; set; }

    public long? Entity { get; set; }

    public long? Item { get; set; }

    public decimal? Quantity { get; set; }

    /// <summary>The payment a bank deposit's line gathers.</summary>
    public long? Gathers { get; set; }

    public string? Memo { get; set; }

    public Dictionary<string, object>? Values { get; set; }

    [JsonIgnore]
    public bool IsOpenable => Role is Role.Receivable or Role.Liability;

    [JsonIgnore]
    public long Open => IsOpenable ? Math.Abs(Amount) - Settled : 0;

    [JsonIgnore]
    public long OpenBase => IsOpenable ? Math.Abs(Base) - SettledBase : 0;

    /// <summary>What stands in the general ledger, base currency.</summary>
    [JsonIgnore]
    public long Posted => Base - Gain;

    public Line Clone()
    {
        var copy = (Line)MemberwiseClone();
        copy.Values = Values is null ? null : new(Values, StringComparer.Ordinal);
        return copy;
    }
}

/// <summary>A document with its lines.</summary>
internal sealed class Transaction : Record
{
    public Kind Kind { get; set; }

    public string Number { get; set; } = "";

    public long? Entity { get; set; }

    public long Subsidiary { get; set; }

    public long Currency { get; set; }

    public decimal Rate { get; set; } = 1;

    public DateOnly Date { get; set; }

    public DateOnly? Due { get; set; }

    public DateOnly? Closed { get; set; }

    public long Period { get; set; }

    public long? Terms { get; set; }

    public Approval Approval { get; set; } = Approval.Approved;

    public bool Voided { get; set; }

    public long? CreatedFrom { get; set; }

    /// <summary>The bank deposit that gathered this payment.</summary>
    public long? GatheredBy { get; set; }

    /// <summary>The document's total, without a sign.</summary>
    public long Total { get; set; }

    public List<Line> Lines { get; set; } = [];

    /// <summary>The applications this document takes part in, also those it only brought about.</summary>
    public List<long> Links { get; set; } = [];

    [JsonIgnore]
    public bool IsPosting => Approval == Approval.Approved && Kind != Kind.SalesOrder;

    [JsonIgnore]
    public IEnumerable<Line> OpenLines => Lines.Where(line => line.Open > 0);

    /// <summary>The line that carries the document's own amount; a journal has several or none.</summary>
    public Line? Openable => Lines.Find(line => line.IsOpenable);

    public Line? LineOf(int id) => Lines.Find(line => line.Id == id);

    public Line? First(Role role) => Lines.Find(line => line.Role == role);

    protected override void CloneParts()
    {
        Lines = Lines.ConvertAll(line => line.Clone());
        Links = [.. Links];
    }
}

/// <summary>One application: so much of a credit line against a debit line.</summary>
internal sealed class Link : Record
{
    /// <summary>The document that owes: invoice, journal debit, refund.</summary>
    public long Debit { get; set; }

    public int DebitLine { get; set; }

    /// <summary>The document that pays: payment, credit memo, journal credit, deposit.</summary>
    public long Credit { get; set; }

    public int CreditLine { get; set; }

    public long Amount { get; set; }

    /// <summary>Of it taken as discount on the apply line.</summary>
    public long Discount { get; set; }

    public long DebitBase { get; set; }

    public long CreditBase { get; set; }

    /// <summary>The document whose apply list brought it about; the credit itself mostly.</summary>
    public long Via { get; set; }

    public DateOnly Date { get; set; }
}
