using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Forms;

/// <summary>Documents made of items: invoice, credit memo, sales order.</summary>
internal sealed class ItemForm(Books books, Kind kind) : DocumentForm(books, kind)
{
    /// <summary>An invoice debits AR, a credit memo credits it.</summary>
    private long Sign => Kind == Kind.CreditMemo ? -1 : 1;

    public override Record? Create(Change change, Body body)
    {
        var customer = Customer(change, body, "entity");
        var document = New(change, body, customer);
        var items = body.Items("item") ?? [];
        if (items.Count == 0 && !change.IsDraft)
            throw RestFault.Rule("You must enter at least one line item for this transaction.");

        var lines = items.Select(item => Read(change, item, document, null)).ToList();
        Assemble(change, document, lines, body.Reference("account", "account") ?? Store.ReceivableOf(customer));
        Terms(change, body, document, customer.Reference("terms"));
        document.CreatedFrom = body.Id("createdFrom");
        Apply(change, body, document, new HashSet<string>(StringComparer.Ordinal));
        return document;
    }

    public override void Update(Change change, Record record, Body body, IReadOnlySet<string> replaced)
    {
        var document = Patch(change, record, body);
        if (body.Reference("entity", "customer") is { } entity && entity != document.Entity)
            throw RestFault.Rule("The customer of a saved transaction cannot be changed.");
        if (body.Items("item") is { } items)
        {
            var kept = replaced.Contains("item") ? [] : Items(document).ToList();
            foreach (var item in items)
            {
                var line = item.Number("line") is { } number ? kept.Find(old => old.Id == (int)number) : null;
                var read = Read(change, item, document, line);
                if (line is null)
                    kept.Add(read);
                else
                    kept[kept.IndexOf(line)] = read;
            }

            Reassemble(change, document, kept);
        }

        if (body.Has("dueDate") || body.Has("terms"))
            Terms(change, body, document, document.Terms);
        if (body.Text("orderStatus") is "B" && Kind == Kind.SalesOrder)
            document.Approval = Approval.Approved;
        Apply(change, body, document, replaced);
    }

    public override JsonObject Show(Record record, View view)
    {
        var document = (Transaction)record;
        var shown = Head(document, view);
        JsonNode Money(long minor) => view.Money(minor, document.Currency);
        var main = document.Lines[0];
        var tax = Math.Abs(document.Lines.Where(line => line.Role == Role.Tax).Sum(line => line.Amount));
        shown["entity"] = view.Reference("customer", document.Entity);
        shown["subtotal"] = Money(document.Total - tax);
        shown["taxTotal"] = Money(tax);
        if (document.CreatedFrom is { } source)
            shown["createdFrom"] = view.Document(source);
        if (document.Terms is { } terms)
            shown["terms"] = view.Reference("term", terms);
        if (Kind == Kind.SalesOrder)
            shown["orderStatus"] = view.Choice(Status.Of(document).Letter, Status.Of(document).Label);
        else
        {
            shown["account"] = view.Reference("account", main.Account);
            shown["amountPaid"] = Money(main.Settled);
            shown["amountRemaining"] = Money(main.Open);
        }

        if (Kind == Kind.Invoice)
        {
            shown["dueDate"] = View.Date(document.Due);
            shown["approvalStatus"] = view.Choice($"{(int)document.Approval}", $"{document.Approval}");
            Discount(shown, document, view);
        }
        else if (Kind == Kind.CreditMemo)
        {
            shown["applied"] = Money(main.Settled);
            shown["unapplied"] = Money(main.Open);
            shown["autoApply"] = false;
            shown["apply"] = view.Sublist(document, "apply", () => new ApplyList(Books, view).Applied(document));
        }

        shown["item"] = view.Sublist(document, "item", () =>
            Items(document).Select(line => Item(line, document, view)));
        return shown;
    }

