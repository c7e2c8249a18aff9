using System.Globalization;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Forms;

/// <summary>The part that all documents have: whose, when, in what currency, under which number.</summary>
internal abstract class DocumentForm(Books books, Kind kind) : Form(books)
{
    /// <summary>Fields that a rule reads; the rest is kept as it comes.</summary>
    private static readonly HashSet<string> Ruled = new(
    [
        "tranId", "tranDate", "postingPeriod", "subsidiary", "currency", "exchangeRate", "approvalStatus", "approved",
        "entity", "customer", "payment", "account", "undepFunds", "arAcct", "terms", "dueDate", "createdFrom",
        "deposit", "autoApply", "checkNum", "externalId",
    ], StringComparer.Ordinal);

    protected Kind Kind { get; } = kind;

    protected RecordType Type { get; } = Catalog.Of(kind);

    protected Store Store => Books.Store;

    /// <summary>A new document of a customer, or of none.</summary>
    protected Transaction New(Change change, Body body, Entry? customer)
    {
        var document = new Transaction { Type = Type.Name, Kind = Kind, Entity = customer?.Id };
        External(change, body, document, Books.Knobs());
        document.Subsidiary = Subsidiary(change, body, customer);
        document.Currency = Currency(body, customer, document.Subsidiary);
        document.Rate = body.Number("exchangeRate") ?? Store.DefaultRate(document.Currency, document.Subsidiary);
        if (document.Rate <= 0 || document.Currency == Store.BaseCurrency(document.Subsidiary) && document.Rate != 1)
            throw body.Wrong("exchangeRate");
        document.Date = body.Date("tranDate") ?? change.Today;
        document.Period = Books.Periods.Choose(
            change, Kind, document.Date, body.Reference("postingPeriod", "accountingPeriod"));
        document.Approval = Approve(body) ?? DefaultApproval();
        Plain(body, document, Type, Ruled);
        if (body.Text("checkNum") is { } check)
            document.Set("checkNumber", check);
        change.Add(document);
        document.Number = body.Text("tranId")
            ?? Prefix + document.Id.ToString(CultureInfo.InvariantCulture);
        return document;
    }

    /// <summary>The header's fields of a document that exists.</summary>
    protected Transaction Patch(Change change, Record record, Body body)
    {
        var document = change.Edit((Transaction)record);
        if (document.Voided)
            throw RestFault.Rule("This transaction has been voided.");
        External(change, body, document, Books.Knobs());
        if (body.Text("tranId") is { } number)
            document.Number = number;
        if (Approve(body) is { } approval)
            document.Approval = approval;
        if (body.Date("tranDate") is { } date || body.Has("postingPeriod"))
        {
            date = body.Date("tranDate") ?? document.Date;
            if (date != document.Date || body.Has("postingPeriod"))
                document.Period = Books.Periods.Choose(change, Kind, date,
                    body.Reference("postingPeriod", "accountingPeriod"));
            document.Date = date;
        }

        if (body.Number("exchangeRate") is { } rate && rate != document.Rate)
            throw RestFault.Rule("The exchange rate of a saved transaction cannot be changed.");
        Plain(body, document, Type, Ruled);
        if (body.Has("checkNum"))
            document.Set("checkNumber", body.Text("checkNum"));
        return document;
    }

    public override void Delete(Change change, Record record)
    {
        var document = change.Edit((Transaction)record);
        if (document.GatheredBy is not null)
            throw RestFault.Rule("This transaction has been deposited and cannot be deleted.");
        Books.Periods.DemandOpen(change, Kind, document.Period);
        Release(change, document);
        if (document.Links.Count > 0)
            throw RestFault.Rule("This record cannot be deleted because it has dependent records.");
        change.Remove(document, $"{Type.Label} #{document.Number}");
    }

    /// <summary>Takes the document out of the books and keeps it: nothing is owed, nothing posted.</summary>
    public void Void(Change change, Transaction record)
    {
        var document = change.Edit(record);
        if (document.GatheredBy is not null)
            throw RestFault.Rule("This transaction has been deposited and cannot be voided.");
        Release(change, document);
        if (document.Links.Count > 0)
            throw RestFault.Rule("This transaction cannot be voided because other transactions are applied to it.");
        foreach (var line in document.Lines)
            (line.Amount, line.Base, line.Gain) = (0, 0, 0);
        document.Lines.RemoveAll(line => line.Role == Role.Gain);
        document.Voided = true;
        document.Closed = change.Today;
        document.Total = 0;
    }

