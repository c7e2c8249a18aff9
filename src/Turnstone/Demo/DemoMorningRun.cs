using Turnstone.Commands;
using Turnstone.Demo.Company;
using Turnstone.Domain.Kernel;
using Turnstone.Hosting;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Ledger;
using Turnstone.UseCases.Posting;
using Turnstone.UseCases.Reporting;

namespace Turnstone.Demo;

/// <summary>
/// The main job from end to end: pull the ledger, bring the bank's files in, match, let the people decide, post, and
/// print
/// where all the money stands. A second run finds everything done and posts nothing new.
/// </summary>
internal sealed class DemoMorningRun(Installation installation, DemoHouse house, Terminal terminal)
{
    private static readonly CompanyId[] Companies = [new("1"), new("2")];

    /// <summary>Plays the morning; the refusal that stopped it, or null.</summary>
    public async Task<Refusal?> Play(CancellationToken cancel)
    {
        if (!(await Say("ledger", installation.Door.Run(new SyncNetSuite(), installation.Service, cancel),
            run => $"{run.Customers} customers, {run.Documents} documents, {run.Applications} applications pulled"))
            .Is(out _, out var refusal))
            return refusal;
        if (await house.Settle(DemoSettings.Text, cancel) is { } unsettled)
            return unsettled;
        await BringIn(cancel);
        foreach (var company in Companies)
        {
            if (!(await Say("matching", installation.Door.Run(new MatchReceipts(company), installation.Service, cancel),
                run => $"company {company}: {run.Receipts} receipts, {run.Approved} posted unseen, "
                    + $"{run.Proposed} proposed, {run.Held} held")).Is(out _, out refusal))
                return refusal;
        }

        if (await Decide(cancel) is { } undecided)
            return undecided;
        if (!(await Say("posting", installation.Door.Run(new PostApproved(), installation.Service, cancel),
            run => $"{run.Written} records written, {run.Posted} postings read back equal, {run.Refused} refused, "
                + $"{run.SentBack} sent back")).Is(out _, out refusal))
            return refusal;
        return (await Say("tie-outs", installation.Door.Run(new ComputeTieOuts(), installation.Service, cancel),
            ties => $"{ties.Proved} proved, {ties.NotProvable} not provable, {ties.Failed} failed")).Refusal;
    }

    /// <summary>Prints the table per account and currency; true where it foots.</summary>
    public async Task<Result<bool>> Print(CancellationToken cancel)
    {
        if (!(await installation.Door.Run(new MorningReport(), house.Controller, cancel)).Is(out var table,
            out var refusal))
            return refusal;
        DemoTable.Write(terminal.Out, table);
        return table.Foots;
    }

    /// <summary>The bank's files of three days; what came before is refused by its content, and said so.</summary>
    private async Task BringIn(CancellationToken cancel)
    {
        foreach (var file in DemoFiles.BankFiles(DemoCompany.Make()))
        {
            var result = await installation.Door.Run(new ImportFile(file.Name, file.Content), house.Clerk, cancel);
            terminal.Error.WriteLine(result.Is(out var read, out var refusal)
                ? $"file      {read.Name}: {read.State}, {read.NewLines} new lines, {read.SameLines} known, "
                    + $"{read.Clashes} at odds"
                : $"file      {refusal.Sentence}");
        }
    }

    /// <summary>
    /// The clerk accepts what the engine proposes; the controller approves what waits for a second person.
    /// </summary>
    private async Task<Refusal?> Decide(CancellationToken cancel)
    {
        var (accepted, approved) = (0, 0);
        var proposed = await Queue(new() { State = "undecided", Proposed = true }, cancel);
        if (!proposed.Is(out var rows, out var refusal))
            return refusal;
        // Some are left for whoever opens the app: those of the last bank day of the account without automatic posting.
        foreach (var row in rows.Where(row => row.BankAccount == "keystone" || row.BookedOn < DemoCompany.BankDays[^1]))
        {
            var decided = await installation.Door.Run(new AcceptProposal(row.Id, row.Version), house.Clerk, cancel);
            accepted += decided.Refusal is null ? 1 : 0;
        }

        if (!(await Queue(new() { State = "waiting" }, cancel)).Is(out rows, out refusal))
            return refusal;
        foreach (var row in rows)
        {
            if (!(await installation.Door.Run(new ShowReceipt(row.Id), house.Controller, cancel)).Is(out var view,
                out refusal))
                return refusal;
            var shares = view.Shares.Select(share => share.Row).Where(row => row.State == "waiting")
                .Select(row => row.Id).ToList();
            if ((await installation.Door.Run(new ApproveShares(shares), house.Controller, cancel)).Refusal is { } no)
                return no;
            approved += shares.Count;
        }

        terminal.Error.WriteLine($"people    {accepted} proposals accepted, {approved} approved by a second person");
        return null;
    }

    private async Task<Result<List<QueueRow>>> Queue(QueueFilter filter, CancellationToken cancel)
    {
        var rows = new List<QueueRow>();
        for (string? after = null, next = ""; next is not null; after = next)
        {
            var page = await installation.Door.Run(new ListReceipts(filter, after, 200), house.Clerk, cancel);
            if (!page.Is(out var read, out var refusal))
                return refusal;
            rows.AddRange(read.Rows);
            next = read.Next;
        }

        return rows;
    }

    private async Task<Result<T>> Say<T>(string what, Task<Result<T>> work, Func<T, string> sentence)
    {
        var result = await work;
        var said = result.Is(out var value, out var refusal) ? sentence(value) : refusal.Sentence;
        terminal.Error.WriteLine($"{what,-9} {said}");
        return result;
    }
}
