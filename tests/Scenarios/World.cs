using Turnstone.Domain.Accounts;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;

namespace Turnstone.Scenarios;

/// <summary>A receipt of a story with what is said about it.</summary>
internal sealed class StoryReceipt(string name, string line, Receipt receipt)
{
    public string Name { get; } = name;

    public string Line { get; } = line;

    public Receipt Receipt { get; } = receipt;

    public string Identity => Name == Line ? "" : Name[(Line.Length + 1)..];

    public string? Check { get; init; }

    public Decision? Proposal { get; set; }

    public List<DecidedShare> Shares { get; } = [];

    public Refusal? Refusal { get; set; }

    /// <summary>Documents as the decision saw them.</summary>
    public List<LedgerDocument> Seen { get; set; } = [];

    public bool IsReturned { get; set; }

    /// <summary>It went back before it was posted: nothing of it is in NetSuite.</summary>
    public bool IsPaired { get; set; }

    /// <summary>Its payments, once they stand in NetSuite.</summary>
    public HashSet<ExternalId> Payments { get; } = [];

    public void Set(PostingState state)
    {
        for (var at = 0; at < Shares.Count; at++)
            Shares[at] = Shares[at] with { State = state };
    }
}

/// <summary>A bank line of a story; its receipts are listed apart.</summary>
internal sealed record StoryLine(string Name, DateOnly Date, Money Amount, List<LinePart> Parts)
{
    /// <summary>A return that is settled with a receipt nobody posted.</summary>
    public bool IsPaired { get; init; }
}

/// <summary>All that a story has set up and what has happened since.</summary>
internal sealed class World
{
    public DateOnly Today { get; set; } = new(2026, 3, 4);

    public PostingAccount Account { get; set; } = AccountIn(Currency.Usd, new(2026, 1, 1));

    public MatchingPolicy Matching { get; set; } = new() { AsOf = new(2026, 3, 4) };

    public PostingPolicy Posting { get; set; } = new()
    {
        DifferenceAccounts = new Dictionary<DifferenceCause, string>
        {
            [DifferenceCause.WriteOff] = Chart.WriteOffs, [DifferenceCause.BankFee] = Chart.Fees,
            [DifferenceCause.WithholdingTax] = Chart.Withheld,
        },
        PartAccounts = new Dictionary<LinePartKind, string>
        {
            [LinePartKind.Fee] = Chart.Fees, [LinePartKind.Suspense] = Chart.Suspense,
        },
    };

    public List<Customer> Customers { get; } = [];

    public Dictionary<DocumentId, LedgerDocument> Documents { get; } = [];

    public List<SettledReceipt> History { get; } = [];

    public List<AccountingPeriod> Periods { get; } = [];

    public List<StoryLine> Lines { get; } = [];

    public List<StoryReceipt> Receipts { get; } = [];

    public List<MoneyRecord> Records { get; } = [];

    public HashSet<string> Taken { get; } = new(StringComparer.Ordinal);

    /// <summary>Records that stand in NetSuite, by external id; a change of one replaces it.</summary>
    public Dictionary<ExternalId, PlannedWrite> Standing { get; } = [];

    public Dictionary<string, Money> Balances { get; } = new(StringComparer.Ordinal);

    /// <summary>Writes of the latest act, in order.</summary>
    public List<PlannedWrite> Latest { get; } = [];

    /// <summary>What our own postings settled of each document.</summary>
    public Dictionary<DocumentId, Money> OurOwn { get; } = [];

    public Money Nothing => Money.Zero(Account.Currency);

    public static PostingAccount AccountIn(Currency currency, DateOnly start) => new()
    {
        Id = new("main"), Company = new("2"), Currency = currency, BaseCurrency = currency, GlAccount = Chart.Bank,
        ArAccount = Chart.Receivables, UndepositedFunds = Chart.Undeposited, StartDate = start,
    };

    public StoryReceipt Receipt(string name) => Receipts.Find(receipt => receipt.Name == name)
        ?? throw new StoryException($"there is no receipt {name}");

