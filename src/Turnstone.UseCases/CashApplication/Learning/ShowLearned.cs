using Turnstone.Domain.CashApplication.Learning;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication.Learning;

/// <summary>Something taught, with what a person must see to judge it.</summary>
/// <param name="Row">What it is and where it stands.</param>
/// <param name="Sentence">What it says.</param>
/// <param name="Cases">Past receipts for and against it.</param>
public sealed record LearnedView(LearnedRow Row, string Sentence, IReadOnlyList<LessonCase> Cases)
{
    /// <summary>Its replay; null before one was made.</summary>
    public ReplayReport? Replay { get; init; }

    /// <summary>Receipts whose decision rests on it.</summary>
    public IReadOnlyList<LearnedUse> Uses { get; init; } = [];

    /// <summary>True where the person who looks may approve it.</summary>
    public bool MayAnswer { get; init; }

    /// <summary>proposed, asked, approved, expired, refused or taken_back.</summary>
    public string State { get; init; } = "";
}

/// <summary>What people's corrections taught, the latest first.</summary>
/// <param name="State">proposed, approved, refused or taken_back; null for all.</param>
public sealed record ListLearned(string? State = null) : IQuery<LearnedView[]>
{
    private const int Most = 200;

    /// <summary>Only what the correction of this receipt teaches; null for all.</summary>
    public long? Receipt { get; init; }

    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<LearnedView[]>> Run(ReadSession session)
    {
        var views = new List<LearnedView>();
        foreach (var row in Receipt is { } receipt ? await LearnedRows.OfReceipt(session.Db, receipt)
            : await LearnedRows.Latest(session.Db, session.Connection, State, Most))
        {
            if (await session.MayNot(Needs, new CompanyId(row.CompanyId)) is null)
                views.Add(await View(session, row));
        }

        return views.ToArray();
    }

    internal static async Task<LearnedView> View(ReadSession session, LearnedRow row)
    {
        var asker = row.AskedBy == session.Person.Id || row.ProposedBy == session.Person.Id;
        return new(row, LearnedFacts.Words(session, row), LearnedFacts.Cases(row))
        {
            Replay = row.ReplayId is { } replay ? await ListReplays.Of(session, replay) : null,
            Uses = await LearnedRows.Uses(session.Db, row.Id, Most),
            MayAnswer = row.IsAsked && !asker
                && session.Person.May(Permission.Approve, new CompanyId(row.CompanyId)),
            State = row.IsAsked ? "asked"
                : row.State == "approved" && row.ValidTo < session.Today ? "expired" : row.State,
        };
    }
}

/// <summary>One thing that was taught.</summary>
/// <param name="Learned">Its number.</param>
public sealed record FindLearned(long Learned) : IQuery<LearnedView>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<LearnedView>> Run(ReadSession session)
    {
        if (await LearnedRows.Of(session.Db, session.Connection, Learned) is not { } row)
            return Refusals.NoLesson(Learned);
        return await session.MayNot(Needs, new CompanyId(row.CompanyId)) is { } refusal ? refusal
            : await ListLearned.View(session, row);
    }
}
