using System.Globalization;
using Turnstone.Domain.Banking;

namespace Turnstone.Extraction.Arrival;

/// <summary>
/// Reads the long listing of OpenSSH's <c>sftp</c>: mode, links, owner, group, size, three words of time, name. Servers
/// print owner and time as they like; the columns are always these.
/// </summary>
internal static class SftpListing
{
    private const int SizeColumn = 4;
    private const int NameColumn = 8;

    public static PlacedFile[] Read(string text) =>
        [.. text.Split('\n').Select(line => Read(line.AsSpan().TrimEnd('\r'))).OfType<PlacedFile>()];

    private static PlacedFile? Read(ReadOnlySpan<char> line)
    {
        // A plain file; folders, links and what is neither are nobody's statement.
        if (line.IsEmpty || line[0] != '-')
            return null;
        var rest = line;
        var size = 0L;
        var time = "";
        for (var column = 0; column < NameColumn; column++)
        {
            var end = rest.IndexOf(' ');
            if (end < 0 || column == SizeColumn && !long.TryParse(rest[..end], NumberStyles.None,
                CultureInfo.InvariantCulture, out size))
                return null;
            if (column > SizeColumn)
                time += string.Concat(time.Length == 0 ? "" : " ", rest[..end]);
            // One blank parts the time from the name, and a name may begin with blanks of its own.
            rest = column == NameColumn - 1 ? rest[(end + 1)..] : rest[end..].TrimStart(' ');
        }

        var name = rest[(rest.LastIndexOf('/') + 1)..].ToString();
        return name.Length == 0 || name is "." or ".." || name.Any(char.IsControl) ? null : new(name, size, time);
    }
}
