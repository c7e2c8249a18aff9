using System.Text.Json;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.CashApplication;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>How the handling of one write ended.</summary>
internal enum WriteEnd
{
    /// <summary>Read back equal; its posting goes on.</summary>
    Written,

    /// <summary>Read back equal, and it was its posting's last.</summary>
    Posted,

    /// <summary>NetSuite or a check said no.</summary>
    Refused,

    /// <summary>Documents changed: back to a person.</summary>
    SentBack,

    /// <summary>Waits for a person or for an approval in NetSuite.</summary>
    Held,

    /// <summary>Not known yet, or not possible now: looked at again later.</summary>
    Later,

    /// <summary>Another worker holds it meanwhile.</summary>
    Lost,
}

/// <summary>A write this worker holds, with all that sending it needs.</summary>
internal sealed record HeldWrite
{
    public required OutboxRow Row { get; init; }

    public required PostingRow Posting { get; init; }

    public required IReadOnlyList<OutboxRow> Siblings { get; init; }

    public required PlannedWrite Write { get; init; }

    public required PostingSetup Setup { get; init; }

    public required IReadOnlyDictionary<ExternalId, MadeRecord> Made { get; init; }

    public required IReadOnlyList<LedgerDocument> Seen { get; init; }

    /// <summary>What our own writes moved of the documents since the decision was handed over.</summary>
    public required IReadOnlyDictionary<(DocumentId, int), Money> OurOwn { get; init; }

    /// <summary>Check number of the receipt; null where it has none.</summary>
    public string? CheckNumber { get; init; }

    /// <summary>Records that are another receipt's money, or that a person said are not this one's.</summary>
    public required IReadOnlySet<string> NotThese { get; init; }

    /// <summary>When a look at its record first found it different; null where none did.</summary>
    public long? DifferentSince { get; init; }

    /// <summary>Nothing of the posting was sent yet.</summary>
    public bool IsFirst => Row.Ordinal == 1 && Row.RecordId is null;

    /// <summary>Earlier writes of the posting stand in NetSuite.</summary>
    public bool HasEarlier => Siblings.Any(row => row.Ordinal < Row.Ordinal && row.State == "done");

    public static async Task<Result<HeldWrite?>> Load(ReadSession session, long id, string owner)
    {
        var row = await OutboxRows.Of(session.Db, id);
        if (row is not { State: "leased" } || row.LeaseOwner != owner)
            return (Result<HeldWrite?>)(HeldWrite?)null;
        var posting = await PostingRows.Of(session.Db, session.Connection, row.PostingId)
            ?? throw new InvalidOperationException($"Write {id} belongs to no posting.");
        if (!(await PostingSetup.Of(session, posting.BankAccount)).Is(out var setup, out var refusal))
            return refusal;
        var write = PostingJson.Read(Codes.Read<WriteKind>(row.Kind), row.Plan);
        var seen = PostingJson.Read<LedgerDocument[]>(posting.Seen);
        var receipt = posting.ReceiptId is { } receiptId
            ? await ReceiptRows.Of(session.Db, session.Connection, receiptId) : null;
        return new HeldWrite
        {
            Row = row, Posting = posting, Siblings = await OutboxRows.OfPosting(session.Db, posting.Id),
            Write = write, Setup = setup, Seen = seen, Made = await MadeBefore(session, write),
            DifferentSince = await OutboxRows.DifferentSince(session.Db, id),
            OurOwn = await Own(session, seen, posting.CreatedAt), CheckNumber = CheckOf(receipt),
            NotThese = receipt is null ? new HashSet<string>(StringComparer.Ordinal)
                : await FoundRows.NotThese(session.Db, session.Connection, receipt.Id),
        };
    }

    private static async Task<Dictionary<ExternalId, MadeRecord>> MadeBefore(ReadSession session, PlannedWrite write)
    {
        var made = new Dictionary<ExternalId, MadeRecord>();
        var needs = write is ApplicationChange ? write.Needs.Append(write.ExternalId) : write.Needs;
        foreach (var need in needs)
        {
            if (await OutboxRows.Making(session.Db, session.Connection, need.Value) is { RecordId: { } record } maker)
                made[need] = new(record, maker.RecordLine ?? 0);
        }

        return made;
    }

    private static async Task<Dictionary<(DocumentId, int), Money>> Own(
        ReadSession session, IReadOnlyList<LedgerDocument> seen, long since)
    {
        var own = new Dictionary<(DocumentId, int), Money>();
        if (seen.Count == 0)
            return own;
        var ids = seen.Select(document => document.Item.Id.Value).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var effect in await OutboxRows.Effects(session.Db, session.Connection, ids, since))
        {
            var key = (new DocumentId(effect.DocumentId), effect.Line);
            var settled = new Money(effect.Settled, Currency.Of(effect.Currency));
            own[key] = own.TryGetValue(key, out var sum) ? sum + settled : settled;
        }

        return own;
    }

    private static string? CheckOf(ReceiptRow? receipt) => receipt is null ? null
        : JsonSerializer.Deserialize<Dictionary<string, string>>(receipt.FurtherReferences)?.GetValueOrDefault("check");
}
