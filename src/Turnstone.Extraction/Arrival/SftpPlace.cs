using System.Globalization;
using System.Text;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.Extraction.Arrival;

/// <summary>
/// A folder of an SFTP server, by the system's <c>sftp</c>: the server's key is the one of the setting or nothing is
/// said to it, we sign in with a key of our own, and a transfer that breaks off leaves nothing behind.
/// </summary>
internal sealed class SftpPlace(ArrivalSource source, string keyFile) : IPlace
{
    private const long MostListed = 16L * 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private string Place => $"{source.User}@{source.Host}:{source.Path}";

    public async Task<Result<PlacedFile[]>> List(CancellationToken cancel) =>
        (await Do($"ls -ln {Quoted(source.Path)}", cancel)).Is(out var output, out var refusal)
            ? SftpListing.Read(Encoding.UTF8.GetString(output)) : refusal;

    public async Task<Result<byte[]>> Fetch(PlacedFile file, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("turnstone-sftp-").FullName;
        try
        {
            var local = Path.Combine(folder, "file");
            if ((await Do($"get {Quoted(Full(file.Name))} {Quoted(local)}", cancel)).Refusal is { } refusal)
                return refusal;
            var size = new FileInfo(local).Length;
            return size == file.Size
                ? await File.ReadAllBytesAsync(local, cancel) : Refusals.OtherSize(Place, file.Name, file.Size, size);
        }
        catch (IOException fault)
        {
            return Refusals.NoFile(Place, file.Name, fault.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public async Task<Refusal?> Tidy(PlacedFile file, AfterReading after, CancellationToken cancel)
    {
        if (after is AfterReading.Keep)
            return null;
        var done = $"{source.Path.TrimEnd('/')}/{Places.Done}";
        // A minus before a command lets its failure pass: the folder may be there. rename never replaces a file, so
        // one whose name was used before stays, is known, and the refusal says so.
        var batch = after is AfterReading.Delete ? $"rm {Quoted(Full(file.Name))}"
            : $"-mkdir {Quoted(done)}\nrename {Quoted(Full(file.Name))} {Quoted($"{done}/{file.Name}")}";
        return (await Do(batch, cancel)).Refusal;
    }

    private string Full(string name) => $"{source.Path.TrimEnd('/')}/{name}";

    private async Task<Result<byte[]>> Do(string batch, CancellationToken cancel)
    {
        if (!File.Exists(keyFile))
            return Refusals.NoKey(Place, keyFile);
        var hosts = Path.GetTempFileName();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        time.CancelAfter(Longest);
        try
        {
            var name = source.Port == 22 ? source.Host
                : string.Create(CultureInfo.InvariantCulture, $"[{source.Host}]:{source.Port}");
            await File.WriteAllTextAsync(hosts, $"{name} {source.HostKey.Trim()}\n", cancel);
            var end = await OutsideProgram.Run(
                "sftp", Arguments(hosts), (Encoding.UTF8.GetBytes(batch + "\n"), MostListed), time.Token);
            return end switch
            {
                null => Refusals.NoProgram("sftp", "openssh-client"),
                { TooMuch: true } => Refusals.TooMuch(Place, MostListed),
                { Code: 0 } => end.Output,
                _ => Refusals.NoServer(Place, Sentence(end.Errors)),
            };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Refusals.NoServer(Place, "it took longer than ten minutes. It is tried again at the next look.");
        }
        finally
        {
            File.Delete(hosts);
        }
    }

    private string[] Arguments(string hosts) =>
    [
        "-b", "-", "-F", "/dev/null", "-P", source.Port.ToString(CultureInfo.InvariantCulture),
        "-oBatchMode=yes", "-oStrictHostKeyChecking=yes", $"-oUserKnownHostsFile={hosts}",
        "-oGlobalKnownHostsFile=/dev/null", "-oIdentitiesOnly=yes", $"-oIdentityFile={keyFile}",
        "-oPreferredAuthentications=publickey", "-oConnectTimeout=20", "-oServerAliveInterval=10",
        "-oServerAliveCountMax=3", $"{source.User}@{source.Host}",
    ];

    // Within quotes sftp takes patterns as they are written; the quote and the backslash themselves are escaped.
    private static string Quoted(string path)
    {
        var text = new StringBuilder("\"");
        foreach (var letter in path)
        {
            if (letter is '"' or '\\')
                text.Append('\\');
            text.Append(letter);
        }

        return text.Append('"').ToString();
    }

    private static string Sentence(string errors) => errors switch
    {
        _ when errors.Contains("REMOTE HOST IDENTIFICATION HAS CHANGED", StringComparison.Ordinal)
            || errors.Contains("Host key verification failed", StringComparison.Ordinal) =>
            "its key is not the one of the setting. Ask the bank whether it changed it before you change host_key.",
        _ when errors.Contains("Permission denied (", StringComparison.Ordinal) =>
            "it does not let us in. Give the bank the public key that belongs to ours, and check the user.",
        _ => $"{errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault()?.TrimEnd('.', '\r')
            ?? "it gave no reason"}. It is tried again at the next look.",
    };
}
