using Turnstone.Domain.Banking;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Reporting;

/// <summary>A part of a bank line: what its kind is, or that its detail is awaited.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Amount">Signed amount.</param>
/// <param name="AwaitsDetail">Its detail has not come yet.</param>
public sealed record LineItem(LineKind Kind, Money Amount, bool AwaitsDetail = false);

/// <summary>A statement's balances and lines, as far as the bank stated them.</summary>
/// <param name="Account">Our bank account.</param>
/// <param name="Date">Day it is about.</param>
/// <param name="Opening">Balance before; null where not stated.</param>
/// <param name="Lines">Signed lines.</param>
/// <param name="Closing">Balance after; null where not stated.</param>
/// <param name="PreviousClosing">Closing balance of the statement before; null where there is none.</param>
public sealed record StatementBalances(
    string Account, DateOnly Date, Money? Opening, IReadOnlyList<Money> Lines, Money? Closing, Money? PreviousClosing);

/// <summary>A receipt with the states its shares are in; none where nobody decided.</summary>
/// <param name="Name">What people know the receipt by.</param>
/// <param name="Amount">What it brought.</param>
/// <param name="Shares">Amount and state of each share.</param>
public sealed record ReceiptShares(
    string Name, Money Amount, IReadOnlyList<(Money Amount, PostingState State)> Shares);

/// <summary>How many shares are in a state, and their money.</summary>
/// <param name="State">The state.</param>
/// <param name="Shares">Number of shares; a receipt without shares counts as one that is undecided.</param>
/// <param name="Amount">Their money.</param>
public sealed record StateCount(PostingState State, int Shares, Money Amount);

/// <summary>Where the money of one account, currency and bank date stands.</summary>
public sealed record MoneyDay
{
    /// <summary>Our bank account.</summary>
    public required string Account { get; init; }

    /// <summary>Bank date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>All receipts of the day.</summary>
    public required Money Receipts { get; init; }

    /// <summary>Posted: documents owed to us that are settled, without those a return took back.</summary>
    public required Money DebitsSettled { get; init; }

    /// <summary>Posted: credits used.</summary>
    public required Money CreditsUsed { get; init; }

    /// <summary>Posted: differences.</summary>
    public required Money Differences { get; init; }

    /// <summary>Posted: on account.</summary>
    public required Money OnAccount { get; init; }

    /// <summary>Posted: customer deposits made of it.</summary>
    public required Money CustomerDeposits { get; init; }

    /// <summary>On suspense or with the holding customer.</summary>
    public required Money Suspense { get; init; }

    /// <summary>Taken back by a return.</summary>
    public required Money Returned { get; init; }

    /// <summary>Everything that is not posted by us, by state: undecided, waiting, approved, posting, refused, found,
    /// before start.</summary>
    public required IReadOnlyList<StateCount> Others { get; init; }
}

/// <summary>A booked line and what NetSuite's bank account has for it.</summary>
/// <param name="Name">What people know the line by.</param>
/// <param name="Date">Booking date.</param>
/// <param name="Amount">Signed booked amount.</param>
/// <param name="LedgerDate">Date in NetSuite; null where nothing is there.</param>
/// <param name="LedgerAmount">Signed amount in NetSuite; null where nothing is there.</param>
/// <param name="Waits">Why nothing may be there yet, e.g. its state or that it is excluded; null where it must
/// be.</param>
public sealed record LedgerLine(
    string Name, DateOnly Date, Money Amount, DateOnly? LedgerDate, Money? LedgerAmount, string? Waits = null);

/// <summary>The tie-outs of bank lines, statements and money. Each names what differs; currencies are never
/// summed.</summary>
public static class BankTieOuts
{
    /// <summary>Signed amount = items by kind + remainder.</summary>
    public static TieOut Line(string name, DateOnly date, Money amount, IReadOnlyList<LineItem> items, Money remainder)
    {
        var parts = items.GroupBy(item => item.AwaitsDetail ? "awaiting detail" : NameOf(item.Kind),
                StringComparer.Ordinal)
            .Select(group => new NamedAmount(group.Key, Sum(group.Select(item => item.Amount), amount.Currency)))
            .ToList();
        if (!remainder.IsZero)
            parts.Add(new(remainder.IsPositive ? "remainder (receipt)" : "remainder (undecided)", remainder));
        return TieOut.Sum(TieOutKind.Line, name, date, amount, parts);
    }

    /// <summary>Opening + lines = closing, and opening = the closing before.</summary>
    public static TieOut Statement(StatementBalances statement)
    {
        var lines = statement.Lines.Count > 0 ? Sum(statement.Lines, statement.Lines[0].Currency) : (Money?)null;
        if (statement is not { Opening: { } opening, Closing: { } closing })
        {
            var known = lines ?? statement.Opening ?? statement.Closing ?? statement.PreviousClosing;
            var whole = known ?? throw new ArgumentException("A statement without any amount.", nameof(statement));
            return new()
            {
                Kind = TieOutKind.Statement, Subject = statement.Account, Date = statement.Date,
                State = TieOutState.NotProvable, Whole = whole, Parts = [new("lines", lines ?? whole)],
            };
        }

        var moved = lines ?? new Money(0, opening.Currency);
        var differences = new List<TieDifference>();
        if (opening + moved != closing)
            differences.Add(new("closing balance", opening + moved, closing));
        if (statement.PreviousClosing is { } before && before != opening)
            differences.Add(new("opening balance against the closing before", before, opening));
        return new()
        {
            Kind = TieOutKind.Statement, Subject = statement.Account, Date = statement.Date, Whole = closing,
            Parts = [new("opening", opening), new("lines", moved)], Differences = differences,
            State = differences.Count == 0 ? TieOutState.Proved : TieOutState.Failed,
        };
    }

