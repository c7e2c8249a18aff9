using Turnstone.Domain.Banking;
using Turnstone.UseCases.Banking;

namespace Turnstone.UseCases.Tests.Banking;

/// <summary>
/// The same money comes as intraday, statement, detail and advice in any order: each receipt is there once, each
/// balance closes, and what never books is named.
/// </summary>
public sealed class FourRolesTests
{
    private static readonly int s_seeds = Environment.GetEnvironmentVariable("TURNSTONE_LONG") == "1" ? 50 : 2;

    [Theory, BothEngines]
    public async Task A_month_in_any_order_books_each_payment_once(Engine engine)
    {
        for (var seed = 1; seed <= s_seeds; seed++)
        {
            var month = new RolesMonth(seed);
            await using var desk = await CashDesk.Open(engine);
            foreach (var file in month.Files)
                await Bring(desk, file);
            await Place(desk, month);

            Assert.Equal(month.Receipts, await Receipts(desk, month.Corrected));
            Assert.Equal(month.Booked, Assert.Single(await desk.Test.Rows<long>(
                "select cast(sum(amount) as bigint) from bank_line where role = 'statement'")));
            Assert.Equal(["not_provable 1", $"proved {month.Statements - 1}"], await desk.Test.Rows<string>("""
                select proof || ' ' || count(*) from statement where role = 'statement' group by proof order by proof
                """));
            Assert.Empty((await desk.Test.Run(new ListHeldLines(), desk.Test.Clerk)).Value);

            var open = (await desk.Test.Run(new ListAnnounced(), desk.Test.Clerk)).Value;
            Assert.Equal(month.NeverBooked.Order(StringComparer.Ordinal),
                open.Select(one => one.Line.Reference).Order(StringComparer.Ordinal));
            Assert.All(open, one => Assert.Equal(
                one.Line.BookedOn < new DateOnly(2026, 2, 26) ? AnnouncedState.NeverBooked : AnnouncedState.Expected,
                one.State));
        }
    }

    private static async Task Bring(CashDesk desk, MonthFile file)
    {
        var import = new ImportFile(file.Name, file.Content)
        {
            Role = file.Role, Source = file.Role?.ToString() ?? "statements",
        };
        var imported = await desk.Test.Run(import, desk.Test.Service);
        Assert.True(imported.Refusal is null && imported.Value.State == "read",
            $"{file.Name}: {imported.Refusal?.Sentence ?? imported.Value.Why}");
    }

    /// <summary>A clerk answers the one question a corrected reference raises: the line is booked already.</summary>
    private static async Task Place(CashDesk desk, RolesMonth month)
    {
        foreach (var held in (await desk.Test.Run(new ListHeldLines(), desk.Test.Clerk)).Value)
        {
            Assert.True(held.Reason is "changed" or "missing", $"{held.Reason} {held.Reference}");
            Assert.StartsWith(month.Corrected, held.Reference, StringComparison.Ordinal);
            var placed = await desk.Test.Run(
                new PlaceHeldLine(held.Id, Book: false, "the same payment"), desk.Test.Clerk);
            Assert.Null(placed.Refusal);
        }
    }

    private static async Task<IReadOnlyList<string>> Receipts(CashDesk desk, string corrected) =>
        [.. (await desk.Test.Rows<(long Amount, string Reference)>("select amount, reference from receipt"))
            .Select(row => $"{row.Amount} "
                + (row.Reference == corrected + "C" ? corrected : row.Reference))
            .Order(StringComparer.Ordinal)];
}
