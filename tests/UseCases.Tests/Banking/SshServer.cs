using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Turnstone.UseCases.Tests.Banking;

/// <summary>A real sshd on a free port of this machine, with keys of its own, and a wire that can be cut.</summary>
internal sealed class SshServer : IAsyncDisposable
{
    private readonly Process _server;
    private readonly TcpListener _wire = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _serverPort;

    private SshServer(Process server, int serverPort, string hostKey)
    {
        (_server, _serverPort, HostKey) = (server, serverPort, hostKey);
        _wire.Start();
        _ = Accept();
    }

    public string HostKey { get; }

    public int Port => ((IPEndPoint)_wire.LocalEndpoint).Port;

    /// <summary>Bytes from the server after which the wire is cut; null leaves it whole.</summary>
    public long? CutAfter { get; set; }

    /// <summary>Starts it; <paramref name="clientKey"/> becomes the private key that is let in.</summary>
    public static async Task<SshServer> Start(string folder, string clientKey)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(clientKey)!);
        await Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", clientKey);
        var hostKey = Path.Combine(folder, "host");
        await Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", hostKey);
        var port = FreePort();
        var config = Path.Combine(folder, "sshd_config");
        await File.WriteAllTextAsync(config, $"""
            Port {port}
            ListenAddress 127.0.0.1
            HostKey {hostKey}
            AuthorizedKeysFile {clientKey}.pub
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            UsePAM no
            StrictModes no
            PermitRootLogin yes
            PidFile none
            Subsystem sftp internal-sftp
            """ + "\n");
        // Where it separates privileges, which a machine without a system sshd lacks.
        if (Environment.UserName == "root")
            Directory.CreateDirectory("/run/sshd");
        var server = Process.Start(new ProcessStartInfo("/usr/sbin/sshd", ["-D", "-e", "-f", config])
        {
            RedirectStandardError = true, UseShellExecute = false,
        })!;
        await Answers(port, server);
        var words = (await File.ReadAllTextAsync(hostKey + ".pub")).Split(' ');
        return new(server, port, $"{words[0]} {words[1]}");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _wire.Stop();
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
        _stop.Dispose();
    }

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private static async Task Answers(int port, Process server)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            Assert.False(server.HasExited, server.HasExited ? await server.StandardError.ReadToEndAsync() : "");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }

        Assert.Fail("sshd does not answer.");
    }

    private async Task Accept()
    {
        while (!_stop.IsCancellationRequested)
        {
            TcpClient client;
            try
            {
                client = await _wire.AcceptTcpClientAsync(_stop.Token);
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException)
            {
                return;
            }

            _ = Carry(client);
        }
    }

    private async Task Carry(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(IPAddress.Loopback, _serverPort);
        await Task.WhenAny(
            near.GetStream().CopyToAsync(far.GetStream()), Back(far.GetStream(), near.GetStream()));
    }

    private async Task Back(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[8192];
        var carried = 0L;
        for (var count = await from.ReadAsync(buffer); count > 0; count = await from.ReadAsync(buffer))
        {
            carried += count;
            if (carried > CutAfter)
                return;
            await to.WriteAsync(buffer.AsMemory(0, count));
        }
    }
}
