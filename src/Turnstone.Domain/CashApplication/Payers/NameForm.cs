using System.Collections.Frozen;
using System.Text;

namespace Turnstone.Domain.CashApplication.Payers;

/// <summary>A name as words that can be compared: capitals without accents, abbreviations written out.</summary>
internal static class NameForm
{
    // Legal forms of companies, as banks print them with and without points.
    private static readonly FrozenSet<string> Legal = FrozenSet.Create(StringComparer.Ordinal,
        "INC", "INCORPORATED", "LLC", "LTD", "LIMITED", "LP", "LLP", "CORP", "CORPORATION", "CO", "COMPANY", "PLC",
            "GMBH",
        "AG", "KG", "OHG", "UG", "SE", "SA", "SARL", "SAS", "SRL", "SPA", "SL", "BV", "NV", "OY", "AB", "AS", "APS",
            "PTY", "PVT", "PTE", "SDN", "BHD", "LTDA", "LDA", "EIRELI", "SAC", "SAU", "SLU", "CV", "SNC", "SCA", "SCS",
            "EURL", "SASU", "CIE", "BVBA", "KGAA", "GBR", "EK", "EV", "KB", "HB", "OYJ", "ASA", "ANS", "OU", "SIA",
            "UAB", "KFT", "ZRT", "NYRT", "DOO", "OOD", "EOOD", "OOO", "ZAO", "PJSC", "JSC", "WLL", "FZE", "FZCO", "YK",
            "GK", "KK", "SRO", "ZOO", "SP", "THE", "AND");

    // Words that payers' systems put behind the name: who in the house pays.
    private static readonly FrozenSet<string> Departments = FrozenSet.Create(StringComparer.Ordinal,
        "ACCOUNTS", "ACCOUNT", "PAYABLE", "PAYABLES", "AP", "ACCTS", "PAY", "ACCOUNTING", "FINANCE", "TREASURY",
        "BUCHHALTUNG", "KREDITOREN", "KREDITORENBUCHHALTUNG", "COMPTABILITE", "TESORERIA", "CONTABILIDAD",
        "CONTABILITA", "DEPT", "DEPARTMENT", "OFFICE", "HEAD", "HQ", "ADMIN", "PAYMENTS", "DISBURSEMENTS");

    private static readonly FrozenDictionary<char, string> Latin = Plain();

    // Trade abbreviations that payers' systems and banks use.
    private static readonly FrozenDictionary<string, string> Written = new Dictionary<string,
        string>(StringComparer.Ordinal)
    {
        ["MFG"] = "MANUFACTURING", ["SVCS"] = "SERVICES", ["SVC"] = "SERVICES", ["INTL"] = "INTERNATIONAL",
        ["CONST"] = "CONSTRUCTION", ["CONSTR"] = "CONSTRUCTION", ["TECH"] = "TECHNOLOGIES", ["DIST"] = "DISTRIBUTION",
        ["DISTR"] = "DISTRIBUTION", ["PHARMA"] = "PHARMACEUTICALS", ["IND"] = "INDUSTRIES", ["INDS"] = "INDUSTRIES",
        ["ASSOC"] = "ASSOCIATES", ["BROS"] = "BROTHERS", ["MGMT"] = "MANAGEMENT", ["GRP"] = "GROUP",
            ["SYS"] = "SYSTEMS",
        ["HLDGS"] = "HOLDINGS", ["ELEC"] = "ELECTRONICS", ["LOG"] = "LOGISTICS", ["TRANSP"] = "TRANSPORT",
        ["ENT"] = "ENTERPRISES", ["EQUIP"] = "EQUIPMENT", ["ENG"] = "ENGINEERING", ["NATL"] = "NATIONAL",
        ["CHEM"] = "CHEMICALS", ["AUTO"] = "AUTOMOTIVE", ["PKG"] = "PACKAGING", ["PROD"] = "PRODUCTS",
            ["LAB"] = "LABORATORIES",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Words of a name; an umlaut and its two-letter spelling come out alike.</summary>
    public static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var letter in name)
        {
            // A combining accent of a decomposed letter, a point of an abbreviation, an apostrophe.
            if (letter is >= '\u0300' and <= '\u036f' or '.' or '\'' or '’')
                continue;
            if (char.IsLetterOrDigit(letter))
                Append(word, letter);
            else
                Close();
        }

