using Turnstone.Domain.Audit;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Audit;
using Turnstone.Storage.Keys;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Audit;

/// <summary>
/// Proves the whole log: what was changed, left out, swapped, cut off or written anew, the first of each chain.
/// </summary>
/// <param name="AnchorFile">The signed anchors; null proves only what the database itself shows.</param>
public sealed record VerifyAudit(string? AnchorFile) : IQuery<AuditReport>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.ReadAudit;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<AuditReport>> Run(ReadSession session)
    {
        var heads = await AuditRows.Heads(session.Db);
        AuditVerification verification;
        if (AnchorFile is null)
            verification = new(heads);
        else if (Audit.AnchorFile.Read(AnchorFile).Is(out var anchors, out var refusal))
            verification = new(heads, anchors, session.Use<KeySet>().Audit);
        else
            return refusal;

        await foreach (var row in AuditRows.All(session.Db).WithCancellation(session.Cancel))
            verification.Add(row.ToEntry());
        return verification.End();
    }
}
