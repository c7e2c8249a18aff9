using System.Globalization;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Forms;

/// <summary>Customers: their family, subsidiaries, currencies and balances.</summary>
internal sealed class CustomerForm(Books books) : EntryForm(books, Catalog.Find("customer")!)
{
    private const string Currencies = "currencies";
    private const string ToBeMade = "To Be Generated";

    public override Record? Create(Change change, Body body)
    {
        if (!change.IsDraft)
            Demand(body);
        var customer = (Entry)base.Create(change, body)!;
        if (customer.Text("entityId") is null)
            customer.Set("entityId", change.IsDraft ? ToBeMade : RecordName.Alternative(customer));
        if (customer.Reference("subsidiary") is null)
            customer.Set("subsidiary", new Ref(1));
        if (customer.Reference("currency") is null)
            customer.Set("currency", new Ref(Books.Store.BaseCurrency(customer.Reference("subsidiary") ?? 1)));
        if (!body.Has("isPerson"))
            customer.Set("isPerson", body.Text("companyName") is null && body.Text("lastName") is not null);
        DemandUnique(change, customer);
        CurrencyList(customer, body);
        DemandTree(change, customer);
        Relate(change, customer, customer.Reference("subsidiary") ?? 1, primary: true);
        return customer;
    }

    private void Demand(Body body)
    {
        if (body.Text("companyName") is null && body.Text("lastName") is null && body.Text("entityId") is null)
            throw RestFault.Missing("Company Name");
        if (Books.Knobs().OneWorld && !body.Has("subsidiary"))
            throw RestFault.Missing("Primary Subsidiary");
    }

    public override void Update(Change change, Record record, Body body, IReadOnlySet<string> replaced)
    {
        base.Update(change, record, body, replaced);
        var customer = change.Edit((Entry)record);
        if (body.Has("entityId"))
            DemandUnique(change, customer);
        CurrencyList(customer, body);
        DemandTree(change, customer);
    }

    public override JsonObject Show(Record record, View view)
    {
        var shown = base.Show(record, view);
        shown.Remove(Currencies);
        shown["currencyList"] = view.Sublist(record, "currencyList", () =>
            CurrenciesOf(record).Select(currency => new JsonObject
        {
            ["currency"] = view.Reference("currency", currency),
            ["balance"] = view.Money(Balance(view.Store, record.Id, currency), currency),
        }));
        shown["contactRoles"] = view.Sublist(record, "contactRoles", () => view.Store.Entries(Store.Entities)
            .Where(contact => contact.Type == "contact" && (contact.Reference("company") == record.Id
                || RecordActions.AttachedContacts(record).Contains(contact.Id)))
            .Select(contact => new JsonObject
            {
                ["contact"] = view.Reference("contact", contact.Id),
                ["email"] = contact.Text("email"),
                ["role"] = contact.Text("contactRole"),
            }));
        shown["addressBook"] = view.Sublist(record, "addressBook", () => []);
        return shown;
    }

    public override void Delete(Change change, Record record)
    {
        if (Books.Store.ByEntity(record.Id).Any(id => change.Transaction(id) is not null)
            || Books.Store.Children(record.Id).Count > 0)
            throw RestFault.Rule("This record cannot be deleted because it has dependent records.");
        foreach (var relation in Books.Store.Relations(record.Id).ToList())
            change.Remove(change.Entry("customerSubsidiaryRelationship", relation)!);
        base.Delete(change, record);
    }

    public static IEnumerable<long> CurrenciesOf(Record customer)
    {
        var listed = (customer.Text(Currencies) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => long.Parse(id, CultureInfo.InvariantCulture));
        return listed.Prepend(customer.Reference("currency") ?? 1).Distinct();
    }

    public static void Allow(Entry customer, IEnumerable<long> currencies) =>
        customer.Set(Currencies, string.Join(',', currencies.Select(id => id.ToString(CultureInfo.InvariantCulture))));

    public static void Relate(Change change, Entry customer, long subsidiary, bool primary)
    {
        var relation = new Entry { Type = "customerSubsidiaryRelationship" };
        relation.Set("entity", new Ref(customer.Id));
        relation.Set("subsidiary", new Ref(subsidiary));
        relation.Set("isPrimarySub", primary);
        change.Add(relation);
    }

    public static bool BelongsTo(Change change, Entry customer, long subsidiary) =>
        customer.Reference("subsidiary") == subsidiary
        || change.Store.Relations(customer.Id).Any(id =>
            change.Entry("customerSubsidiaryRelationship", id)?.Reference("subsidiary") == subsidiary)
        || change.Drafts.Any(draft => draft is Entry { Type: "customerSubsidiaryRelationship" }
            && draft.Reference("entity") == customer.Id && draft.Reference("subsidiary") == subsidiary);

    /// <summary>What the customer owes on AR in one currency, from the lines that are open.</summary>
    public static long Balance(Store store, long customer, long? currency) => store.Open(customer)
        .Select(store.Transaction).OfType<Transaction>()
        .Where(document => currency is null || document.Currency == currency)
        .SelectMany(document => document.OpenLines
            .Where(line => line.Role == Role.Receivable && (line.Entity ?? document.Entity) == customer))
        .Sum(line => line.Amount > 0 ? line.Open : -line.Open);

    protected override object? Computed(Record record, Field field, string name) => field.Name switch
    {
        "balance" => Major(record, Balance(Books.Store, record.Id, record.Reference("currency"))),
        "consolBalance" => Major(record, Family(record.Id)
            .Sum(id => Balance(Books.Store, id, record.Reference("currency")))),
        "overdueBalance" => Major(record, Overdue(record)),
        "depositBalance" => Major(record, Deposits(record)),
        "unbilledOrders" => Major(record, 0),
        _ => base.Computed(record, field, name),
    };

    private decimal Major(Record customer, long minor) =>
        Books.Store.ToMajor(minor, customer.Reference("currency") ?? 1);

    private IEnumerable<long> Family(long customer) =>
        Books.Store.Children(customer).SelectMany(Family).Prepend(customer);

    private long Overdue(Record customer)
    {
        var today = DateOnly.FromDateTime(Books.Store.Time.GetUtcNow().UtcDateTime);
        return Books.Store.Open(customer.Id).Select(Books.Store.Transaction).OfType<Transaction>()
            .Where(document => document.Kind == Kind.Invoice && document.Due < today
                && document.Currency == customer.Reference("currency"))
            .Sum(document => document.Openable?.Open ?? 0);
    }

    private long Deposits(Record customer) => Books.Store.Open(customer.Id)
        .Select(Books.Store.Transaction).OfType<Transaction>()
        .Where(document => document.Kind == Kind.CustomerDeposit).Sum(document => document.Openable?.Open ?? 0);

    private static void CurrencyList(Entry customer, Body body)
    {
        if (body.Items("currencyList") is { } items)
            Allow(customer, items.Select(item => item.Reference("currency", "currency")).OfType<long>());
    }

    private void DemandUnique(Change change, Entry customer)
    {
        var id = customer.Text("entityId");
        if (Books.Store.EntityNamed(id ?? "") is { } other && other != customer.Id
            && change.Find(Store.Entities, other) is not null)
            throw RestFault.Rule("This entity already exists.");
    }

    private static void DemandTree(Change change, Entry customer)
    {
        var seen = new HashSet<long> { customer.Id };
        for (var parent = customer.Reference("parent"); parent is { } id; parent =
            change.Entry(Store.Entities, id)?.Reference("parent"))
        {
            if (!seen.Add(id))
                throw RestFault.Rule("A customer cannot be its own parent.");
        }
    }
}
