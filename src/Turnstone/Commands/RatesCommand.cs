using System.CommandLine;
using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Reporting;
using Turnstone.Hosting;
using Turnstone.UseCases.Reporting;

namespace Turnstone.Commands;

/// <summary>
/// <c>turnstone rates</c>: how much of what came in was matched, unseen or at all, by week, method, customer or bank.
/// </summary>
internal static class RatesCommand
{
    private static readonly string[] Words =
        [.. Enum.GetNames<MatchRateBy>().Select(name => name.ToLowerInvariant())];

    public static Command Create()
    {
        var (from, to) = (Periods.From(), Periods.To());
        var by = new Option<string>("--by")
        {
            Description = "What receipts are put together by.", DefaultValueFactory = _ => Words[0],
        };
        by.AcceptOnlyFromAmong(Words);
        var command = new Command("rates", "Match rates by payment, by document and by money.") { from, to, by };
        command.SetAction((call, stop) => Run(Terminal.Of(call),
            Periods.Of(call.GetValue(from), call.GetValue(to)),
            Enum.Parse<MatchRateBy>(call.GetValue(by) ?? Words[0], ignoreCase: true), stop));
        return command;
    }

    private static Task<int> Run(
        Terminal terminal, (DateOnly From, DateOnly To) days, MatchRateBy by, CancellationToken stop) =>
        Installed.Run(terminal, "turnstone rates", async Task<Result<int>> (Installation installation) =>
        {
            var asked = await installation.Door.Run(
                new ShowMatchRates(days.From, days.To, by), installation.Service, stop);
            if (!asked.Is(out var report, out var refusal))
                return refusal;
            if (terminal.Json)
            {
                terminal.WriteJson(report.Groups.Select(rate => Figures(report.Called(rate), rate))
                    .Concat(report.Total.Select(rate => Figures("total", rate))));
            }
            else
            {
                Say(terminal, report, days);
            }

            return Exit.Done;
        }, stop);

    private static object Figures(string group, MatchRate rate) => new
    {
        Group = group, Currency = rate.Currency.Code, rate.Payments, rate.Lines, rate.Amounts,
    };

    private static void Say(Terminal terminal, MatchRateReport report, (DateOnly From, DateOnly To) days)
    {
        if (report.Total.Count == 0)
        {
            terminal.Error.WriteLine($"No receipt was booked from {days.From:yyyy-MM-dd} to {days.To:yyyy-MM-dd}: give "
                + "--from and --to the days of the bank's lines, or import first.");
        }

        foreach (var rate in report.Groups)
            terminal.Out.WriteLine(Line(report.Called(rate), rate));
        foreach (var rate in report.Total)
            terminal.Out.WriteLine(Line("all", rate));
    }

    private static string Line(string group, MatchRate rate) => string.Create(CultureInfo.InvariantCulture,
        $"{group} {rate.Currency.Code}: {rate.Payments.All} receipts, {Percent(rate.Payments.UnseenRate)} unseen, "
        + $"{Percent(rate.Payments.PlacedRate)} with those accepted unchanged, {rate.Payments.Waiting} waiting; "
        + $"documents {Percent(rate.Lines.UnseenRate)}, money {Percent(rate.Amounts.UnseenRate)} unseen");

    private static string Percent(int? rate) => rate is { } hundredths
        ? (hundredths / 100m).ToString("F1", CultureInfo.InvariantCulture) + " %" : "–";
}
