using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Forms;

/// <summary>The customer refund: money out that settles credits or deposits.</summary>
internal sealed class RefundForm(Books books) : MoneyForm(books, Kind.Refund)
{
    public override Record? Create(Change change, Body body)
    {
        var customer = Customer(change, body, "customer");
        var document = New(change, body, customer);
        var receivable = body.Reference("arAcct", "account") ?? Store.ReceivableOf(customer);
        var credits = Wanted(change, body, document, "apply", Side.Credit);
        var deposits = Wanted(change, body, document, "deposit", Side.Deposit);
        var (onAr, onDeposits) = (credits.Sum(want => want.Amount), deposits.Sum(want => want.Amount));
        if (onAr + onDeposits == 0)
            throw RestFault.Rule("You must apply this refund to at least one transaction.");

        PutMoney(body, document, onAr + onDeposits, goesIn: false);
        Put(document, 1, Role.Receivable, (receivable, onAr));
        Put(document, 2, Role.Liability, (Store.Special(Accounts.Deposits), onDeposits));
        var check = new ClaimCheck(change, Books, document);
        foreach (var (claim, amount) in credits)
            Settle(change, document, new(document.Id, 1), (claim, check.Demand(claim, Side.Credit, amount, null)));
        foreach (var (claim, amount) in deposits)
            Settle(change, document, new(document.Id, 2), (claim, check.Demand(claim, Side.Deposit, amount, null)));
        return document;
    }

    public override void Update(Change change, Record record, Body body, IReadOnlySet<string> replaced)
    {
        Patch(change, record, body);
        if (body.Has("apply") || body.Has("deposit"))
            throw RestFault.Rule("The applications of a saved refund cannot be changed; delete it and create it anew.");
    }

    public override JsonObject Show(Record record, View view)
    {
        var document = (Transaction)record;
        var shown = Head(document, view);
        shown["customer"] = view.Reference("customer", document.Entity);
        shown["account"] = view.Reference("account", document.First(Role.Money)?.Account);
        shown["arAcct"] = view.Reference("account", document.First(Role.Receivable)?.Account);
        shown["payment"] = view.Money(document.Total, document.Currency);
        var list = new ApplyList(Books, view);
        shown["apply"] = view.Sublist(document, "apply", () => list.Refunded(document, Side.Credit));
        shown["deposit"] = view.Sublist(document, "deposit", () => list.Refunded(document, Side.Deposit));
        return shown;
    }

    protected override void Release(Change change, Transaction document)
    {
        foreach (var link in document.Links.Select(change.Link).Reverse().ToList())
            Books.Applications.Undo(change, link);
    }

    private List<(Claim Claim, long Amount)> Wanted(Change change, Body body, Transaction document, string name,
        Side side)
    {
        var check = new ClaimCheck(change, Books, document);
        return [.. (body.Items(name) ?? []).Where(item => item.Flag("apply") is not false).Select(item =>
        {
            var claim = check.Find(item, side);
            var open = change.Transaction(claim.Document)?.LineOf(claim.Line)?.Open ?? 0;
            return (claim, item.Number("amount") is { } amount ? Minor(amount, document) : open);
        }).Where(want => want.Item2 > 0)];
    }

    private void Put(Transaction document, int id, Role role, (long Account, long Amount) terms)
    {
        if (terms.Amount == 0)
            return;
        var last = document.Lines.Where(line => line.Role != Role.Money).Sum(line => line.Amount)
            + terms.Amount == document.Total;
        document.Lines.Add(new()
        {
            Id = id,
            Role = role,
            Account = terms.Account,
            Amount = terms.Amount,
            Base = last ? -document.Lines.Sum(line => line.Base) : ToBase(terms.Amount, document),
        });
    }

    private void Settle(Change change, Transaction document, Claim own, (Claim Credit, long Amount) by) =>
        Books.Applications.Apply(change, own, by.Credit, by.Amount,
            new Link { Via = document.Id, Date = document.Date });
}
