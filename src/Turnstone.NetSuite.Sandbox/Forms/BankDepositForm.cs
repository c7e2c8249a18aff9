using System.Globalization;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Forms;

/// <summary>
/// The bank deposit: payments out of undeposited funds, other lines and cash back, into one bank account.
/// </summary>
internal sealed class BankDepositForm(Books books) : DocumentForm(books, Kind.BankDeposit)
{
    public override Record? Create(Change change, Body body)
    {
        var account = body.Reference("account", "account") ?? throw RestFault.Missing("Account");
        if (Store.AccountType(account) is not ("Bank" or "OthCurrAsset" or "CredCard"))
            throw body.Wrong("account");
        var document = New(change, body, null);
        if (Store.Find("account", account)?.Reference("subsidiary") is { } owner && owner != document.Subsidiary)
            throw body.Wrong("subsidiary");
        document.Lines = [new() { Id = 0, Role = Role.Money, Account = account }];
        foreach (var item in (body.Items("payment") ?? []).Where(item => item.Flag("deposit") is not false))
            Gather(change, item, document);
        foreach (var item in body.Items("other") ?? [])
            Other(item, document, Role.Other);
        foreach (var item in body.Items("cashBack") ?? [])
            Other(item, document, Role.CashBack);
        Foot(document);
        return document;
    }

    public override void Update(Change change, Record record, Body body, IReadOnlySet<string> replaced)
    {
        var document = Patch(change, record, body);
        if (!body.Has("payment") && !body.Has("other") && !body.Has("cashBack"))
            return;
        foreach (var item in body.Items("payment") ?? [])
        {
            var id = Payment(item);
            var known = document.Lines.Find(line => line.Gathers == id);
            if (known is not null && item.Flag("deposit") is false)
                Scatter(change, document, known);
            else if (known is null && item.Flag("deposit") is not false)
                Gather(change, item, document);
        }

        foreach (var (name, role) in (ReadOnlySpan<(string, Role)>)[("other", Role.Other), ("cashBack", Role.CashBack)])
        {
            if (body.Items(name) is not { } items)
                continue;
            if (replaced.Contains(name) || items.Count == 0)
                document.Lines.RemoveAll(line => line.Role == role);
            foreach (var item in items)
            {
                if (item.Number("line") is { } number)
                    document.Lines.RemoveAll(line => line.Role == role && line.Id == (int)number);
                Other(item, document, role);
            }
        }

        Foot(document);
    }

    public override JsonObject Show(Record record, View view)
    {
        var document = (Transaction)record;
        var shown = Head(document, view);
        shown["account"] = view.Reference("account", document.Lines[0].Account);
        shown["payment"] = view.Sublist(document, "payment", () =>
            document.Lines.Where(line => line.Role == Role.Gathered)
            .Select(line => Gathered(line, document, view)));
        shown["other"] = view.Sublist(document, "other", () => Lines(document, Role.Other, view));
        shown["cashBack"] = view.Sublist(document, "cashBack", () => Lines(document, Role.CashBack, view));
        return shown;
    }

    protected override void Release(Change change, Transaction document)
    {
        foreach (var line in document.Lines.Where(line => line.Role == Role.Gathered).ToList())
            Scatter(change, document, line);
    }

    protected override long? DefaultSubsidiary(Change change, Body body) =>
        body.Reference("account", "account") is { } account
            ? Store.Find("account", account)?.Reference("subsidiary") ?? 1
            : null;

    protected override long? DefaultCurrency(Body body) =>
        body.Reference("account", "account") is { } account ? Store.Find("account", account)?.Reference("currency")
            : null;

    /// <summary>Public sources do not name the key of a payment line, so id, doc and payment are all taken.</summary>
    private static long Payment(Body item) => item.Id("doc") ?? item.Id("id") ?? item.Id("payment")
        ?? throw RestFault.Missing("Payment");

