using System.CommandLine;
using System.Globalization;
using Turnstone.Domain.Audit;
using Turnstone.Domain.Kernel;
using Turnstone.Hosting;
using Turnstone.UseCases.Audit;

namespace Turnstone.Commands;

/// <summary>
/// <c>turnstone audit verify [--anchor F]</c> proves the log, and <c>turnstone audit anchor --anchor F</c> signs how
/// far it has come.
/// </summary>
internal static class AuditCommand
{
    public static Command Create() => new("audit", "Prove the log of decisions, or sign how far it has come.")
    {
        Verify(), Anchor(),
    };

    private static Command Verify()
    {
        var anchor = new Option<FileInfo?>("--anchor")
        {
            Description = "The file of signed anchors; without it a cut tail does not show.", HelpName = "F",
        };
        var key = new Option<FileInfo?>("--public-key")
        {
            Description = "The public key the anchors are checked with; without it the one of the key folder.",
            HelpName = "F",
        };
        var command = new Command("verify", "Find what was changed, left out, swapped, cut off or written anew.")
        {
            anchor, key,
        };
        command.SetAction((call, stop) =>
            Verify(Terminal.Of(call), call.GetValue(anchor), call.GetValue(key), stop));
        return command;
    }

    private static Command Anchor()
    {
        var anchor = new Option<FileInfo>("--anchor")
        {
            Description = "The file to add the anchor to; keep it away from the database.", HelpName = "F",
            Required = true,
        };
        var command = new Command("anchor", "Sign how far the log has come, and add that to a file.") { anchor };
        command.SetAction((call, stop) => Anchor(Terminal.Of(call), call.GetRequiredValue(anchor), stop));
        return command;
    }

    private static async Task<int> Verify(Terminal terminal, FileInfo? anchor, FileInfo? key, CancellationToken stop)
    {
        if (new[] { anchor, key }.FirstOrDefault(file => file is { Exists: false }) is { } missing)
        {
            terminal.Error.WriteLine(BankFileArguments.NoFile(missing).Sentence);
            return Exit.WrongUse;
        }

        return await Installed.Run(terminal, "turnstone audit verify", async installation =>
        {
            var verify = new VerifyAudit(anchor?.FullName, key?.FullName);
            var verified = await installation.Door.Run(verify, installation.Service, stop);
            return verified.Is(out var report, out var refusal) ? Say(terminal, report) : refusal;
        }, stop);
    }

    private static Task<int> Anchor(Terminal terminal, FileInfo file, CancellationToken stop) =>
        Installed.Run(terminal, "turnstone audit anchor", async Task<Result<int>> (Installation installation) =>
        {
            var signed = await installation.Door.Run(new WriteAnchor(file.FullName), installation.Service, stop);
            if (!signed.Is(out var anchor, out var refusal))
                return refusal;
            var entries = anchor.Heads.Sum(head => head.Seq);
            if (terminal.Json)
                terminal.WriteJson(new { File = file.FullName, Chains = anchor.Heads.Count, Entries = entries });
            else
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{entries} entries in {anchor.Heads.Count} chains are signed in {file.FullName}."));
            return Exit.Done;
        }, stop);

    private static int Say(Terminal terminal, AuditReport report)
    {
        if (terminal.Json)
            terminal.WriteJson(new
            {
                report.Sound, report.Chains, report.Entries,
                Faults = report.Faults.Select(fault => new
                {
                    fault.Kind, fault.Chain?.Connection, fault.Chain?.Company, Entry = fault.Seq, fault.Sentence,
                }),
                report.Unproven,
            });
        else
            SayText(terminal.Out, report);
        return report.Sound ? Exit.Done : Exit.Problems;
    }

    private static void SayText(TextWriter output, AuditReport report)
    {
        foreach (var fault in report.Faults)
            output.WriteLine(fault.Sentence);
        foreach (var sentence in report.Unproven)
            output.WriteLine(sentence);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Entries} entries in {report.Chains} chains: {(report.Sound ? "sound" : "not sound")}."));
    }
}
