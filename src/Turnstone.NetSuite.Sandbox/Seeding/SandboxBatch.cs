using System.Globalization;
using Turnstone.NetSuite.Sandbox.Forms;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Seeding;

/// <summary>
/// Records put straight into the books, past the protocol and past closed periods: how a company with a history is
/// loaded. What one batch puts is kept together.
/// </summary>
public sealed class SandboxBatch
{
    private const long UsualTaxCode = 1;

    private readonly Change _change;
    private readonly Books _books;
    private readonly Dictionary<DateOnly, long> _periods = [];
    private readonly Dictionary<string, long> _currencies;
    private readonly Dictionary<string, long> _special = new(StringComparer.Ordinal);

    internal SandboxBatch(Change change, Books books)
    {
        _change = change;
        _books = books;
        _currencies = Store.Entries("currency").ToDictionary(
            currency => currency.Text("symbol") ?? "", currency => currency.Id, StringComparer.OrdinalIgnoreCase);
    }

    private Store Store => _books.Store;

    /// <summary>
    /// Adds any list record: a subsidiary, an account, terms, a contact, an employee; references by Reference.
    /// </summary>
    public long AddList(string type, IReadOnlyDictionary<string, object> fields, string? externalId = null)
    {
        var known = Catalog.Find(type) is { Kind: null } found ? found
            : throw new ArgumentException($"'{type}' is no list.", nameof(type));
        var entry = new Entry { Type = known.Name, ExternalId = externalId };
        foreach (var (name, value) in fields)
            entry.Set(name, known.Field(name)?.Kind == FieldKind.Reference && value is long id ? new Ref(id)
                : Kept(value));
        return _change.Add(entry).Id;
    }

    /// <summary>Adds a customer and answers its internal id.</summary>
    public long AddCustomer(NewCustomer customer)
    {
        var entry = Dated(new Entry { Type = "customer", ExternalId = customer.ExternalId }, customer.At);
        entry.Set("entityId", customer.EntityId);
        entry.Set("companyName", customer.Name);
        entry.Set("isPerson", false);
        entry.Set("subsidiary", new Ref(customer.Subsidiaries[0]));
        entry.Set("currency", new Ref(CurrencyOf(customer.Currencies[0])));
        if (customer.Currencies.Count > 1)
            CustomerForm.Allow(entry, customer.Currencies.Select(CurrencyOf));
        Refer(entry, "parent", customer.Parent);
        Refer(entry, "terms", customer.Terms);
        Refer(entry, "receivablesAccount", customer.ReceivablesAccount);
        Refer(entry, "salesRep", customer.SalesRep);
        entry.Set("email", customer.Email);
        foreach (var (name, value) in customer.Fields)
            entry.Set(name, Kept(value));
        _change.Add(entry);
        foreach (var subsidiary in customer.Subsidiaries)
            CustomerForm.Relate(_change, entry, subsidiary, subsidiary == customer.Subsidiaries[0]);
        return entry.Id;
    }

    /// <summary>Adds an invoice and answers its internal id.</summary>
    public long AddInvoice(NewDocument invoice) => Add(invoice, Kind.Invoice, 1);

    /// <summary>
    /// Adds a sales order that is approved, and answers its internal id; an invoice names it as its origin.
    /// </summary>
    public long AddSalesOrder(NewDocument order) => Add(order, Kind.SalesOrder, 1);

    /// <summary>Says of an invoice that it came from an order, which is billed then.</summary>
    public void Bill(long order, long invoice)
    {
        _change.Edit(Document(invoice), touch: false).CreatedFrom = order;
        _change.Edit(Document(order), touch: false).Set("billed", true);
    }

    /// <summary>Adds a credit memo and answers its internal id.</summary>
    public long AddCreditMemo(NewDocument memo) => Add(memo, Kind.CreditMemo, -1);

