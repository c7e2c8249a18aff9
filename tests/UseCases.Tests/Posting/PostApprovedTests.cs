namespace Turnstone.UseCases.Tests.Posting;

public sealed class PostApprovedTests
{
    private static async Task<PostingDesk> Desk(Engine engine)
    {
        var desk = await PostingDesk.Open(engine);
        await desk.Customer("Aldgate");
        await desk.Invoice("INV-1001", "Aldgate", "1200.00");
        await desk.Invoice("INV-1002", "Aldgate", "505.00");
        await desk.CreditMemo("CRM-2001", "Aldgate", "100.00");
        return desk;
    }

    [Theory, BothEngines]
    public async Task An_approved_share_becomes_one_payment_read_back_and_tied_to_the_bank(Engine engine)
    {
        await using var desk = await Desk(engine);
        await desk.Import("165,120000,R1,,ALDGATE INV-1001");
        await desk.Decide("R1", "Aldgate", desk.On("INV-1001"));

        var report = await desk.Post();

        Assert.Equal("posted", await desk.State("R1"));
        Assert.Equal((1, 1, 0), (report.Written, report.Posted, report.Later));
        Assert.Equal(0m, await desk.OpenAmount("INV-1001"));
        Assert.Equal(1200m, await desk.Balance(PostingDesk.BankUsd));
        Assert.Single(await desk.Payments());

        // Nothing is posted twice.
        Assert.Equal(0, (await desk.Post()).Written);
        Assert.Single(await desk.Payments());
    }

    [Theory, BothEngines]
    public async Task A_write_off_and_a_credit_are_lines_of_the_payment(Engine engine)
    {
        await using var desk = await Desk(engine);
        await desk.Import("165,40000,R1,,ALDGATE INV-1002");
        await desk.Decide("R1", "Aldgate", desk.On("CRM-2001"), desk.On("INV-1002", "500.00", "5.00"));

        var report = await desk.Post();

        Assert.Equal(("posted", ""), (await desk.State("R1"), await desk.Why("R1")));
        Assert.Equal((2, 1), (report.Written, report.Posted));
        Assert.Equal((0m, 0m), (await desk.OpenAmount("INV-1002"), await desk.OpenAmount("CRM-2001")));
        Assert.Equal(5m, await desk.Balance(PostingDesk.BadDebt));
        Assert.Equal(400m, await desk.Balance(PostingDesk.BankUsd));
    }
}