    public LedgerDocument Document(string number) => Documents.GetValueOrDefault(new(number))
        ?? throw new StoryException($"there is no document {number}");

    public LedgerSnapshot Snapshot() => new(Documents.Values, Customers.Where(customer => customer.Parent is not null)
        .Select(customer => (customer.Id, customer.Parent ?? customer.Id)), Periods);

    public DecidedLine Decided(StoryLine line) => new()
    {
        Identity = line.Name, Account = Account, Date = line.Date, Amount = line.Amount, Parts = line.Parts,
        Receipts = [.. Receipts.Where(receipt => receipt.Line == line.Name)
            .Select(receipt => new DecidedReceipt(receipt.Identity, receipt.Receipt.Amount, receipt.Shares))],
    };

    /// <summary>A record reaches NetSuite: documents and accounts move.</summary>
    public void Apply(PlannedWrite write)
    {
        Latest.Add(write);
        foreach (var gl in write.Gl)
            Balances[gl.Account] = Balances.GetValueOrDefault(gl.Account, Nothing) + gl.Amount;
        switch (write)
        {
            case PaymentWrite payment:
                Settle(payment.Apply, -1);
                Settle(payment.Credits, 1);
                break;
            case CreditMemoWrite memo:
                Move(memo.Document, -memo.Amount);
                break;
            case ApplicationChange change:
                Change(change);
                return;
        }

        Standing.Add(write.ExternalId, write);
    }

    /// <summary>Somebody in NetSuite moves a document; it is not our doing.</summary>
    public void MoveOutside(string number, Money by)
    {
        var document = Document(number);
        Documents[document.Item.Id] = document with { Item = document.Item with { Open = document.Item.Open + by } };
        Balances[Chart.Receivables] = Balances.GetValueOrDefault(Chart.Receivables, Nothing) + by;
    }

    private void Change(ApplicationChange change)
    {
        var payment = (PaymentWrite)Standing[change.ExternalId];
        Settle(payment.Apply, 1);
        var kept = payment.Apply.Where(line => !change.Wanted.Any(wanted => wanted.Document == line.Document
            && wanted.Document is not null));
        AppliedTo[] now = [.. kept, .. change.Wanted.Where(line => !line.Amount.IsZero)];
        Settle(now, -1);
        Standing[change.ExternalId] = payment with { Apply = now };
    }

    private void Settle(IEnumerable<AppliedTo> lines, int sign)
    {
        foreach (var line in lines)
        {
            if (line.Document is { } document)
                Move(document, sign < 0 ? -line.Amount : line.Amount);
        }
    }

    private void Move(DocumentId id, Money by)
    {
        var document = Documents[id];
        Documents[id] = document with { Item = document.Item with { Open = document.Item.Open + by } };
        OurOwn[id] = OurOwn.GetValueOrDefault(id, Nothing) - by;
    }
}

/// <summary>The chart of accounts of every story, and what the accounts are called in it.</summary>
internal static class Chart
{
    public const string Bank = "1000";
    public const string Undeposited = "1050";
    public const string Receivables = "1100";
    public const string Suspense = "1150";
    public const string Withheld = "1400";
    public const string CustomerDeposits = "2200";
    public const string Tax = "2300";
    public const string Discounts = "4400";
    public const string Fees = "6800";
    public const string WriteOffs = "6900";

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        [Bank] = "bank", [Undeposited] = "undeposited", [Receivables] = "receivables", [Suspense] = "suspense",
        [Withheld] = "withheld", [CustomerDeposits] = "customer-deposits",
        [Tax] = "tax", [Discounts] = "discounts", [Fees] = "fees", [WriteOffs] = "write-offs",
    };

    public static string Name(string account) => Names.GetValueOrDefault(account, account);

    public static string Account(string name) => Names.FirstOrDefault(entry => entry.Value == name).Key
        ?? throw new StoryException($"there is no account {name}");
}
