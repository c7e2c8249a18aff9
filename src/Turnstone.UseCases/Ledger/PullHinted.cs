using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Scripts;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>
/// Reads the records that NetSuite's user event says were changed, and nothing else. A hint proves nothing: what is
/// read decides, so one without a change changes nothing, and a record that is gone is taken off. A hint of anything
/// but a document is answered by the next pull, begun at once.
/// </summary>
/// <param name="Hints">What was told, in the order it came; the same record may be told of often.</param>
public sealed record PullHinted(IReadOnlyList<PushMessage> Hints) : ILongUseCase<LedgerRun>
{
    private static readonly HashSet<string> Documents = new(StringComparer.OrdinalIgnoreCase)
    {
        "invoice", "customerpayment", "creditmemo", "customerdeposit", "customerrefund", "journalentry",
    };

    /// <inheritdoc/>
    public Permission Needs => Permission.Sync;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<LedgerRun>> Run(Work work)
    {
        // A deposit application is no document of its own: what it moved is read with the changes.
        if (!Hints.All(hint => Documents.Contains(hint.Type)))
            return await work.Run(new SyncNetSuite());
        string[] ids = [.. Hints.Select(hint => hint.Id).Where(IsId).Distinct(StringComparer.Ordinal)];
        var begun = await work.Write<(long Run, Dictionary<string, TermRow> Terms)>(async session => (
            await LedgerRuns.Begin(session, "sync", reach: "hinted"),
            (await BooksRows.Terms(session.Db, session.Connection))
                .ToDictionary(row => row.Id, StringComparer.Ordinal)));
        if (!begun.Is(out var run, out var refusal))
            return refusal;
        if (await Pull(work, run.Run, ids, run.Terms) is { } stopped)
        {
            await work.Write<Done>(async session =>
            {
                await RunRows.End(session.Db, run.Run, "failed", stopped.Sentence, session.At);
                return Done.It;
            });
            return stopped;
        }

        return await work.Write(session => LedgerRuns.End(session, run.Run, company: null));
    }

    /// <summary>The documents, and those they are applied to or by: a payment's hint names the payment alone.</summary>
    private static async Task<Refusal?> Pull(Work work, long run, IReadOnlyList<string> ids,
        IReadOnlyDictionary<string, TermRow> terms)
    {
        if (ids.Count == 0)
            return null;
        var netSuite = work.Use<INetSuite>();
        var around = await PageAround.Read(netSuite, [], ids, work.Cancel);
        if (!around.Is(out var page, out var refusal))
            return refusal;
        string[] all = [.. ids.Concat(page.Links.Links.SelectMany(link => new[] { link.One.Id, link.Other.Id }))
            .Distinct(StringComparer.Ordinal)];
        return (await new RereadDocuments(work, netSuite, run).Read(all, terms)).Refusal;
    }

    private static bool IsId(string text) => text.Length is > 0 and <= 18 && text.All(char.IsAsciiDigit);
}
