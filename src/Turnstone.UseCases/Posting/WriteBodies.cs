using Turnstone.Domain.CashApplication.Posting;
using Turnstone.NetSuite.Records;

namespace Turnstone.UseCases.Posting;

/// <summary>The record that an earlier write of ours became.</summary>
/// <param name="Id">Internal id.</param>
/// <param name="Line">Line of a journal's AR side; 0 for all else.</param>
internal sealed record MadeRecord(string Id, int Line);

/// <summary>Planned writes as the exact records that go over the wire.</summary>
internal static class WriteBodies
{
    /// <summary>REST name of the record a write makes or changes.</summary>
    public static string TypeOf(WriteKind kind) => kind switch
    {
        WriteKind.DifferenceJournal or WriteKind.ReturnJournal or WriteKind.Reversal => RecordTypes.JournalEntry,
        WriteKind.DiscountMemo => RecordTypes.CreditMemo,
        WriteKind.Payment or WriteKind.ApplicationChange => RecordTypes.CustomerPayment,
        WriteKind.CustomerDeposit => RecordTypes.CustomerDeposit,
        WriteKind.Deposit => RecordTypes.Deposit,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>
    /// The body of a write; <paramref name="made"/> gives the records of earlier writes. A dry run passes a stand-in.
    /// </summary>
    public static RecordBody Of(PlannedWrite write, PostingSetup setup, Func<ExternalId, MadeRecord> made) =>
        write switch
        {
            JournalWrite journal => new JournalEntryRequest(Heading(write, setup), [.. journal.Lines.Select(line =>
                new JournalLine(line.Account, line.Amount)
                {
                    Entity = line.Customer?.Value, Memo = write.Memo, Segments = SegmentsOf(write),
                })])
                .ToBody(),
            CreditMemoWrite memo => CreditMemo(memo, setup).ToBody(),
            PaymentWrite payment => Payment(payment, setup, made).ToBody(),
            CustomerDepositWrite deposit => new CustomerDepositRequest(
                Heading(write, setup), deposit.Customer.Value, deposit.Received)
            {
                Account = deposit.Undeposited ? null : deposit.Account,
            }.ToBody(),
            DepositWrite deposit => Deposit(deposit, setup, made).ToBody(),
            ApplicationChange change => new ApplicationsPatch(RecordTypes.CustomerPayment, change.Customer.Value)
            {
                Apply = [.. change.Wanted.Select(line => Line(line, made))],
            }.ToBody(),
            _ => throw new ArgumentOutOfRangeException(nameof(write)),
        };

    private static Heading Heading(PlannedWrite write, PostingSetup setup) => new(
        write.ExternalId.Value, write.Company.Value, setup.CurrencyId, write.Date)
    {
        ExchangeRate = write.ExchangeRate, Period = write.Period, Memo = write.Memo,
        // A journal is classified by its lines.
        Segments = write is JournalWrite ? Segments.None : SegmentsOf(write),
        Custom = Custom(write, setup.Text),
    };

    private static Segments SegmentsOf(PlannedWrite write) =>
        new(write.Dimensions.Department, write.Dimensions.Class, write.Dimensions.Location);

    private static CustomFields Custom(PlannedWrite write, PostingPolicyText text)
    {
        var (fields, approval) = (new CustomFields(), write.Approval);
        foreach (var (name, value) in write.Dimensions.Fields)
            Add(name, value);
        Add(text.DecisionField, approval.Decision);
        Add(text.DecidedByField, approval.DecidedBy);
        Add(text.ApprovedByField, approval.ApprovedBy);
        return fields;

        void Add(string name, string? value)
        {
            if (name.Length > 0 && value is { Length: > 0 })
                fields.Add(name, value);
        }
    }

    private static CustomerPaymentRequest Payment(
        PaymentWrite payment, PostingSetup setup, Func<ExternalId, MadeRecord> made) => new(
        Heading(payment, setup), payment.Customer.Value, payment.ArAccount, payment.Received)
    {
        Account = payment.Undeposited ? null : payment.Account,
        Apply = [.. payment.Apply.Select(line => Line(line, made))],
        Credits = [.. payment.Credits.Select(line => Line(line, made))],
        Deposits = [.. payment.Deposits.Select(line => new NetSuite.Records.DepositLine(
            line.Document?.Value ?? "", line.Amount))],
    };

    private static ApplyLine Line(AppliedTo line, Func<ExternalId, MadeRecord> made) =>
        line.Planned is { } planned && made(planned) is { } record ? new(record.Id, record.Line, line.Amount)
            : new(line.Document?.Value ?? "", line.Line, line.Amount);

    private static CreditMemoRequest CreditMemo(CreditMemoWrite memo, PostingSetup setup) => new(
        Heading(memo, setup), memo.Customer.Value, memo.ArAccount,
        [.. memo.Lines.Select(line => new CreditLine(memo.Item, line.Net)
        {
            TaxCode = line.TaxCode, Description = memo.Memo, Segments = SegmentsOf(memo),
        })])
    {
        Apply = [new(memo.Document.Value, 0, memo.Amount)],
    };

    private static DepositRequest Deposit(
        DepositWrite deposit, PostingSetup setup, Func<ExternalId, MadeRecord> made) => new(
        Heading(deposit, setup), deposit.Account, [.. deposit.Payments.Select(payment => made(payment.Payment).Id)])
    {
        Other = [.. deposit.Others.Where(line => line.Amount.IsPositive).Select(line => new DepositGlLine(
            line.Account, line.Amount) { Memo = line.Memo, Segments = SegmentsOf(deposit) })],
        CashBack = [.. deposit.Others.Where(line => line.Amount.IsNegative).Select(line => new DepositGlLine(
            line.Account, line.Amount.Abs()) { Memo = line.Memo, Segments = SegmentsOf(deposit) })],
    };
}
