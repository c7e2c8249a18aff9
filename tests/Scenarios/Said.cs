using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Reporting;

namespace Turnstone.Scenarios;

/// <summary>Decisions, writes and states in the words of a story.</summary>
internal static class Said
{
    /// <summary>The decision, with the engine's verdict where the story speaks of it.</summary>
    public static string Decision(Decision decision, bool withVerdict)
    {
        var shares = decision.Shares.Select(share => string.Join(", ", share.Applications.Select(Application)
            .Concat(share.OnAccount.IsZero ? [] : [$"on account {share.OnAccount.ToPlainString()}"])
            .Prepend("")).TrimStart(',', ' ') is var text ? $"{share.Customer} {text}" : "");
        var status = decision.Status switch
        {
            MatchStatus.Applied => "applied",
            MatchStatus.PartiallyApplied => "partially applied",
            MatchStatus.Unapplied => "unapplied",
            _ => "unidentified",
        };
        var head = withVerdict ? $"{status} {decision.Verdict.ToString().ToLowerInvariant()}" : status;
        return decision.Shares.Count == 0 ? head : $"{head}: {string.Join("; ", shares)}";
    }

    private static string Application(Application application) =>
        $"{application.Number} {application.Cash.ToPlainString()}" + string.Concat(application.Differences.Select(
            difference => $" {Cause(difference.Cause)} {difference.Amount.ToPlainString()}"));

    public static string Cause(DifferenceCause cause) => cause switch
    {
        DifferenceCause.DiscountEarned => "discount",
        DifferenceCause.DiscountUnearned => "late-discount",
        DifferenceCause.WriteOff => "write-off",
        DifferenceCause.BankFee => "bank-fee",
        DifferenceCause.WithholdingTax => "withheld",
        _ => cause.ToString(),
    };

    public static string State(StoryReceipt receipt) => receipt.Shares.Count == 0
        ? BankTieOuts.NameOf(PostingState.Undecided)
        : string.Join(", ", receipt.Shares.Select(share => BankTieOuts.NameOf(share.State)).Distinct());

    public static string Write(PlannedWrite write, World world) => Write(write) + When(write, world);

    /// <summary>Said only where a rule for closed periods set date or period apart from the bank's day.</summary>
    private static string When(PlannedWrite write, World world)
    {
        var own = world.Periods.FirstOrDefault(period => period.Holds(write.Date))?.Id;
        var isLine = world.Lines.Exists(line => line.Date == write.Date);
        return (isLine || write is JournalWrite or ApplicationChange ? "" : $", dated {write.Date:yyyy-MM-dd}")
            + (own == write.Period || write is ApplicationChange ? "" : $", in {write.Period}");
    }

    private static string Write(PlannedWrite write) => write switch
    {
        CreditMemoWrite memo => $"credit memo {memo.Customer} {memo.Amount.ToPlainString()} with tax "
            + $"{memo.Tax.ToPlainString()} on {memo.Document}",
        JournalWrite journal => $"journal of {write.Date:yyyy-MM-dd} " + string.Join(", ", journal.Lines.Select(line =>
            $"{(line.Amount.IsNegative ? "credit" : "debit")} {Chart.Name(line.Account)}"
            + $"{(line.Customer is { } customer ? $" of {customer}" : "")} {line.Amount.Abs().ToPlainString()}")),
        PaymentWrite payment => $"payment {payment.Customer} {payment.Received.ToPlainString()} to "
            + $"{Chart.Name(payment.Account)}" + Lines(payment),
        CustomerDepositWrite deposit => $"customer deposit {deposit.Customer} {deposit.Received.ToPlainString()} to "
            + Chart.Name(deposit.Account),
        DepositWrite deposit => $"deposit {deposit.Amount.ToPlainString()} of {deposit.Payments.Count} payments"
            + string.Concat(deposit.Others.Select(other => $", {Chart.Name(other.Account)} "
                + other.Amount.ToPlainString())),
        ApplicationChange change => $"payment {change.Customer} {change.Received.ToPlainString()} now on "
            + string.Join(", ", change.Wanted.Select(line => $"{line.Number} {line.Amount.ToPlainString()}")),
        _ => throw new ArgumentOutOfRangeException(nameof(write)),
    };

    private static string Lines(PaymentWrite payment)
    {
        var parts = payment.Apply.Select(line => $"{line.Number} {line.Amount.ToPlainString()}")
            .Concat(payment.Credits.Select(line => $"using {line.Number} {line.Amount.ToPlainString()}"))
            .Concat(payment.Unapplied.IsZero ? [] : [$"on account {payment.Unapplied.ToPlainString()}"]).ToArray();
        return parts.Length == 0 ? "" : ": " + string.Join(", ", parts);
    }
}
