using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Reporting;

/// <summary>What came in on the last bank day, what waits, the latest files, and money on no invoice yet.</summary>
/// <param name="Company">The company to look at; null for all the person may see.</param>
public sealed record LookAtToday(CompanyId? Company) : IQuery<TodayPage>
{
    private const int LatestFiles = 8;

    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public async Task<Result<TodayPage>> Run(ReadSession session)
    {
        var accounts = new List<AccountDay>();
        foreach (var account in await BankAccounts.Of(session))
        {
            if ((Company is null || account.Company == Company) && await AccountDay(session, account) is { } day)
                accounts.Add(day);
        }

        return new TodayPage(
            session.Today, accounts, await TodayRows.Waiting(session, Company),
            await TodayRows.Files(session, LatestFiles), await TodayRows.NotOnInvoice(session, Company));
    }

    private static async Task<AccountDay?> AccountDay(ReadSession session, Domain.Banking.BankAccount account)
    {
        if (await TodayRows.LastDay(session, account.Id.Value) is not { } day)
            return null;
        var kinds = await TodayRows.Kinds(session, account.Id.Value, day);
        var lines = await TodayRows.Lines(session, account.Id.Value, day);
        return new(account.Id, account.Name, account.Numbers is [var first, ..] ? first : account.Id.Value, day,
            account.Currency, kinds, new(lines.Amount, account.Currency),
            kinds.Sum(kind => kind.Amount) == lines.Amount, lines.FailedTieOuts);
    }
}

/// <summary>The page of the morning.</summary>
/// <param name="Day">Today.</param>
/// <param name="Accounts">Each bank account on its last bank day.</param>
/// <param name="Waiting">What waits, the most urgent kinds first.</param>
/// <param name="Files">The latest files.</param>
/// <param name="NotOnInvoice">Money of which no document is known yet, by age.</param>
public sealed record TodayPage(
    DateOnly Day, IReadOnlyList<AccountDay> Accounts, IReadOnlyList<WaitingThing> Waiting,
    IReadOnlyList<LatestFile> Files, IReadOnlyList<UnsettledMoney> NotOnInvoice);

/// <summary>One bank account on one bank day.</summary>
/// <param name="Account">Key of the account.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Number">Its number.</param>
/// <param name="Day">The bank day.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Kinds">Money by what it is to receivables.</param>
/// <param name="Lines">Signed sum of the bank's lines.</param>
/// <param name="Foots">True where the kinds add up to the lines.</param>
/// <param name="FailedTieOuts">Tie-outs of that day that failed and are not released.</param>
public sealed record AccountDay(
    BankAccountId Account, string Name, string Number, DateOnly Day, Currency Currency,
    IReadOnlyList<DayKind> Kinds, Money Lines, bool Foots, int FailedTieOuts);

/// <summary>Money of one day by what it is.</summary>
public sealed record DayKind
{
    /// <summary>A match status, <c>undecided</c>, <c>return</c> or <c>excluded</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Signed sum in minor units.</summary>
    public long Amount { get; init; }

    /// <summary>How many.</summary>
    public int Count { get; init; }

    /// <summary>How many of them are posted or found in NetSuite.</summary>
    public int Posted { get; init; }

    /// <summary>What of it is on account, in minor units.</summary>
    public long OnAccount { get; init; }
}

/// <summary>A kind of thing that waits for somebody.</summary>
public sealed record WaitingThing
{
    /// <summary>What: <c>find</c>, <c>confirm</c>, <c>approve</c>, <c>refused</c>, <c>clash</c>, <c>file</c>.</summary>
    public string What { get; init; } = "";

    /// <summary>Currency of the money; empty where it has none.</summary>
    public string Currency { get; init; } = "";

    /// <summary>How many.</summary>
    public int Count { get; init; }

    /// <summary>Money in minor units.</summary>
    public long Amount { get; init; }

    /// <summary>Booking date of the oldest.</summary>
    public DateOnly? Oldest { get; init; }
}

/// <summary>A file as it came in.</summary>
public sealed record LatestFile
{
    /// <summary>Number of the arrival.</summary>
    public long Id { get; init; }

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Format.</summary>
    public string Format { get; init; } = "";

    /// <summary>Source role.</summary>
    public string Role { get; init; } = "";

    /// <summary>State.</summary>
    public string State { get; init; } = "";

    /// <summary>Lines it has.</summary>
    public int Lines { get; init; }

    /// <summary>Lines that were new.</summary>
    public int NewLines { get; init; }

    /// <summary>Problems found.</summary>
    public int Problems { get; init; }

    /// <summary>When it came, in microseconds.</summary>
    public long ReceivedAt { get; init; }
}

/// <summary>Money not yet on a document, by its age in days.</summary>
public sealed record UnsettledMoney
{
    /// <summary>Unapplied, unidentified, or on account.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Currency.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Of today and yesterday.</summary>
    public long Fresh { get; init; }

    /// <summary>Two to seven days old.</summary>
    public long Week { get; init; }

    /// <summary>Eight to thirty days old.</summary>
    public long Month { get; init; }

    /// <summary>Older.</summary>
    public long Older { get; init; }
}
