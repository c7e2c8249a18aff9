using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Xunit;

namespace Turnstone.Web.Tests.Commands;

public sealed class CommandLineTests
{
    public static TheoryData<string> Commands { get; } = new(
        "demo", "serve", "match", "doctor", "convert", "connect", "import", "sync", "post", "sandbox",
        "audit verify", "audit anchor", "settings export", "settings import", "person invite",
        "cashbench generate", "cashbench score", "simulate");

    [Theory, MemberData(nameof(Commands))]
    public async Task Every_command_explains_itself(string words)
    {
        var said = await Shell.Say([.. words.Split(' '), "--help"]);

        Assert.Equal(0, said.Exit);
        Assert.Contains($" {words} ", said.Out, StringComparison.Ordinal);
        Assert.Contains("--json", said.Out, StringComparison.Ordinal);
        Assert.Empty(said.Error);
    }

    [Fact]
    public async Task The_help_lists_every_command()
    {
        var said = await Shell.Say("--help");

        Assert.Equal(0, said.Exit);
        foreach (var word in Commands.Select(row => row.Data.Split(' ')[0]))
            Assert.Contains($"\n  {word} ", said.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "nonsense")]
    [InlineData("audit anchor", "--anchor")]
    [InlineData("settings import", "--why")]
    [InlineData("person invite --name N", "--email")]
    [InlineData("person invite --name N --email n@x.example --company 1", "--administrator")]
    [InlineData("person invite --name N --email n@x.example --address nowhere", "--address")]
    [InlineData("serve --address nowhere", "--address")]
    [InlineData("doctor", "file")]
    [InlineData("convert F --to xml", "xml")]
    public async Task Wrong_use_is_told_with_the_word_it_is_about(string call, string word)
    {
        var said = await Shell.Say(call.Split(' '));

        Assert.Equal(2, said.Exit);
        Assert.Empty(said.Out);
        Assert.Contains(word, said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("doctor no-such-file")]
    [InlineData("convert no-such-file --to json")]
    [InlineData("connect --credentials no-such-file")]
    [InlineData("import no-such-file")]
    [InlineData("audit verify --anchor no-such-file")]
    [InlineData("audit verify --public-key no-such-file")]
    [InlineData("settings import no-such-file --why reason")]
    public async Task A_missing_file_is_wrong_use_and_named(string call)
    {
        var said = await Shell.Say(call.Split(' '));

        Assert.Equal(2, said.Exit);
        Assert.Empty(said.Out);
        Assert.Contains("no-such-file", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_nothing_can_be_read_of_is_refused()
    {
        using var shell = new Shell();
        var file = shell.In("noise");
        await File.WriteAllTextAsync(file, "nothing of a bank", TestContext.Current.CancellationToken);

        Assert.Equal(3, (await Shell.Say("doctor", file)).Exit);
        Assert.Equal(3, (await Shell.Say("convert", file, "--to", "json")).Exit);
    }

    [Fact]
    public async Task The_log_is_signed_and_proved_and_a_forged_anchor_shows()
    {
        using var shell = new Shell();
        var anchor = shell.In("anchors");

        Assert.Equal(0, (await shell.Run("audit", "anchor", "--anchor", anchor)).Exit);
        var proved = await shell.Run("audit", "verify", "--anchor", anchor, "--json");
        var line = await File.ReadAllTextAsync(anchor, TestContext.Current.CancellationToken);
        using var said = JsonDocument.Parse(line);
        var at = said.RootElement.EnumerateObject().First(part => part.Value.ValueKind == JsonValueKind.Number);
        await File.WriteAllTextAsync(anchor, line.Replace(at.Value.GetRawText(), "1", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        var forged = await shell.Run("audit", "verify", "--anchor", anchor);

        Assert.Equal(0, proved.Exit);
        Assert.True(JsonDocument.Parse(proved.Out).RootElement.GetProperty("sound").GetBoolean());
        Assert.Equal(1, forged.Exit);
        Assert.Contains("Line 1 of the anchor file is not signed", forged.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_is_invited_once_by_a_link_that_is_printed()
    {
        using var shell = new Shell();
        string[] call = ["person", "invite", "--name", "Mara Kerr", "--email", "mara@x.example", "--administrator"];

        var invited = await shell.Run([.. call, "--address", "https://ar.example/", "--json"]);
        var again = await shell.Run(call);

        Assert.Equal(0, invited.Exit);
        Assert.StartsWith("https://ar.example/invite/",
            JsonDocument.Parse(invited.Out).RootElement.GetProperty("link").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, again.Exit);
        Assert.Contains("Mara Kerr", again.Error, StringComparison.Ordinal);
        Assert.Empty(again.Out);
    }

    [Fact]
    public async Task Settings_are_shown_proposed_and_do_not_hold_yet()
    {
        using var shell = new Shell();
        var file = shell.In("settings.yaml");
        await File.WriteAllTextAsync(file, """
            matching_policies:
              all:
                write_off:
                  USD: { amount: "5.00" }
            """, TestContext.Current.CancellationToken);

        var proposed = await shell.Run("settings", "import", file, "--why", "first policy");
        var exported = await shell.Run("settings", "export");
        await File.WriteAllTextAsync(file, "matching_policies: [", TestContext.Current.CancellationToken);
        var refused = await shell.Run("settings", "import", file, "--why", "broken");

        Assert.Equal(0, proposed.Exit);
        Assert.Contains("matching_policies.all.write_off.USD.amount\n  + 5.00", proposed.Out, StringComparison.Ordinal);
        Assert.Contains("Proposed as request", proposed.Out, StringComparison.Ordinal);
        Assert.Equal(0, exported.Exit);
        Assert.DoesNotContain("write_off", exported.Out, StringComparison.Ordinal);
        Assert.Equal(3, refused.Exit);
        Assert.Single(refused.Error.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("post")]
    [InlineData("sync")]
    public async Task Without_NetSuite_one_is_told_how_to_connect(string word)
    {
        using var shell = new Shell();

        var said = await shell.Run(word);

        Assert.Equal(4, said.Exit);
        Assert.Contains("turnstone connect", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_inside_the_data_folder_are_refused()
    {
        using var shell = new Shell { Keys = Path.Combine("home", "keys") };

        var said = await shell.Run("audit", "verify");

        Assert.Equal(3, said.Exit);
        Assert.Contains("inside the data folder", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_start_prints_a_link_and_holds_the_folder()
    {
        using var shell = new Shell();
        using var served = shell.Start("serve", "--address", "http://127.0.0.1:0");
        try
        {
            var at = await served.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            var link = await served.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            var second = await shell.Run("audit", "verify");

            Assert.StartsWith("Turnstone is at http://127.0.0.1:", at, StringComparison.Ordinal);
            Assert.Contains("/invite/", link, StringComparison.Ordinal);
            Assert.NotEqual(0, second.Exit);
            Assert.Contains("in use by turnstone serve", second.Error, StringComparison.Ordinal);
        }
        finally
        {
            served.Kill();
            await served.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task The_first_link_is_made_anew_at_each_start_until_somebody_uses_it()
    {
        using var shell = new Shell();

        var first = await FirstLink(shell);
        var second = await FirstLink(shell);

        Assert.Contains("/invite/", second, StringComparison.Ordinal);
        Assert.NotEqual(first[first.IndexOf("/invite/", StringComparison.Ordinal)..],
            second[second.IndexOf("/invite/", StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_sentence()
    {
        using var shell = new Shell();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var said = await shell.Run("serve", "--address", $"http://{taken.LocalEndpoint}");

        Assert.Equal(4, said.Exit);
        Assert.Empty(said.Out);
        Assert.Contains("cannot be listened on", said.Error, StringComparison.Ordinal);
        Assert.Single(said.Error.Trim().Split('\n'));
    }

    private static async Task<string> FirstLink(Shell shell)
    {
        using var served = shell.Start("serve", "--address", "http://127.0.0.1:0");
        try
        {
            await served.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            return await served.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
        }
        finally
        {
            served.Kill();
            await served.WaitForExitAsync(CancellationToken.None);
        }
    }
}
