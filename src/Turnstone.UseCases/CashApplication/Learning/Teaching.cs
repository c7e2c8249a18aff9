using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Learning;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.Storage;
using Turnstone.Storage.CashApplication;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Ledger;

namespace Turnstone.UseCases.CashApplication.Learning;

/// <summary>Asks what a person's decision could teach, and keeps that as proposals. It changes no rule.</summary>
internal static class Teaching
{
    private const int MostPast = 200;
    private const int MostMornings = 12;

    /// <summary>What one decision of a person teaches: new proposals, and old ones seen once more.</summary>
    /// <param name="session">The act's own transaction.</param>
    /// <param name="before">The receipt as the engine left it.</param>
    /// <param name="chosen">What the person chose.</param>
    /// <returns>How many proposals it speaks for.</returns>
    public static async Task<int> Note(Session session, ReceiptRow before, IReadOnlyList<Share> chosen)
    {
        // A payment for several customers says nothing about who its sender is.
        if (chosen.Select(share => share.Customer).Distinct().ToList() is not [var customer])
            return 0;
        var lessons = Lessons.Of(await Correction(session, before, customer, chosen));
        foreach (var lesson in lessons)
            await Keep(session, before, lesson);
        return lessons.Count;
    }

    private static async Task Keep(Session session, ReceiptRow receipt, Lesson lesson)
    {
        var row = new LearnedRow
        {
            Id = await session.NewId(), CompanyId = receipt.CompanyId, Kind = Codes.Of(lesson.Kind),
            FactKey = lesson.Key, Shown = lesson.Shown, CustomerId = lesson.Customer.Value, Days = lesson.Days,
            Caution = lesson.Caution, Cases = LearnedFacts.Cases(lesson.Cases), ReceiptId = receipt.Id, Times = 1,
            Called = Receipts.Called(receipt), CalledOn = receipt.BookedOn,
            State = "proposed", ProposedAt = session.At, ProposedBy = session.Actor.Person,
        };
        var known = await LearnedRows.Live(session.Db, session.Connection, row);
        if (known is { State: "approved" } || known is { IsAsked: true })
            return;
        if (known is null)
            await LearnedRows.Add(session.Db, session.Connection, row);
        else if (known.ReceiptId != receipt.Id)
        {
            await LearnedRows.Save(session.Db, known with
            {
                Days = row.Days, Caution = row.Caution, Cases = row.Cases, ReceiptId = receipt.Id,
                Called = row.Called, CalledOn = row.CalledOn, Times = known.Times + 1, ReplayId = null,
            });
        }

        session.Audit(new("learned.proposed", LearnedFacts.Subject(known?.Id ?? row.Id))
        {
            Company = new CompanyId(receipt.CompanyId),
            After = new { row.Kind, row.Shown, row.CustomerId, row.Days, Receipt = receipt.Id },
        });
    }

    private static async Task<Correction> Correction(
        Session session, ReceiptRow row, CustomerId customer, IReadOnlyList<Share> chosen)
    {
        var (db, connection) = (session.Db, session.Connection);
        var owner = (await CustomerRows.Of(db, connection, [customer.Value]))[0];
        var family = await SliceRows.Families(db, connection, [owner.RootId]);
        var receipt = Receipts.Read(row);
        var names = receipt.Payer.Name is { } name && MatchingKeys.OfWords(name) is { Length: > 0 } key
            ? new[] { key } : [];
        var accounts = receipt.Payer.Account?.Trim() is { Length: > 0 } account ? new[] { account } : [];
        var own = await HistoryRows.OfCustomers(db, connection, [.. family.Select(one => one.Id)], MostPast);
        var past = (await SliceRows.Settled(db, connection, new(accounts, names, [], []))).Concat(own)
            .Where(settled => settled.ReceiptId != row.Id).DistinctBy(settled => settled.Id).ToArray();
        return new(receipt, customer, owner.Name)
        {
            Said = row.CustomerId is { } said ? new CustomerId(said) : null,
            Family = family.Select(one => new CustomerId(one.Id)).ToHashSet(),
            Past = [.. past.Select(Settled.Read)],
            Morning = await Morning(session, row.CompanyId, customer.Value, new(row.BookedOn,
                [.. chosen.SelectMany(share => share.Applications).Select(one => one.Number)], [])),
            Mornings = await Mornings(session, row, customer.Value, own),
            Discounts = await Discounts(session, receipt, customer.Value, chosen),
        };
    }

    // Each morning reads the events of one customer; only the last few speak for how it pays today.
    private static async Task<IReadOnlyList<OpenMorning>> Mornings(
        Session session, ReceiptRow row, string customer, IReadOnlyList<SettledRow> own)
    {
        var mornings = new List<OpenMorning>();
        foreach (var settled in own.Where(one => one.CustomerId == customer && one.ReceiptId != row.Id
            && one.Currency == row.Currency && one.Documents.Length > 0).Take(MostMornings))
        {
            mornings.Add(await Morning(session, row.CompanyId, customer,
                new(settled.SettledOn, settled.Documents.Split('\n'), [])));
        }

        return mornings;
    }

    private static async Task<OpenMorning> Morning(
        Session session, string company, string customer, OpenMorning morning)
    {
        var (db, connection) = (session.Db, session.Connection);
        var open = (await ReplayRows.OpenOn(db, connection, company, [customer], morning.Day))
            .Where(one => one.Open > 0).ToDictionary(one => (one.Document, one.Line), one => one.Open);
        var items = await SliceRows.AllOf(db, connection, company, [customer]);
        return morning with
        {
            Open = [.. items.Where(item => open.ContainsKey((item.Id, item.Line))).Select(item => (item.Number,
                item.DueOn, new Money(open[(item.Id, item.Line)], Currency.Of(item.Currency))))],
        };
    }

    private static async Task<IReadOnlyList<LateDiscount>> Discounts(
        Session session, Receipt receipt, string customer, IReadOnlyList<Share> chosen)
    {
        var (db, connection) = (session.Db, session.Connection);
        var before = await LearnedRows.LateDifferences(
            db, connection, (receipt.Company?.Value ?? "", customer), MostPast);
        var applications = chosen.SelectMany(share => share.Applications)
            .Where(one => one.Differences.Count > 0).ToArray();
        var items = (await ItemRows.Of(db, connection, [.. applications.Select(one => one.Document.Value)]))
            .Select(Items.Read).ToDictionary(ItemKey.Of);
        var now = applications.Where(one => items.GetValueOrDefault(new(one.Document, one.Line))?.Discount is not null)
            .SelectMany(one => one.Differences.Select(difference => (receipt.Date, one.Number,
                items[new(one.Document, one.Line)].Discount?.Until ?? receipt.Date, Codes.Of(difference.Cause))));
        return [.. now.Concat(before).Distinct().Select(one => new LateDiscount(
            one.Item1, one.Item2, one.Item1.DayNumber - one.Item3.DayNumber, one.Item4 == "discount_earned"))];
    }
}
