using System.CommandLine;
using System.Globalization;
using Turnstone.UseCases.CashApplication.Cashbench;

namespace Turnstone.Commands;

/// <summary><c>turnstone cashbench generate | score</c>: the open benchmark of matching.</summary>
internal static class CashbenchCommand
{
    public static Command Create() => new("cashbench", "The open matching benchmark.") 
    {
        Generate(), Score(), Pool(), Evidence(),
    };

    private static Command Generate()
    {
        var folder = new Option<DirectoryInfo>("--out") { Description = "Where the cases go.", Required = true };
        var seed = new Option<int>("--seed") { Description = "What the cases are made from.",
            DefaultValueFactory = _ => 1 };
        var receipts = new Option<int>("--receipts") { Description = "Receipts per case.",
            DefaultValueFactory = _ => 600 };
        var company = new Option<string?>("--company") { Description = "One of: "
            + string.Join(", ", BenchCases.Companies) };
        var command = new Command("generate", "Make up mornings with their truth, from a seed.")
        {
            folder, seed, receipts, company,
        };
        command.SetAction(call =>
        {
            var terminal = Terminal.Of(call);
            if (!BenchCases.Generate(call.GetRequiredValue(folder).FullName, call.GetValue(seed),
                call.GetValue(receipts), call.GetValue(company)).Is(out var made, out var refusal))
            {
                terminal.Error.WriteLine(refusal.Sentence);
                return Exit.WrongUse;
            }

            foreach (var one in made)
                terminal.Out.WriteLine(one);
            return Exit.Done;
        });
        return command;
    }

    private static Command Score()
    {
        var truth = new Argument<FileInfo>("truth") { Description = "The truth of a case." };
        var results = new Argument<FileInfo>("results") { Description = "A program's results for it." };
        var scenarios = new Option<bool>("--by-scenario") { Description = "A line for each kind of receipt." };
        var files = new Option<string?>("--files") { Description = "Score only lines of these files, by comma." };
        var command = new Command("score", "Hold results against the truth.") { truth, results, scenarios, files };
        command.SetAction(call =>
        {
            var terminal = Terminal.Of(call);
            foreach (var file in new[] { call.GetRequiredValue(truth), call.GetRequiredValue(results) })
            {
                if (file.Exists)
                    continue;
                terminal.Error.WriteLine(BankFileArguments.NoFile(file).Sentence);
                return Exit.WrongUse;
            }

            var only = call.GetValue(files)?.Split(',').ToHashSet(StringComparer.Ordinal);
            if (!BenchScore.Of(call.GetRequiredValue(truth).FullName, call.GetRequiredValue(results).FullName, only)
                .Is(out var score, out var refusal))
                return terminal.Refuse(refusal);
            Print(terminal, score, call.GetValue(scenarios));
            return Exit.Done;
        });
        return command;
    }

    private static Command Pool()
    {
        var folder = new Argument<DirectoryInfo>("folder")
        {
            Description = "Holds a folder per case, each with truth.jsonl and results.jsonl.",
        };
        var cost = new Option<int>("--wrong-costs")
        {
            Description = "How many reviews a wrong automatic match costs.", DefaultValueFactory = _ => 200,
        };
        var command = new Command("pool", "Score many cases together: calibration, intervals, companies left out.")
        {
            folder, cost,
        };
        command.SetAction(call =>
        {
            var terminal = Terminal.Of(call);
            if (call.GetRequiredValue(folder) is { Exists: false } missing)
            {
                terminal.Error.WriteLine($"There is no folder {missing.FullName}.");
                return Exit.WrongUse;
            }

            if (!BenchPool.Of(call.GetRequiredValue(folder).FullName).Is(out var pool, out var refusal))
                return terminal.Refuse(refusal);
            Print(terminal, pool, call.GetValue(cost));
            return Exit.Done;
        });
        return command;
    }