    private void Terms(Change change, Body body, Transaction document, long? fallback)
    {
        if (Kind == Kind.CreditMemo)
            return;
        document.Terms = body.Clears("terms") ? null : body.Reference("terms", "term") ?? fallback;
        var days = document.Terms is { } id && change.Entry("term", id)?.Value("daysUntilNetDue") is long net
            ? (int)net : 0;
        document.Due = body.Date("dueDate") ?? (Kind == Kind.Invoice ? document.Date.AddDays(days) : null);
    }

    private void Apply(Change change, Body body, Transaction document, IReadOnlySet<string> replaced)
    {
        if (Kind != Kind.CreditMemo)
            return;
        var settlement = new Settlement(change, Books, document);
        settlement.Merge(body, replaced);
        if (body.Flag("autoApply") is true)
            settlement.AutoApply(document.Openable?.Open ?? 0);
        settlement.Run();
    }

    private Line Read(Change change, Body item, Transaction document, Line? before)
    {
        var id = item.Reference("item", "serviceSaleItem") ?? before?.Item
            ?? throw RestFault.Missing("Item");
        var entry = change.Entry("item", id);
        var quantity = item.Number("quantity") ?? before?.Quantity ?? 1;
        var rate = item.Number("rate") ?? Share(entry, "rate");
        var amount = item.Number("amount")
            ?? (item.Has("rate") || item.Has("quantity") || before is null ? rate * quantity : null);
        var line = before?.Clone() ?? new Line { Role = Role.Item };
        line.Item = id;
        line.Quantity = quantity;
        line.Account = item.Reference("account", "account") ?? (before is null || item.Has("item")
            ? entry?.Reference("incomeAccount") ?? Store.Special(Accounts.Income)
            : before.Account);
        line.Amount = amount is { } given
            ? -Sign * Minor(given, document)
            : before?.Amount ?? throw RestFault.Missing("Amount");
        if (item.Has("description"))
            line.Memo = item.Text("description");
        line.Values = Own(item, line);
        Tax(change, item, document, line);
        return line;
    }

    private static Dictionary<string, object>? Own(Body item, Line line)
    {
        var values = line.Values;
        foreach (var (name, type) in (ReadOnlySpan<(string, string)>)
            [("department", "department"), ("class", "classification"), ("location", "location"),
                ("taxCode", "salesTaxItem")])
        {
            if (item.Reference(name, type) is { } id)
                (values ??= new(StringComparer.Ordinal))[name] = new Ref(id);
        }

        foreach (var name in item.Names.Where(RecordType.IsCustom))
        {
            if (item.Custom(name) is { } value)
                (values ??= new(StringComparer.Ordinal))[name.ToLowerInvariant()] = value;
        }

        return values;
    }

    /// <summary>
    /// A line keeps its own tax in minor units; the tax lines of the document are their sums by code and rate.
    /// </summary>
    private void Tax(Change change, Body item, Transaction document, Line line)
    {
        var code = line.Values?.GetValueOrDefault("taxCode") is Ref given ? change.Entry("salesTaxItem", given.Id)
            : null;
        var rate = item.Number("taxRate1") ?? Share(code, "rate");
        var tax = item.Number("tax1Amt") is { } stated ? Minor(stated, document)
            : Amounts.Round(-Sign * line.Amount * (rate ?? 0) / 100);
        if (tax == 0)
            return;
        (line.Values ??= new(StringComparer.Ordinal))["tax"] = tax;
        if (rate is { } shown)
            line.Values["taxRate1"] = shown;
    }

