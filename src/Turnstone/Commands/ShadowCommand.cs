using System.CommandLine;
using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.Hosting;
using Turnstone.UseCases.CashApplication;

namespace Turnstone.Commands;

/// <summary>
/// <c>turnstone shadow</c>: what the engine said of receipts beside what people did, by week: agreement, automatic
/// decisions that would have been wrong, and the time they would have saved. Posts nothing.
/// </summary>
internal static class ShadowCommand
{
    public static Command Create()
    {
        var (from, to) = (Periods.From(), Periods.To());
        var command = new Command("shadow", "The engine's decisions beside what people did, by week.") { from, to };
        command.SetAction((call, stop) => Run(Terminal.Of(call), call.GetValue(from), call.GetValue(to), stop));
        return command;
    }

    private static Task<int> Run(Terminal terminal, DateOnly? first, DateOnly? last, CancellationToken stop) =>
        Installed.Run(terminal, "turnstone shadow", async Task<Result<int>> (Installation installation) =>
        {
            var (from, to) = Periods.Of(first, last);
            var asked = await installation.Door.Run(new ShowShadow(from, to), installation.Service, stop);
            if (!asked.Is(out var reports, out var refusal))
                return refusal;
            if (terminal.Json)
                terminal.WriteJson(reports.Select(report => new { report.Company, report.Undecided, report.Weeks }));
            else
                Say(terminal, reports, from, to);
            return reports.Any(report => report.Weeks.Any(week => week.AutoWrong > 0)) ? Exit.Problems : Exit.Done;
        }, stop);

    // A scorecard of nothing is no scorecard: say what is missing.
    private static string Nothing(ShadowReport report, DateOnly from, DateOnly to) => report.Undecided > 0
        ? $"Company {report.Company}: nobody has decided a receipt yet that the engine decided: accept or correct "
            + "some on the page /receipts, then ask again."
        : $"Company {report.Company}: no receipt of {from:yyyy-MM-dd} to {to:yyyy-MM-dd} was decided by the engine: "
            + "give --from and --to the days of the bank's lines, or import and match first.";

    private static void Say(
        Terminal terminal, IReadOnlyList<ShadowReport> reports, DateOnly from, DateOnly to)
    {
        foreach (var report in reports)
        {
            foreach (var week in report.Weeks)
            {
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{report.Company} week of {week.Monday:yyyy-MM-dd}: {week.Decided} decided, "
                    + $"{week.Agreed} agreed, {week.Auto} automatic of which {week.AutoWrong} wrong, "
                    + $"{week.SecondsSaved / 60} minutes saved"));
            }

            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{report.Company}: {report.Receipts.Count} decided by both, {report.Undecided} by the engine alone."));
            if (report.Receipts.Count == 0)
                terminal.Error.WriteLine(Nothing(report, from, to));
        }
    }
}
