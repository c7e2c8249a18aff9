namespace Turnstone.Tidy;

/// <summary>
/// What may break a rule, one line each in <c>tests/Tidy/allowed.txt</c>: rule, place, reason. An entry that nothing
/// needs any more is itself a failure, so that the list only shrinks.
/// </summary>
internal static class Allowed
{
    private static readonly IReadOnlyList<(string Rule, string Place, string Reason)> Entries =
    [
        .. Repository.Lines("tests/Tidy/allowed.txt")
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split(' ', 3))
            .Select(parts => parts.Length == 3
                ? (parts[0], parts[1], parts[2])
                : throw new FormatException($"allowed.txt: '{string.Join(' ', parts)}' lacks a reason.")),
    ];

    /// <summary>What is broken and not allowed, and what is allowed and not broken.</summary>
    public static string[] Judge(string rule, IEnumerable<(string Place, string Finding)> findings)
    {
        var found = findings.ToArray();
        var allowed = Entries.Where(entry => entry.Rule == rule).Select(entry => entry.Place)
            .ToHashSet(StringComparer.Ordinal);
        var broken = found.Where(finding => !allowed.Contains(finding.Place)).Select(finding => finding.Finding);
        var stale = allowed.Except(found.Select(finding => finding.Place), StringComparer.Ordinal)
            .Select(place => $"allowed.txt: {rule} {place} is no longer needed");
        return [.. broken, .. stale];
    }
}
