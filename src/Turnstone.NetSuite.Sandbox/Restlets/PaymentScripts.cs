using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Forms;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Restlets;

/// <summary>
/// The scripts discount and apply: payments with discounts, and lines of payments brought to a wanted end.
/// </summary>
internal sealed class PaymentScripts(Books books, FormBook forms)
{
    private static readonly IReadOnlySet<string> None = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>
    /// Makes a payment whose lines take discounts; one that has this external id already is read, not changed.
    /// </summary>
    public JsonObject Pay(JsonElement body)
    {
        var external = body.Needed("externalId");
        var (id, created) = books.Store.Write(change =>
        {
            if (change.External(Store.Transactions, external) is { } known)
                return Known(change, known, external);
            change.TakesDiscounts = true;
            var made = forms.Of(Kind.Payment).Create(change, new(Payment(body), "", change))
                ?? throw ScriptRefusal.Own("NOTHING", "A payment of nothing leaves no payment.");
            PeriodGuard.Check(change, books.Periods);
            return (made.Id, true);
        });
        return Held(id, new() { ["id"] = Text(id), ["created"] = created });
    }

    /// <summary>
    /// Brings payments to the wanted end, each by itself; one that is refused does not stop the others.
    /// </summary>
    public JsonObject Bring(JsonElement body)
    {
        var entries = body.List("payments").ToList();
        if (entries.Count is 0 or > 100)
            throw ScriptRefusal.Own("NOT_A_LIST", "'payments' must be a list of 1 to 100 entries.");
        return new()
        {
            ["results"] = new JsonArray([.. entries.Select(entry => (JsonNode)One(entry))]),
            ["left"] = 0,
        };
    }

    private JsonObject One(JsonElement entry)
    {
        try
        {
            var id = entry.NeededId("payment");
            var changed = books.Store.Write(change => Bring(change, entry, id));
            return Held(id, new() { ["payment"] = Text(id), ["changed"] = changed });
        }
        catch (Exception refusal) when (refusal is ScriptRefusal or RestFault)
        {
            return new()
            {
                ["payment"] = entry.At("payment")?.ToString() ?? "",
                ["error"] = new JsonObject
                {
                    ["code"] = refusal is ScriptRefusal own ? own.Code : ((RestFault)refusal).Code,
                    ["message"] = refusal.Message,
                },
            };
        }
    }

    private int Bring(Change change, JsonElement entry, long id)
    {
        if (change.Transaction(id) is not { Kind: Kind.Payment } payment)
            throw ScriptRefusal.Own("NOT_FOUND", $"There is no payment {id} that this role can see.");
        if (payment.Entity != entry.NeededId("customer"))
            throw ScriptRefusal.Own("OTHER_CUSTOMER", $"Payment {id} belongs to customer {payment.Entity}.");
        var held = Lines(payment, "apply").Concat(Lines(payment, "credit"))
            .ToDictionary(line => (line.List, line.Claim), line => (line.Amount, line.Discount));
        var changed = 0;
        foreach (var list in (ReadOnlySpan<string>)["apply", "credit"])
        {
            foreach (var line in entry.List(list))
            {
                var claim = new Claim(line.NeededId("doc"), (int)(line.At("line") is null ? 0 : line.NeededId("line")));
                var want = (books.Store.ToMinor(line.NeededAmount("amount"), payment.Currency),
                    line.At("discount") is null ? 0 : books.Store.ToMinor(line.NeededAmount("discount"),
                        payment.Currency));
                if (held.GetValueOrDefault((list, claim)) != want)
                    changed++;
            }
        }

        if (changed == 0)
            return 0;
        change.TakesDiscounts = true;
        var patch = new JsonObject { ["apply"] = Items(entry, "apply"), ["credit"] = Items(entry, "credit") };
        forms.Of(Kind.Payment).Update(change, payment, new(Element(patch), "", change), None);
        PeriodGuard.Check(change, books.Periods);
        return changed;
    }

    private static (long Id, bool Created) Known(Change change, long id, string external) =>
        change.Transaction(id) is { Kind: Kind.Payment }
            ? (id, false)
            : throw ScriptRefusal.Own("TAKEN",
                $"The external id {external} belongs to another kind of transaction, {id}.");

