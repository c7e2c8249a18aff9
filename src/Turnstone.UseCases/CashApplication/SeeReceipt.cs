using Turnstone.Domain.Kernel;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication;

/// <summary>A receipt alone, as it stands now: whoever has an older version before them looks at the past.</summary>
/// <param name="Receipt">Number of the receipt.</param>
public sealed record SeeReceipt(long Receipt) : IQuery<ReceiptRow>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<ReceiptRow>> Run(ReadSession session) =>
        await ReceiptRows.Of(session.Db, session.Connection, Receipt) is not { } row ? Refusals.NoReceipt(Receipt)
            : await session.MayNot(Needs, new CompanyId(row.CompanyId)) is { } refusal ? refusal
            : row;
}
