namespace Turnstone.BankFiles;

/// <summary>One row of a table as text.</summary>
/// <param name="Line">Physical line or sheet row, from 1.</param>
/// <param name="Cells">Its cells, without quotes.</param>
/// <param name="Broken">Its quotes do not close, so that its cells are a guess.</param>
public sealed record TableRow(long Line, IReadOnlyList<string> Cells, bool Broken = false)
{
    internal bool IsBlank
    {
        get
        {
            for (var at = 0; at < Cells.Count; at++)
            {
                if (!string.IsNullOrWhiteSpace(Cells[at]))
                    return false;
            }

            return true;
        }
    }

    internal string Raw => string.Join(" | ", Cells);
}
