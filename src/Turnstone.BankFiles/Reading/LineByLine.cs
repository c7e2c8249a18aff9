namespace Turnstone.BankFiles;

/// <summary>
/// The loop of every reader that takes a file line by line: what a line gives is handed on at once, so that memory
/// stays
/// flat, and what only the end of the file shows comes last.
/// </summary>
internal static class LineByLine
{
    /// <summary>Items of a file in its order.</summary>
    /// <param name="lines">The lines; disposed at the end.</param>
    /// <param name="findings">Where <paramref name="take"/> and <paramref name="end"/> leave what they find.</param>
    /// <param name="take">Takes the current line.</param>
    /// <param name="end">Takes the end of the file.</param>
    public static IEnumerable<FileItem> Read(Lines lines, Findings findings, Action<Lines> take, Action<Lines> end)
    {
        using (lines)
        {
            while (lines.Read())
            {
                take(lines);
                if (findings.Items.Count == 0)
                    continue;
                foreach (var item in findings.Items)
                    yield return item;
                findings.Items.Clear();
            }

            end(lines);
            findings.End();
            foreach (var item in findings.Items)
                yield return item;
        }
    }
}
