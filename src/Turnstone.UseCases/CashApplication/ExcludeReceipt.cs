using Turnstone.Domain.Kernel;
using Turnstone.Storage.Banking;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication;

/// <summary>
/// Says that money which came in is no matter of receivables, outside a rule of the account: on the word of two persons
/// (posting.md: Two persons).
/// </summary>
/// <param name="Receipt">Number of the receipt.</param>
/// <param name="Company">Its company.</param>
public sealed record ExcludeReceipt(long Receipt, CompanyId? Company) : ITwoPersonAct
{
    /// <inheritdoc/>
    public string Subject => Receipts.Subject(Receipt);

    /// <inheritdoc/>
    public Permission Asks => Permission.Decide;

    /// <inheritdoc/>
    public IReadOnlyList<Permission> Answers => [Permission.Approve];

    /// <inheritdoc/>
    public async Task<Result<Done>> Check(Session session)
    {
        if (await ReceiptRows.Locked(session.Db, session.Connection, Receipt) is not { } row
            || row.CompanyId != Company?.Value)
            return Refusals.NoReceipt(Receipt);
        return row.QueueState == "undecided" ? Done.It
            : Refusals.Not("excluded", Receipts.Called(row), Deciding.StateOf(row));
    }

    /// <inheritdoc/>
    public Task<Refusal?> MayAnswer(Session session) => Task.FromResult<Refusal?>(null);

    /// <inheritdoc/>
    public async Task<Result<Done>> Apply(Session session, Approval approval)
    {
        if (await ReceiptRows.Locked(session.Db, session.Connection, Receipt) is not { } row)
            return Refusals.NoReceipt(Receipt);
        await Excluding.Do(session, row, approval.Why);
        return Done.It;
    }
}

/// <summary>
/// Says that money which went out, and that no rule decided, is no matter of receivables: a bank's fee, a payment of
/// ours.
/// </summary>
/// <param name="Receipt">Number of the line in the queue.</param>
/// <param name="Why">The reason.</param>
public sealed record ExcludeDebit(long Receipt, string Why) : IUseCase<DecidedReceipt>
{
    /// <summary>Version the person saw; null where nobody looked.</summary>
    public int? Version { get; init; }

    /// <inheritdoc/>
    public Permission Needs => Permission.Decide;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<DecidedReceipt>> Run(Session session)
    {
        if (!(await Receipts.Take(session, Receipt, Version, Needs)).Is(out var row, out var refusal))
            return refusal;
        if (string.IsNullOrWhiteSpace(Why))
            return Refusals.NoReason("exclude a line");
        if (row.Amount >= 0)
            return Refusals.SecondPersonExcludes(Receipts.Called(row));
        if (row.QueueState != "undecided" || row.Kind != "undecided")
            return Refusals.Not("excluded", Receipts.Called(row), Deciding.StateOf(row));
        await Excluding.Do(session, row, Why);
        return new DecidedReceipt(row.Id, "excluded", row.Version + 1);
    }
}

/// <summary>What excluding does, whoever's word it is.</summary>
internal static class Excluding
{
    public static async Task Do(Session session, ReceiptRow row, string why)
    {
        await ShareRows.Remove(session.Db, row.Id);
        await ReceiptRows.Save(session.Db, row with
        {
            Kind = "excluded", QueueState = "excluded", SetAsideUntil = null, LinkNote = why,
        });
        if (row.Identity.Length == 0)
            await LineRows.SetKind(session.Db, row.BankLineId, "excluded", "person");
        session.Audit(new("receipt.excluded", Receipts.Subject(row.Id))
        {
            Company = new CompanyId(row.CompanyId), Why = why,
            Before = new { row.Kind, row.Amount, row.Currency, row.PayerName },
        });
    }
}