    private static JsonElement Payment(JsonElement body)
    {
        var isUndeposited = body.At("undepFunds") is { ValueKind: JsonValueKind.True };
        if (isUndeposited == body.At("account") is not null)
        {
            throw ScriptRefusal.Own("NO_ACCOUNT",
                "The money goes to one 'account' or, with undepFunds true, to undeposited funds.");
        }

        var payment = new JsonObject
        {
            ["externalId"] = body.Needed("externalId"),
            ["customer"] = Id(body, "customer"),
            ["currency"] = Id(body, "currency"),
            ["exchangeRate"] = body.NeededAmount("exchangeRate"),
            ["tranDate"] = body.NeededDay("date"),
            ["payment"] = body.NeededAmount("payment"),
            ["undepFunds"] = isUndeposited ? "T" : "F",
            ["autoApply"] = false,
            ["apply"] = Items(body, "apply"),
            ["credit"] = Items(body, "credit"),
        };
        foreach (var (name, field) in (ReadOnlySpan<(string, string)>)[("subsidiary", "subsidiary"),
            ("arAccount", "arAcct"), ("period", "postingPeriod"), ("account", "account")])
        {
            if (body.At(name) is not null)
                payment[field] = Id(body, name);
        }

        foreach (var name in (ReadOnlySpan<string>)["checkNumber", "memo"])
        {
            if (body.At(name) is not null)
                payment[name] = body.Needed(name);
        }

        if (body.At("fields") is { ValueKind: JsonValueKind.Object } fields)
        {
            foreach (var field in fields.EnumerateObject())
            {
                payment[field.Name] = field.Name.StartsWith("custbody_turnstone_", StringComparison.Ordinal)
                    ? JsonNode.Parse(field.Value.GetRawText())
                    : throw ScriptRefusal.Own("FOREIGN_FIELD", $"'{field.Name}' is not one of Turnstone's fields.");
            }
        }

        return Element(payment);
    }

    private static JsonObject Items(JsonElement body, string list)
    {
        var items = new JsonArray();
        foreach (var line in body.List(list))
        {
            var amount = line.NeededAmount("amount");
            var discount = line.At("discount") is null ? 0 : line.NeededAmount("discount");
            items.Add((JsonNode)new JsonObject
            {
                ["doc"] = Id(line, "doc"),
                ["line"] = line.At("line") is null ? 0 : line.NeededId("line"),
                ["apply"] = amount + discount > 0,
                ["amount"] = amount,
                ["disc"] = discount,
            });
        }

        // No element at all must not empty the list that is there.
        return items.Count == 0 ? new() : new() { ["items"] = items };
    }

    private JsonObject Held(long id, JsonObject shown) => books.Store.Read(() =>
    {
        var payment = books.Store.Transaction(id) ?? throw new InvalidOperationException($"The payment {id} is gone.");
        string Major(long minor) => books.Store.ToMajor(minor, payment.Currency).ToString(CultureInfo.InvariantCulture);
        var receivable = payment.First(Role.Receivable);
        shown["amount"] = Major(payment.Total);
        shown["applied"] = Major(receivable?.Settled ?? 0);
        shown["unapplied"] = Major(receivable?.Open ?? 0);
        foreach (var list in (ReadOnlySpan<string>)["apply", "credit"])
        {
            shown[list] = new JsonArray([.. Lines(payment, list).Select(line => (JsonNode)new JsonObject
            {
                ["doc"] = Text(line.Claim.Document),
                ["line"] = Text(line.Claim.Line),
                ["amount"] = Major(line.Amount),
                ["discount"] = Major(line.Discount),
            })]);
        }

        return shown;
    });

    /// <summary>What the payment's own lists hold now.</summary>
    private IEnumerable<(string List, Claim Claim, long Amount, long Discount)> Lines(Transaction payment,
        string list) =>
        payment.Links.Select(id => books.Store.Find(Store.Links, id)).OfType<Link>()
            .Where(link => link.Via == payment.Id && (list == "apply" || link.Credit != payment.Id)
                && books.Store.Transaction(link.Credit)?.Kind is not (Kind.CustomerDeposit or Kind.DepositApplication))
            .GroupBy(link => list == "apply" ? new Claim(link.Debit, link.DebitLine)
                : new Claim(link.Credit, link.CreditLine))
            .Select(group => (list, group.Key, group.Sum(link => link.Amount - link.Discount),
                group.Sum(link => link.Discount)));

    private static JsonObject Id(JsonElement body, string name) => new() { ["id"] = Text(body.NeededId(name)) };

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static JsonElement Element(JsonObject json) => JsonSerializer.SerializeToElement(json);
}
