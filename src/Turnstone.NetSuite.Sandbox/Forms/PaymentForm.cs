using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Forms;

/// <summary>The customer payment: money in, applied to documents, with credits and deposits beside it.</summary>
internal sealed class PaymentForm(Books books) : MoneyForm(books, Kind.Payment)
{
    private static readonly IReadOnlySet<string> None = new HashSet<string>(StringComparer.Ordinal);

    public override Record? Create(Change change, Body body)
    {
        var customer = Customer(change, body, "customer");
        var document = New(change, body, customer);
        var receivable = body.Reference("arAcct", "account") ?? Store.ReceivableOf(customer);
        if (!Store.IsReceivable(receivable))
            throw body.Wrong("arAcct");
        var settlement = new Settlement(change, Books, document);
        settlement.Merge(body, None);
        var amount = body.Number("payment") is { } given
            ? given >= 0 ? Minor(given, document) : throw body.Wrong("payment")
            : Math.Max(0, settlement.Applied - settlement.Credited);
        if (amount == 0 && settlement.Credited > 0)
            return Pair(change, body, document, receivable);
        if (amount == 0 && settlement.Applied == 0 && !change.IsDraft)
            throw RestFault.Missing("Payment Amount");

        PutMoney(body, document, amount);
        PutReceivable(document, receivable, settlement.Discounts);
        if (body.Flag("autoApply") is true)
            settlement.AutoApply(amount + settlement.Credited - settlement.Applied);
        if (document.IsPosting)
            settlement.Run();
        return document;
    }

    public override void Update(Change change, Record record, Body body, IReadOnlySet<string> replaced)
    {
        var document = Patch(change, record, body);
        if (body.Reference("customer", "customer") is { } customer && customer != document.Entity)
            throw RestFault.Rule("The customer of a saved payment cannot be changed.");
        if (body.Reference("arAcct", "account") is { } account && account != document.First(Role.Receivable)?.Account)
            throw RestFault.Rule("The A/R account of a saved payment cannot be changed.");
        MoveMoney(body, document);
        var settlement = new Settlement(change, Books, document);
        settlement.Merge(body, replaced);
        if (body.Number("payment") is { } payment && Minor(payment, document) != document.Total)
            Resize(document, Minor(payment, document), body);
        if (body.Flag("autoApply") is true)
            settlement.AutoApply(document.Total + settlement.Credited - settlement.Applied);
        if (settlement.Discounts == (document.First(Role.Discount)?.Amount ?? 0))
            settlement.Run();
        else
            Rediscount(document, settlement);
    }

    public override JsonObject Show(Record record, View view)
    {
        var document = (Transaction)record;
        var shown = Head(document, view);
        JsonNode Money(long minor) => view.Money(minor, document.Currency);
        var receivable = document.First(Role.Receivable);
        var credited = document.Links.Select(id => view.Store.Find(Store.Links, id)).OfType<Link>()
            .Where(link => link.Via == document.Id && link.Credit != document.Id
                && view.Store.Transaction(link.Credit)?.Kind != Kind.CustomerDeposit)
            .Sum(link => link.Amount);
        var unapplied = receivable?.Open ?? document.Total;
        shown["customer"] = view.Reference("customer", document.Entity);
        shown["account"] = view.Reference("account", document.First(Role.Money)?.Account);
        shown["arAcct"] = view.Reference("account", receivable?.Account);
        shown["payment"] = Money(document.Total);
        shown["total"] = Money(document.Total + credited);
        shown["applied"] = Money((receivable?.Settled ?? 0) + credited);
        shown["unapplied"] = Money(unapplied);
        shown["pending"] = Money(0);
        shown["autoApply"] = false;
        if (document.Entity is { } customer)
            shown["balance"] = Money(CustomerForm.Balance(view.Store, customer, document.Currency));
        var lists = new ApplyList(Books, view);
        shown["apply"] = view.Sublist(document, "apply", () => lists.Applied(document));
        shown["credit"] = view.Sublist(document, "credit", () => lists.Credits(document));
        shown["deposit"] = view.Sublist(document, "deposit", () => lists.Deposits(document));
        return shown;
    }

    protected override void Release(Change change, Transaction document)
    {
        base.Release(change, document);
        if (document.Links.Count > 0)
            throw RestFault.Rule("This payment is applied by another transaction; take that application back first.");
    }

    /// <summary>A payment of nothing pairs credits and documents and is not saved itself.</summary>
    private Transaction? Pair(Change change, Body body, Transaction document, long receivable)
    {
        change.Remove(document);
        document.Id = 0;
        document.Lines.Add(new() { Id = 1, Role = Role.Receivable, Account = receivable });
        var settlement = new Settlement(change, Books, document);
        settlement.Merge(body, None);
        settlement.Run();
        return null;
    }

    private void PutReceivable(Transaction document, long account, long discount)
    {
        if (discount > 0)
        {
            document.Lines.Add(new()
            {
                Id = 2,
                Role = Role.Discount,
                Account = Store.Special(Accounts.Discount),
                Amount = discount,
                Base = ToBase(discount, document),
            });
        }

        document.Lines.Insert(1, new()
        {
            Id = 1,
            Role = Role.Receivable,
            Account = account,
            Amount = -(document.Total + discount),
            Base = -document.Lines.Sum(line => line.Base),
        });
    }

    /// <summary>Changes what the lines take as discount: the AR credit is always the money and the discounts.</summary>
    private void Rediscount(Transaction document, Settlement settlement)
    {
        var (money, receivable) = (document.First(Role.Money), document.First(Role.Receivable));
        if (money is null || receivable is null)
            throw new InvalidOperationException($"{document.Number} has no money.");
        var discount = document.First(Role.Discount);
        if (discount is null)
        {
            document.Lines.Add(discount = new()
            {
                Id = document.Lines.Max(line => line.Id) + 1,
                Role = Role.Discount,
                Account = Store.Special(Accounts.Discount),
            });
        }

        void Put(long amount)
        {
            (discount.Amount, discount.Base) = (amount, ToBase(amount, document));
            receivable.Amount = -(document.Total + amount);
            receivable.Base = -(money.Base + discount.Base);
        }

        // Room for both ends while lines move; then the credit is cut to what it is.
        Put(Math.Max(discount.Amount, settlement.Discounts));
        settlement.Run();
        Put(settlement.Discounts);
        if (receivable.Open == 0)
        {
            discount.Base = receivable.SettledBase - money.Base;
            receivable.Base = -receivable.SettledBase;
        }

        if (discount.Amount == 0)
            document.Lines.Remove(discount);
    }

    private void Resize(Transaction document, long amount, Body body)
    {
        if (document.GatheredBy is not null)
            throw RestFault.Rule("This payment has been deposited; its amount cannot be changed.");
        var (money, receivable) = (document.First(Role.Money), document.First(Role.Receivable));
        var discount = document.First(Role.Discount);
        if (amount <= 0 || money is null || receivable is null || amount + (discount?.Amount ?? 0) < receivable.Settled)
            throw body.Wrong("payment");
        document.Total = amount;
        (money.Amount, money.Base) = (amount, ToBase(amount, document));
        receivable.Amount = -(amount + (discount?.Amount ?? 0));
        receivable.Base = -(money.Base + (discount?.Base ?? 0));
    }
}
