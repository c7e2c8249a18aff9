using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Banking;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Banking;

/// <summary>
/// Attaches a batch of details to the line that booked its total. Without such a line, or with several, the batch waits
/// for
/// a person or for the statement.
/// </summary>
internal sealed class DetailBooking(Session session, ArrivalRow arrival, BankAccount account, Counts counts)
{
    /// <summary>Takes one batch.</summary>
    public async Task Take(ReadStatement batch)
    {
        counts.Statements++;
        counts.Lines += batch.Transactions.Count;
        if (batch.Transactions.Count == 0)
            return;
        var date = batch.Head.AsOf ?? batch.Transactions[0].Date;
        if (await Repeated(batch.Transactions, date))
            counts.SameLines += batch.Transactions.Count;
        else if (await Attach(batch.Transactions, date, batch.Head.Number))
            counts.NewLines += batch.Transactions.Count;
        else
            await Hold(batch, date);
    }

    /// <summary>Attaches the batches of an account that came before their line, after new lines were booked.</summary>
    public static async Task AttachWaiting(Session session, BankAccount account)
    {
        foreach (var batch in await StatementRows.HeldBatches(session.Db, session.Connection, account.Id.Value))
        {
            var lines = (await HeldRows.OfArrival(session.Db, batch.ArrivalId))
                .Where(row => row.StatementId == batch.Id && row is { State: "open", Reason: "no_line" }).ToList();
            if (lines.Count == 0
                || await ArrivalRows.Of(session.Db, session.Connection, batch.ArrivalId) is not { } arrival)
                continue;
            var booking = new DetailBooking(session, arrival, account, new());
            IReadOnlyList<BankTransaction> details = [.. lines.Select(row => LineText.Read(row.Body))];
            var repeated = await booking.Repeated(details, batch.FromOn);
            if (!repeated && !await booking.Attach(details, batch.FromOn, batch.Number))
                continue;
            await Answer(session, lines, repeated);
            await ArrivalRows.Save(session.Db, arrival with
            {
                NewLines = arrival.NewLines + (repeated ? 0 : lines.Count),
                SameLines = arrival.SameLines + (repeated ? lines.Count : 0),
                WaitingLines = arrival.WaitingLines - lines.Count,
            });
        }
    }

    private static async Task Answer(Session session, IReadOnlyList<HeldRow> lines, bool repeated)
    {
        var (state, why) = repeated ? ("dropped", "The same batch came before.") : ("booked", "Its line came.");
        foreach (var row in lines)
            await HeldRows.Answer(session.Db, row.Id, state, why, (session.Actor.Person, session.At));
    }

    /// <summary>True where this very batch is attached already: banks send a day's details again.</summary>
    private async Task<bool> Repeated(IReadOnlyList<BankTransaction> details, DateOnly date)
    {
        if (details.Any(line => line.Amount.Currency != account.Currency))
            return false;
        var batch = details.Select(line => new DetailItem(line.Amount, LineIdentity.Normal(line.Reference))).ToList();
        var total = details.Sum(line => line.Amount.Minor);
        foreach (var line in await LineRows.WithDetails(
            session.Db, session.Connection, account.Id.Value, total, Near(date)))
        {
            var attached = (await DetailRows.OfLine(session.Db, line.Id))
                .Select(row => new DetailItem(new(row.Amount, account.Currency), row.Reference)).ToList();
            if (!DetailItems.IsRepeat(batch, attached))
                continue;
            await LineRows.AddSightings(session.Db, session.Connection, arrival.Id, details.Select(detail =>
                new SightingRow(line.Id, detail.Line, LineIdentity.Normal(detail.Reference))));
            return true;
        }

        return false;
    }

    private (DateOnly From, DateOnly To) Near(DateOnly date) =>
        (date.AddDays(-account.DetailDays), date.AddDays(account.DetailDays));

    private async Task<bool> Attach(IReadOnlyList<BankTransaction> details, DateOnly date, string? number)
    {
        if (await Target(details, date, number) is not { } line || !await Free(line))
            return false;
        await new LineBooking(session, arrival, account).AddDetails(line, details);
        return true;
    }

    private async Task Hold(ReadStatement batch, DateOnly date)
    {
        counts.WaitingLines += batch.Transactions.Count;
        var statement = new StatementRow
        {
            Id = await session.NewId(), CompanyId = account.Company.Value, ArrivalId = arrival.Id,
            BankAccount = account.Id.Value, AccountNumber = batch.Head.Account, Role = arrival.Role,
            Source = arrival.Source, State = "held", Number = batch.Head.Number, FromOn = date, ToOn = date,
            Currency = batch.Head.Currency.Code, Total = batch.Transactions.Sum(line => line.Amount.Minor),
            Lines = batch.Transactions.Count, Proof = "not_provable", Why = "No booked line has this total yet.",
        };
        await StatementRows.Add(session.Db, session.Connection, statement);
        var first = await session.NewIds(batch.Transactions.Count);
        await HeldRows.Add(session.Db, session.Connection, batch.Transactions.Select((line, at) => new HeldRow
        {
            Id = first + at, CompanyId = account.Company.Value, ArrivalId = arrival.Id, StatementId = statement.Id,
            Reason = "no_line", BookedOn = line.Date, Amount = line.Amount.Minor,
            Currency = line.Amount.Currency.Code, Reference = LineIdentity.Normal(line.Reference),
            PayerName = line.Payer.Name, Text = line.Text, Body = LineText.Of(line), FileLine = line.Line,
        }));
    }

    private async Task<LineRow?> Target(IReadOnlyList<BankTransaction> details, DateOnly date, string? number)
    {
        var currency = account.Currency;
        if (details.Any(line => line.Amount.Currency != currency))
            return null;
        var total = details.Aggregate(Money.Zero(currency), (sum, line) => sum + line.Amount);
        var lines = (await LineRows.WithoutDetails(session.Db, session.Connection, total.Minor, Near(date)))
            .Where(line => line.BankAccount == account.Id.Value && line.Currency == currency.Code).ToList();
        var targets = lines.ConvertAll(line => new DetailTarget(
            new(account.Id, SourceRole.Statement, line.BookedOn, total, line.Reference, line.Ordinal),
            line.AwaitsDetail, line.Details > 0));
        var found = DetailItems.Find(date, total, number, account.DetailDays, targets);
        return found is null ? null : lines[targets.IndexOf(found)];
    }

    /// <summary>
    /// Details supersede what was made of the whole line and is not decided; what a person decided stays, and the
    /// details
    /// wait for that person.
    /// </summary>
    private async Task<bool> Free(LineRow line)
    {
        var whole = await ReceiptRows.OfLine(session.Db, line.Id);
        foreach (var receipt in whole)
        {
            var shares = await ShareRows.OfReceipt(session.Db, receipt.Id);
            if (receipt.QueueState is not ("undecided" or "before_start")
                || shares.Any(share => share.State != "undecided"))
                return false;
        }

        foreach (var receipt in whole)
            await ReceiptRows.Remove(session.Db, receipt.Id);
        return true;
    }
}