    private static Command Evidence()
    {
        var items = new Option<FileInfo>("--open-items") { Description = "The open items.", HelpName = "F",
            Required = true };
        var results = new Option<FileInfo>("--results") { Description = "What match wrote.", HelpName = "F",
            Required = true };
        var policy = new Option<FileInfo?>("--policy") { Description = "The matching policy.", HelpName = "F" };
        var command = new Command("evidence", "Decide each receipt again from its evidence and documents alone.")
        {
            items, results, policy,
        };
        command.SetAction(call =>
        {
            var terminal = Terminal.Of(call);
            FileInfo?[] files = [call.GetRequiredValue(items), call.GetRequiredValue(results), call.GetValue(policy)];
            if (Array.Find(files, file => file is { Exists: false }) is { } missing)
            {
                terminal.Error.WriteLine(BankFileArguments.NoFile(missing).Sentence);
                return Exit.WrongUse;
            }

            if (!EvidenceCheck.Of(call.GetRequiredValue(items).FullName, call.GetRequiredValue(results).FullName,
                call.GetValue(policy)?.FullName).Is(out var check, out var refusal))
                return terminal.Refuse(refusal);
            foreach (var one in check.Disagreements)
                terminal.Out.WriteLine($"{one.Reference}: {one.Said}; from the evidence follows {one.Follows}. "
                    + one.Why);
            terminal.Out.WriteLine($"{check.Receipts - check.Disagreements.Count} of {check.Receipts} decisions follow "
                + "from their evidence.");
            return check.Disagreements.Count == 0 ? Exit.Done : Exit.Problems;
        });
        return command;
    }

    private static void Print(Terminal terminal, BenchPool pool, int cost)
    {
        void Line(string text) => terminal.Out.WriteLine(text);

        foreach (var (name, score) in pool.Cases)
            Line(string.Create(CultureInfo.InvariantCulture,
                $"{name,-24}{score.Judged.Count,7} right {score.Right:F4} through {score.StraightThrough:F4} "
                + $"wrong {score.AutoWrong} of {score.Auto}"));
        foreach (var one in pool.Scenarios.Where(one => one.AutoRight + one.AutoWrong > 0))
        {
            var range = Interval.Of(one.AutoWrong, one.AutoRight + one.AutoWrong);
            Line(string.Create(CultureInfo.InvariantCulture,
                $"{one.Scenario,-32}{one.Receipts,7}{(decimal)one.Right / one.Receipts,8:F4} "
                + $"wrong {one.AutoWrong} of {one.AutoRight + one.AutoWrong}, {range.Low:F5}..{range.High:F5}"));
        }

        foreach (var bin in pool.Bins)
            Line(string.Create(CultureInfo.InvariantCulture,
                $"bin {bin.From:F1}{bin.Decisions,8} said {bin.Said:F4} right {bin.Right:F4}"));
        foreach (var one in pool.LeaveOneOut(cost))
            Line(string.Create(CultureInfo.InvariantCulture,
                $"without {one.Company,-16} threshold {one.Threshold:F4} auto {one.Auto} of {one.Decisions}, "
                + $"wrong {one.Wrong}"));
        var all = Interval.Of(pool.AutoWrong, pool.Auto);
        Line(string.Create(CultureInfo.InvariantCulture,
            $"ece {pool.CalibrationError:F4} auto_wrong {pool.AutoWrong} of {pool.Auto}, "
            + $"{all.Low:F5}..{all.High:F5}, said {pool.AutoWrongSaid:F1}"));
    }

    private static void Print(Terminal terminal, BenchScore score, bool scenarios)
    {
        foreach (var one in scenarios ? score.Scenarios : [])
        {
            var right = (decimal)one.Right / one.Receipts;
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{one.Scenario,-32}{one.Receipts,6}{right,8:F3}{one.AutoRight,8}{one.AutoWrong,6}"));
        }

        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"right {score.Right:F4} straight_through {score.StraightThrough:F4} "
            + $"auto_wrong {score.AutoWrongShare:F5} ({score.AutoWrong} of {score.Auto})"));
    }
}
