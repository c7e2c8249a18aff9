using System.Globalization;
using Turnstone.NetSuite.Sandbox;
using Xunit;
using static NetSuite.Tests.Sandbox.Ledger;

namespace NetSuite.Tests.Sandbox;

/// <summary>
/// What the books must hold, reckoned apart from them: documents with a total, and applications as they were asked for
/// and granted. It knows no accounts and no lines, only who owes whom.
/// </summary>
internal sealed class BooksModel(Bench bench)
{
    private readonly List<Doc> _docs = [];
    private readonly List<(Doc Debit, Doc Credit, long Amount, Doc? Via)> _applied = [];
    private readonly List<string> _customers = [];

    /// <summary>One step; its three numbers choose what and on which.</summary>
    public void Step(int act, int first, int second)
    {
        switch (act % 11)
        {
            case 0:
                Document("invoice", isDebit: true, first, second);
                break;
            case 1:
                Document("creditMemo", isDebit: false, first, second);
                break;
            case 2 or 3 or 4:
                Pay(first, second);
                break;
            case 5:
                Unapply(first);
                break;
            case 6:
                Void(first);
                break;
            case 7:
                Period(first, second);
                break;
            case 8:
                Pair(first, second);
                break;
            case 9:
                Gather(first);
                break;
            default:
                Delete(first);
                break;
        }
    }

    /// <summary>Debits are credits; each document's open amount and AR as a whole are what the model reckons.</summary>
    public void Check()
    {
        Assert.Equal(0, Trial.Of(bench.Account).Sum);
        foreach (var doc in _docs)
        {
            var shown = bench.Read(doc.Type, doc.Id);
            var open = (long)(shown.Money(doc.Type switch { "customerPayment" => "unapplied", _ =>
                "amountRemaining" }) * 100);
            Assert.True(Open(doc) == open, $"{doc.Type} {doc.Id}: {Open(doc)} is open and {open} is shown.");
            if (doc.Type == "invoice" && !doc.IsVoid)
                Assert.Equal(open == 0 ? "B" : "A", shown.Status());
        }

        Receivables();
    }

    /// <summary>The AR account in base currency is the open amounts of all customers in base currency.</summary>
    private void Receivables()
    {
        var tables = bench.Account.Tables.Find("transactionaccountingline")!;
        object? Read(object row, string name) => tables.Columns.First(column => column.Name == name).Read(row);
        var rows = tables.Rows().Where(row => Read(row, "account") is 4L && Read(row, "posting") is true).ToList();
        var posted = rows.Sum(row => (decimal)Read(row, "amount")!);
        var open = rows.Sum(row => (decimal)(Read(row, "amountunpaid")
            ?? 0m) - (decimal)(Read(row, "paymentamountunused") ?? 0m));
        Assert.Equal(posted, open);
    }

    private void Document(string type, bool isDebit, int first, int second)
    {
        var customer = Customer(first);
        var amount = second % 5000 + 1;
        var rate = customer.IsForeign ? $$$""","exchangeRate":1.{{{second % 9 + 1}}}""" : "";
        var answer = bench.Send("POST", Records + type, string.Create(CultureInfo.InvariantCulture, $$$"""
            {"entity":{"id":"{{{customer.Id}}}"},
             "item":{"items":[{"item":{"id":"1"},"amount":{{{amount / 100m}}}}]}{{{rate}}}}
            """));
        Took(answer, () => _docs.Add(new(type, Id(answer), customer.Id, amount, isDebit)));
    }

    private void Pay(int first, int second)
    {
        var customer = Customer(first);
        var debits = Of(customer.Id, isDebit: true).Where(doc => Open(doc) > 0).Take(second % 3).ToList();
        var credits = Of(customer.Id, isDebit: false).Where(doc => doc.Type == "creditMemo" && Open(doc) > 0)
            .Take(second % 2).ToList();
        // One in seven asks for a unit too much, which must be refused.
        var tooMuch = debits.Count > 0 && second % 7 == 0 ? 1 : 0;
        var owed = debits.Sum(Open);
        var credited = Math.Min(owed, credits.Sum(Open));
        if (credited > 0)
            credits = [credits[0] with { }];
        credited = credits.Count == 0 ? 0 : Math.Min(owed, Open(credits[0]));
        var payment = owed - credited + second % 3 * 100;
        if (payment == 0 && credited == 0)
            payment = 100;
        var apply = string.Join(',', debits.Select((doc, index) =>
            Line(doc.Id, (Open(doc) + (index == 0 ? tooMuch : 0)) / 100m)));
        var credit = credited == 0 ? "" : $$$""","credit":{"items":[{{{Line(credits[0].Id, credited / 100m)}}}]}""";
        var rate = customer.IsForeign ? $$$""","exchangeRate":1.{{{first % 9 + 1}}}""" : "";

        var answer = bench.Send("POST", Records + "customerPayment",
            PaymentBody(customer.Id, payment / 100m, apply, credit + rate));

        if (tooMuch > 0)
            Assert.Equal(400, answer.Status);
        Took(answer, () => Record(answer, customer.Id, payment, (debits, credits, credited)));
    }

