using System.Globalization;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles;

/// <summary>
/// Collects the items of one step of a reader. Problems beyond the limit are counted, and the count is reported at the
/// end, so that a hostile file cannot answer with a report larger than itself.
/// </summary>
internal sealed class Findings(ReadSettings settings)
{
    private long _reported;
    private long _unreported;
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
        Problem(covered ? Severity.Note : severity, rule, line,
            covered ? message + " The source tolerates it." : message);
    }

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
