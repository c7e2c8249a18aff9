using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.Banking;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Banking;

/// <summary>Books the statements of one arrival.</summary>
internal sealed class StatementBooking(
    Session session, ArrivalRow arrival, IReadOnlyList<BankAccount> accounts, Counts counts)
{
    private readonly SourceRole _role = Codes.Read<SourceRole>(arrival.Role);

    /// <summary>Refuses where the account's company is not one this person may import for.</summary>
    public async Task<Refusal?> MayNot(string number) =>
        Find(number) is { } account ? await session.MayNot(Permission.Import, account.Company) : null;

    /// <summary>Takes a statement by its role.</summary>
    public async Task Take(ReadStatement statement)
    {
        if (Find(statement.Head.Account) is not { } account)
            await Hold(statement, "waiting", "no_account");
        else if (_role is SourceRole.Detail)
            await new DetailBooking(session, arrival, account, counts).Take(statement);
        else
            await Book(statement, account);
    }

    /// <summary>Keeps a statement's lines without booking any: nothing is lost, nothing counts.</summary>
    public async Task Hold(ReadStatement statement, string state, string reason)
    {
        var row = await Row(statement, Find(statement.Head.Account), state);
        await StatementRows.Add(session.Db, session.Connection, row);
        Count(statement);
        counts.WaitingLines += statement.Transactions.Count;
        await AddHeld(statement.Transactions.Select(line => Held(line, row, reason)).ToList());
    }

    private async Task Book(ReadStatement statement, BankAccount account)
    {
        var span = Span(statement);
        var booked = await Booked(account, (span.From, span.To));
        var found = Overlap.Decide(account.Id, _role, span, statement.Transactions, booked.SoFar);
        Count(statement);
        counts.NewLines += found.New.Count;
        counts.SameLines += found.Same.Count;
        counts.Clashes += found.Clashes.Count;
        await LineRows.AddSightings(session.Db, session.Connection, arrival.Id, found.Same.Select(same =>
            new SightingRow(booked.Ids[same.Identity.Text], same.Line.Line, LineIdentity.Normal(same.Line.Reference))));
        StatementRow? row = null;
        if (found.New.Count > 0 || statement.Transactions.Count == 0)
        {
            row = await Judged(await Row(statement, account, "booked"));
            await StatementRows.Add(session.Db, session.Connection, row);
            await JudgeNext(row);
            await new LineBooking(session, arrival, account).Add(row, found.New);
            await DetailBooking.AttachWaiting(session, account);
        }

        await AddHeld(found.Clashes.Select(clash => Held(clash, account, row?.Id, booked.Ids)).ToList());
    }

    private BankAccount? Find(string number) => accounts.FirstOrDefault(account => account.Goes(number));

    private async Task<(BookedSoFar SoFar, Dictionary<string, long> Ids)> Booked(
        BankAccount account, (DateOnly, DateOnly) days)
    {
        var role = Codes.Of(_role);
        var statements = await StatementRows.Around(session.Db, session.Connection, account.Id.Value, role, days);
        var lines = await LineRows.OnDays(session.Db, session.Connection, account.Id.Value, role, days);
        return (new(
                [.. statements.Select(row => new StatementSpan(row.Source, row.FromOn, row.ToOn, row.Number,
                    Balance(row.Opening, row), Balance(row.Closing, row)))],
                [.. lines.Select(row => new BookedLine(Identity(row), row.Source))], account.BookingSource),
            lines.ToDictionary(row => row.Identity, row => row.Id, StringComparer.Ordinal));
    }

    /// <summary>A statement with what its balances prove beside those of the one before.</summary>
    private async Task<StatementRow> Judged(StatementRow row)
    {
        var around = await StatementRows.Around(
            session.Db, session.Connection, row.BankAccount, row.Role, (row.FromOn, row.ToOn));
        var before = await StatementRows.Before(session.Db, session.Connection, row.BankAccount, row.Role, row.FromOn);
        // Of several statements of one day the one that closed where this one opens is the one before.
        var previous = around.Any(other => other.Id != row.Id && other.Closing == row.Opening)
            ? row.Opening : before?.Closing;
        var finding = StatementChain.Judge(Balance(previous, row), Balance(row.Opening, row),
            new(row.Total, Currency.Of(row.Currency)), Balance(row.Closing, row));
        return row with { Proof = Codes.Of(finding.Proof), Why = finding.Why };
    }

    /// <summary>Files come late: the statement after a new one may follow on it now.</summary>
    private async Task JudgeNext(StatementRow row)
    {
        if (await StatementRows.After(session.Db, session.Connection, row.BankAccount, row.Role, row.ToOn)
            is not { } next)
            return;
        var judged = await Judged(next);
        await StatementRows.SetProof(session.Db, next.Id, judged.Proof, judged.Why);
    }

    private StatementSpan Span(ReadStatement statement)
    {
        var days = statement.Transactions.Select(line => line.Date)
            .Concat(statement.Head.AsOf is { } asOf ? [asOf] : []).DefaultIfEmpty(session.Today).ToList();
        return new(arrival.Source, days.Min(), days.Max(), statement.Head.Number, statement.Head.Opening,
            statement.End?.Closing ?? statement.Head.Closing);
    }

    private async Task<StatementRow> Row(ReadStatement statement, BankAccount? account, string state)
    {
        var span = Span(statement);
        return new()
        {
            Id = await session.NewId(), CompanyId = account?.Company.Value ?? "", ArrivalId = arrival.Id,
            BankAccount = account?.Id.Value ?? "", AccountNumber = statement.Head.Account, Role = arrival.Role,
            Source = arrival.Source, State = state, Number = span.Number, FromOn = span.From, ToOn = span.To,
            Currency = statement.Head.Currency.Code, Opening = span.Opening?.Minor, Closing = span.Closing?.Minor,
            Total = statement.Transactions.Sum(line => line.Amount.Minor), Lines = statement.Transactions.Count,
            Proof = Codes.Of(ChainProof.NotProvable), Why = "Not booked.",
        };
    }

    private void Count(ReadStatement statement)
    {
        counts.Statements++;
        counts.Lines += statement.Transactions.Count;
    }

    private HeldRow Held(BankTransaction line, StatementRow statement, string reason) => new()
    {
        CompanyId = statement.CompanyId, ArrivalId = arrival.Id, StatementId = statement.Id, Reason = reason,
        BookedOn = line.Date, Amount = line.Amount.Minor, Currency = line.Amount.Currency.Code,
        Reference = LineIdentity.Normal(line.Reference), PayerName = line.Payer.Name, Text = line.Text,
        Body = LineText.Of(line), FileLine = line.Line,
    };

    private HeldRow Held(
        LineClash clash, BankAccount account, long? statement, Dictionary<string, long> booked) => new()
        {
            CompanyId = account.Company.Value, ArrivalId = arrival.Id, StatementId = statement,
            Reason = Codes.Of(clash.Reason),
            BankLineId = clash.Booked is { } identity ? booked[identity.Text] : null,
            BookedOn = clash.Arriving?.Date ?? clash.Booked?.Date ?? session.Today,
            Amount = (clash.Arriving?.Amount ?? clash.Booked?.Amount)?.Minor ?? 0,
            Currency = account.Currency.Code,
            Reference = LineIdentity.Normal(clash.Arriving?.Reference ?? clash.Booked?.Reference),
            PayerName = clash.Arriving?.Payer.Name, Text = clash.Arriving?.Text ?? "",
            Body = clash.Arriving is { } line ? LineText.Of(line) : "", FileLine = clash.Arriving?.Line ?? 0,
        };

    private async Task AddHeld(List<HeldRow> rows)
    {
        if (rows.Count == 0)
            return;
        var first = await session.NewIds(rows.Count);
        await HeldRows.Add(session.Db, session.Connection, rows.Select((row, at) => row with { Id = first + at }));
    }

    private static Money? Balance(long? minor, StatementRow row) =>
        minor is { } amount ? new Money(amount, Currency.Of(row.Currency)) : null;

    internal static LineIdentity Identity(LineRow row) => new(
        new(row.BankAccount), Codes.Read<SourceRole>(row.Role), row.BookedOn,
        new(row.Amount, Currency.Of(row.Currency)), row.Reference, row.Ordinal);
}
