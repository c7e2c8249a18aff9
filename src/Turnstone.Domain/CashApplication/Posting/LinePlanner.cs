using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Posting;

/// <summary>Plans one bank line: each receipt's writes in order, then the deposit.</summary>
internal sealed class LinePlanner(
    DecidedLine line, string connection, PostingPolicy policy, LedgerSnapshot ledger)
{
    private readonly List<PlannedWrite> _writes = [];
    private readonly List<RefusedShare> _refused = [];
    private readonly List<DepositedPayment> _payments = [];
    private Dictionary<(DocumentId, int), Money> _left = [];
    private int _missing;

    public PostingPlan Plan(IReadOnlySet<PostingState> states)
    {
        if (Whole() is { } refusal)
            return new([], [new("", "", refusal)], refusal.Sentence);
        foreach (var receipt in line.Receipts)
            Receipt(receipt, states);
        return new(_writes, _refused, line.IsStraight(policy) ? Straight() : Deposit());
    }

    /// <summary>What stops the whole line, in this order.</summary>
    private Refusal? Whole()
    {
        var account = line.Account;
        if (line.Date < account.StartDate)
            return PostingRefusals.BeforeStart(line.Date, account.StartDate);
        if (line.Amount.Currency != account.Currency)
            return PostingRefusals.OtherCurrency(line.Amount.Currency, account.Currency);
        if (Rate() is null)
            return PostingRefusals.NoRate(account.Currency, line.Date);
        var sum = line.Receipts.Select(receipt => receipt.Amount).Concat(line.Parts.Select(part => part.Amount))
            .Aggregate(Money.Zero(account.Currency), (total, amount) => total + amount);
        return sum == line.Amount ? null : PostingRefusals.LineDoesNotAddUp(line.Amount, sum);
    }

    private decimal? Rate() => line.Account.Currency == line.Account.BaseCurrency ? 1m : line.ExchangeRate;

    private void Receipt(DecidedReceipt receipt, IReadOnlySet<PostingState> states)
    {
        if (receipt.Shares.Count == 0)
        {
            _missing++;
            return;
        }

        var sum = receipt.Shares.Aggregate(Money.Zero(receipt.Amount.Currency), (total, share) =>
            total + (share.Share.Amount.Currency == total.Currency ? share.Share.Amount : Money.Zero(total.Currency)));
        if (sum != receipt.Amount)
        {
            var foreign = receipt.Shares.FirstOrDefault(share => share.Share.Amount.Currency != sum.Currency);
            Refuse(receipt, "", foreign is null ? PostingRefusals.ReceiptDoesNotAddUp(receipt.Amount, sum)
                : PostingRefusals.OtherCurrency(foreign.Share.Amount.Currency, line.Account.Currency));
            return;
        }

        var payments = new List<PlannedWrite>();
        foreach (var group in Groups(receipt))
            Group(receipt, group, states, payments);
        _writes.AddRange(payments);
    }

    /// <summary>Shares that one payment settles: each alone, or a family where NetSuite consolidates.</summary>
    private IEnumerable<DecidedShare[]> Groups(DecidedReceipt receipt) => policy.ConsolidatedPayments
        ? receipt.Shares.GroupBy(share => (ledger.RootOf(share.Share.Customer), share.Share.Company,
            Account(share.Share))).Select(group => group.ToArray())
        : receipt.Shares.Select(share => new[] { share });

    private void Group(
        DecidedReceipt receipt, DecidedShare[] group, IReadOnlySet<PostingState> states, List<PlannedWrite> payments)
    {
        var planner = new SharePlanner(line, connection, policy, ledger) 
        {
            Rate = Rate() ?? 1m, Left = new(_left),
        };
        if (Array.TrueForAll(group, share => share.State == PostingState.Posted))
        {
            _payments.AddRange(planner.MoneyOf(receipt, group));
            return;
        }

        if (!Array.TrueForAll(group, share => states.Contains(share.State)))
        {
            _missing++;
            return;
        }

        var planned = planner.Plan(receipt, group);
        if (!planned.Is(out var writes, out var refusal))
        {
            foreach (var share in group)
                Refuse(receipt, share.Identity, refusal);
            return;
        }

        _left = planner.Left;
        _writes.AddRange(writes.Where(write => write is not (PaymentWrite or CustomerDepositWrite)));
        payments.AddRange(writes.Where(write => write is PaymentWrite or CustomerDepositWrite));
        _payments.AddRange(planner.MoneyOf(receipt, group));
    }

    private string Account(Share share) => share.ArAccount.Length > 0 ? share.ArAccount : line.Account.ArAccount;

    private void Refuse(DecidedReceipt receipt, string share, Refusal refusal)
    {
        _refused.Add(new(receipt.Identity, share, refusal));
        _missing++;
    }

    private string? Straight() => _missing == 0 ? null : "The receipt is not decided, or cannot be posted.";

    private string? Deposit()
    {
        if (_missing > 0)
            return "The deposit waits until every receipt of the line is posted.";
        // Where the date moves, the deposit goes with its payments: money is never deposited before it came.
        var kind = policy.ClosedPeriod == ClosedPeriod.MoveDate ? WriteKind.Payment : WriteKind.Deposit;
        if (!ledger.BookingOf(line.Date, kind, policy.ClosedPeriod).Is(out var booking, out var closed))
            return RefuseLine(closed);
        var missing = line.Parts.Where(part => !policy.PartAccounts.ContainsKey(part.Kind)).ToArray();
        if (missing.Length > 0)
            return RefuseLine(PostingRefusals.PartWithoutAccount(missing[0].Kind));
        _writes.Add(new DepositWrite
        {
            ExternalId = ExternalId.Of(new(connection, line.Identity, "", "", WriteKind.Deposit, "", 0)),
            Kind = WriteKind.Deposit, Company = line.Account.Company, Date = booking.Date, Period = booking.Period.Id,
            Dimensions = policy.DimensionsOf(line.Account.Id),
            ExchangeRate = Rate() ?? 1m, Memo = $"Bank line of {line.Date:yyyy-MM-dd}",
            Account = line.Account.GlAccount, UndepositedFunds = line.Account.UndepositedFunds,
            Payments = [.. _payments],
            Others = [.. line.Parts.Select(part => new DepositLine(policy.PartAccounts[part.Kind], part.Amount,
                part.Memo))],
        });
        return null;
    }

    private string RefuseLine(Refusal refusal)
    {
        _refused.Add(new("", "", refusal));
        return refusal.Sentence;
    }
}
