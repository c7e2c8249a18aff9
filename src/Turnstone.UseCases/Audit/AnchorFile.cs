using System.Text;
using System.Text.Json;
using Turnstone.Domain.Audit;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Audit;

/// <summary>The file of anchors: one JSON object a line, only ever added to.</summary>
internal static class AnchorFile
{
    public static Result<Done> Add(string file, Anchor anchor)
    {
        var line = JsonSerializer.Serialize(new Line
        {
            At = anchor.At,
            Heads = [.. anchor.Heads.Select(head => new LineHead(head.Chain.Connection, head.Chain.Company, head.Seq,
                Convert.ToHexStringLower(head.Hash.Span)))],
            Signature = Convert.ToBase64String(anchor.Signature.Span),
        }, Plain.Json);
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
                Directory.CreateDirectory(folder);
            using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
            stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
            stream.Flush(flushToDisk: true);
            return Done.It;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refusals.CannotWrite(file);
        }
    }

    public static Result<Anchor[]> Read(string file)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refusals.NoAnchorFile(file);
        }

        var anchors = new List<Anchor>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (Parse(lines[i]) is not { } anchor)
                return Refusals.BadAnchor(file, i + 1);
            anchors.Add(anchor);
        }

        return anchors.ToArray();
    }

    private static Anchor? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(line, Plain.Json) is not { } read ? null
                : new(read.At, [.. read.Heads.Select(head => new ChainHead(new(head.Connection, head.Company), head.Seq,
                    Convert.FromHexString(head.Hash)))], Convert.FromBase64String(read.Signature));
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            return null;
        }
    }

    private sealed record Line
    {
        public long At { get; init; }

        public IReadOnlyList<LineHead> Heads { get; init; } = [];

        public string Signature { get; init; } = "";
    }

    private sealed record LineHead(long Connection, string Company, long Seq, string Hash);
}
