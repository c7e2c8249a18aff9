using System.Globalization;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.X12;

/// <summary>
/// Walks interchange, groups and sets, checks their control counts, turns each 820 into a remittance and
/// each 823 into entries.
/// </summary>
internal sealed class X12Reader(Stream file, Delimiters delimiters, ReadSettings settings)
{
    private readonly Findings _findings = new(settings);
    private PaymentOrder? _orders;
    private PaymentOrder? _order;
    private LockboxDeposits? _deposits;
    private string _setControl = "";
    private string _groupControl = "";
    private string _interchangeControl = "";
    private long _setLine;
    private long _segments;
    private long _sets;
    private long _groups;
    private bool _inSet;
    private bool _interchangeOpen;

    public IEnumerable<FileItem> Read()
    {
        using var segments = new SegmentReader(file, delimiters, settings);
        while (segments.Read())
        {
            Take(segments);
            if (_findings.Items.Count == 0)
                continue;
            foreach (var item in _findings.Items)
                yield return item;
            _findings.Items.Clear();
        }

        CloseSet(segments.Line, "the file ends");
        if (_interchangeOpen)
            _findings.Problem(Severity.Warning, "x12.no_trailer", segments.Line, "The interchange has no IEA: the " +
                "file may be cut.");
        _findings.End();
        foreach (var item in _findings.Items)
            yield return item;
    }

    private void Take(SegmentReader segments)
    {
        var segment = segments.Current;
        if (segments.Cut)
            _findings.Problem(Severity.Error, "x12.too_long", segments.Line, "A segment is longer than the limit.",
                segment);
        _segments++;
        var elements = new Elements(segment, delimiters.Element);
        switch (elements.Next())
        {
            case [(byte)'I', (byte)'S', (byte)'A']:
                _interchangeControl = Bytes.Text(elements.After(12));
                (_groups, _interchangeOpen) = (0, true);
                break;
            case [(byte)'G', (byte)'S']:
                _groupControl = Bytes.Text(elements.After(5));
                (_sets, _groups) = (0, _groups + 1);
                break;
            case [(byte)'S', (byte)'T']: BeginSet(elements, segments.Line); break;
            case [(byte)'S', (byte)'E']: EndSet(elements, segments.Line); break;
            case [(byte)'G', (byte)'E']: Check(elements, segments.Line, ("group", "sets"), _sets, _groupControl); break;
            case [(byte)'I', (byte)'E', (byte)'A']:
                _interchangeOpen = false;
                Check(elements, segments.Line, ("interchange", "groups"), _groups, _interchangeControl);
                break;
            default: Within(segment, segments.Line); break;
        }
    }

    private void BeginSet(Elements elements, long line)
    {
        CloseSet(line, "another set begins");
        var kind = Bytes.Text(elements.Next());
        _setControl = Bytes.Text(elements.Next());
        (_inSet, _setLine, _segments, _sets) = (true, line, 1, _sets + 1);
        _order = kind == "820" ? (_orders ??= new(_findings)).Begin(delimiters.Element, line) : null;
        _deposits = kind == "823" ? new LockboxDeposits(_findings, delimiters.Element) : null;
        if (_order is null && _deposits is null)
            _findings.Problem(Severity.Note, "x12.other_set", line, $"Set {kind} is no remittance and is passed over.");
    }

    private void EndSet(Elements elements, long line)
    {
        if (!_inSet)
        {
            _findings.Problem(Severity.Error, "x12.structure", line, "SE stands without its ST.");
            return;
        }

        Check(elements, line, ("set", "segments"), _segments, _setControl);
        Release();
    }

    private void CloseSet(long line, string why)
    {
        if (!_inSet)
            return;
        _findings.Problem(Severity.Error, "x12.no_trailer", line,
            string.Create(CultureInfo.InvariantCulture, $"The set that begins at line {_setLine} has no SE before " +
                $"{why}: it may be cut."));
        Release();
    }

    private void Release()
    {
        _inSet = false;
        _deposits?.End(_setLine);
        _deposits = null;
        if (_order is null)
            return;
        var remittance = _order.Make();
        RemittanceSums.Check(_findings, remittance);
        _findings.Add(new RemittanceRead(remittance));
        _order = null;
    }

    private void Within(ReadOnlySpan<byte> segment, long line)
    {
        if (_inSet)
        {
            if (!delimiters.IsSegment(segment))
            {
                _findings.Problem(Severity.Warning, "x12.segment", line,
                    "What stands here does not begin with a segment's name and is not read.", segment);
            }

            _order?.Take(segment, line);
            _deposits?.Take(segment, line);
        }
        else
            _findings.Problem(Severity.Error, "x12.structure", line, "The segment stands outside of a set and is " +
                "not read.", segment);
    }

    private void Check(Elements elements, long line, (string Whole, string Parts) names, long counted, string control)
    {
        var (what, of) = names;
        var count = elements.Next();
        var number = Bytes.Text(elements.Next());
        _findings.Total($"x12.{what}_count", line, count, counted);
        if (!Bytes.TryDigits(count, out var stated) || stated != counted)
        {
            _findings.Problem(Severity.Warning, Quirks.Miscounts, $"x12.{what}_count", line, string.Create(
                CultureInfo.InvariantCulture, $"The {what} states {Bytes.Raw(count)} {of}, {counted} are there."));
        }

        // Control numbers are numbers: zeros in front are not part of them.
        if (number.TrimStart('0') != control.TrimStart('0'))
        {
            _findings.Problem(Severity.Warning, "x12.control", line,
                $"The {what} ends with control number {number} and began with {control}.");
        }
    }
}
