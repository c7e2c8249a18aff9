using System.ComponentModel;
using System.Diagnostics;

namespace Turnstone.Extraction.Arrival;

/// <summary>What a program of the system said.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Errors">What it complained of, its last lines.</param>
/// <param name="TooMuch">It wrote more than was allowed and was ended.</param>
internal sealed record ProgramEnd(int Code, byte[] Output, string Errors, bool TooMuch);

/// <summary>Runs a program of the system: no shell, arguments one by one, a time and a size it must keep.</summary>
internal static class OutsideProgram
{
    private const int MostErrors = 64 * 1024;

    /// <summary>Runs it to its end; null where it is not on this machine. Ended where it is cancelled.</summary>
    public static async Task<ProgramEnd?> Run(
        string program, IReadOnlyList<string> arguments, (byte[] Input, long MostOutput) data, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            UseShellExecute = false,
        };
        // Its sentences are compared with what is known of them: they must be the English ones.
        start.Environment["LC_ALL"] = "C";
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        await using var ended = cancel.Register(() => End(process));
        var errors = Take(process.StandardError.BaseStream, MostErrors);
        var output = Take(process.StandardOutput.BaseStream, data.MostOutput);
        await Give(process, data.Input);
        var (bytes, whole) = await output;
        if (!whole)
            End(process);
        var (complaint, _) = await errors;
        await process.WaitForExitAsync(CancellationToken.None);
        cancel.ThrowIfCancellationRequested();
        return new(process.ExitCode, bytes, System.Text.Encoding.UTF8.GetString(complaint).Trim(), !whole);
    }

    private static async Task Give(Process process, byte[] input)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all: its exit code says why.
        }
    }

    private static async Task<(byte[] Bytes, bool Whole)> Take(Stream from, long most)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[81920];
        for (var count = await from.ReadAsync(buffer); count > 0; count = await from.ReadAsync(buffer))
        {
            if (kept.Length + count > most)
                return (kept.ToArray(), false);
            kept.Write(buffer, 0, count);
        }

        return (kept.ToArray(), true);
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It had ended by itself.
        }
    }
}