    private void Gather(Change change, Body item, Transaction document)
    {
        var id = Payment(item);
        if (change.Transaction(id) is not { Kind: Kind.Payment or Kind.CustomerDeposit } payment)
            throw RestFault.BadReference(id.ToString(CultureInfo.InvariantCulture), "payment", item.Join("id"));
        if (payment is not { IsPosting: true, Voided: false, GatheredBy: null } || payment.Text("undepFunds") != "T")
            throw RestFault.Rule($"{payment.Number} is not in undeposited funds.");
        if (payment.Subsidiary != document.Subsidiary)
            throw RestFault.Rule($"{payment.Number} belongs to another subsidiary than this deposit.");

        var money = payment.First(Role.Money) ?? throw new InvalidOperationException($"{payment.Number} has no money.");
        var own = Store.BaseCurrency(document.Subsidiary);
        var amount = (item.Number("paymentAmount") ?? item.Number("amount")) is { } stated
            && payment.Currency != document.Currency
            ? Minor(stated, document)
            : payment.Currency == document.Currency ? money.Amount
            : document.Currency == own ? money.Base
            : throw RestFault.Rule(
                $"{payment.Number} is in another currency; state its amount in the deposit's currency.");
        change.Edit(payment).GatheredBy = document.Id;
        document.Lines.Add(new()
        {
            Id = document.Lines.Max(line => line.Id) + 1,
            Role = Role.Gathered,
            Account = money.Account,
            Amount = -amount,
            Base = -money.Base,
            Gathers = id,
            Entity = payment.Entity,
        });
    }

    private static void Scatter(Change change, Transaction document, Line line)
    {
        document.Lines.Remove(line);
        if (line.Gathers is { } id && change.Transaction(id) is { } payment)
            change.Edit(payment).GatheredBy = null;
    }

    private void Other(Body item, Transaction document, Role role)
    {
        var account = item.Reference("account", "account") ?? throw RestFault.Missing("Account");
        var amount = Minor(item.Number("amount") ?? throw RestFault.Missing("Amount"), document);
        if (amount == 0)
            throw item.Wrong("amount");
        // An other line adds to the deposit, a cash-back line takes from it.
        var signed = role == Role.Other ? -amount : amount;
        document.Lines.Add(new()
        {
            Id = item.Number("line") is { } number && number > 0 ? (int)number : document.Lines.Max(line => line.Id)
                + 1,
            Role = role,
            Account = account,
            Amount = signed,
            Base = ToBase(signed, document),
            Entity = item.Reference("entity", "customer"),
            Memo = item.Text("memo"),
        });
    }

    /// <summary>The bank line is the sum; what the rates leave over is exchange gain or loss.</summary>
    private void Foot(Transaction document)
    {
        document.Lines.RemoveAll(line => line.Role == Role.Gain);
        var bank = document.Lines[0];
        bank.Amount = -document.Lines.Skip(1).Sum(line => line.Amount);
        if (document.Lines.Count == 1)
            throw RestFault.Rule("You must enter at least one line item for this transaction.");
        if (bank.Amount < 0)
            throw RestFault.Rule("The total of a deposit cannot be negative.");
        bank.Base = ToBase(bank.Amount, document);
        document.Total = bank.Amount;
        var rest = document.Lines.Sum(line => line.Base);
        if (rest == 0)
            return;
        document.Lines.Add(new()
        {
            Id = document.Lines.Max(line => line.Id) + 1,
            Role = Role.Gain,
            Account = Store.Special(Accounts.Gain),
            Base = -rest,
        });
    }

    private static JsonObject Gathered(Line line, Transaction document, View view)
    {
        var payment = view.Store.Transaction(line.Gathers ?? 0);
        return new()
        {
            ["line"] = line.Id,
            ["id"] = line.Gathers?.ToString(CultureInfo.InvariantCulture),
            ["doc"] = view.Document(line.Gathers),
            ["deposit"] = true,
            ["docDate"] = View.Date(payment?.Date),
            ["entity"] = view.Reference("customer", line.Entity),
            ["paymentAmount"] = view.Money(-line.Amount, document.Currency),
            ["transactionAmount"] = payment is null ? null : view.Money(payment.Total, payment.Currency),
            ["currency"] = view.Store.Find("currency", payment?.Currency ?? document.Currency)?.Text("name"),
            ["refNum"] = payment?.Number,
            ["type"] = payment?.Kind.Code(),
        };
    }

    private static IEnumerable<JsonObject> Lines(Transaction document, Role role, View view) =>
        document.Lines.Where(line => line.Role == role).Select(line => new JsonObject
        {
            ["line"] = line.Id,
            ["account"] = view.Reference("account", line.Account),
            ["amount"] = view.Money(role == Role.Other ? -line.Amount : line.Amount, document.Currency),
            ["entity"] = view.Reference("customer", line.Entity),
            ["memo"] = line.Memo,
        });
}