    private void Assemble(Change change, Transaction document, List<Line> items, long account)
    {
        var net = -Sign * items.Sum(line => line.Amount);
        var taxes = items.Where(line => line.Values?.GetValueOrDefault("tax") is long)
            .GroupBy(line => (Code: line.Values?.GetValueOrDefault("taxCode"),
                Rate: line.Values?.GetValueOrDefault("taxRate1")))
            .Select(group => (group.Key, Amount: group.Sum(line => (long)line.Values!["tax"]))).ToList();
        document.Total = net + taxes.Sum(tax => tax.Amount);
        if (document.Total < 0)
            throw RestFault.Rule("The transaction total cannot be negative.");

        var main = new Line { Id = 0, Role = Role.Receivable, Account = account, Amount = Sign * document.Total };
        var next = items.Count == 0 ? 1 : items.Max(line => line.Id) + 1;
        foreach (var line in items.Where(line => line.Id == 0))
            line.Id = next++;
        document.Lines = [main, .. items, .. taxes.Select(tax => new Line
        {
            Id = next++, Role = Role.Tax, Amount = -Sign * tax.Amount, Values = Taxed(tax.Key.Code, tax.Key.Rate),
            Account = tax.Key.Code is Ref code
                ? change.Entry("salesTaxItem", code.Id)?.Reference("taxAccount") ?? Store.Special(Accounts.Tax)
                : Store.Special(Accounts.Tax),
        })];
        foreach (var line in document.Lines.Skip(1))
            line.Base = ToBase(line.Amount, document);
        // AR takes the rounding, so that debits are credits in base currency too.
        main.Base = -document.Lines.Skip(1).Sum(line => line.Base);
        if (Kind == Kind.SalesOrder)
            main.Role = Role.Plain;
    }

    private static Dictionary<string, object>? Taxed(object? code, object? rate)
    {
        Dictionary<string, object> values = new(StringComparer.Ordinal);
        if (code is not null)
            values["taxCode"] = code;
        if (rate is not null)
            values["taxRate1"] = rate;
        return values.Count == 0 ? null : values;
    }

    private void Reassemble(Change change, Transaction document, List<Line> items)
    {
        var before = document.Lines[0];
        if (before.Settled == 0)
        {
            Assemble(change, document, items, before.Account);
            return;
        }

        var total = document.Total;
        var lines = document.Lines;
        Assemble(change, document, items, before.Account);
        if (document.Total != total)
            throw RestFault.Rule("This transaction is applied to others; its total cannot be changed.");
        document.Lines = lines;
    }

    private static decimal? Share(Record? record, string name) => record?.Value(name) switch
    {
        decimal share => share,
        long share => share,
        _ => null,
    };

    private static IEnumerable<Line> Items(Transaction document) =>
        document.Lines.Where(line => line.Role == Role.Item);

    private JsonObject Item(Line line, Transaction document, View view)
    {
        var amount = -Sign * line.Amount;
        var shown = new JsonObject
        {
            ["line"] = line.Id,
            ["item"] = view.Reference("serviceSaleItem", line.Item),
            ["quantity"] = line.Quantity,
            ["rate"] = line.Quantity is { } quantity and not 0
                ? Math.Round(Store.ToMajor(amount, document.Currency) / quantity, 6)
                : null,
            ["amount"] = view.Money(amount, document.Currency),
            ["account"] = view.Reference("account", line.Account),
            ["description"] = line.Memo,
        };
        var fields = Type.Sublists["item"].ToDictionary(field => field.Name, StringComparer.Ordinal);
        foreach (var (name, value) in line.Values ?? [])
        {
            if (name == "tax")
                shown["tax1Amt"] = view.Money((long)value, document.Currency);
            else
                shown[name] = view.Value(fields.GetValueOrDefault(name), value);
        }

        return shown;
    }

    private static void Discount(JsonObject shown, Transaction document, View view)
    {
        if (document.Terms is not { } id || view.Store.Find("term", id) is not { } terms)
            return;
        var percent = Share(terms, "discountPercent") ?? 0;
        if (percent == 0 || terms.Value("daysUntilExpiry") is not long days)
            return;
        shown["discountAmount"] = view.Money(Amounts.Round(document.Total * percent / 100), document.Currency);
        shown["discountDate"] = View.Date(document.Date.AddDays((int)days));
    }
}
