using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.CashApplication;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>A write of a posting with where it stands.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Record">What it makes, in words and in JSON.</param>
/// <param name="ReadBacks">Every look at its record.</param>
public sealed record WriteView(OutboxRow Row, PlannedRecord Record, IReadOnlyList<ReadBackRow> ReadBacks);

/// <summary>A posting with everything that is known of it.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Packet">Its dry run, as it was handed over.</param>
/// <param name="Writes">Its writes with their state.</param>
/// <param name="Findings">Records of NetSuite that may be the receipt's money.</param>
public sealed record PostingView(
    PostingRow Row, PacketView Packet, IReadOnlyList<WriteView> Writes, IReadOnlyList<FoundRow> Findings);

/// <summary>Shows one posting: packet, writes, read-backs, findings.</summary>
/// <param name="Posting">The posting.</param>
public sealed record ShowPosting(long Posting) : IQuery<PostingView>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<PostingView>> Run(ReadSession session)
    {
        if (await PostingRows.Of(session.Db, session.Connection, Posting) is not { } row)
            return Refusals.NoPosting(Posting);
        if (await session.MayNot(Permission.See, new(row.CompanyId)) is { } refusal)
            return refusal;
        if (!(await LineBook.Load(session, row.BankLineId)).Is(out var book, out refusal))
            return refusal;
        var rows = await OutboxRows.OfPosting(session.Db, row.Id);
        var writes = rows.Select(write => PostingJson.Read(Codes.Read<WriteKind>(write.Kind), write.Plan)).ToArray();
        var backs = (await OutboxRows.ReadBacks(session.Db, row.Id)).ToLookup(back => back.WriteId);
        var seen = new LedgerSnapshot(PostingJson.Read<LedgerDocument[]>(row.Seen), [], []);
        var packet = await PacketView.Of(session, book.Line, new(writes, [], Open: null), (book.Setup, seen));
        var findings = row.ReceiptId is { } receipt ? await FoundRows.OfReceipt(session.Db, receipt) : [];
        return new PostingView(row, packet, [.. rows.Zip(packet.Records, (write, record) => new WriteView(write, record,
            [.. backs[write.Id]]))], findings);
    }
}

/// <summary>
/// The dry run of a receipt: the exact records that approving it would send, with the line's deposit where the rest of
/// the line is posted or approved too.
/// </summary>
/// <param name="Receipt">The receipt.</param>
public sealed record PreviewPosting(long Receipt) : IQuery<PacketView>
{
    private static readonly HashSet<PostingState> Planned =
        [PostingState.Undecided, PostingState.Waiting, PostingState.Approved, PostingState.Refused];

    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<PacketView>> Run(ReadSession session)
    {
        if (await ReceiptRows.Of(session.Db, session.Connection, Receipt) is not { } receipt)
            return Refusals.NoReceipt(Receipt);
        if (await session.MayNot(Permission.See, new(receipt.CompanyId)) is { } refusal)
            return refusal;
        if (!(await LineBook.Load(session, receipt.BankLineId)).Is(out var book, out refusal))
            return refusal;
        var plan = PostingPlan.Of(book.Line, book.Setup.Connection, book.Setup.Policy, book.Ledger, Planned);
        var mine = plan with
        {
            Writes = [.. plan.Writes.Where(write => write.Receipt == receipt.Identity || write is DepositWrite)],
            Refused = [.. plan.Refused.Where(refused => refused.Receipt == receipt.Identity
                || refused.Receipt.Length == 0)],
        };
        return await PacketView.Of(session, book.Line, mine, (book.Setup, book.Ledger));
    }
}
