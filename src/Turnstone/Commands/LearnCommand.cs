using System.CommandLine;
using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.Hosting;
using Turnstone.UseCases.CashApplication.Learning;

namespace Turnstone.Commands;

/// <summary>
/// <c>turnstone learn</c>: what people's corrections teach, and who pays for whom. The command line tries a proposal on
/// the past; only people approve it, refuse it or take it back, on the page.
/// </summary>
internal static class LearnCommand
{
    public static Command Create() => new("learn", "What people's corrections teach, and who pays for whom.")
    {
        List(), Replay(), Payers(),
    };

    private static Command List()
    {
        var state = new Option<string?>("--state")
        {
            Description = "proposed, approved, refused or taken_back; all where nothing is said.", HelpName = "S",
        };
        state.AcceptOnlyFromAmong("proposed", "approved", "refused", "taken_back");
        var command = new Command("list", "What was learned or is proposed, with what speaks for and against it.")
        {
            state,
        };
        command.SetAction((call, stop) => Run(Terminal.Of(call), async (installation, terminal) =>
        {
            var asked = await installation.Door.Run(
                new ListLearned(call.GetValue(state)), installation.Service, stop);
            if (!asked.Is(out var views, out var refusal))
                return refusal;
            if (terminal.Json)
                terminal.WriteJson(views.Select(Plain));
            else
                Say(terminal, views);
            return Exit.Done;
        }, stop));
        return command;
    }

    private static Command Replay()
    {
        var id = new Argument<long>("number") { Description = "Number of the proposal, as list shows it." };
        var days = new Option<int>("--days")
        {
            Description = "How many days back.", HelpName = "N", DefaultValueFactory = _ => ReplayLearned.Usual,
        };
        var command = new Command("replay", "Try a proposal on past receipts; decides nothing.") { id, days };
        command.SetAction((call, stop) => Run(Terminal.Of(call), async (installation, terminal) =>
        {
            var number = call.GetValue(id);
            if (!(await installation.Door.Run(new FindLearned(number), installation.Service, stop))
                .Is(out var view, out var refusal))
                return refusal;
            var ran = await installation.Door.Run(new ReplayLearned(
                number, new(view.Row.CompanyId), call.GetValue(days)), installation.Service, stop);
            if (!ran.Is(out var report, out refusal))
                return refusal;
            ReplayCommand.Say(terminal, report);
            return report.Summary.WrongAfter > report.Summary.WrongBefore ? Exit.Problems : Exit.Done;
        }, stop));
        return command;
    }

    private static Command Payers()
    {
        var words = new Argument<string?>("words")
        {
            Description = "A payer's name or account, or a customer; the latest where nothing is said.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("payers", "Who pays for whom, from which accounts, since when.") { words };
        command.SetAction((call, stop) => Run(Terminal.Of(call), async (installation, terminal) =>
        {
            var asked = await installation.Door.Run(
                new ShowPayers(call.GetValue(words)), installation.Service, stop);
            if (!asked.Is(out var edges, out var refusal))
                return refusal;
            if (terminal.Json)
                terminal.WriteJson(edges);
            else
                Say(terminal, edges);
            return Exit.Done;
        }, stop));
        return command;
    }

    private static Task<int> Run(
        Terminal terminal, Func<Installation, Terminal, Task<Result<int>>> work, CancellationToken stop) =>
        Installed.Run(terminal, "turnstone learn", installation => work(installation, terminal), stop);

    private static void Say(Terminal terminal, IReadOnlyList<LearnedView> views)
    {
        foreach (var view in views)
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{view.Row.Id} {view.State.Replace('_', ' ')}: {view.Sentence} (receipt {view.Row.Called} of "
                + $"{view.Row.CalledOn:yyyy-MM-dd}; settled before: {view.Cases.Count(one => one.Supports)} for, "
                + $"{view.Cases.Count(one => !one.Supports)} against; decided by it: {view.Uses.Count})"));
            if (view.Row.Caution.Length > 0)
                terminal.Out.WriteLine($"    {view.Row.Caution}");
        }

        if (views.Count == 0)
            terminal.Error.WriteLine("Nothing was taught yet: correct a receipt on its page.");
    }

    private static void Say(Terminal terminal, IReadOnlyList<PayerEdge> edges)
    {
        foreach (var edge in edges)
        {
            var known = edge.Learned is { } learned ? string.Create(CultureInfo.InvariantCulture,
                $"learned {learned}, approved by {edge.Approver}")
                : string.Create(CultureInfo.InvariantCulture, $"{edge.Receipts} settled, last {edge.Last:yyyy-MM-dd}");
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{edge.Name ?? "-"} {edge.Account ?? "-"} pays for {edge.CustomerName} since "
                + $"{edge.Since:yyyy-MM-dd}: {known}"));
        }

        if (edges.Count == 0)
            terminal.Error.WriteLine("No payer is known under these words.");
    }

    private static object Plain(LearnedView view) => new
    {
        view.Row.Id, view.State, view.Row.Kind, view.Sentence, Customer = view.Row.CustomerId,
        Receipt = view.Row.Called, view.Row.CalledOn, view.Row.Times, view.Row.Caution, view.Cases,
        Replay = view.Replay?.Summary, view.Row.ValidFrom, view.Row.ValidTo, view.Row.Approver, view.Row.EndedWhy,
        view.Uses,
    };
}