    private void Record(SandboxResponse answer, string customer, long payment,
        (List<Doc> Debits, List<Doc> Credits, long Credited) of)
    {
        var money = answer.Header("Location") is null ? null
            : new Doc("customerPayment", Id(answer), customer, payment, false);
        var opens = of.Debits.ToDictionary(doc => doc, Open);
        if (money is not null)
            _docs.Add(money);
        var left = of.Credited;
        foreach (var (debit, amount) in opens)
        {
            var byCredit = Math.Min(left, amount);
            if (byCredit > 0)
                _applied.Add((debit, _docs.First(doc => doc.Id == of.Credits[0].Id), byCredit, money));
            if (amount > byCredit)
                _applied.Add((debit, money!, amount - byCredit, money));
            left -= byCredit;
        }
    }

    private void Unapply(int first)
    {
        if (Pick(first, "customerPayment") is not { } payment)
            return;
        var mine = _applied.Where(item => item.Credit == payment).ToList();
        var paired = bench.Read("customerPayment", payment.Id).Items("credit").Count > 0;
        if (paired)
            return;
        var answer = bench.Send("PATCH", $"{Records}customerPayment/{payment.Id}", """{"apply":{"items":[]}}""");
        Took(answer, () => mine.ForEach(item => _applied.Remove(item)));
    }

    private void Void(int first)
    {
        if (_docs.Count == 0)
            return;
        var doc = _docs[first % _docs.Count];
        var busy = _applied.Exists(item => item.Debit == doc || item.Credit == doc);
        if (busy || doc.IsVoid)
            return;
        var answer = bench.Raw("POST", "/__sandbox/void", $$$"""{"id":{{{doc.Id}}}}""");
        Took(answer, () =>
        {
            doc.IsVoid = true;
            // What a payment paired, credit with invoice, goes with it.
            _applied.RemoveAll(item => item.Via == doc);
        });
    }

    private void Period(int first, int second) => bench.Account.BackOffice.SetPeriod("Nov 2026",
        new Dictionary<string, bool>(StringComparer.Ordinal) { ["arLocked"] = first % 3 == 0,
            ["allowNonGLChanges"] = second % 2 == 0 });

    private void Pair(int first, int second)
    {
        if (Pick(first, "creditMemo") is not { IsVoid: false } memo || Open(memo) == 0)
            return;
        if (Of(memo.Customer, isDebit: true).FirstOrDefault(doc => Open(doc) > 0) is not { } debit)
            return;
        var amount = Math.Min(Open(memo), Open(debit)) - second % 2;
        if (amount <= 0)
            return;
        var before = _applied.Where(item => item.Credit == memo && item.Debit == debit).Sum(item => item.Amount);
        if (before > 0)
            return;
        var answer = bench.Send("PATCH", $"{Records}creditMemo/{memo.Id}",
            $$$"""{"apply":{"items":[{{{Line(debit.Id, amount / 100m)}}}]}}""");
        Took(answer, () => _applied.Add((debit, memo, amount, null)));
    }

    private void Gather(int first)
    {
        if (Pick(first, "customerPayment") is not { IsVoid: false, IsGathered: false } payment)
            return;
        var foreign = bench.Read("customerPayment", payment.Id)["currency"]!["id"]!.GetValue<string>() == "4";
        var answer = bench.Send("POST", Records + "deposit",
            $$$"""{"account":{"id":"1"},"payment":{"items":[{"id":"{{{payment.Id}}}","deposit":true}]}}""");
        Took(answer, () => payment.IsGathered = true);
        Assert.True(answer.Status == 204 || foreign || answer.Text.Contains("Nov 2026", StringComparison.Ordinal),
            answer.Text);
    }

    private void Delete(int first)
    {
        if (Pick(first, "customerPayment") is not { } payment || payment.IsVoid)
            return;
        if (bench.Read("customerPayment", payment.Id).Items("credit").Count > 0)
            return;
        var answer = bench.Send("DELETE", $"{Records}customerPayment/{payment.Id}");
        if (payment.IsGathered)
            Assert.Equal(400, answer.Status);
        Took(answer, () =>
        {
            _applied.RemoveAll(item => item.Credit == payment);
            _docs.Remove(payment);
        });
    }

    /// <summary>What was granted counts; what was refused must be a refusal, and leaves the model as it was.</summary>
    private static void Took(SandboxResponse answer, Action record)
    {
        Assert.True(answer.Status is 204 or 400, answer.Text);
        if (answer.Status == 204)
            record();
    }

    private (string Id, bool IsForeign) Customer(int number)
    {
        if (_customers.Count == 0)
        {
            _customers.Add(bench.Customer("Own"));
            _customers.Add(bench.Customer("Foreign", ""","currency":{"id":"4"}"""));
        }

        return (_customers[number % 2], number % 2 == 1);
    }

    private long Open(Doc doc) => doc.IsVoid ? 0
        : doc.Amount - _applied.Where(item => item.Debit == doc || item.Credit == doc).Sum(item => item.Amount);

    private IEnumerable<Doc> Of(string customer, bool isDebit) =>
        _docs.Where(doc => doc.Customer == customer && doc.IsDebit == isDebit && !doc.IsVoid);

    private Doc? Pick(int number, string type)
    {
        var fitting = _docs.Where(doc => doc.Type == type).ToList();
        return fitting.Count == 0 ? null : fitting[number % fitting.Count];
    }

    private static string Id(SandboxResponse answer) => answer.Header("Location") is { } location
        ? location[(location.LastIndexOf('/') + 1)..]
        : "";

    private sealed record Doc(string Type, string Id, string Customer, long Amount, bool IsDebit)
    {
        public bool IsVoid { get; set; }

        public bool IsGathered { get; set; }

        public bool Equals(Doc? other) => other?.Id == Id;

        public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
    }
}
