using System.Collections.Frozen;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Tables;

/// <summary>
/// Rows below and between the entries that state a balance or a total. They are no entries; a total behind the last
/// entry is compared with what was read, in and out apart, so that a lost row shows.
/// </summary>
internal sealed class TableTotals(Findings findings)
{
    private static readonly FrozenSet<string> Balances = new[]
    {
        "balance", "opening", "closing", "beginning", "ending", "saldo", "anfangssaldo", "endsaldo", "kontostand",
        "solde", "beginsaldo", "eindsaldo", "brought", "carried", "ubertrag", "alter", "neuer", "available", "start",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Totals = new[]
    {
        "total", "totals", "summe", "summen", "gesamt", "gesamtsumme", "totaal", "totale", "totali", "totaux", "suma",
        "sum", "summa", "subtotal", "grand", "totales", "yhteensa",
    }.ToFrozenSet();

    private readonly List<(TableRow Row, Money? Stated, Money? Out)> _last = [];
    private Int128 _in;
    private Int128 _out;

    /// <summary>An entry was read: totals above it are of a part, and are not compared.</summary>
    public void Take(Money amount)
    {
        _last.Clear();
        if (amount.IsNegative)
            _out -= amount.Minor;
        else
            _in += amount.Minor;
    }

    /// <summary>True for a row that states a balance or a total.</summary>
    /// <param name="row">A row without a day.</param>
    /// <param name="stated">Its amount, or what it states as money in; null where that cell holds none.</param>
    /// <param name="paid">What it states as money out in a column of its own.</param>
    public bool Takes(TableRow row, Money? stated, Money? paid)
    {
        // One cell of text beside the amounts: more of them is an entry whose day is missing.
        var texts = row.Cells.Where(cell => cell.AsSpan().Trim().Length > 3 && cell.Any(char.IsLetter)
            && !DateForm.IsDate(cell)).ToList();
        if (texts.Count != 1 || WordOf(texts[0]) is not { } word)
            return false;
        findings.Problem(Severity.Note, "table.total_row", row.Line, "The row states a balance or a total and is " +
            "no entry.", System.Text.Encoding.UTF8.GetBytes(TableFile.Cut(row.Raw)));
        if (Totals.Contains(word))
            _last.Add((row, stated, paid));
        return true;
    }

    /// <summary>Compares what the last rows state.</summary>
    public void End()
    {
        foreach (var (row, stated, paid) in _last)
        {
            var agrees = paid is null ? Is(stated, _in - _out) || Is(stated, _in) || Is(stated, _out) || stated is null
                : (stated is null || Is(stated, _in)) && Is(paid, _out);
            if (agrees)
                continue;
            findings.Problem(Severity.Warning, Quirks.WrongTotals, "table.total", row.Line,
                $"The last row states a total of {(stated ?? paid)?.ToPlainString()}, and the rows read come to " +
                $"another one: a row may be missing.");
        }
    }

    private static bool Is(Money? stated, Int128 summed) =>
        stated is { } money && (money.Minor == summed || -(Int128)money.Minor == summed);

    // "Total", "Transactions Total", "Balance at start of period": the first word, or the last of few.
    private static string? WordOf(string cell)
    {
        var words = HeaderWords.Normalise(cell.Length > 40 ? cell[..40] : cell).Split(' ');
        return IsKnown(words[0]) ? words[0] : words.Length <= 4 && IsKnown(words[^1]) ? words[^1] : null;
    }

    private static bool IsKnown(string word) => Balances.Contains(word) || Totals.Contains(word);
}
