using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Forms;

/// <summary>
/// The journal entry; its lines on an AR account that name a customer are debits and credits like any document's.
/// </summary>
internal sealed class JournalForm(Books books) : DocumentForm(books, Kind.Journal)
{
    public override Record? Create(Change change, Body body)
    {
        var document = New(change, body, null);
        var items = body.Items("line") ?? [];
        if (items.Count < 2)
            throw RestFault.Rule("You must enter at least two lines for this transaction.");
        document.Lines = [.. items.Select((item, index) => Read(change, item, document, new() { Id = index }))];
        Balance(document);
        if (body.Date("reversalDate") is { } reversal)
            Reverse(change, document, reversal);
        return document;
    }

    public override void Update(Change change, Record record, Body body, IReadOnlySet<string> replaced)
    {
        var document = Patch(change, record, body);
        if (body.Items("line") is { } items)
        {
            var lines = replaced.Contains("line") ? [] : document.Lines.Where(line => line.Role != Role.Gain).ToList();
            foreach (var item in items)
            {
                var known = item.Number("line") is { } number ? lines.Find(line => line.Id == (int)number) : null;
                if (known is null)
                    lines.Add(Read(change, item, document,
                        new() { Id = lines.Count == 0 ? 0 : lines.Max(line => line.Id) + 1 }));
                else
                    Read(change, item, document, known);
            }

            if (lines.Exists(line => line.Settled > 0 && Math.Abs(line.Amount) != line.Settled + line.Open)
                || document.Lines.Exists(line => line.Settled > 0 && !lines.Contains(line)))
                throw RestFault.Rule("This journal is applied to other transactions; those lines cannot be changed.");
            document.Lines = [.. lines, .. document.Lines.Where(line => line.Role == Role.Gain)];
            Balance(document);
        }

        if (body.Date("reversalDate") is { } reversal && document.Reference("reversalEntryId") is null)
            Reverse(change, document, reversal);
    }

    public override JsonObject Show(Record record, View view)
    {
        var document = (Transaction)record;
        var shown = Head(document, view);
        shown.Remove("reversalEntryId");
        shown["approvalStatus"] = view.Choice($"{(int)document.Approval}",
            document.Approval == Approval.Pending ? "Pending Approval" : $"{document.Approval}");
        shown["approved"] = document.Approval == Approval.Approved;
        shown["line"] = view.Sublist(document, "line", () => document.Lines.Where(line => line.Role != Role.Gain)
            .Select(line => Line(line, document, view)));
        return shown;
    }

    protected override void Release(Change change, Transaction document)
    {
        // What others applied stays; a journal applies nothing by itself.
    }

    private Line Read(Change change, Body item, Transaction document, Line line)
    {
        if (item.Reference("account", "account") is { } account)
            line.Account = account;
        if (line.Account == 0)
            throw RestFault.Missing("Account");
        var debit = item.Number("debit") is { } left ? Minor(left, document) : 0;
        var credit = item.Number("credit") is { } right ? Minor(right, document) : 0;
        if (debit != 0 && credit != 0 || debit < 0 || credit < 0)
            throw item.Wrong(debit < 0 ? "debit" : "credit");
        if (item.Has("debit") || item.Has("credit"))
            line.Amount = debit - credit;
        if (line.Amount == 0)
            throw RestFault.Missing("Debit or Credit");
        if (item.Has("entity"))
            line.Entity = item.Reference("entity", "customer");
        if (item.Has("memo"))
            line.Memo = item.Text("memo");
        foreach (var (name, type) in (ReadOnlySpan<(string, string)>)
            [("department", "department"), ("class", "classification"), ("location", "location")])
        {
            if (item.Reference(name, type) is { } id)
                (line.Values ??= new(StringComparer.Ordinal))[name] = new Ref(id);
        }

        var isCustomer = line.Entity is { } entity && change.Entry(Store.Entities, entity) is { Type: "customer" };
        line.Role = isCustomer && Store.IsReceivable(line.Account) ? Role.Receivable : Role.Plain;
        line.Base = ToBase(line.Amount, document);
        return line;
    }

    private static void Balance(Transaction document)
    {
        var lines = document.Lines.Where(line => line.Role != Role.Gain).ToList();
        if (lines.Sum(line => line.Amount) != 0)
            throw RestFault.Rule("The amounts in this journal entry do not balance.");
        // Rounding at the rate goes to the largest line that no application depends on.
        var largest = lines.Where(line => line.Settled == 0).MaxBy(line => Math.Abs(line.Base));
        if (largest is not null)
            largest.Base -= lines.Sum(line => line.Base);
        document.Total = lines.Where(line => line.Amount > 0).Sum(line => line.Amount);
    }

    private void Reverse(Change change, Transaction document, DateOnly date)
    {
        var reversal = (Transaction)document.Clone();
        (reversal.Id, reversal.ExternalId, reversal.Created, reversal.Modified) = (0, null, default, default);
        reversal.Links = [];
        reversal.Lines.RemoveAll(line => line.Role == Role.Gain);
        foreach (var line in reversal.Lines)
            (line.Amount, line.Base, line.Gain, line.Settled, line.SettledBase) = (-line.Amount, -line.Base, 0, 0, 0);
        reversal.Date = date;
        reversal.Period = Books.Periods.Choose(change, Kind, date, null);
        reversal.Set("reversalDate", null);
        reversal.Set("isReversal", true);
        change.Add(reversal);
        reversal.Number = $"JE{reversal.Id}";
        document.Set("reversalEntry", reversal.Number);
        document.Set("reversalEntryId", new Ref(reversal.Id));
    }

    private static JsonObject Line(Line line, Transaction document, View view)
    {
        var shown = new JsonObject
        {
            ["line"] = line.Id,
            ["account"] = view.Reference("account", line.Account),
            ["memo"] = line.Memo,
        };
        shown[line.Amount > 0 ? "debit" : "credit"] = view.Money(Math.Abs(line.Amount), document.Currency);
        if (line.Entity is { } entity)
            shown["entity"] = view.Reference("customer", entity);
        var fields = Catalog.Of(Kind.Journal).Sublists["line"]
            .ToDictionary(field => field.Name, StringComparer.Ordinal);
        foreach (var (name, value) in line.Values ?? [])
            shown[name] = view.Value(fields.GetValueOrDefault(name), value);
        return shown;
    }
}