    /// <summary>Receipts of a day = where their money stands.</summary>
    public static TieOut MoneyOf(MoneyDay day) => TieOut.Sum(TieOutKind.Money, day.Account, day.Date, day.Receipts,
    [
        new("debits settled", day.DebitsSettled), new("credits used", -day.CreditsUsed),
        new("differences", -day.Differences), new("on account", day.OnAccount),
        new("customer deposits", day.CustomerDeposits), new("suspense", day.Suspense), new("returned", day.Returned),
        .. day.Others.Select(other => new NamedAmount(NameOf(other.State), other.Amount)),
    ]);

    /// <summary>How many shares, and how much money, are in each state; every receipt is covered.</summary>
    public static IReadOnlyList<StateCount> Count(IReadOnlyList<ReceiptShares> receipts, Currency currency)
    {
        var states = receipts.SelectMany(receipt => receipt.Shares.Count > 0 ? receipt.Shares
            : [(receipt.Amount, PostingState.Undecided)]).ToLookup(share => share.Item2, share => share.Item1);
        return [.. Enum.GetValues<PostingState>().Select(state =>
            new StateCount(state, states[state].Count(), Sum(states[state], currency)))];
    }

    /// <summary>Each receipt's shares add up to it, so that every unit of money is in exactly one state.</summary>
    public static TieOut Shares(
        string account, DateOnly date, IReadOnlyList<ReceiptShares> receipts, Currency currency)
    {
        var counts = Count(receipts, currency);
        var differences = receipts.Where(receipt => receipt.Shares.Count > 0)
            .Select(receipt => new TieDifference(receipt.Name, receipt.Amount,
                Sum(receipt.Shares.Select(share => share.Amount), currency)))
            .Where(difference => difference.Ours != difference.Theirs).ToArray();
        return new()
        {
            Kind = TieOutKind.Shares, Subject = account, Date = date,
            Whole = Sum(receipts.Select(receipt => receipt.Amount), currency),
            Parts = [.. counts.Where(count => count.Shares > 0)
                .Select(count => new NamedAmount(NameOf(count.State), count.Amount))],
            Differences = differences,
            State = differences.Length == 0 ? TieOutState.Proved : TieOutState.Failed,
        };
    }

    /// <summary>Every booked line = its deposit, payment or journal in NetSuite, in amount and date.</summary>
    public static TieOut Ledger(string account, DateOnly date, IReadOnlyList<LedgerLine> lines, Currency currency)
    {
        var nothing = new Money(0, currency);
        var booked = lines.Where(line => line.Waits is null || line.LedgerAmount is not null).ToArray();
        var differences = booked
            .Where(line => line.LedgerAmount != line.Amount || line.LedgerDate != line.Date)
            .Select(line => new TieDifference(line.LedgerAmount == line.Amount
                ? $"{line.Name}: dated {line.LedgerDate:yyyy-MM-dd} in NetSuite" : line.Name, line.Amount,
                line.LedgerAmount ?? nothing)).ToArray();
        return new()
        {
            Kind = TieOutKind.BankLedger, Subject = account, Date = date,
            Whole = Sum(booked.Select(line => line.Amount), currency),
            Parts = [.. booked.Select(line => new NamedAmount(line.Name, line.LedgerAmount ?? nothing))],
            Beside = [.. lines.Where(line => line is { Waits: not null, LedgerAmount: null })
                .Select(line => new NamedAmount($"{line.Name}: {line.Waits}", line.Amount))],
            Differences = differences,
            State = differences.Length == 0 ? TieOutState.Proved : TieOutState.Failed,
        };
    }

    /// <summary>The name of a posting state as people read it.</summary>
    public static string NameOf(PostingState state) => state switch
    {
        PostingState.Undecided => "undecided",
        PostingState.Waiting => "waiting",
        PostingState.Approved => "approved",
        PostingState.Posting => "posting",
        PostingState.Posted => "posted",
        PostingState.Refused => "refused",
        PostingState.Found => "found",
        PostingState.BeforeStart => "before start",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    private static string NameOf(LineKind kind) => kind switch
    {
        LineKind.Receipt => "receipt",
        LineKind.Return => "return",
        LineKind.Excluded => "excluded",
        LineKind.Undecided => "undecided",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static Money Sum(IEnumerable<Money> amounts, Currency currency) =>
        amounts.Aggregate(new Money(0, currency), (sum, amount) => sum + amount);
}
