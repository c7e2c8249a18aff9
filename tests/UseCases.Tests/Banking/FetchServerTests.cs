using System.Diagnostics;
using System.Globalization;
using Turnstone.Extraction.Arrival;
using Turnstone.UseCases.Banking;

namespace Turnstone.UseCases.Tests.Banking;

/// <summary>Files of a bank's SFTP server, by the system's own programs against a real sshd and real keys.</summary>
public sealed class FetchServerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnstone-sftp-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    private string Keys => Path.Combine(_folder.FullName, "keys");

    private string Out => Path.Combine(_folder.FullName, "out");

    private Task<SshServer> Serve()
    {
        Directory.CreateDirectory(Out);
        return SshServer.Start(_folder.FullName, Path.Combine(Keys, "sources", "bank.key"));
    }

    private async Task<CashDesk> Desk(SshServer server, string more = "", string? hostKey = null)
    {
        var desk = await CashDesk.Open(Engine.Sqlite, things: new Places(Keys));
        await desk.Setting("source", "bank", string.Create(CultureInfo.InvariantCulture, $$"""
            {"place":"sftp","host":"127.0.0.1","port":{{server.Port}},"user":"{{Environment.UserName}}",
            "host_key":"{{hostKey ?? server.HostKey}}","path":"{{Out}}","settle_seconds":0{{more}}}
            """));
        return desk;
    }

    private static Task<Turnstone.Domain.Kernel.Result<FetchedSource>> Fetch(CashDesk desk) =>
        desk.Test.Run(new FetchSource("bank"), desk.Test.Service);

    [Fact]
    public async Task Files_are_fetched_and_moved_whatever_they_are_called()
    {
        await using var server = await Serve();
        await using var desk = await Desk(server, ""","after":"move" """);
        await File.WriteAllBytesAsync(Path.Combine(Out, "monday.bai"),
            CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME"), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(Out, "day [2] *\"two\".bai"),
            CashDesk.Bai2("2026-03-03", 10_000, "165,500,R2,,BIRCH"), TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(Out, "a folder"));

        var fetched = (await Fetch(desk)).Value;

        Assert.Empty(fetched.Failed);
        Assert.Equal(["day [2] *\"two\".bai", "monday.bai"], fetched.Files.Select(file => file.Name));
        Assert.Empty(Directory.GetFiles(Out));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(Out, "done")).Length);
        Assert.Equal(2, (await desk.Queue()).Count);
    }

    [Fact]
    public async Task A_server_that_dies_in_the_middle_of_a_file_leaves_nothing_and_the_next_look_brings_it_whole()
    {
        await using var server = await Serve();
        await using var desk = await Desk(server, ""","after":"delete" """);
        var lines = Enumerable.Range(1, 20_000).Select(at => $"165,{at},R{at},,PAYER {at} OF A LONG MORNING").ToArray();
        await File.WriteAllBytesAsync(Path.Combine(Out, "long.bai"),
            CashDesk.Bai2("2026-03-02", 0, lines), TestContext.Current.CancellationToken);

        server.CutAfter = 200_000;
        var cut = (await Fetch(desk)).Value;
        Assert.Equal("sources.no_server", Assert.Single(cut.Failed).Code);
        Assert.Empty(await desk.Test.Rows<long>("select id from file_arrival"));

        server.CutAfter = null;
        var whole = (await Fetch(desk)).Value;
        Assert.Equal(20_000, Assert.Single(whole.Files).NewLines);
        Assert.Empty(Directory.GetFiles(Out));
    }

    [Fact]
    public async Task Another_servers_key_and_a_missing_key_of_ours_are_said_in_a_sentence()
    {
        await using var server = await Serve();
        var other = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ8v0X0n9zI6cVtqIXJ3xQh1g1mHqkzQ0m1nV2pQx7aB";
        await using var desk = await Desk(server, hostKey: other);

        Assert.Contains("its key is not the one of the setting", (await Fetch(desk)).Refusal?.Sentence,
            StringComparison.Ordinal);

        File.Delete(Path.Combine(Keys, "sources", "bank.key"));
        Assert.Equal("sources.no_key", (await Fetch(desk)).Refusal?.Code);
    }

    [Fact]
    public async Task A_file_encrypted_for_us_is_opened_and_one_for_another_is_named()
    {
        await using var server = await Serve();
        await using var desk = await Desk(server, ""","decrypt":true""");
        var plain = CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME");
        await Gpg(Path.Combine(Keys, "gnupg"), [], "--quick-generate-key", "ar@alder.example", "default", "default");
        var stranger = Path.Combine(_folder.FullName, "s");
        await Gpg(stranger, [], "--quick-generate-key", "other@birch.example", "default", "default");
        await File.WriteAllBytesAsync(Path.Combine(Out, "a.bai.pgp"), await Gpg(Path.Combine(Keys, "gnupg"), plain,
            "--trust-model", "always", "-r", "ar@alder.example", "-e"), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(Out, "b.bai.pgp"), await Gpg(stranger, plain,
            "--trust-model", "always", "-r", "other@birch.example", "-e"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(Out, "c.bai.pgp"), "no cipher at all", TestContext.Current.CancellationToken);

        var fetched = (await Fetch(desk)).Value;

        Assert.Equal("a.bai.pgp", Assert.Single(fetched.Files).Name);
        Assert.Equal(["sources.not_decrypted", "sources.not_decrypted"], fetched.Failed.Select(one => one.Code));
        Assert.Single(await desk.Queue());
    }

    private static async Task<byte[]> Gpg(string home, byte[] input, params string[] arguments)
    {
        Directory.CreateDirectory(home);
        using var process = Process.Start(new ProcessStartInfo("gpg",
            [
                "--batch", "--no-tty", "--quiet", "--homedir", home, "--pinentry-mode", "loopback", "--passphrase", "",
                .. arguments,
            ])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        })!;
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output.ToArray();
    }
}
