using System.Globalization;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Forms;

/// <summary>The apply, credit and deposit lists as a client reads them.</summary>
internal sealed class ApplyList(Books books, View view)
{
    /// <summary>What this document is applied to, and in a form not saved yet what it could be.</summary>
    public IEnumerable<JsonObject> Applied(Transaction owner)
    {
        var links = Links(owner).Where(link => (link.Via == owner.Id || link.Credit == owner.Id)
            && view.Store.Transaction(link.Credit)?.Kind != Kind.CustomerDeposit).ToList();
        return Group(links, link => new(link.Debit, link.DebitLine))
            .Select(group => Element(group.Claim, group.Amount, group.Discount))
            .Concat(Others(owner, Side.Debit, links.Select(link => new Claim(link.Debit, link.DebitLine))));
    }

    public IEnumerable<JsonObject> Credits(Transaction owner)
    {
        var links = Links(owner).Where(link => link.Via == owner.Id && link.Credit != owner.Id
            && view.Store.Transaction(link.Credit)?.Kind is not (Kind.CustomerDeposit or Kind.DepositApplication))
                .ToList();
        return Group(links, link => new(link.Credit, link.CreditLine))
            .Select(group => Element(group.Claim, group.Amount, 0))
            .Concat(Others(owner, Side.Credit, links.Select(link => new Claim(link.Credit, link.CreditLine))));
    }

    public IEnumerable<JsonObject> Deposits(Transaction owner)
    {
        var links = Links(owner).Where(link => link.Via == owner.Id
            && view.Store.Transaction(link.Credit)?.Kind == Kind.CustomerDeposit).ToList();
        return Group(links, link => new(link.Credit, link.CreditLine))
            .Select(group => Element(group.Claim, group.Amount, 0))
            .Concat(Others(owner, Side.Deposit, links.Select(link => new Claim(link.Credit, link.CreditLine))));
    }

    /// <summary>What a refund pays back: the credits it is applied to.</summary>
    public IEnumerable<JsonObject> Refunded(Transaction owner, Side side)
    {
        var links = Links(owner).Where(link => link.Debit == owner.Id
            && view.Store.Transaction(link.Credit)?.Kind == Kind.CustomerDeposit == (side == Side.Deposit)).ToList();
        return Group(links, link => new(link.Credit, link.CreditLine))
            .Select(group => Element(group.Claim, group.Amount, 0))
            .Concat(Others(owner, side, links.Select(link => new Claim(link.Credit, link.CreditLine))));
    }

    private IEnumerable<Link> Links(Transaction owner) =>
        owner.Links.Select(id => view.Store.Find(Store.Links, id)).OfType<Link>();

    private static IEnumerable<(Claim Claim, long Amount, long Discount)> Group(
        List<Link> links, Func<Link, Claim> by) =>
        links.GroupBy(by).Select(group =>
            (group.Key, group.Sum(link => link.Amount - link.Discount), group.Sum(link => link.Discount)));

    private IEnumerable<JsonObject> Others(Transaction owner, Side side, IEnumerable<Claim> shown)
    {
        if (!view.IsDraft && !view.Knobs.ApplyListsOpenDocuments)
            return [];
        var known = shown.ToHashSet();
        return new ClaimCheck(new Change(view.Store), books, owner).Applicable(side)
            .Where(open => !known.Contains(open.Claim)).Select(open => Element(open.Claim, 0, 0));
    }

    private JsonObject Element(Claim claim, long amount, long discount)
    {
        var document = view.Store.Transaction(claim.Document)
            ?? throw new InvalidOperationException($"The document {claim.Document} does not exist.");
        var line = document.LineOf(claim.Line)
            ?? throw new InvalidOperationException($"{claim} does not exist.");
        JsonNode Money(long minor) => view.Money(minor, document.Currency);
        var shown = new JsonObject
        {
            ["doc"] = view.Document(claim.Document),
            ["line"] = claim.Line,
            ["apply"] = amount > 0,
            ["amount"] = Money(amount),
            ["total"] = Money(Math.Abs(line.Amount)),
            ["refNum"] = document.Number,
            ["type"] = Catalog.Of(document.Kind).Label,
            ["currency"] = view.Store.Find("currency", document.Currency)?.Text("name"),
        };
        switch (line)
        {
            case { Amount: >= 0 }:
                shown["applyDate"] = View.Date(document.Date);
                shown["due"] = Money(line.Open + amount + discount);
                shown["dueDate"] = View.Date(document.Due);
                shown["job"] = (line.Entity ?? document.Entity)?.ToString(CultureInfo.InvariantCulture);
                shown["jobName"] = RecordName.Of(view.Store.Find(Store.Entities, line.Entity ?? document.Entity ?? 0));
                if (view.Knobs.DiscountColumns)
                    shown["disc"] = Money(discount);
                break;
            case { Role: Role.Liability }:
                shown["depositDate"] = View.Date(document.Date);
                shown["remaining"] = Money(line.Open + amount);
                break;
            default:
                shown["creditDate"] = View.Date(document.Date);
                shown["due"] = Money(line.Open + amount);
                break;
        }

        return shown;
    }
}
