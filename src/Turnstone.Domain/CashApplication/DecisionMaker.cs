using System.Globalization;
using Turnstone.Domain.CashApplication.Allocation;
using Turnstone.Domain.CashApplication.Learning;
using Turnstone.Domain.CashApplication.References;
using Turnstone.Domain.CashApplication.Scoring;
using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication;

/// <summary>Turns a plan into a decision: shares, verdict by policy, evidence.</summary>
internal static class DecisionMaker
{
    public static Decision Decide(Reading reading, Plan plan, Books books, MatchingPolicy policy)
    {
        var score = plan.Score;
        var confidence = Confidence.Of(plan);
        var rule = new AutoRule(books, policy);
        var bar = rule.Bar(plan, reading) ?? (policy.Strict ? Missing(plan) : null);
        var signals = plan.Signals.OrderByDescending(signal => Math.Abs(signal.Weight))
            .ThenBy(signal => signal.Name, StringComparer.Ordinal).ThenBy(signal => signal.Document,
                StringComparer.Ordinal).ToList();
        signals.AddRange(LearnedRules.Said(plan, reading, books, policy));
        if (rule.Said(plan, reading) is { } threshold)
            signals.Add(threshold);
        if (bar is not null)
            signals.Add(new("for_a_person", 0, bar));
        var nothing = plan.Status is MatchStatus.Unidentified || plan.Status is MatchStatus.Unapplied
            && plan.Bar is not null;
        var verdict = nothing ? Verdict.Hold
            : bar is null && confidence >= rule.Threshold(plan, reading) ? Verdict.Auto : Verdict.Propose;
        var rules = string.Create(CultureInfo.InvariantCulture, $"{Weights.Rules}, policy {policy.Version}");
        var runnerUp = Rival(plan, books) ?? OtherPayer(reading, plan, books);
        var margin = score - (runnerUp?.Score ?? 0);
        var evidence = new Evidence(signals, score, margin, runnerUp, rules, Marks(reading));
        return new(reading.Receipt, plan.Status, verdict, nothing ? Math.Min(confidence, 5000) : confidence,
            plan.Customer < 0 ? null : books.Customers[plan.Customer].Id, Shares(reading, plan, books), evidence);
    }

    /// <summary>The next best explanation of the same money.</summary>
    private static RunnerUp? Rival(Plan plan, Books books)
    {
        var rival = plan.Rivals.MaxBy(other => other.Score);
        return rival is null ? null
            : new(rival.Customer < 0 ? null : books.Customers[rival.Customer].Id,
                [.. rival.Lines.Select(line => books.Items[line.Item].Number)], rival.Score,
                rival.Bar ?? "It explains the amount too.");
    }

    /// <summary>The next customer that the sender may be.</summary>
    private static RunnerUp? OtherPayer(Reading reading, Plan plan, Books books)
    {
        var other = reading.Payers.Where(hit => hit.Customer != plan.Customer).GroupBy(hit => hit.Customer)
            .Select(group => (Customer: group.Key, Weight: group.Sum(hit => hit.Weight)))
            .OrderByDescending(entry => entry.Weight).ThenBy(entry => entry.Customer).ToArray();
        return other.Length == 0 ? null
            : new(books.Customers[other[0].Customer].Id, [], Weights.Prior.Weight + other[0].Weight,
                "The sender's signals point at this customer too.");
    }

    /// <summary>Strict mode asks for customer, number and amount; what is missing is named.</summary>
    private static string? Missing(Plan plan)
    {
        bool Has(params string[] starts) => plan.Signals.Any(signal => signal.Weight > 0
            && starts.Any(start => signal.Name.StartsWith(start, StringComparison.Ordinal)));
        var missing = !Has("payer_") ? "customer" : !Has("reference_", "advice_") ? "number"
            : !Has("amount_exact", "advice_settles") ? "amount" : null;
        return missing is null ? null : $"Strict mode: nothing confirms the {missing}.";
    }

    private static List<Share> Shares(Reading reading, Plan plan, Books books)
    {
        var currency = reading.Receipt.Amount.Currency;
        var company = reading.Receipt.Company ?? new CompanyId("");
        var groups = plan.Lines.GroupBy(line => (books.ItemCustomer[line.Item], books.Items[line.Item].Company,
            books.Items[line.Item].ArAccount))
            .OrderBy(group => group.Key.Item1).ThenBy(group => group.Key.Company.Value, StringComparer.Ordinal)
            .ThenBy(group => group.Key.ArAccount, StringComparer.Ordinal).ToArray();
        var shares = groups.Select(group => new Share(
            books.Customers[group.Key.Item1].Id, group.Key.Company, group.Key.ArAccount,
            [.. group.Select(line => Application(line, books, currency))], Money.Zero(currency))).ToList();
        if (plan.OnAccount == 0 || plan.Customer < 0 && shares.Count == 0)
            return shares;
        var rest = new Money(plan.OnAccount, currency);
        var payer = plan.Customer < 0 ? shares[0].Customer : books.Customers[plan.Customer].Id;
        var at = shares.FindIndex(share => share.Customer == payer);
        if (at >= 0)
            shares[at] = shares[at] with { OnAccount = rest };
        else
            shares.Add(new(payer, shares.Count > 0 ? shares[0].Company : company, shares.Count > 0
                ? shares[0].ArAccount : "", [], rest));
        return shares;
    }

    private static Application Application(PlanLine line, Books books, Currency currency)
    {
        var item = books.Items[line.Item];
        var differences = new List<Difference>();
        if (line.Discount > 0)
            differences.Add(new(DifferenceCause.DiscountEarned, new(line.Discount, currency)));
        if (line.WriteOff > 0)
            differences.Add(new(DifferenceCause.WriteOff, new(line.WriteOff, currency)));
        return new(item.Id, item.Line, item.Number, new(line.Cash, currency), differences);
    }

    private static List<Mark> Marks(Reading reading) => [.. reading.Cites
        .Select(cite => new Mark(cite.Start, cite.Length, cite.Quality == CiteQuality.Order ? "purchase order"
            : "document number"))
        .Concat(reading.Payers.Where(hit => hit.Start >= 0).Select(hit =>
            new Mark(hit.Start, hit.Length, hit.Signal == "payer_account" ? "payer account" : "payer name")))
        .Distinct().OrderBy(mark => mark.Start).ThenBy(mark => mark.Length).ThenBy(mark => mark.Meaning,
            StringComparer.Ordinal)];
}
