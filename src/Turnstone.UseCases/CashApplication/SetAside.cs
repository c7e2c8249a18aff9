using Turnstone.Domain.Kernel;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication;

/// <summary>Puts an undecided receipt out of sight until a day, with a reason; it comes back by itself.</summary>
/// <param name="Receipt">Number of the receipt.</param>
/// <param name="Until">The day it comes back.</param>
/// <param name="Why">The reason.</param>
public sealed record SetAside(long Receipt, DateOnly Until, string Why) : IUseCase<DecidedReceipt>
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
        if (!(await Receipts.Take(session, Receipt, Version, Permission.Decide)).Is(out var row, out var refusal))
            return refusal;
        if (string.IsNullOrWhiteSpace(Why))
            return Refusals.NoReason("set a receipt aside");
        if (Until <= session.Today)
            return Refusals.PastDay(Until);
        if (row.QueueState != "undecided")
            return Refusals.Not("set aside", Receipts.Called(row), Deciding.StateOf(row));
        await ReceiptRows.Save(session.Db, row with { SetAsideUntil = Until, SetAsideWhy = Why });
        return await Deciding.Close(session, row, new("receipt.set_aside", Receipts.Subject(row.Id))
        {
            After = new { Until }, Why = Why,
        });
    }
}

/// <summary>Adds a remark to a receipt.</summary>
/// <param name="Receipt">Number of the receipt.</param>
/// <param name="Text">The remark.</param>
public sealed record Comment(long Receipt, string Text) : IUseCase<DecidedReceipt>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Decide;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<DecidedReceipt>> Run(Session session)
    {
        if (!(await Receipts.Take(session, Receipt, version: null, Permission.Decide)).Is(out var row, out var refusal))
            return refusal;
        if (string.IsNullOrWhiteSpace(Text))
            return Refusals.NoReason("comment");
        await ReceiptRows.AddComment(session.Db, session.Connection, new()
        {
            Id = await session.NewId(), CompanyId = row.CompanyId, ReceiptId = row.Id, At = session.At,
            PersonId = session.Actor.Person, Text = Text.Trim(),
        });
        return await Deciding.Close(session, row, new("receipt.commented", Receipts.Subject(row.Id))
        {
            After = new { Text },
        });
    }
}
