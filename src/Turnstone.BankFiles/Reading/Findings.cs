using System.Globalization;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles;

/// <summary>
/// Collects the items of one step of a reader. Problems beyond the limit are counted, and the count is reported at the
/// end, so that a hostile file cannot answer with a report larger than itself.
/// </summary>
internal sealed class Findings(ReadSettings settings)
{
    private long _reported;
    private long _unreported;
    private long _totals;
    private Severity _worst;

    /// <summary>Items of this step, handed out and cleared by the reader's loop.</summary>
    public List<FileItem> Items { get; } = [];

    public ReadSettings Settings => settings;

    /// <summary>The strings the file repeats.</summary>
    public TextPool Texts { get; } = new();

    /// <summary>The payers the file repeats.</summary>
    public PayerPool Payers { get; } = new();

    public void Add(FileItem item) => Items.Add(item);

    public void Problem(Severity severity, string rule, long line, string message, ReadOnlySpan<byte> raw = default)
    {
        settings.Work?.Add(1);
        if (_reported >= settings.MostProblems)
        {
            _unreported++;
            _worst = severity > _worst ? severity : _worst;
            return;
        }

        _reported++;
        Items.Add(new ProblemFound(new(severity, rule, line, message, raw.IsEmpty ? null : Bytes.Raw(raw))));
    }

    /// <summary>A deviation that the quirk covers is only a note.</summary>
    public void Problem(Severity severity, Quirks covering, string rule, long line, string message)
    {
        var covered = (settings.Quirks & covering) != Quirks.None;
        var before = Items.Count;
        Problem(covered ? Severity.Note : severity, rule, line,
            covered ? message + " The source tolerates it." : message);
        if (Items.Count > before)
            Items[^1] = (ProblemFound)Items[^1] with { CoveredBy = covering };
    }

    /// <summary>A figure the file states beside what was counted, in its own units.</summary>
    public void Total(string rule, long line, Int128 stated, Int128 counted)
    {
        if (IsListed)
            List(new(rule, line, Plain(stated), Plain(counted)));
    }

    /// <summary>A figure as it is written beside what was counted.</summary>
    public void Total(string rule, long line, ReadOnlySpan<byte> stated, Int128 counted)
    {
        if (!IsListed)
            return;
        var isNumber = Bytes.TrySignedOrDecimal(Bytes.Trim(stated), 2, out var number);
        List(new(rule, line, isNumber ? Plain(number) : Bytes.Raw(stated), Plain(counted)));
    }

    /// <summary>An amount the file states beside what its lines come to in minor units.</summary>
    public void Total(string rule, long line, Money stated, Int128 summed)
    {
        if (IsListed)
        {
            List(new(rule, line, stated.ToString(),
                new Money(long.CreateSaturating(summed), stated.Currency).ToString()));
        }
    }

    private bool IsListed => settings.Examines && _totals < settings.MostProblems;

    private void List(ControlTotal total)
    {
        _totals++;
        Items.Add(new TotalCompared(total));
    }

    private static string Plain(Int128 figure) => figure.ToString(CultureInfo.InvariantCulture);

    /// <summary>Says how many problems were not reported one by one.</summary>
    public void End()
    {
        if (_unreported > 0)
        {
            Items.Add(new ProblemFound(new(_worst, "file.more_problems", 0,
                string.Create(CultureInfo.InvariantCulture,
                    $"{_unreported} more problems were found and not listed."))));
        }
    }
}
