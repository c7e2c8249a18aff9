using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>One record of a packet as people and programs see it.</summary>
/// <param name="Kind">Code of its kind.</param>
/// <param name="Sentence">What it does, in words.</param>
/// <param name="ExternalId">Its name in NetSuite.</param>
/// <param name="Record">REST name of its record.</param>
/// <param name="Json">The exact body; ids of records that do not exist yet stand as their external ids.</param>
public sealed record PlannedRecord(string Kind, string Sentence, string ExternalId, string Record, string Json);

/// <summary>A GL account's movement with the account's name.</summary>
/// <param name="Account">Internal id.</param>
/// <param name="Name">Number and name.</param>
/// <param name="Amount">Debit positive, credit negative.</param>
public sealed record NamedAccountMove(string Account, string Name, Money Amount);

/// <summary>A dry run: the exact records, balances before and after, and whether it adds up.</summary>
public sealed record PacketView
{
    /// <summary>Records in the order they are sent.</summary>
    public required IReadOnlyList<PlannedRecord> Records { get; init; }

    /// <summary>Documents before and after.</summary>
    public required IReadOnlyList<DocumentMove> Documents { get; init; }

    /// <summary>GL accounts moved.</summary>
    public required IReadOnlyList<NamedAccountMove> Accounts { get; init; }

    /// <summary>The money.</summary>
    public required PacketSums Sums { get; init; }

    /// <summary>Debits equal credits, the sums make the payments, a deposit equals its line.</summary>
    public required bool AddsUp { get; init; }

    /// <summary>What cannot be posted, each by name.</summary>
    public required IReadOnlyList<Refusal> Refused { get; init; }

    /// <summary>Why the line's deposit waits; null where it does not.</summary>
    public string? Open { get; init; }

    internal static async Task<PacketView> Of(
        ReadSession session, DecidedLine line, PostingPlan plan, (PostingSetup Setup, LedgerSnapshot Ledger) with)
    {
        var packet = Packet.Of(line, plan, with.Ledger);
        var names = await PostingSources.Accounts(session.Db, session.Connection,
            [.. plan.Writes.SelectMany(write => write.Gl).Select(gl => gl.Account).Distinct(StringComparer.Ordinal)]);
        var customers = await PostingSources.Customers(session.Db, session.Connection,
            [.. plan.Writes.SelectMany(write => write.Gl).Select(gl => gl.Customer?.Value).OfType<string>()
                .Concat(plan.Writes.OfType<PaymentWrite>().Select(payment => payment.Customer.Value))
                .Distinct(StringComparer.Ordinal)]);
        var words = new WriteWords(names, customers, with.Ledger);
        return new()
        {
            Records = [.. plan.Writes.Select(write => Record(write, with.Setup, words))],
            Documents = packet.Documents, Sums = packet.Sums, AddsUp = packet.AddsUp, Open = plan.Open,
            Accounts = [.. packet.Accounts.Select(move => new NamedAccountMove(move.Account,
                names.GetValueOrDefault(move.Account, move.Account), move.Amount))],
            Refused = [.. plan.Refused.Select(refused => refused.Refusal).Distinct()],
        };
    }

    internal static PlannedRecord Record(PlannedWrite write, PostingSetup setup, WriteWords words)
    {
        var body = WriteBodies.Of(write, setup, planned => new(planned.Value, 0));
        return new(Storage.Codes.Of(write.Kind), words.Of(write), write.ExternalId.Value, body.Type, body.Json);
    }
}

/// <summary>Planned writes in words, with the names of accounts and customers.</summary>
internal sealed class WriteWords(
    IReadOnlyDictionary<string, string> accounts, IReadOnlyDictionary<string, string> customers,
    LedgerSnapshot ledger)
{
    public string Of(PlannedWrite write) => Record(write) + (write is ApplicationChange ? "" : When(write));

    /// <summary>Date and period: a rule for closed periods may set them apart.</summary>
    private string When(PlannedWrite write) => $", dated {write.Date:yyyy-MM-dd}"
        + (ledger.Period(write.Period) is { } period ? $" in {period.Name}" : "");

    private string Record(PlannedWrite write) => write switch
    {
        JournalWrite journal => $"Journal of {journal.Amount}: " + string.Join(", ", journal.Lines.Select(line =>
            $"{(line.Amount.IsNegative ? "credit" : "debit")} {Account(line.Account)} {line.Amount.Abs()}"
            + (line.Customer is { } customer ? $" for {Customer(customer)}" : ""))),
        CreditMemoWrite memo =>
            $"Credit memo of {memo.Amount} (tax {memo.Tax}) for {Customer(memo.Customer)}, {memo.Memo}",
        PaymentWrite payment => $"Payment of {payment.Received} by {Customer(payment.Customer)} to "
            + $"{Account(payment.Account)}: {Lines(payment)}",
        CustomerDepositWrite deposit =>
            $"Customer deposit of {deposit.Received} by {Customer(deposit.Customer)} to {Account(deposit.Account)}",
        DepositWrite deposit =>
            $"Deposit of {deposit.Amount} to {Account(deposit.Account)} from {deposit.Payments.Count} payments"
            + string.Concat(deposit.Others.Select(line => $", {line.Memo} {line.Amount}")),
        ApplicationChange change => $"Payment of {change.Received} by {Customer(change.Customer)} goes to "
            + string.Join(", ", change.Wanted.Select(line => $"{line.Number} {line.Amount}")),
        _ => throw new ArgumentOutOfRangeException(nameof(write)),
    };

    private static string Lines(PaymentWrite payment) => string.Join(", ", payment.Apply
        .Select(line => $"{line.Number} {line.Amount}")
        .Concat(payment.Credits.Concat(payment.Deposits).Select(line => $"using {line.Number} {line.Amount}"))
        .Concat(payment.Unapplied.IsZero ? [] : [$"on account {payment.Unapplied}"]));

    private string Account(string id) => accounts.GetValueOrDefault(id, id);

    private string Customer(CustomerId id) => customers.GetValueOrDefault(id.Value, id.Value);
}
