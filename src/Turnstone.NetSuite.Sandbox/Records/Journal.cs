using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Turnstone.NetSuite.Sandbox.Records;

/// <summary>What one commit did: the records as they stand after it, and those that are gone.</summary>
internal sealed record Commit(List<Record> Puts, List<Gone> Removals);

/// <summary>A deleted record, as the deletedrecord table shows it.</summary>
internal sealed record Gone(string Space, long Id, string Type, string Name, DateTimeOffset At);

/// <summary>
/// The account on disk: one line per commit, its digest before it, forced to the disk before the client is answered. A
/// line
/// that a kill left half written is cut off at the next start; nobody was told that it was kept.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const int DigestLength = 16;
    private readonly FileStream _file;

    public Journal(string folder)
    {
        Path = System.IO.Path.Combine(folder, "journal.jsonl");
        _file = new(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
    }

    public string Path { get; }

    /// <summary>All commits in order; cuts a torn tail.</summary>
    public IEnumerable<Commit> Read()
    {
        _file.Position = 0;
        long good = 0;
        using var reader = new StreamReader(_file, Encoding.UTF8, false, 1 << 16, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            var length = Encoding.UTF8.GetByteCount(line) + 1;
            if (good + length > _file.Length)
                break;
            if (line.Length <= DigestLength || Digest(line[(DigestLength + 1)..]) != line[..DigestLength])
            {
                if (good + length < _file.Length)
                    throw new InvalidDataException(
                        $"{Path} was changed at byte {good}; restore the file or start with an empty folder.");
                break;
            }

            good += length;
            yield return JsonSerializer.Deserialize<Commit>(line[(DigestLength + 1)..], RecordText.Settings)
                ?? throw new InvalidDataException($"{Path} holds an empty commit at byte {good}.");
        }

        _file.SetLength(good);
        _file.Position = good;
    }

    public void Append(Commit commit)
    {
        var text = JsonSerializer.Serialize(commit, RecordText.Settings);
        _file.Write(Encoding.UTF8.GetBytes($"{Digest(text)} {text}\n"));
        _file.Flush(flushToDisk: true);
    }

    public void Clear()
    {
        _file.SetLength(0);
        _file.Flush(flushToDisk: true);
    }

    public void Dispose() => _file.Dispose();

    private static string Digest(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, DigestLength / 2));
}