        Close();
        return words;

        void Close()
        {
            if (word.Length > 0)
                words.Add(Folded(word.ToString()));
            word.Clear();
        }
    }

    /// <summary>The words that tell companies apart: without legal forms, abbreviations written out.</summary>
    public static List<string> Core(IReadOnlyList<string> words)
    {
        var core = new List<string>(words.Count);
        for (var at = 0; at < words.Count; at++)
        {
            var cutLegal = at > 0 && at == words.Count - 1 && words[at].Length >= 4
                && ("INCORPORATED".StartsWith(words[at], StringComparison.Ordinal)
                    || "CORPORATION".StartsWith(words[at], StringComparison.Ordinal));
            if (!Legal.Contains(words[at]) && !cutLegal)
                core.Add(Written.GetValueOrDefault(words[at], words[at]));
        }

        return core.Count > 0 ? core : [.. words];
    }

    /// <summary>True where words name a part of a house and no house.</summary>
    public static bool IsDepartment(IEnumerable<string> words) => words.All(Departments.Contains);

    /// <summary>One key for the same words in any order.</summary>
    public static string Key(IEnumerable<string> words) => string.Join(' ', words.Order(StringComparer.Ordinal));

    /// <summary>A name run together, with its abbreviation at the end written out or its legal form taken
    /// off.</summary>
    public static string? Unglued(string glued)
    {
        for (var length = Math.Min(12, glued.Length - 4); length >= 2; length--)
        {
            var (head, tail) = (glued[..^length], glued[^length..]);
            if (Written.TryGetValue(tail, out var written))
                return head + written;
            if (Legal.Contains(tail))
                return Unglued(head) ?? head;
        }

        return null;
    }

    private static void Append(StringBuilder word, char letter)
    {
        if (letter < 128)
            word.Append(char.ToUpperInvariant(letter));
        else
            word.Append(Latin.GetValueOrDefault(letter) ?? char.ToUpperInvariant(letter).ToString());
    }

    // Own table, so that names fold alike on every machine, with and without its culture data.
    private static FrozenDictionary<char, string> Plain()
    {
        const string rows = "A ÀÁÂÃÄÅĀĂĄàáâãäåāăąÆæ|C ÇĆĈĊČçćĉċč|D ĎĐÐďđð|E ÈÉÊËĒĔĖĘĚèéêëēĕėęě|G ĜĞĠĢĝğġģ|H ĤĦĥħ"
            + "|I ÌÍÎÏĨĪĬĮİìíîïĩīĭįı|J Ĵĵ|K Ķķ|L ĹĻĽĿŁĺļľŀł|N ÑŃŅŇñńņň|O ÒÓÔÕÖØŌŎŐŒòóôõöøōŏőœ|R ŔŖŘŕŗř|S ŚŜŞŠȘśŝşšș"
            + "|T ŢŤŦȚţťŧț|U ÙÚÛÜŨŪŬŮŰŲùúûüũūŭůűų|W Ŵŵ|Y ÝŶŸýÿŷ|Z ŹŻŽźżž|SS ßẞ|TH Þþ";
        return rows.Split('|').Select(row => row.Split(' '))
            .SelectMany(row => row[1].Select(letter => (letter, row[0])))
            .ToFrozenDictionary(entry => entry.letter, entry => entry.Item2);
    }

    private static string Folded(string word) => word
        .Replace("AE", "A", StringComparison.Ordinal).Replace("OE", "O", StringComparison.Ordinal)
        .Replace("UE", "U", StringComparison.Ordinal).Replace("AA", "A", StringComparison.Ordinal);
}
