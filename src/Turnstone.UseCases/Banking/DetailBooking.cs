using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Banking;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Banking;

/// <summary>
/// Attaches a batch of details to the line that booked its total. Without such a line, or with several, the batch waits
/// for a
/// person or for the statement.
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
        if (await Target(batch) is { } line && await Free(line))
        {
            counts.NewLines += batch.Transactions.Count;
            await new LineBooking(session, arrival, account).AddDetails(line, batch.Transactions);
            return;
        }

        counts.WaitingLines += batch.Transactions.Count;
        var first = await session.NewIds(batch.Transactions.Count);
        await HeldRows.Add(session.Db, session.Connection, batch.Transactions.Select((line, at) => new HeldRow
        {
            Id = first + at, CompanyId = account.Company.Value, ArrivalId = arrival.Id, Reason = "no_line",
            BookedOn = line.Date, Amount = line.Amount.Minor, Currency = line.Amount.Currency.Code,
            Reference = LineIdentity.Normal(line.Reference), PayerName = line.Payer.Name, Text = line.Text,
            Body = LineText.Of(line), FileLine = line.Line,
        }));
    }

    private async Task<LineRow?> Target(ReadStatement batch)
    {
        var currency = batch.Head.Currency;
        var total = batch.Transactions.Aggregate(Money.Zero(currency), (sum, line) => sum + line.Amount);
        var date = batch.Head.AsOf ?? batch.Transactions[0].Date;
        var lines = (await LineRows.WithoutDetails(session.Db, session.Connection, total.Minor,
                (date.AddDays(-account.DetailDays), date.AddDays(account.DetailDays))))
            .Where(line => line.BankAccount == account.Id.Value && line.Currency == currency.Code).ToList();
        var targets = lines.ConvertAll(line => new DetailTarget(
            new(account.Id, SourceRole.Statement, line.BookedOn, total, line.Reference, line.Ordinal),
            line.AwaitsDetail, line.Details > 0));
        var found = DetailItems.Find(date, total, batch.Head.Number, account.DetailDays, targets);
        return found is null ? null : lines[targets.IndexOf(found)];
    }

    /// <summary>
    /// Details supersede what was made of the whole line and is not decided; what a person decided stays, and the
    /// details
    /// wait for that person.
    /// </summary>
    private async Task<bool> Free(LineRow line)
    {
        foreach (var receipt in await ReceiptRows.OfLine(session.Db, line.Id))
        {
            var shares = await ShareRows.OfReceipt(session.Db, receipt.Id);
            if (receipt.QueueState is not ("undecided" or "before_start")
                || shares.Any(share => share.State != "undecided"))
                return false;
            await ReceiptRows.Remove(session.Db, receipt.Id);
        }

        return true;
    }
}
