using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Forms;

/// <summary>The customer deposit: money in before there is a document; a liability, not AR.</summary>
internal sealed class CustomerDepositForm(Books books) : MoneyForm(books, Kind.CustomerDeposit)
{
    public override Record? Create(Change change, Body body)
    {
        var document = New(change, body, Customer(change, body, "customer"));
        var amount = Minor(Payment(body), document);
        if (amount == 0)
            throw body.Wrong("payment");
        PutMoney(body, document, amount);
        document.CreatedFrom = body.Id("salesOrder");
        document.Lines.Add(new()
        {
            Id = 1,
            Role = Role.Liability,
            Account = Store.Special(Accounts.Deposits),
            Amount = -amount,
            Base = -document.Lines[0].Base,
        });
        return document;
    }

    public override void Update(Change change, Record record, Body body, IReadOnlySet<string> replaced)
    {
        var document = Patch(change, record, body);
        if (body.Number("payment") is { } payment && Minor(payment, document) != document.Total)
            throw RestFault.Rule("The amount of a saved deposit cannot be changed.");
        MoveMoney(body, document);
    }

    public override JsonObject Show(Record record, View view)
    {
        var document = (Transaction)record;
        var shown = Head(document, view);
        var liability = document.First(Role.Liability);
        shown["customer"] = view.Reference("customer", document.Entity);
        shown["account"] = view.Reference("account", document.First(Role.Money)?.Account);
        shown["payment"] = view.Money(document.Total, document.Currency);
        shown["applied"] = view.Money(liability?.Settled ?? 0, document.Currency);
        shown["unapplied"] = view.Money(liability?.Open ?? 0, document.Currency);
        if (document.CreatedFrom is { } order)
            shown["salesOrder"] = view.Document(order);
        return shown;
    }
}

/// <summary>The deposit application, which only a transform makes: liability to AR, applied to documents.</summary>
internal sealed class DepositApplicationForm(Books books) : DocumentForm(books, Kind.DepositApplication)
{
    private static readonly IReadOnlySet<string> None = new HashSet<string>(StringComparer.Ordinal);

    public override Record? Create(Change change, Body body)
    {
        if (body.Id("deposit") is not { } id || change.Transaction(id) is not { Kind: Kind.CustomerDeposit } source)
            throw RestFault.Rule("A deposit application can only be created by transforming a customer deposit.");

        var open = source.Openable?.Open ?? 0;
        var customer = change.Entry(Store.Entities, source.Entity ?? 0);
        var receivable = body.Reference("arAcct", "account") ?? Store.ReceivableOf(customer);
        var date = body.Date("tranDate") ?? change.Today;
        var period = Books.Periods.Choose(change, Kind, date, body.Reference("postingPeriod", "accountingPeriod"));
        // The amount is what is applied, so a form with the whole deposit reads the list first.
        var probe = Draft(source, (open, receivable, date, period));
        var wanted = new Settlement(change, Books, probe);
        wanted.Merge(body, None);
        var amount = wanted.Applied;
        if (amount == 0 || amount > open)
            throw RestFault.Rule("The amount applied must be above zero and at most what is left of the deposit.");

        var document = Make(change, source, (amount, receivable, date, period));
        External(change, body, document, Books.Knobs());
        if (body.Text("memo") is { } memo)
            document.Set("memo", memo);
        Books.Applications.Apply(change, new(document.Id, 1), new(source.Id, source.Openable?.Id ?? 1), amount,
            new Link { Via = document.Id, Date = date });
        var settlement = new Settlement(change, Books, document);
        settlement.Merge(body, None);
        settlement.Run();
        return document;
    }

    public override void Update(Change change, Record record, Body body, IReadOnlySet<string> replaced)
    {
        var document = Patch(change, record, body);
        if (body.Has("apply"))
            throw RestFault.Rule($"Delete deposit application {document.Number} and apply the deposit anew.");
    }

    public override JsonObject Show(Record record, View view)
    {
        var document = (Transaction)record;
        var shown = Head(document, view);
        var receivable = document.First(Role.Receivable);
        shown["customer"] = view.Reference("customer", document.Entity);
        shown["deposit"] = view.Document(document.CreatedFrom);
        shown["arAcct"] = view.Reference("account", receivable?.Account);
        shown["applied"] = view.Money(receivable?.Settled ?? 0, document.Currency);
        shown["unapplied"] = view.Money(receivable?.Open ?? 0, document.Currency);
        shown["apply"] = view.Sublist(document, "apply", () => new ApplyList(Books, view).Applied(document));
        return shown;
    }

    protected override void Release(Change change, Transaction document)
    {
        base.Release(change, document);
        foreach (var link in document.Links.Select(change.Link).Where(link => link.Debit == document.Id).ToList())
            Books.Applications.Undo(change, link);
    }

    /// <summary>
    /// A deposit application of so much: AR credited, the liability debited, both at the deposit's rate.
    /// </summary>
    public static Transaction Make(
        Change change, Transaction source, (long Amount, long Receivable, DateOnly Date, long Period) terms)
    {
        var document = Draft(source, terms);
        change.Add(document);
        document.Number = $"DA{document.Id}";
        return document;
    }

    private static Transaction Draft(
        Transaction source, (long Amount, long Receivable, DateOnly Date, long Period) terms)
    {
        var liability = source.Openable ?? throw new InvalidOperationException($"{source.Number} has no liability.");
        var share = Amounts.Share(liability.OpenBase, terms.Amount, Math.Max(1, liability.Open));
        return new()
        {
            Type = "depositApplication",
            Kind = Kind.DepositApplication,
            Entity = source.Entity,
            Subsidiary = source.Subsidiary,
            Currency = source.Currency,
            Rate = source.Rate,
            Date = terms.Date,
            Period = terms.Period,
            CreatedFrom = source.Id,
            Total = terms.Amount,
            Lines =
            [
                new() { Id = 0, Role = Role.Receivable, Account = terms.Receivable, Amount = -terms.Amount,
                    Base = -share },
                new() { Id = 1, Role = Role.Liability, Account = liability.Account, Amount = terms.Amount,
                    Base = share },
            ],
        };
    }
}
