using System.Globalization;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;

namespace Turnstone.Scenarios;

/// <summary>What stands in the books before anything happens.</summary>
internal sealed class SetUp(World world)
{
    public bool Does(Words words)
    {
        switch (words.Peek)
        {
            case "today":
                words.Take("today");
                world.Today = words.Day("day");
                world.Matching = world.Matching with { AsOf = world.Today };
                break;
            case "account":
                words.Take("account");
                world.Account = World.AccountIn(Currency.Of(words.Next("currency")),
                    words.Take("start") ? words.Day("start date") : new(2026, 1, 1));
                break;
            case "policy":
                words.Take("policy");
                Policy(words);
                break;
            case "period":
                words.Take("period");
                Period(words);
                break;
            case "customer":
                words.Take("customer");
                Customer(words);
                break;
            case "invoice" or "credit":
                Document(words, words.Next("kind") == "credit");
                break;
            case "settled":
                words.Take("settled");
                Settled(words);
                break;
            case "netsuite":
                words.Take("netsuite");
                Record(words);
                break;
            case "line":
                words.Take("line");
                world.Lines.Add(new(words.Next("line"), world.Today, words.Amount(world.Account.Currency, "amount"),
                    []));
                break;
            case "detail" or "receipt":
                Receipt(words, words.Next("kind") == "receipt");
                break;
            case "fee":
                words.Take("fee");
                world.Lines[^1].Parts.Add(new(LinePartKind.Fee, words.Amount(world.Account.Currency, "fee"),
                    "bank fee"));
                break;
            default:
                return false;
        }

        words.End();
        return true;
    }

    private void Policy(Words words)
    {
        var currency = world.Account.Currency;
        if (words.Takes("write-off", "up", "to"))
            world.Matching = world.Matching with
            {
                WriteOff = new Dictionary<string, WriteOffLimit>(StringComparer.Ordinal)
                {
                    [currency.Code] = new(words.Amount(currency, "limit"), null, null),
                },
            };
        else if (words.Takes("second", "person", "above"))
            world.Posting = world.Posting with
            {
                SecondPersonAbove = new Dictionary<string, Money>(StringComparer.Ordinal)
                {
                    [currency.Code] = words.Amount(currency, "limit"),
                },
            };
        else if (words.Takes("discount", "by", "credit", "memo"))
            world.Posting = world.Posting with
            {
                DiscountRoute = DiscountRoute.CreditMemo, DiscountItem = "77", DiscountAccount = Chart.Discounts,
            };
        else if (words.Takes("closed", "period", "keeps", "the", "date"))
            world.Posting = world.Posting with { ClosedPeriod = ClosedPeriod.KeepDate };
        else if (words.Takes("closed", "period", "moves", "the", "date"))
            world.Posting = world.Posting with { ClosedPeriod = ClosedPeriod.MoveDate };
        else if (words.Takes("overpayment", "is", "a", "customer", "deposit", "from"))
            world.Posting = world.Posting with
            {
                Overpayment = Overpayment.CustomerDeposit, DepositAccount = Chart.CustomerDeposits,
                DepositFrom = new Dictionary<string, Money>(StringComparer.Ordinal)
                {
                    [currency.Code] = words.Amount(currency, "least"),
                },
            };
        else if (words.Takes("journals", "need", "approval"))
            world.Posting = world.Posting with { JournalsNeedApproval = true };
        else if (words.Takes("consolidated", "payments"))
            world.Posting = world.Posting with { ConsolidatedPayments = true };
        else if (words.Takes("oldest", "due", "first"))
            world.Matching = world.Matching with { TieOrder = TieOrder.OldestDue };
        else
            throw new StoryException($"the policy '{words.Rest()}' is not known");
    }

    private void Period(Words words)
    {
        var month = DateOnly.ParseExact(words.Next("month") + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        world.Periods.RemoveAll(period => period.Start == month);
        var end = month.AddMonths(1).AddDays(-1);
        var name = month.ToString("MMM yyyy", CultureInfo.InvariantCulture);
        world.Periods.Add(new(name, name, month, end, Closed: words.Take("closed"),
            ArLocked: words.Takes("receivables", "locked"), AllLocked: words.Takes("all", "locked")));
        words.Take("open");
    }

    private void Customer(Words words)
    {
        var id = words.Next("customer");
        var name = words.Next("name");
        CustomerId? parent = words.Take("parent") ? new(words.Next("parent")) : null;
        world.Customers.Add(new(new(id), name, parent, world.Account.Currency) { Number = id });
    }

    private void Document(Words words, bool isCredit)
    {
        var number = words.Next("number");
        var customer = new CustomerId(words.Next("customer"));
        var amount = words.Amount(world.Account.Currency, "amount");
        amount = isCredit ? -amount : amount;
        var company = words.Take("company") ? new CompanyId(words.Next("company")) : world.Account.Company;
        var due = words.Take("due") ? words.Day("due date") : world.Today.AddDays(10);
        DiscountTerms? discount = null;
        if (words.Take("discount"))
        {
            var percent = decimal.Parse(words.Next("percent"), CultureInfo.InvariantCulture);
            words.Take("until");
            discount = new(percent, words.Day("discount date"));
        }

        var document = new LedgerDocument(new()
        {
            Id = new(number), Number = number, Customer = customer, Company = company, ArAccount = Chart.Receivables,
            Kind = isCredit ? DocumentKind.CreditMemo : DocumentKind.Invoice, Date = world.Today.AddDays(-20),
            DueDate = due, Total = amount, Open = amount, Discount = discount,
        });
        world.Documents.Add(new(number), words.Takes("tax", "unknown") ? document with { Tax = null }
            : words.Take("tax") ? document with { Tax = [Tax(amount, words)] } : document);
    }

    private static TaxPart Tax(Money gross, Words words)
    {
        var percent = decimal.Parse(words.Next("tax percent"), CultureInfo.InvariantCulture);
        var tax = Money.Rounded(gross.ToDecimal() * percent / (100m + percent), gross.Currency);
        return new($"tax {percent}", percent, gross - tax, tax, Chart.Tax);
    }

    private void Settled(Words words) => world.History.Add(new()
    {
        Documents = [words.Next("document")], Customer = new(words.Next("customer")),
        Amount = words.Amount(world.Account.Currency, "amount"), Date = world.Today.AddDays(-60),
        PayerAccount = words.Takes("from", "account") ? words.Next("account") : null,
    });

    private void Record(Words words)
    {
        words.Take("payment");
        var id = words.Next("number");
        var customer = new CustomerId(words.Next("customer"));
        var amount = words.Amount(world.Account.Currency, "amount");
        var on = words.Take("on") ? words.Day("date") : world.Today;
        world.Records.Add(new(id, id, MoneyRecordKind.Payment, customer, amount, on,
            words.Take("check") ? words.Next("check number") : null));
    }

    private void Receipt(Words words, bool isLine)
    {
        var name = words.Next("name");
        var amount = words.Amount(world.Account.Currency, "amount");
        if (isLine)
            world.Lines.Add(new(name, world.Today, amount, []));
        var line = isLine ? name : world.Lines[^1].Name;
        var from = words.Take("from") ? words.Next("payer") : null;
        var account = words.Take("account") ? words.Next("account") : null;
        var check = words.Take("check") ? words.Next("check number") : null;
        world.Receipts.Add(new(name, line, new()
        {
            Id = name, Reference = name, Amount = amount, Date = world.Today, Payer = new(from, account),
            Text = words.Any ? words.Next("text") : "", Company = world.Account.Company,
        })
        {
            Check = check,
        });
    }
}