    /// <summary>Takes back the applications that this document itself brought about.</summary>
    protected virtual void Release(Change change, Transaction document)
    {
        var settlement = new Settlement(change, Books, document);
        settlement.Clear();
        settlement.Run();
    }

    protected JsonObject Head(Transaction document, View view)
    {
        var shown = Begin(document, view);
        var (letter, label) = Status.Of(document);
        shown["tranId"] = document.Number;
        shown["transactionNumber"] = document.Number;
        shown["tranDate"] = View.Date(document.Date);
        shown["postingPeriod"] = view.Reference("accountingPeriod", document.Period);
        if (view.Knobs.OneWorld)
            shown["subsidiary"] = view.Reference("subsidiary", document.Subsidiary);
        shown["currency"] = view.Reference("currency", document.Currency);
        shown["exchangeRate"] = document.Rate;
        shown["total"] = view.Money(document.Total, document.Currency);
        if (letter.Length > 0)
            shown["status"] = view.Choice(letter, label);
        shown["void"] = document.Voided;
        shown["createdDate"] = view.Instant(document.Created);
        shown["lastModifiedDate"] = view.Instant(document.Modified);
        Values(shown, document, Type, view);
        return shown;
    }

    protected static Entry Customer(Change change, Body body, string name) =>
        body.Reference(name, "customer") is not { } id ? throw RestFault.Missing("Customer")
        : change.Entry(Store.Entities, id) is { Type: "customer" } customer ? customer
        : throw body.Wrong(name);

    protected long Minor(decimal major, Transaction document) => Store.ToMinor(major, document.Currency);

    protected long ToBase(long amount, Transaction document) =>
        Store.Convert(amount, document.Currency, document.Rate, Store.BaseCurrency(document.Subsidiary));

    private string Prefix => Kind switch
    {
        Kind.Invoice => "INV",
        Kind.CreditMemo => "CM",
        Kind.Payment => "PYMT",
        Kind.Journal => "JE",
        Kind.BankDeposit => "DEP",
        Kind.CustomerDeposit => "CD",
        Kind.DepositApplication => "DA",
        Kind.Refund => "RF",
        _ => "SO",
    };

    private Approval DefaultApproval() => Kind switch
    {
        Kind.Journal when Books.Knobs().JournalApproval => Approval.Pending,
        Kind.Payment when Books.Knobs().PaymentApproval => Approval.Pending,
        _ => Approval.Approved,
    };

    private static Approval? Approve(Body body) => body.Text("approvalStatus") switch
    {
        "1" => Approval.Pending,
        "2" => Approval.Approved,
        "3" => Approval.Rejected,
        null => body.Flag("approved") switch { true => Approval.Approved, false => Approval.Pending, null => null },
        _ => throw body.Wrong("approvalStatus"),
    };

    private long Subsidiary(Change change, Body body, Entry? customer)
    {
        if (!Books.Knobs().OneWorld)
            return 1;
        var given = body.Reference("subsidiary", "subsidiary");
        if (customer is null)
            return given ?? DefaultSubsidiary(change, body) ?? throw RestFault.Missing("Subsidiary");
        var subsidiary = given ?? customer.Reference("subsidiary") ?? 1;
        return CustomerForm.BelongsTo(change, customer, subsidiary)
            ? subsidiary
            : throw RestFault.Rule($"Invalid subsidiary reference key {subsidiary} for entity {customer.Id}.");
    }

    /// <summary>The subsidiary of a document without a customer, where one of its fields implies it.</summary>
    protected virtual long? DefaultSubsidiary(Change change, Body body) => null;

    private long Currency(Body body, Entry? customer, long subsidiary)
    {
        if (body.Reference("currency", "currency") is not { } given)
            return customer?.Reference("currency") ?? DefaultCurrency(body) ?? Store.BaseCurrency(subsidiary);
        return customer is null || CustomerForm.CurrenciesOf(customer).Contains(given) ? given
            : throw body.Wrong("currency");
    }

    protected virtual long? DefaultCurrency(Body body) => null;
}
