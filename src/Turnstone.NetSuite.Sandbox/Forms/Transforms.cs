using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Forms;

/// <summary>
/// One record made from another: the target's fields as NetSuite fills them in, under what the client sends.
/// </summary>
internal static class Transforms
{
    public static Body Fill(Record source, RecordType target, JsonElement sent, Change change)
    {
        var filled = Defaults(source, target, change);
        foreach (var property in sent.EnumerateObject())
            filled[property.Name] = JsonNode.Parse(property.Value.GetRawText());
        using var document = JsonDocument.Parse(filled.ToJsonString());
        return new(document.RootElement.Clone(), "", change);
    }

    private static JsonObject Defaults(Record source, RecordType target, Change change) => (source, target.Kind) switch
    {
        (Entry { Type: "customer" }, Kind.Payment) => new() { ["customer"] = Id(source.Id) },
        (Entry { Type: "customer" }, Kind.Invoice or Kind.SalesOrder) => new() { ["entity"] = Id(source.Id) },
        (Transaction { Kind: Kind.SalesOrder } order, Kind.Invoice) => Items(order, change),
        (Transaction { Kind: Kind.Invoice } invoice, Kind.CreditMemo) => Items(invoice, change),
        (Transaction { Kind: Kind.Invoice } invoice, Kind.Payment) => Payment(invoice),
        (Transaction { Kind: Kind.CustomerDeposit } deposit, Kind.DepositApplication) =>
            new() { ["deposit"] = Id(deposit.Id) },
        (Transaction { Kind: Kind.CustomerDeposit } deposit, Kind.Refund) => Refund(deposit, "deposit", change),
        (Transaction { Kind: Kind.Payment or Kind.CreditMemo } credit, Kind.Refund) => Refund(credit, "apply", change),
        _ => throw new RestFault(400, "INVALID_REQUEST",
            $"Transforming '{source.Type}' into '{target.Name}' is not supported."),
    };

    private static JsonObject Payment(Transaction invoice)
    {
        var open = invoice.Openable;
        return new()
        {
            ["customer"] = Id(invoice.Entity ?? 0),
            ["subsidiary"] = Id(invoice.Subsidiary),
            ["currency"] = Id(invoice.Currency),
            ["arAcct"] = Id(open?.Account ?? 0),
            ["apply"] = List(new JsonObject { ["doc"] = Id(invoice.Id), ["line"] = open?.Id ?? 0, ["apply"] = true }),
        };
    }

    private static JsonObject Refund(Transaction credit, string list, Change change) => new()
    {
        ["customer"] = Id(credit.Entity ?? 0),
        ["subsidiary"] = Id(credit.Subsidiary),
        ["currency"] = Id(credit.Currency),
        ["account"] = Id(Account(credit, change)),
        [list] = List(new JsonObject { ["doc"] = Id(credit.Id), ["line"] = credit.Openable?.Id ?? 0,
            ["apply"] = true }),
    };

    /// <summary>
    /// The bank the money came to; out of undeposited funds no refund is paid, so then the first bank account.
    /// </summary>
    private static long Account(Transaction credit, Change change) =>
        credit.First(Role.Money)?.Account is { } account && change.Entry("account", account)?.Text("acctType") == "Bank"
            ? account
            : change.Store.Entries("account").First(entry => entry.Text("acctType") == "Bank").Id;

    private static JsonObject Items(Transaction source, Change change)
    {
        var items = new JsonArray();
        foreach (var line in source.Lines.Where(line => line.Role == Role.Item))
        {
            var item = new JsonObject
            {
                ["item"] = Id(line.Item ?? 0),
                ["quantity"] = line.Quantity,
                ["amount"] = change.Store.ToMajor(Math.Abs(line.Amount), source.Currency),
                ["account"] = Id(line.Account),
                ["description"] = line.Memo,
            };
            foreach (var (name, value) in line.Values ?? [])
            {
                if (value is Ref reference)
                    item[name] = Id(reference.Id);
                else if (value is decimal rate && name == "taxRate1")
                    item[name] = rate;
            }

            items.Add((JsonNode)item);
        }

        return new()
        {
            ["entity"] = Id(source.Entity ?? 0),
            ["subsidiary"] = Id(source.Subsidiary),
            ["currency"] = Id(source.Currency),
            ["exchangeRate"] = source.Rate,
            ["createdFrom"] = Id(source.Id),
            ["item"] = new JsonObject { ["items"] = items },
        };
    }

    private static JsonObject Id(long id) => new() { ["id"] = id.ToString(CultureInfo.InvariantCulture) };

    private static JsonObject List(JsonObject element) => new() { ["items"] = new JsonArray(element) };
}
