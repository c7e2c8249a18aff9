using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;

namespace Turnstone.Domain.CashApplication.Posting;

/// <summary>Plans the records of one payment: journals and credit memos of its differences, then the payment.</summary>
internal sealed class SharePlanner(
    DecidedLine line, string connection, PostingPolicy policy, LedgerSnapshot ledger)
{
    private (DateOnly Date, AccountingPeriod Period) _booking;

    public required decimal Rate { get; init; }

    /// <summary>What shares planned before leave open of a document, where they claim of it.</summary>
    public required Dictionary<(DocumentId, int), Money> Left { get; init; }

    /// <summary>The payment's external id: the first share's where one payment settles a family.</summary>
    public ExternalId PaymentId(DecidedReceipt receipt, DecidedShare[] group) =>
        Id(receipt, group[0], WriteKind.Payment, "");

    /// <summary>The records that bring a group's money in, as the bank deposit gathers them.</summary>
    public IEnumerable<DepositedPayment> MoneyOf(DecidedReceipt receipt, DecidedShare[] group)
    {
        yield return new(PaymentId(receipt, group), Received(group));
        foreach (var share in group.Where(share => !policy.DepositOf(share.Share).IsZero))
            yield return new(Id(receipt, share, WriteKind.CustomerDeposit, ""), policy.DepositOf(share.Share));
    }

    public Result<IReadOnlyList<PlannedWrite>> Plan(DecidedReceipt receipt, DecidedShare[] group)
    {
        // One date for all of it: the payment's lock is the strictest, and what it uses is dated with it.
        if (!ledger.BookingOf(line.Date, WriteKind.Payment, policy.ClosedPeriod).Is(out _booking, out var closed))
            return closed;
        var writes = new List<PlannedWrite>();
        var payment = new Lines();
        foreach (var share in group)
        {
            if (Check(share.Share) is { } refusal)
                return refusal;
            foreach (var application in share.Share.Applications)
            {
                if (Application(receipt, share, application, writes, payment) is { } refused)
                    return refused;
            }
        }

        writes.Add(Payment(receipt, group, payment));
        foreach (var share in group.Where(share => !policy.DepositOf(share.Share).IsZero))
        {
            if (policy.DepositAccount is not { Length: > 0 } liability)
                return PostingRefusals.DepositWithoutAccount(share.Share.Customer);
            writes.Add(Deposit(receipt, share, liability));
        }

        return writes;
    }

    private sealed class Lines
    {
        public List<AppliedTo> Apply { get; } = [];

        public List<AppliedTo> Credits { get; } = [];

        public List<AppliedTo> Deposits { get; } = [];
    }

    private Refusal? Check(Share share)
    {
        if (share.Company != line.Account.Company)
            return PostingRefusals.OtherCompany(share.Company, line.Account.Company);
        return share.Amount.IsPositive ? null : PostingRefusals.NoMoney(share.Customer);
    }

    private Refusal? Application(DecidedReceipt receipt, DecidedShare share, Application application,
        List<PlannedWrite> writes, Lines payment)
    {
        if (ledger.Find(application.Document, application.Line) is not { } document)
            return PostingRefusals.DocumentMissing(application.Number);
        if (Elsewhere(share.Share, document.Item) is { } elsewhere)
            return elsewhere;
        var key = (application.Document, application.Line);
        var open = Left.GetValueOrDefault(key, document.Item.Open);
        if (application.Settled.Abs() > open.Abs() || application.Settled.IsNegative != document.Item.Open.IsNegative)
            return PostingRefusals.MoreThanOpen(application.Number, application.Settled, open);
        Left[key] = open - application.Settled;
        if (application.Settled.IsNegative)
        {
            (document.Item.Kind == DocumentKind.CustomerDeposit ? payment.Deposits : payment.Credits)
                .Add(new(application.Document, application.Line, application.Number, -application.Cash));
            return null;
        }

        return Differences(receipt, share, application, writes, payment);
    }

    private Refusal? Elsewhere(Share share, OpenItem item) =>
        item.Customer != share.Customer ? PostingRefusals.DocumentElsewhere(item.Number, "customer")
        : item.Company != share.Company ? PostingRefusals.DocumentElsewhere(item.Number, "company")
        : item.Open.Currency != share.Amount.Currency ? PostingRefusals.DocumentElsewhere(item.Number, "currency")
        : item.ArAccount != Account(share) && item.Kind != DocumentKind.CustomerDeposit
            ? PostingRefusals.DocumentElsewhere(item.Number, "AR account") : null;

    private Refusal? Differences(DecidedReceipt receipt, DecidedShare share, Application application,
        List<PlannedWrite> writes, Lines payment)
    {
        var discounts = application.Differences.Where(IsDiscount).ToArray();
        var others = application.Differences.Except(discounts).ToArray();
        if (discounts.Length > 0)
        {
            var memo = DiscountMemo(receipt, share, application, Sum(discounts));
            if (!memo.Is(out var write, out var refusal))
                return refusal;
            writes.Add(write);
        }

        if (others.Length > 0)
        {
            var journal = Journal(receipt, share, application, others);
            if (!journal.Is(out var write, out var refusal))
                return refusal;
            writes.Add(write);
            payment.Credits.Add(new(null, 0, $"difference on {application.Number}", Sum(others), write.ExternalId));
        }

        var onPayment = others.Aggregate(application.Cash, (sum, difference) => sum + difference.Amount);
        if (!onPayment.IsZero)
            payment.Apply.Add(new(application.Document, application.Line, application.Number, onPayment));
        return null;
    }

    private static bool IsDiscount(Difference difference) =>
        difference.Cause is DifferenceCause.DiscountEarned or DifferenceCause.DiscountUnearned;

    private static Money Sum(Difference[] differences) => differences.Skip(1)
        .Aggregate(differences[0].Amount, (sum, difference) => sum + difference.Amount);

    private Result<PlannedWrite> Journal(
        DecidedReceipt receipt, DecidedShare share, Application application, Difference[] differences)
    {
        if (policy.JournalsNeedApproval)
            return PostingRefusals.JournalNeedsApproval(application.Number);
        var lines = new List<GlLine>();
        foreach (var difference in differences)
        {
            var account = difference.Account ?? policy.DifferenceAccounts.GetValueOrDefault(difference.Cause);
            if (account is null)
                return PostingRefusals.DifferenceWithoutAccount(difference.Cause, application.Number);
            lines.Add(new(account, difference.Amount));
        }

        lines.Add(new(Account(share.Share), -Sum(differences), share.Share.Customer));
        return new JournalWrite
        {
            ExternalId = Id(receipt, share, WriteKind.DifferenceJournal, Subject(application)),
            Kind = WriteKind.DifferenceJournal, Receipt = receipt.Identity, Shares = [share.Identity],
            Company = line.Account.Company, Date = _booking.Date, Period = _booking.Period.Id, ExchangeRate = Rate,
            Dimensions = policy.DimensionsOf(line.Account.Id),
            Memo = $"{string.Join(", ", differences.Select(difference => difference.Cause))} on {application.Number}",
            Approval = share.Approval, Lines = lines, Document = application.Document,
        };
    }

    private Result<PlannedWrite> DiscountMemo(
        DecidedReceipt receipt, DecidedShare share, Application application, Money discount)
    {
        if (policy is not { DiscountRoute: DiscountRoute.CreditMemo, DiscountItem: { } item,
            DiscountAccount: { } account })
            return PostingRefusals.DiscountWithoutRoute(application.Number);
        // A memo without tax on an invoice with tax would leave the customer's VAT wrong.
        if (ledger.Find(application.Document, application.Line) is not { Tax: { } tax })
            return PostingRefusals.TaxUnknown(application.Number);
        return new CreditMemoWrite
        {
            ExternalId = Id(receipt, share, WriteKind.DiscountMemo, Subject(application)),
            Kind = WriteKind.DiscountMemo, Receipt = receipt.Identity, Shares = [share.Identity],
            Company = line.Account.Company, Date = _booking.Date, Period = _booking.Period.Id, ExchangeRate = Rate,
            Dimensions = policy.DimensionsOf(line.Account.Id),
            Memo = $"Discount on {application.Number}", Approval = share.Approval,
            Customer = share.Share.Customer, ArAccount = Account(share.Share), Item = item, ItemAccount = account,
            Document = application.Document,
            Lines = Taxed(discount, tax),
        };
    }

    /// <summary>The discount split over the invoice's rates by gross amounts, each part into net and tax.</summary>
    private static IReadOnlyList<CreditMemoLine> Taxed(Money discount, IReadOnlyList<TaxPart> rates)
    {
        if (rates.Count == 0)
            return [new(null, 0, discount, Money.Zero(discount.Currency), null)];
        var parts = Allotment.Split(discount, [.. rates.Select(rate => (rate.Net + rate.Tax).Minor)]);
        return [.. rates.Zip(parts, (rate, gross) =>
        {
            var tax = Money.Rounded(gross.ToDecimal() * rate.Percent / (100m + rate.Percent), gross.Currency);
            return new CreditMemoLine(rate.Code, rate.Percent, gross - tax, tax, rate.Account);
        })];
    }

    private PaymentWrite Payment(DecidedReceipt receipt, DecidedShare[] group, Lines lines)
    {
        var received = Received(group);
        var straight = line.IsStraight(policy);
        return new()
        {
            ExternalId = PaymentId(receipt, group), Kind = WriteKind.Payment, Receipt = receipt.Identity,
            Shares = [.. group.Select(share => share.Identity)], Company = line.Account.Company, Date = _booking.Date,
            Period = _booking.Period.Id, ExchangeRate = Rate, Approval = group[0].Approval,
            Dimensions = policy.DimensionsOf(line.Account.Id), Gain = Gain(received, lines),
            Memo = string.Create(CultureInfo.InvariantCulture, $"Bank line of {line.Date:yyyy-MM-dd}"),
            Customer = group.Length == 1 ? group[0].Share.Customer : ledger.RootOf(group[0].Share.Customer),
            ArAccount = Account(group[0].Share), Undeposited = !straight,
            Account = straight ? line.Account.GlAccount : line.Account.UndepositedFunds, Received = received,
            Apply = lines.Apply, Credits = lines.Credits, Deposits = lines.Deposits,
        };
    }

    private CustomerDepositWrite Deposit(DecidedReceipt receipt, DecidedShare share, string liability)
    {
        var straight = line.IsStraight(policy);
        return new()
        {
            ExternalId = Id(receipt, share, WriteKind.CustomerDeposit, ""), Kind = WriteKind.CustomerDeposit,
            Receipt = receipt.Identity, Shares = [share.Identity], Company = line.Account.Company,
            Date = _booking.Date, Period = _booking.Period.Id, ExchangeRate = Rate, Approval = share.Approval,
            Dimensions = policy.DimensionsOf(line.Account.Id),
            Memo = $"Overpayment, bank line of {line.Date:yyyy-MM-dd}",
            Customer = share.Share.Customer, Undeposited = !straight, Liability = liability,
            Account = straight ? line.Account.GlAccount : line.Account.UndepositedFunds,
            Received = policy.DepositOf(share.Share),
        };
    }

    private Money Received(DecidedShare[] group) => group.Aggregate(
        Money.Zero(group[0].Share.Amount.Currency),
        (sum, share) => sum + share.Share.Amount - policy.DepositOf(share.Share));

    /// <summary>
    /// What NetSuite will book: each document leaves AR at the rate it was booked at, the money comes at today's.
    /// </summary>
    private Money? Gain(Money received, Lines lines)
    {
        if (received.Currency == line.Account.BaseCurrency || lines.Credits.Count + lines.Deposits.Count > 0)
            return null;
        return lines.Apply.Aggregate(Money.Zero(line.Account.BaseCurrency), (gain, applied) =>
            applied.Document is { } document && ledger.Find(document, applied.Line) is { } booked
                ? gain + InBase(applied.Amount, Rate) - InBase(applied.Amount, booked.ExchangeRate) : gain);
    }

    private Money InBase(Money amount, decimal rate) =>
        Money.Rounded(amount.ToDecimal() * rate, line.Account.BaseCurrency);

    private string Account(Share share) => share.ArAccount.Length > 0 ? share.ArAccount : line.Account.ArAccount;

    private static string Subject(Application application) =>
        string.Create(CultureInfo.InvariantCulture, $"{application.Document}/{application.Line}");

    private ExternalId Id(DecidedReceipt receipt, DecidedShare share, WriteKind kind, string subject) =>
        ExternalId.Of(new(connection, line.Identity, receipt.Identity, share.Identity, kind, subject,
            share.Generation));
}
