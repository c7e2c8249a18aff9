using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.CashApplication.Cashbench;

/// <summary>How often what happens at a company, in percent of its receipts.</summary>
/// <param name="Cited">Cites its documents.</param>
/// <param name="Advised">Says nothing, and sends a list apart.</param>
/// <param name="Silent">Says nothing at all.</param>
/// <param name="Lump">Of all these, pays several documents.</param>
/// <param name="Short">Pays less: discount, fee, deduction.</param>
/// <param name="Over">Pays more.</param>
/// <param name="Odd">Pays before the invoice, pays twice, or is nobody known.</param>
/// <param name="Damaged">A citation is damaged: a slip, a lost prefix, an order number instead.</param>
/// <param name="Renamed">The payer's name is not the customer's as we write it.</param>
public sealed record BenchMix(
    int Cited, int Advised, int Silent, int Lump, int Short, int Over, int Odd, int Damaged, int Renamed);

/// <summary>A made-up company of the benchmark: how it numbers, sells and is paid.</summary>
/// <param name="Name">Its folder.</param>
/// <param name="Currency">Currency of its books.</param>
/// <param name="Customers">How many customers it has.</param>
/// <param name="Items">How many documents are open.</param>
/// <param name="Number">Writes the number of the n-th document, dated so.</param>
/// <param name="Credit">Writes the number of the n-th credit memo.</param>
/// <param name="Trades">Words its customers' names are made of.</param>
/// <param name="Forms">Legal forms of its customers.</param>
/// <param name="Prefixes">What payers write before a number.</param>
/// <param name="Prices">Equal prices most documents have; empty where amounts are any.</param>
/// <param name="Tolerance">What it writes off, in minor units; 0 for nothing.</param>
/// <param name="OldestDue">It states that of equal documents the oldest due is meant.</param>
/// <param name="Mix">How often what happens.</param>
public sealed record BenchCompany(
    string Name, Currency Currency, int Customers, int Items, Func<int, DateOnly, string> Number,
    Func<int, string> Credit, string[] Trades, string[] Forms, string[] Prefixes, long[] Prices, long Tolerance,
    bool OldestDue, BenchMix Mix)
{
    private static readonly string[] Anglo =
    [
        "Tidewell", "Larkmoor", "Quarrystone", "Fenwick", "Oxbow", "Brindle", "Saltmarsh", "Copsewood", "Wrenfield",
        "Hartspring", "Dunlin", "Mossgate", "Pikestaff", "Ravelin", "Thornbury", "Yewdale",
    ];

    private static readonly string[] German =
    [
        "Grünfelder", "Böttcher", "Schlüter", "Weißkamp", "Jäger", "Kühnast", "Öhler", "Möllmann", "Süßmilch",
        "Brückner", "Lärche", "Zöllner", "Hußmann", "Förster", "Vößing", "Rühle",
    ];

    private static readonly string[] Nordic =
    [
        "Fjordkraft", "Bjørnholt", "Åsgård", "Sæther", "Lillevik", "Høyland", "Tønsvik", "Kvåle", "Rødsand", "Nesøya",
    ];

    private static readonly string[] East =
    [
        "Minato", "Kawabe", "Shirogane", "Tsukiji", "Hoshino", "Akebono", "Fujikura", "Izumi", "Nagara", "Sazanami",
        "Takumi", "Yamabuki",
    ];

    /// <summary>All companies, each on other assumptions than the others.</summary>
    public static IReadOnlyList<BenchCompany> All { get; } =
    [
        // Plain running numbers of seven digits: nothing in them but the number.
        new("toolhouse", Currency.Of("USD"), 260, 2600, (n, _) => $"{4_417_000 + n}", n => $"RA{51_000 + n}", Anglo,
            ["Inc.", "LLC", "Corp.", "& Sons", "Company"], ["INV", "INV#", "OUR PMT", "", "BILL NO"], [], 1000,
            OldestDue: true, new(62, 12, 26, 28, 14, 3, 6, 14, 35)),
        // Year, month and a serial that begins anew each month.
        new("maschinenbau", Currency.Of("EUR"), 180, 1500,
            (n, day) => $"R-{day:yyyy}/{day:MM}/{n % 900 + 100:D4}{n / 900}",
            n => $"GS-{2_600 + n}", German, ["GmbH", "GmbH & Co. KG", "AG", "OHG", "e.K."],
            ["RE", "RECHNUNG", "RG-NR", "RNR", "ZAHLUNG"], [], 500, OldestDue: false,
            new(70, 10, 20, 30, 16, 2, 5, 16, 40)),
        // Subscriptions: five prices, a check digit at the end.
        new("abonnement", Currency.Of("NOK"), 320, 2200, (n, _) => Checked(300_000 + n), n => $"K{9_000 + n}", Nordic,
            ["AS", "ASA", "ANS", "SA"], ["KID", "FAKTURA", "", "FAKT"], [49_900, 99_900, 149_900, 249_900, 499_900], 0,
            OldestDue: true, new(66, 8, 26, 18, 4, 2, 6, 10, 25)),
        // No decimals; the date is in the number; monthly settlement.
        new("seizo", Currency.Of("JPY"), 120, 1800, (n, day) => $"TK{day:yyMMdd}-{n:D4}", n => $"TC{70_000 + n}",
            East, ["K.K.", "Co., Ltd.", "Y.K.", "Corporation"], ["INV", "TK", "SEIKYU", ""], [], 0, OldestDue: false,
            new(44, 22, 34, 55, 6, 2, 4, 10, 30)),
        // Three decimals; deductions and parts are the rule.
        new("hospital", Currency.Of("KWD"), 90, 1100, (n, day) => $"GM/INV/{day:yy}/{n + 900:D5}",
            n => $"GM/CN/{n + 40:D5}",
            Anglo, ["W.L.L.", "Hospital", "Clinics", "Medical Centre"], ["INV", "INVOICE", "GM/INV", "REF"], [], 5000,
            OldestDue: false, new(64, 20, 16, 34, 26, 3, 5, 16, 40)),
        // Many small freight bills per customer, ranges and long lists.
        new("freight", Currency.Of("CAD"), 60, 3200, (n, _) => $"P{9_041_800 + n * 3}C", n => $"PC{330 + n}", Anglo,
            ["Ltd.", "Inc.", "Transport", "Lines"], ["PRO", "PRO#", "FRT BILL", ""], [], 2500, OldestDue: true,
            new(50, 30, 20, 62, 8, 2, 4, 10, 30)),
        // A studio with few customers and very short numbers.
        new("studio", Currency.Of("EUR"), 24, 260, (n, _) => $"F{n % 7 + 1:D3}-{n + 11}", n => $"N{n + 1:D2}", German,
            ["SARL", "S.L.", "Lda", "BV"], ["FACT", "FACTURA", "F", ""], [], 300, OldestDue: false,
            new(72, 6, 22, 22, 10, 4, 8, 8, 30)),
    ];

    private static string Checked(int number)
    {
        var sum = 0;
        foreach (var (digit, at) in $"{number}".Reverse().Select((letter, at) => (letter - '0', at)))
            sum += at % 2 == 0 ? digit * 2 / 10 + digit * 2 % 10 : digit;
        return $"{number}-{(10 - sum % 10) % 10}";
    }
}