    /// <summary>
    /// Applies a credit that is on account to a document of the same customer, currency and AR account.
    /// </summary>
    public void Apply(long credit, NewApplication application, DateOnly date)
    {
        var (from, to) = (Document(credit), Document(application.Document));
        var (paying, owing) = (from.Openable, to.Openable);
        if (paying is null || owing is null)
            throw new ArgumentException($"{from.Number} cannot be applied to {to.Number}.", nameof(application));
        _books.Applications.Apply(_change, new(to.Id, owing.Id), new(from.Id, paying.Id),
            Store.ToMinor(application.Amount, from.Currency), new Link { Via = from.Id, Date = date });
    }

    /// <summary>Adds a payment with its applications and answers its internal id.</summary>
    public long AddPayment(NewPayment payment)
    {
        var customer = Customer(payment.Customer);
        var document = Begin(Kind.Payment, customer, (payment.Subsidiary, payment.Currency, payment.Rate),
            payment.Date);
        document.ExternalId = payment.ExternalId;
        Dated(document, payment.At);
        document.Set("memo", payment.Memo);
        document.Set("checkNumber", payment.CheckNumber);
        document.Set("undepFunds", payment.Account is null ? "T" : "F");
        document.Total = Store.ToMinor(payment.Amount, document.Currency);
        var money = ToBase(document.Total, document);
        document.Lines =
        [
            new() { Id = 0, Role = Role.Money, Account = payment.Account ?? Special(Accounts.Undeposited),
                Amount = document.Total, Base = money },
            new()
            {
                Id = 1,
                Role = Role.Receivable,
                Account = payment.ReceivablesAccount ?? Receivable(customer),
                Amount = -document.Total,
                Base = -money,
            },
        ];
        _change.Add(document);
        document.Number = "PYMT" + document.Id.ToString(CultureInfo.InvariantCulture);
        foreach (var application in payment.Applications)
            Apply(document.Id, application, payment.Date);
        return document.Id;
    }

    /// <summary>Adds a bank deposit of payments that lie in undeposited funds and answers its internal id.</summary>
    public long AddDeposit(long account, DateOnly date, IReadOnlyList<long> payments)
    {
        var first = Document(payments[0]);
        var document = new Transaction
        {
            Type = "deposit",
            Kind = Kind.BankDeposit,
            Subsidiary = first.Subsidiary,
            Currency = first.Currency,
            Rate = first.Rate,
            Date = date,
            Period = Period(date),
            Lines = [new() { Id = 0, Role = Role.Money, Account = account }],
        };
        _change.Add(document);
        document.Number = "DEP" + document.Id.ToString(CultureInfo.InvariantCulture);
        foreach (var id in payments)
        {
            var payment = _change.Edit(Document(id), touch: false);
            payment.GatheredBy = document.Id;
            document.Lines.Add(new()
            {
                Id = document.Lines.Count,
                Role = Role.Gathered,
                Account = payment.Lines[0].Account,
                Amount = -payment.Total,
                Base = -payment.Lines[0].Base,
                Gathers = id,
                Entity = payment.Entity,
            });
        }

        document.Total = document.Lines[0].Amount = -document.Lines.Skip(1).Sum(line => line.Amount);
        document.Lines[0].Base = -document.Lines.Skip(1).Sum(line => line.Base);
        return document.Id;
    }

    private long Add(NewDocument from, Kind kind, long sign)
    {
        var customer = Customer(from.Customer);
        var document = Begin(kind, customer, (from.Subsidiary, from.Currency, from.Rate), from.Date);
        document.Number = from.Number;
        document.ExternalId = from.ExternalId;
        Dated(document, from.At);
        document.Set("otherRefNum", from.OtherReference);
        document.Set("memo", from.Memo);
        document.Total = Store.ToMinor(from.Amount, document.Currency);
        if (kind == Kind.Invoice)
        {
            document.Terms = from.Terms ?? customer.Reference("terms");
            var days = document.Terms is { } terms && _change.Entry("term",
                terms)?.Value("daysUntilNetDue") is long net ? net : 0;
            document.Due = from.Due ?? from.Date.AddDays((int)days);
        }

        document.CreatedFrom = from.CreatedFrom;
        Refer(document, "salesRep", from.SalesRep);
        var tax = Store.ToMinor(from.Tax, document.Currency);
        document.Lines =
        [
            new()
            {
                Id = 0,
                Role = kind == Kind.SalesOrder ? Role.Plain : Role.Receivable,
                Account = from.ReceivablesAccount ?? Receivable(customer),
                Amount = sign * document.Total,
            },
            new()
            {
                Id = 1,
                Role = Role.Item,
                Account = Special(Accounts.Income),
                Item = 1,
                Quantity = 1,
                Amount = -sign * (document.Total - tax),
            },
        ];
        if (tax != 0)
            Tax(document, -sign * tax);
        foreach (var line in document.Lines.Skip(1))
            line.Base = ToBase(line.Amount, document);
        document.Lines[0].Base = -document.Lines.Skip(1).Sum(line => line.Base);
        return _change.Add(document).Id;
    }

