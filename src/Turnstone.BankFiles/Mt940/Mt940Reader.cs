using System.Runtime.InteropServices;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Mt940;

/// <summary>
/// Walks the tags of a file: several messages, with or without blocks, begun by <c>:20:</c> or by whatever tag comes
/// first,
/// since banks send statements without one.
/// </summary>
internal sealed class Mt940Reader(Stream file, Recognition found, ReadSettings settings)
{
    private readonly Findings _findings = new(settings);
    private readonly Dictionary<string, Money> _closings = new(StringComparer.Ordinal);
    private readonly List<byte> _content = [];
    private MtDetailsReader? _details;
    private MtTag _tag = MtTag.None;
    private long _line;
    private long _offset;
    private int _length;
    private MtStatement? _statement;

    public IEnumerable<FileItem> Read() => LineByLine.Read(new Lines(file, settings), _findings, Take, AtEnd);

    private void AtEnd(Lines lines)
    {
        Flush();
        End();
    }

    private void Take(Lines lines)
    {
        var line = lines.Current;
        if (lines.Cut)
            _findings.Problem(Severity.Error, "mt940.too_long", lines.Line, "The line is longer than the limit and " +
                "was cut.", line);
        var start = Tags.Start(line);
        var tag = Tags.Of(start, out var length);
        if (tag == MtTag.None && start.StartsWith("{"u8) && start.IndexOf("{4:"u8) is var block and >= 0)
            tag = Tags.Of(start = start[block..], out length);
        if (tag != MtTag.None)
        {
            Flush();
            (_tag, _line, _offset, _length) = (tag, lines.Line, lines.Offset, line.Length);
            Add(start[length..]);
        }
        else if (EndsMessage(line))
        {
            Flush();
            if (_statement?.Closed == true)
                End();
        }
        else if (_tag != MtTag.None && !start.StartsWith("{1:"u8))
        {
            _content.Add((byte)'\n');
            Add(line);
            _length = (int)Math.Min(int.MaxValue, lines.Offset + line.Length - _offset);
        }
        else if (start.StartsWith("{1:"u8))
        {
            Flush();
            End();
        }
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        if (_content.Count < _findings.Settings.LongestRecord)
            _content.AddRange(bytes);
    }

    private static bool EndsMessage(ReadOnlySpan<byte> line) =>
        line.TrimEnd(" \u0003"u8) is [(byte)'-'] or [(byte)'-', (byte)'}', ..];

    private void Flush()
    {
        if (_tag == MtTag.None)
            return;
        var tag = _tag;
        _tag = MtTag.None;
        if (tag == MtTag.Reference || _statement is null || (tag == MtTag.Account && _statement.Begun)
            || (tag == MtTag.Opening && _statement.Closed))
        {
            End();
            _statement = new(_findings, _details ??= new(_findings), found, _line);
        }

        _statement.Take(tag, CollectionsMarshal.AsSpan(_content), _line, _offset, _length);
        _content.Clear();
    }

    private void End()
    {
        if (_statement is null)
            return;
        _statement.End(_closings);
        _statement = null;
    }
}
