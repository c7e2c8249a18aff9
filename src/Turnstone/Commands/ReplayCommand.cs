using System.CommandLine;
using System.Globalization;
using Turnstone.Domain.CashApplication.Replay;
using Turnstone.Domain.Kernel;
using Turnstone.Hosting;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.CashApplication.PlainFiles;

namespace Turnstone.Commands;

/// <summary>
/// <c>turnstone replay --policy F</c>: past receipts under changed rules, on the ledger of their mornings: gained,
/// lost, changed, and what people finally did. Nothing is decided or posted.
/// </summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var policy = new Option<FileInfo>("--policy")
        {
            Description = "The changed matching policy as JSON, as match takes it.", HelpName = "F", Required = true,
        };
        var company = new Option<string>("--company")
        {
            Description = "The company.", HelpName = "ID", DefaultValueFactory = _ => "1",
        };
        var (from, to) = (Periods.From(), Periods.To());
        var command = new Command("replay", "Decide past receipts again under a changed policy, and compare.")
        {
            policy, company, from, to,
        };
        command.SetAction((call, stop) => Run(Terminal.Of(call), call.GetRequiredValue(policy),
            (call.GetValue(company) ?? "1", call.GetValue(from), call.GetValue(to)), stop));
        return command;
    }

    private static async Task<int> Run(
        Terminal terminal, FileInfo file, (string Company, DateOnly? From, DateOnly? To) about, CancellationToken stop)
    {
        if (!file.Exists)
        {
            terminal.Error.WriteLine(BankFileArguments.NoFile(file).Sentence);
            return Exit.WrongUse;
        }

        if (!PlainPolicy.Read(file.FullName).Is(out var policy, out var refusal))
            return terminal.Refuse(refusal);
        return await Installed.Run(terminal, "turnstone replay", async Task<Result<int>> (Installation installation) =>
        {
            var (from, to) = Periods.Of(about.From, about.To);
            var ran = await installation.Door.Run(new ReplayPolicy(new(about.Company), from, to, policy,
                await File.ReadAllTextAsync(file.FullName, stop)), installation.Service, stop);
            if (!ran.Is(out var report, out var wrong))
                return wrong;
            Say(terminal, report);
            return report.Summary.WrongAfter > report.Summary.WrongBefore ? Exit.Problems : Exit.Done;
        }, stop);
    }

    internal static void Say(Terminal terminal, ReplayReport report)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(report);
            return;
        }

        foreach (var row in report.Receipts)
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{row.Day:yyyy-MM-dd} {row.Called} {row.Amount} {Word(row.Change)}"));
            terminal.Out.WriteLine($"    before  {row.Before}: {row.BeforeSays}");
            terminal.Out.WriteLine($"    after   {row.After}: {row.AfterSays}");
            terminal.Out.WriteLine($"    people  {row.Final ?? "not decided"}");
        }

        var sums = report.Summary;
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{sums.Receipts} receipts: {sums.Gained} gained, {sums.Lost} lost, {sums.Changed} changed; wrong unseen "
            + $"{sums.WrongBefore} before, {sums.WrongAfter} after; {sums.Unknown} not finally decided; moved "
            + $"{(sums.Moved.Count == 0 ? "nothing" : string.Join(", ", sums.Moved))}."));
    }

    private static string Word(ReplayChange change) => change.ToString().ToLowerInvariant();
}

/// <summary><c>--from</c> and <c>--to</c>: the last ninety days where nothing is said.</summary>
internal static class Periods
{
    private const int Days = 90;

    public static Option<DateOnly?> From() => new("--from") { Description = "First day, 2026-03-02.", HelpName = "D" };

    public static Option<DateOnly?> To() => new("--to") { Description = "Last day.", HelpName = "D" };

    public static (DateOnly From, DateOnly To) Of(DateOnly? from, DateOnly? to)
    {
        var last = to ?? DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date);
        return (from ?? last.AddDays(-Days), last);
    }
}
