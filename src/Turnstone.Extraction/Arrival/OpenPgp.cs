using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.Extraction.Arrival;

/// <summary>Decrypts with the system's <c>gpg</c>, whose keys lie in a home of our own.</summary>
internal static class OpenPgp
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public static async Task<Result<byte[]>> Decrypt(
        string home, (byte[] Bytes, string Name) file, CancellationToken cancel)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        time.CancelAfter(Longest);
        try
        {
            var passphrase = Path.Combine(home, "passphrase");
            string[] secret = File.Exists(passphrase) ? ["--passphrase-file", passphrase] : ["--passphrase", ""];
            var end = await OutsideProgram.Run("gpg",
                [
                    "--batch", "--no-tty", "--quiet", "--homedir", home, "--pinentry-mode", "loopback", .. secret,
                    "--max-output", Looking.LargestFile.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    "--output", "-", "--decrypt",
                ], (file.Bytes, Looking.LargestFile), time.Token);
            return end switch
            {
                null => Refusals.NoProgram("gpg", "gnupg"),
                { TooMuch: true } => Refusals.TooMuch(file.Name, Looking.LargestFile),
                { Code: 0 } => end.Output,
                _ => Refusals.NotDecrypted(file.Name, LastLine(end.Errors)),
            };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Refusals.NotDecrypted(file.Name, "gpg took longer than two minutes.");
        }
    }

    private static string LastLine(string errors)
    {
        var line = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "gpg gave no reason";
        return line.StartsWith("gpg: ", StringComparison.Ordinal) ? line[5..].TrimEnd('.') + "." : line + ".";
    }
}