    /// <summary>A tax line; both lines name the usual code where the tax is what its rate makes of it.</summary>
    private void Tax(Transaction document, long tax)
    {
        var item = document.Lines[1];
        var line = new Line { Id = 2, Role = Role.Tax, Account = Special(Accounts.Tax), Amount = tax };
        document.Lines.Add(line);
        if (_change.Entry("salesTaxItem", UsualTaxCode)?.Value("rate") is not decimal rate
            || Amounts.Round(item.Amount * rate / 100) != tax)
            return;
        line.Values = new(StringComparer.Ordinal) { ["taxCode"] = new Ref(UsualTaxCode), ["taxRate1"] = rate };
        item.Values = new(line.Values, StringComparer.Ordinal) { ["tax"] = Math.Abs(tax) };
    }

    private Transaction Begin(
        Kind kind, Entry customer, (long? Subsidiary, string? Currency, decimal? Rate) terms, DateOnly date)
    {
        var subsidiary = terms.Subsidiary ?? customer.Reference("subsidiary") ?? 1;
        var currency = terms.Currency is { } code ? CurrencyOf(code) : customer.Reference("currency") ?? 1;
        return new()
        {
            Type = Catalog.Of(kind).Name,
            Kind = kind,
            Entity = customer.Id,
            Subsidiary = subsidiary,
            Currency = currency,
            Rate = terms.Rate ?? Store.DefaultRate(currency, subsidiary),
            Date = date,
            Period = Period(date),
        };
    }

    private Entry Customer(long id) => _change.Entry(Store.Entities, id) is { Type: "customer" } customer
        ? customer
        : throw new ArgumentException($"The customer {id} does not exist.", nameof(id));

    private Transaction Document(long id) => _change.Transaction(id)
        ?? throw new ArgumentException($"The document {id} does not exist.", nameof(id));

    private long CurrencyOf(string code) => _currencies.TryGetValue(code, out var id)
        ? id
        : throw new ArgumentException($"The account has no currency {code}.", nameof(code));

    private long Receivable(Entry customer) => customer.Reference("receivablesAccount")
        ?? Special(Accounts.Receivables);

    private long Special(string mark) => _special.TryGetValue(mark, out var id) ? id
        : _special[mark] = Store.Special(mark);

    private long ToBase(long amount, Transaction document) =>
        Store.Convert(amount, document.Currency, document.Rate, Store.BaseCurrency(document.Subsidiary));

    /// <summary>The period of a date; the first one where the history is older than the account's periods.</summary>
    private long Period(DateOnly date)
    {
        if (!_periods.TryGetValue(date, out var id))
        {
            var period = Periods.Covering(Store, date) ?? Store.Entries("accountingPeriod")
                .First(entry => entry.Flag("isPosting"));
            _periods[date] = id = period.Id;
        }

        return id;
    }

    private static T Dated<T>(T record, DateTimeOffset? at)
        where T : Record
    {
        if (at is { } given)
            (record.Created, record.Modified) = (given, given);
        return record;
    }

    private static void Refer(Record entry, string name, long? id) =>
        entry.Set(name, id is { } given ? new Ref(given) : null);

    private static object Kept(object value) => value switch
    {
        int number => (long)number,
        string or long or decimal or bool or DateOnly or DateTimeOffset => value,
        _ => throw new ArgumentException($"A field cannot hold a {value.GetType().Name}.", nameof(value)),
    };
}
