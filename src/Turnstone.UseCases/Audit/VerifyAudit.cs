using System.Security.Cryptography;
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
/// <param name="PublicKeyFile">The public key an auditor was given (<c>audit-public.pem</c>); null takes ours.</param>
public sealed record VerifyAudit(string? AnchorFile, string? PublicKeyFile = null) : IQuery<AuditReport>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.ReadAudit;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<AuditReport>> Run(ReadSession session)
    {
        var heads = await AuditRows.Heads(session.Db);
        if (!Begin(session, heads).Is(out var verification, out var refusal))
            return refusal;
        await foreach (var row in AuditRows.All(session.Db).WithCancellation(session.Cancel))
            verification.Add(row.ToEntry());
        return verification.End();
    }

    private Result<AuditVerification> Begin(ReadSession session, IReadOnlyList<ChainHead> heads)
    {
        if (AnchorFile is null)
            return new AuditVerification(heads);
        if (!Audit.AnchorFile.Read(AnchorFile).Is(out var anchors, out var refusal))
            return refusal;
        if (PublicKeyFile is null)
            return new AuditVerification(heads, anchors, session.Use<KeySet>().Audit);
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(PublicKeyFile));
            return new AuditVerification(heads, anchors, key);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException
            or CryptographicException)
        {
            return Refusals.NoPublicKey(PublicKeyFile);
        }
    }
}
