namespace Turnstone.UseCases.CashApplication.Cashbench;

/// <summary>Makes the receipts of a morning, each with its truth by the conventions of the benchmark.</summary>
internal sealed class BenchReceipts(
    BenchCompany company, IReadOnlyList<BenchCustomer> customers, IReadOnlyList<BenchSettled> history, Random dice,
    BenchNoise noise)
{
    private const int MostOfLump = 9;

    private static readonly string[] Nothing = ["PAYMENT", "TRANSFER", "", "OVERFORING", "PAGO", "VIREMENT"];
    private static readonly string[] Listed = ["SEE OUR REMITTANCE", "AVIS SENT", "REMITTANCE ADVICE BY MAIL", ""];

    private readonly List<BenchReceipt> _made = [];
    private int _references = 700_000;

    public IReadOnlyList<BenchReceipt> Make(int count)
    {
        for (var tries = 0; _made.Count < count && tries < count * 6; tries++)
        {
            var receipt = noise.Chance(company.Mix.Odd) ? Odd() : Ordinary();
            if (receipt is not null)
                _made.Add(receipt);
        }

        return _made;
    }

    private BenchReceipt? Ordinary()
    {
        var customer = customers[(int)(customers.Count * Math.Pow(dice.NextDouble(), 1.7))];
        var way = dice.Next(100);
        var cited = way < company.Mix.Cited;
        var advised = !cited && way < company.Mix.Cited + company.Mix.Advised;
        var date = BenchCase.AsOf.AddDays(-dice.Next(4));
        var free = customer.Items.Where(item => !item.Taken && !item.IsCredit && item.Date <= date)
            .OrderBy(item => item.Due).ThenBy(item => item.Number, StringComparer.Ordinal).ToList();
        if (free.Count == 0)
            return null;
        var lump = noise.Chance(company.Mix.Lump) && free.Count > 1;
        var chosen = lump ? Lump(free, cited || advised) : [free[dice.Next(free.Count)]];
        if (!cited && !advised)
            return Silent(customer, chosen, free, date);
        foreach (var item in chosen)
            item.Taken = true;
        return Told(customer, chosen, date, advised);
    }

    /// <summary>Several documents: what is due first, a month, or, where they are told, any.</summary>
    private List<BenchItem> Lump(List<BenchItem> free, bool told)
    {
        var many = Math.Min(free.Count, dice.Next(2, MostOfLump));
        if (told && dice.Next(3) == 0)
            return [.. free.OrderBy(_ => dice.Next()).Take(many)];
        if (dice.Next(3) == 0)
            return [.. free.Where(item => item.Date.Month == free[0].Date.Month)];
        return free[..many];
    }

    /// <summary>Nothing is said: the amount alone must tell, and where it does not the scenario says so.</summary>
    private BenchReceipt? Silent(BenchCustomer customer, List<BenchItem> chosen, List<BenchItem> free, DateOnly date)
    {
        var twins = free.Exists(item => !chosen.Contains(item) && chosen.Exists(other => other.Open == item.Open));
        if (twins && company.OldestDue && chosen.Count == 1)
        {
            chosen = [free.First(item => item.Open == chosen[0].Open)];
            twins = false;
        }

        var discount = chosen.Sum(item => Discount(item, date));
        var taken = discount > 0 && dice.Next(3) == 0;
        foreach (var item in chosen)
            item.Taken = true;
        var applied = chosen.ConvertAll(item => taken && Discount(item, date) is > 0 and var off
            ? new BenchApplied(item, item.Open - off, off) : new BenchApplied(item, item.Open));
        var scenario = chosen.Count == 1 ? "silent" : "silent_lump";
        return Receipt(customer, date, noise.One(Nothing), applied, 0) with
        {
            Scenario = twins ? $"{scenario}_ambiguous" : scenario,
        };
    }

    private BenchReceipt Told(BenchCustomer customer, List<BenchItem> chosen, DateOnly date, bool advised)
    {
        var applied = chosen.ConvertAll(item => new BenchApplied(item, item.Open));
        var (scenario, unapplied, why) = (chosen.Count == 1 ? "cited" : "cited_lump", 0L, "");
        var credit = customer.Items.Find(item => item.IsCredit && !item.Taken && item.Open < chosen[0].Open);
        if (credit is not null && dice.Next(4) == 0)
        {
            credit.Taken = true;
            applied.Add(new(credit, -credit.Open));
            scenario += "_credit";
        }
        else if (noise.Chance(company.Mix.Short))
        {
            (scenario, why) = Less(applied, date);
        }
        else if (noise.Chance(company.Mix.Over))
        {
            (scenario, unapplied) = ("over", company.Currency.MinorPerMajor * dice.Next(3, 90) + 7);
        }

        var numbers = applied.ConvertAll(entry => entry.Item.Number);
        return advised ? Advised(customer, date, applied, unapplied, $"advised_{scenario}")
            : Receipt(customer, date, Citation(customer, numbers, applied, ref scenario, why), applied, unapplied) with
            {
                Scenario = scenario,
            };
    }

    /// <summary>Less is paid: the terms' discount in time, a fee within the tolerance, or a part.</summary>
    private (string Scenario, string Why) Less(List<BenchApplied> applied, DateOnly date)
    {
        var first = applied[0];
        if (applied.All(entry => Discount(entry.Item, date) > 0))
        {
            for (var at = 0; at < applied.Count; at++)
                applied[at] = applied[at] with { Cash = applied[at].Cash - Discount(applied[at].Item, date), Discount
                    = Discount(applied[at].Item, date) };
            return ("discount", " LESS DISC");
        }

        if (company.Tolerance > 1 && first.Cash > company.Tolerance * 20 && dice.Next(2) == 0)
        {
            // A fee is kept from the largest of several.
            var fee = Math.Max(1, dice.NextInt64(1, company.Tolerance));
            var largest = applied.FindIndex(entry => entry.Cash == applied.Max(other => other.Cash));
            applied[largest] = applied[largest] with { Cash = applied[largest].Cash - fee, WriteOff = fee };
            return ("fee", " LESS CHARGES");
        }

        if (applied.Count > 1 || first.Cash <= (company.Tolerance + 1) * 20)
            return ("cited", "");
        applied[0] = first with { Cash = first.Cash * dice.Next(40, 85) / 100 };
        return ("part", dice.Next(2) == 0 ? " PART PAYMENT" : "");
    }

    private string Citation(BenchCustomer customer, List<string> numbers, List<BenchApplied> applied,
        ref string scenario, string why)
    {
        var prefix = noise.One(company.Prefixes);
        if (numbers.Count == 1 && applied[0].Item.Order is { } order && dice.Next(4) == 0
            && customer.Items.Count(item => item.Order == order) == 1)
        {
            scenario = $"{scenario}_order";
            return $"PO {order}{why}";
        }

        if (noise.Chance(company.Mix.Damaged))
        {
            scenario = $"{scenario}_damaged";
            var at = dice.Next(numbers.Count);
            numbers[at] = noise.Damaged(numbers[at]);
        }

        var between = noise.One(new[] { ", ", " ", "; ", " + ", "/ " });
        return $"{prefix} {string.Join(between, numbers)}{why}".Trim();
    }

    private BenchReceipt Advised(BenchCustomer customer, DateOnly date, List<BenchApplied> applied, long unapplied,
        string scenario)
    {
        var receipt = Receipt(customer, date, noise.One(Listed), applied, unapplied);
        var lines = applied.ConvertAll(entry => (entry.Item.Number, entry.Cash));
        if (unapplied > 0)
            lines[0] = (lines[0].Number, lines[0].Cash + unapplied);
        return receipt with
        {
            Scenario = scenario,
            Advice = new(dice.Next(2) == 0 ? receipt.Reference : null, date.AddDays(dice.Next(-2, 3)),
                noise.One(customer.Names), lines),
        };
    }

    /// <summary>Before the invoice, a second time, or nobody known.</summary>
    private BenchReceipt? Odd()
    {
        var date = BenchCase.AsOf.AddDays(-dice.Next(4));
        var customer = noise.One(customers);
        var amount = company.Currency.MinorPerMajor * dice.Next(40, 4000) + dice.Next(1, 97);
        switch (dice.Next(3))
        {
            case 0:
                return Bare("prepayment", date, amount, noise.One(customer.Names), customer.Account,
                    $"DEPOSIT QUOTE {dice.Next(10_000, 99_999)}", "unapplied", customer);
            case 1:
                var settled = history[dice.Next(history.Count)];
                return Bare("duplicate", date, settled.Amount, settled.Payer, settled.Account,
                    $"{noise.One(company.Prefixes)} {settled.Document}".Trim(), "partially_applied", settled.Customer);
            default:
                var nobody = $"{noise.One(new[] { "QZ", "XR", "VV" })} HOLDING {dice.Next(900)}";
                return Bare("unknown", date, amount, nobody,
                    "", "MISC", "unidentified", customer: null);
        }
    }

    private BenchReceipt Bare(string scenario, DateOnly date, long amount, string payer, string account, string text,
        string status, BenchCustomer? customer) =>
        new($"{_references++}", scenario, date, amount, payer, account, text, status, customer, [], amount);

    // What happens in it, its caller says.
    private BenchReceipt Receipt(
        BenchCustomer customer, DateOnly date, string text, List<BenchApplied> applied, long unapplied)
    {
        var name = noise.One(customer.Names);
        return new($"{_references++}", "", date, applied.Sum(entry => entry.Cash) + unapplied, name,
            dice.Next(2) == 0 ? customer.Account : "", text, unapplied > 0 ? "partially_applied" : "applied", customer,
            applied, unapplied);
    }

    private static long Discount(BenchItem item, DateOnly date) => item.Until is { } until && date <= until
        ? (item.Total * item.Percent + 50) / 100 : 0;
}
