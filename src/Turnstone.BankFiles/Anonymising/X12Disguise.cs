using System.Text;
using Turnstone.BankFiles.X12;

namespace Turnstone.BankFiles.Anonymising;

/// <summary>820 and 823: amounts scaled, names, numbers and texts replaced; envelopes, codes and dates stay.</summary>
internal static class X12Disguise
{
    // Elements by their place in the segment: what is scaled, what is replaced.
    private static readonly Dictionary<string, (int[] Amounts, int[] Words)> Segments = new(StringComparer.Ordinal)
    {
        ["ISA"] = ([], [6, 8]), ["GS"] = ([], [2, 3]),
        ["BPR"] = ([2], [7, 9, 10, 11, 13, 15]), ["BPS"] = ([2], [8, 10]),
        ["TRN"] = ([], [2, 3, 4]), ["REF"] = ([], [2, 3]), ["N1"] = ([], [2, 4]), ["N2"] = ([], [1, 2]),
        ["N3"] = ([], [1, 2]), ["N4"] = ([], [1, 3]), ["PER"] = ([], [2, 4, 6, 8]), ["NTE"] = ([], [2]),
        ["ENT"] = ([], [4, 7]), ["RMR"] = ([4, 5, 6, 8], [2]), ["ADX"] = ([1], [4]), ["NM1"] = ([], [3, 4, 5, 9]),
        ["AMT"] = ([2], []), ["DEP"] = ([], [1, 4, 6, 8]), ["BAT"] = ([], [3]), ["AVA"] = ([], []), ["ST"] = ([], []),
        ["SE"] = ([], []), ["GE"] = ([], []), ["IEA"] = ([], []), ["DTM"] = ([], []), ["CUR"] = ([], []),
        ["QTY"] = ([], []),
    };

    public static string? Copy(string file, Disguise disguise)
    {
        if (Delimiters.Find(Encoding.UTF8.GetBytes(file)) is not { } delimiters)
            return null;
        var (element, terminator) = ((char)delimiters.Element, (char)delimiters.Terminator);
        return string.Join(terminator, file.Split(terminator).Select(segment => Segment(segment, element, disguise)));
    }

    private static string Segment(string segment, char element, Disguise disguise)
    {
        var elements = segment.Split(element);
        var known = Segments.TryGetValue(elements[0].Trim('\uFEFF', ' ', '\r', '\n'), out var places);
        for (var at = 1; at < elements.Length; at++)
        {
            if (known && places.Amounts.Contains(at))
                elements[at] = disguise.Amount(elements[at]);
            else if (!known || places.Words.Contains(at))
                elements[at] = disguise.Text(elements[at]);
        }

        return string.Join(element, elements);
    }
}
