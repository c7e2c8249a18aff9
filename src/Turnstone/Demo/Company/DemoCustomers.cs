using System.Globalization;
using System.Text;

namespace Turnstone.Demo.Company;

/// <summary>Names, families and banks of the demo company's customers.</summary>
internal static class DemoCustomers
{
    private static readonly string[] First =
    [
        "Copperfield", "Northgate", "Granite", "Silverline", "Cedar", "Redwood", "Harbor", "Summit", "Bluewater",
        "Ironwood", "Lakeshore", "Prairie", "Stonebridge", "Evergreen", "Maple", "Kestrel", "Vantage", "Pinecrest",
        "Windmill", "Orchard", "Falcon", "Meridian", "Beacon", "Thornhill",
    ];

    private static readonly string[] Trade =
    [
        "Trading", "Logistics", "Textiles", "Packaging", "Foods", "Hardware", "Supply", "Medical", "Outdoor", "Retail",
    ];

    private static readonly string[] Form = ["Inc.", "LLC", "Corp.", "Co.", "Ltd.", "& Sons", "Group Inc."];

    private static readonly string[] GermanFirst =
    [
        "Nordlicht", "Birkwerk", "Tessin", "Hollberg", "Rheintal", "Eichenhof", "Seeblick", "Adler", "Kranich", "Möwe",
        "Grünwald", "Weißenfels", "Sankt Georg", "Überlingen", "Schönbach",
    ];

    private static readonly string[] GermanTrade =
        ["Handel", "Maschinenbau", "Service", "Logistik", "Feinkost", "Technik", "Werkzeuge"];

    private static readonly string[] GermanForm = ["GmbH", "AG", "GmbH & Co. KG", "KG", "e.K.", "SE"];

    // Names that break matchers: apostrophes, digits, initials, other alphabets' letters, forms in the middle.
    private static readonly string[] OddNames =
    [
        "O'Hara & Daughters, Inc.", "7 Hills Dairy Co.", "A.B.C. Holdings (Delaware) LLC", "The The Company",
        "Société Générale de Fournitures", "Ünlü Tekstil A.Ş.", "X", "JOHN SMITH DBA SMITH'S TOOLS",
    ];

    private static readonly DemoTerms[] Terms =
    [
        new("Net 30", 30), new("Net 45", 45), new("2% 10 Net 30", 30, 2, 10), new("Net 15", 15),
        new("1% 10 Net 30", 30, 1, 10),
    ];

    /// <summary>Some 120 customers of both entities; each fifteenth is a parent of the three that follow it.</summary>
    public static IReadOnlyList<DemoCustomer> Make(Random random)
    {
        var customers = new List<DemoCustomer>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < 120; at++)
        {
            var isGerman = at % 3 == 2 || at % 45 == 30;
            var subsidiary = isGerman ? DemoCompany.De : DemoCompany.Us;
            var name = NameOf(random, at, subsidiary, taken);
            var number = string.Create(CultureInfo.InvariantCulture, $"C10{at:D3}");
            var parent = ParentOf(customers, at, ref subsidiary);
            var terms = Terms[random.Next(Terms.Length)];
            customers.Add(new(number, name, parent, subsidiary, terms, OnStatement(name, subsidiary),
                AccountOf(random, subsidiary)));
        }

        return customers;
    }

    private static string NameOf(Random random, int at, DemoSubsidiary subsidiary, HashSet<string> taken)
    {
        if (at % 15 == 7)
            return OddNames[at / 15];
        while (true)
        {
            var name = subsidiary == DemoCompany.Us
                ? $"{Any(random, First)} {Any(random, Trade)} {Any(random, Form)}"
                : $"{Any(random, GermanFirst)} {Any(random, GermanTrade)} {Any(random, GermanForm)}";
            if (taken.Add(name))
                return name;
        }
    }

    private static string Any(Random random, string[] words) => words[random.Next(words.Length)];

    private static string? ParentOf(List<DemoCustomer> customers, int at, ref DemoSubsidiary subsidiary)
    {
        if (at % 15 is < 1 or > 3)
            return null;
        var parent = customers[at - at % 15];
        subsidiary = parent.Subsidiary;
        return parent.Number;
    }

    /// <summary>Banks print capitals without accents, cut at 35 characters.</summary>
    private static string OnStatement(string name, DemoSubsidiary subsidiary)
    {
        var german = name.Replace("ä", "ae", StringComparison.Ordinal).Replace("ö", "oe", StringComparison.Ordinal)
            .Replace("ü", "ue", StringComparison.Ordinal).Replace("ß", "ss", StringComparison.Ordinal)
            .Replace("Ü", "Ue", StringComparison.Ordinal);
        var letters = german.Normalize(NormalizationForm.FormD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark);
        var plain = string.Concat(letters).ToUpperInvariant();
        if (subsidiary == DemoCompany.Us)
            plain = plain.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        return plain.Length > 35 ? plain[..35].TrimEnd() : plain;
    }

    private static string AccountOf(Random random, DemoSubsidiary subsidiary) => subsidiary == DemoCompany.Us
        ? string.Create(CultureInfo.InvariantCulture, $"{random.NextInt64(1_000_000_000, 9_999_999_999)}")
        : Iban(string.Create(CultureInfo.InvariantCulture,
            $"{random.Next(10_000_000, 99_999_999)}{random.NextInt64(0, 9_999_999_999):D10}"));

    /// <summary>A German IBAN with right check digits (ISO 13616: mod 97 over the moved country code).</summary>
    private static string Iban(string account)
    {
        var rest = 0;
        foreach (var digit in account + "131400")
            rest = (rest * 10 + (digit - '0')) % 97;
        return string.Create(CultureInfo.InvariantCulture, $"DE{98 - rest:D2}{account}");
    }
}
