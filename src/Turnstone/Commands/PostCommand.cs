using System.CommandLine;
using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.Hosting;
using Turnstone.UseCases.Posting;

namespace Turnstone.Commands;

/// <summary>
/// <c>turnstone post</c>: sends what is approved to NetSuite, each record once, reads it back, and ties everything out.
/// It can be stopped at any moment and goes on where it was; what NetSuite holds already is never sent again.
/// </summary>
internal static class PostCommand
{
    public static Command Create()
    {
        var command = new Command("post", "Send what is approved to NetSuite, read it back and tie it out.");
        command.SetAction((call, stop) => Run(Terminal.Of(call), stop));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, CancellationToken stop)
    {
        var settings = new InstallationSettings { Holder = "turnstone post" };
        if (!(await Installation.Open(settings, stop)).Is(out var installation, out var refusal))
            return terminal.Refuse(refusal);
        await using (installation)
        {
            if (installation.NetSuite is null)
            {
                return terminal.Refuse(new Refusal("post.not_connected",
                    $"NetSuite is not connected: put its credentials as {Installation.CredentialsFile} into the data "
                    + "folder and try them with 'turnstone connect'.", RefusalKind.Outside));
            }

            var request = new PostApproved { AtOnce = PostApproved.OfAServer };
            var posted = await installation.Door.Run(request, installation.Service, stop);
            if (!posted.Is(out var report, out refusal))
                return terminal.Refuse(refusal);
            var tied = await installation.Door.Run(new ComputeTieOuts(), installation.Service, stop);
            return tied.Is(out var ties, out refusal) ? Say(terminal, report, ties) : terminal.Refuse(refusal);
        }
    }

    private static int Say(Terminal terminal, PostingReport report, TieOutReport ties)
    {
        if (terminal.Json)
            terminal.WriteJson(new { Posting = report, TieOuts = ties });
        else
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{report.Written} records written, {report.Posted} postings complete, {report.Refused} refused, ")
                + string.Create(CultureInfo.InvariantCulture,
                $"{report.SentBack} sent back, {report.Held} held, {report.Later} to look at again later."));
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"Tie-outs: {ties.Proved} proved, {ties.NotProvable} not provable, {ties.Failed} failed."));
        }

        return report.Refused + report.SentBack + report.Held + ties.Failed > 0 ? Exit.Problems : Exit.Done;
    }
}
