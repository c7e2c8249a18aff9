using System.Globalization;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.Banking;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Banking;

/// <summary>
/// A person says of a line that was at odds with what is booked: it is money of its own and is booked now, or it is
/// nothing
/// new and is dropped, with the reason.
/// </summary>
/// <param name="Line">Number of the held line.</param>
/// <param name="Book">True books it; false drops it.</param>
/// <param name="Why">The reason.</param>
public sealed record PlaceHeldLine(long Line, bool Book, string Why) : IUseCase<Done>
{
    private static readonly HashSet<string> Bookable =
        new(["changed", "balances_differ", "not_booked"], StringComparer.Ordinal);

    /// <inheritdoc/>
    public Permission Needs => Permission.Decide;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<Done>> Run(Session session)
    {
        if (string.IsNullOrWhiteSpace(Why))
            return Refusals.NoReason("place a line");
        if (await HeldRows.Locked(session.Db, session.Connection, Line) is not { State: "open" } held)
            return Refusals.NoHeldLine(Line);
        if (await session.MayNot(Needs, new CompanyId(held.CompanyId)) is { } refusal)
            return refusal;
        if (held.Reason is "quarantined" or "no_account" || Book && !Bookable.Contains(held.Reason))
            return Refusals.NotBookable(held.Reason);
        if (Book && await Booked(session, held) is { } unbooked)
            return unbooked;
        await HeldRows.Answer(
            session.Db, held.Id, Book ? "booked" : "dropped", Why, (session.Actor.Person, session.At));
        session.Audit(new(Book ? "line.booked" : "line.dropped",
            string.Create(CultureInfo.InvariantCulture, $"held_line {held.Id}"))
        {
            Company = new(held.CompanyId), Why = Why,
            After = new { held.BookedOn, held.Amount, held.Currency, held.Reference, held.Reason },
        });
        return Done.It;
    }

    private static async Task<Refusal?> Booked(Session session, HeldRow held)
    {
        var line = LineText.Read(held.Body);
        var arrival = await ArrivalRows.Of(session.Db, session.Connection, held.ArrivalId)
            ?? throw new InvalidOperationException($"Held line {held.Id} has no arrival.");
        var number = held.StatementId is { } id
            ? (await StatementRows.OfArrival(session.Db, arrival.Id)).FirstOrDefault(row => row.Id == id)?.AccountNumber
            : null;
        var account = (await BankAccounts.Of(session)).FirstOrDefault(account => held.BankLineId is null
            ? account.Company.Value == held.CompanyId && (number is null || account.Goes(number))
                && account.Currency == line.Amount.Currency
            : account.Company.Value == held.CompanyId);
        if (account is null)
            return Refusals.NotBookable("its account is not mapped any more");
        var role = Codes.Of(SourceRole.Statement);
        var booked = await LineRows.OnDays(
            session.Db, session.Connection, account.Id.Value, role, (line.Date, line.Date));
        // Its source counts as the booking one here, so that the line follows on its equals whoever booked them.
        var found = Overlap.Decide(
            account.Id, SourceRole.Statement,
            new(arrival.Source, line.Date, line.Date, Number: null, Opening: null, Closing: null), [line],
            new([], [.. booked.Select(row => new BookedLine(StatementBooking.Identity(row), row.Source))],
                arrival.Source));
        var statement = Statement(arrival, account, line) with { Id = await session.NewId() };
        await StatementRows.Add(session.Db, session.Connection, statement);
        await new LineBooking(session, arrival, account).Add(statement, found.New);
        return null;
    }

    private static StatementRow Statement(ArrivalRow arrival, BankAccount account, BankTransaction line) => new()
    {
        CompanyId = account.Company.Value, ArrivalId = arrival.Id, BankAccount = account.Id.Value,
        AccountNumber = account.Id.Value, Role = Codes.Of(SourceRole.Statement), Source = arrival.Source,
        State = "booked", FromOn = line.Date, ToOn = line.Date, Currency = account.Currency.Code,
        Total = line.Amount.Minor, Lines = 1, Proof = Codes.Of(ChainProof.NotProvable),
        Why = "A line that a person booked by itself.",
    };
}
