using System.Security.Cryptography;
using Turnstone.Domain.Audit;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.Audit;
using Turnstone.Storage.Keys;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Audit;

/// <summary>Signs how far all chains have come and adds that to the anchor file; a job does it daily.</summary>
/// <param name="File">The anchor file; keep it, or a copy, away from the database.</param>
public sealed record WriteAnchor(string File) : ILongUseCase<Anchor>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.ReadAudit;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<Anchor>> Run(Work work)
    {
        var read = await work.Read<ChainHead[]>(async session => (await AuditRows.Heads(session.Db)).ToArray());
        if (!read.Is(out var heads, out var refusal))
            return refusal;
        var at = work.Now.ToMicros();
        var anchor = new Anchor(at, heads,
            work.Use<KeySet>().Audit.SignData(Anchor.Canonical(at, heads), HashAlgorithmName.SHA256));
        return AnchorFile.Add(File, anchor).Is(out _, out var unwritten) ? anchor : unwritten;
    }
}
