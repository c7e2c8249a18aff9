using System.Globalization;
using Turnstone.Demo;
using Turnstone.Hosting;
using Turnstone.NetSuite;
using Turnstone.UseCases.Audit;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Posting;

namespace Turnstone.Simulation;

/// <summary>
/// What people do meanwhile: they settle returns, change their mind about what is approved, and write on payments in
/// NetSuite itself. The anchor of the log is kept away from the database, as an auditor keeps it.
/// </summary>
internal sealed class SimulatedPeople(int seed, string folder)
{
    private readonly Random _dice = new(seed ^ 0x5EED);
    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);

    /// <summary>True where the clerk accepts what is proposed and nobody changes their mind.</summary>
    public bool Decide { get; init; }

    /// <summary>The anchor file; null before the first anchor.</summary>
    public string? Anchor => File.Exists(AnchorPath) ? AnchorPath : null;

    private string AnchorPath => Path.Combine(folder, "anchors.jsonl");

    /// <summary>The clerk settles returns with their receipts; the controller agrees to moving posted cash.</summary>
    public async Task SettleReturns(Installation installation, CancellationToken stop)
    {
        var house = await House(installation, stop);
        var page = SimulationRun.Needed(await installation.Door.Run(new ListReceipts(new() { Kind = "return" }),
            house.Clerk, stop));
        foreach (var row in page.Rows.Where(row => row.QueueState == "undecided"))
        {
            var settled = await installation.Door.Run(new SettleReturn(row.Id, "no funds"), house.Clerk, stop);
            // One whose receipt NetSuite refused half-way is settled another day.
            if (settled.Is(out var done, out _) && done.Posting is { } posting)
                SimulationRun.Stopped((await installation.Door.Run(new AnswerMove(posting, Agree: true),
                    house.Controller, stop)).Refusal);
        }
    }

    /// <summary>Between two lives of the process: the log is anchored, a decision withdrawn, a record written on.
    /// </summary>
    public async Task Meanwhile(Installation installation, CancellationToken stop)
    {
        SimulationRun.Needed(await installation.Door.Run(new WriteAnchor(AnchorPath), installation.Service, stop));
        if (Decide)
            await Accept(installation, stop);
        else if (_dice.Next(3) == 0)
            await ChangeMind(installation, stop);
        await WriteOn(installation, stop);
    }

    /// <summary>Payments on which a person's words no longer stand.</summary>
    public async Task<IReadOnlyList<string>> Overwritten(Installation installation, CancellationToken stop) =>
        [.. (await Payments(installation, stop)).Where(row => _written.TryGetValue(row.Needed("id"), out var words)
            && row.Text("memo") != words).Select(row => row.Needed("id"))];

    /// <summary>What is approved may be withdrawn as long as nothing of it is under way; the door says so.</summary>
    private async Task ChangeMind(Installation installation, CancellationToken stop)
    {
        var house = await House(installation, stop);
        var page = SimulationRun.Needed(await installation.Door.Run(new ListReceipts(new() { State = "approved" }),
            house.Clerk, stop));
        if (page.Rows.Count > 0)
            _ = await installation.Door.Run(new Withdraw(page.Rows[_dice.Next(page.Rows.Count)].Id, "to look again"),
                house.Clerk, stop);
    }

    /// <summary>The clerk accepts the oldest proposal.</summary>
    private async Task Accept(Installation installation, CancellationToken stop)
    {
        var house = await House(installation, stop);
        var page = SimulationRun.Needed(await installation.Door.Run(
            new ListReceipts(new() { State = "undecided", Proposed = true }), house.Clerk, stop));
        if (page.Rows.Count > 0)
            _ = await installation.Door.Run(new AcceptProposal(page.Rows[0].Id), house.Clerk, stop);
    }

    private async Task WriteOn(Installation installation, CancellationToken stop)
    {
        foreach (var row in (await Payments(installation, stop)).Where(row => !_written.ContainsKey(row.Needed("id"))))
        {
            var (id, words) = (row.Needed("id"), $"seen by hand, payment {row.Needed("id")}");
            var outcome = await NetSuiteOf(installation).Patch(new("customerPayment", id), new("customerPayment",
                string.Create(CultureInfo.InvariantCulture, $$"""{"memo":"{{words}}"}""")), stop);
            // The account is as shaky for people as it is for us: what failed is written another time.
            if (outcome is WriteOutcome.Updated)
                _written[id] = words;
        }
    }

    private static async Task<IReadOnlyList<QueryRow>> Payments(Installation installation, CancellationToken stop)
    {
        var page = await NetSuiteOf(installation).Query(new(
            "SELECT t.id, t.memo FROM transaction t WHERE t.type = 'CustPymt' AND t.externalid LIKE 'ts-%'"), stop);
        return page.Is(out var rows, out _) ? rows.Rows : [];
    }

    private static NetSuiteClient NetSuiteOf(Installation installation) => installation.NetSuite
        ?? throw new InvalidOperationException("The simulation has no NetSuite.");

    private async Task<DemoHouse> House(Installation installation, CancellationToken stop)
    {
        var house = new DemoHouse(installation, folder);
        SimulationRun.Stopped(await house.Invite(stop));
        return house;
    }
}
