using System.Collections.Frozen;

namespace Turnstone.BankFiles;

/// <summary>
/// Names of banks by what their files call them: the first four letters of a BIC (ISO 9362), a routing number of a US
/// bank, a German bank code, a header that one portal exports. Public facts, and few: an unknown one stays a number.
/// </summary>
internal static class BankNames
{
    private const int BusinessCode = 4;

    private static readonly FrozenDictionary<string, string> Known
        = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["DEUT"] = "Deutsche Bank", ["COBA"] = "Commerzbank", ["HYVE"] = "UniCredit Bank", ["PBNK"] = "Postbank",
        ["GENO"] = "a cooperative bank (DZ BANK)", ["SOLA"] = "Landesbank Baden-Württemberg", ["HELA"] = "Helaba",
        ["BYLA"] = "BayernLB", ["INGB"] = "ING", ["ABNA"] = "ABN AMRO", ["RABO"] = "Rabobank", ["TRIO"] = "Triodos",
        ["KNAB"] = "Knab", ["BUNQ"] = "bunq", ["KRED"] = "KBC", ["GEBA"] = "BNP Paribas Fortis", ["GKCC"] = "Belfius",
        ["BBRU"] = "ING Belgium", ["BNPA"] = "BNP Paribas", ["SOGE"] = "Société Générale", ["AGRI"] = "Crédit Agricole",
        ["CMCI"] = "Crédit Mutuel", ["UBSW"] = "UBS", ["CRES"] = "Credit Suisse", ["POFI"] = "PostFinance",
        ["ZKBK"] = "Zürcher Kantonalbank", ["RAIF"] = "Raiffeisen", ["GIBA"] = "Erste Bank",
        ["RZBA"] = "Raiffeisen Bank",
        ["BKAU"] = "UniCredit Bank Austria", ["NDEA"] = "Nordea", ["DABA"] = "Danske Bank", ["HAND"] = "Handelsbanken",
        ["ESSE"] = "SEB", ["SWED"] = "Swedbank", ["DNBA"] = "DNB", ["OKOY"] = "OP Financial Group",
        ["BARC"] = "Barclays", ["LOYD"] = "Lloyds Bank", ["NWBK"] = "NatWest", ["HBUK"] = "HSBC UK", ["MIDL"] = "HSBC",
        ["HSBC"] = "HSBC", ["SCBL"] = "Standard Chartered", ["CITI"] = "Citibank", ["CHAS"] = "JPMorgan Chase",
        ["BOFA"] = "Bank of America", ["WFBI"] = "Wells Fargo", ["PNCC"] = "PNC Bank", ["USBK"] = "U.S. Bank",
        ["MRMD"] = "HSBC Bank USA", ["ROYC"] = "Royal Bank of Canada", ["TDOM"] = "TD Canada Trust",
        ["BSCH"] = "Santander", ["BBVA"] = "BBVA", ["CAIX"] = "CaixaBank", ["UNCR"] = "UniCredit",
        ["BCIT"] = "Intesa Sanpaolo", ["BREX"] = "mBank", ["PKOP"] = "Bank Pekao", ["BPKO"] = "PKO Bank Polski",
        ["021000021"] = "JPMorgan Chase", ["021000089"] = "Citibank", ["026009593"] = "Bank of America",
        ["121000358"] = "Bank of America", ["121000248"] = "Wells Fargo", ["091000019"] = "Wells Fargo",
        ["043000096"] = "PNC Bank", ["121140399"] = "Silicon Valley Bank", ["122235821"] = "U.S. Bank",
        ["10070000"] = "Deutsche Bank", ["37040044"] = "Commerzbank", ["50010517"] = "ING", ["20041133"] = "comdirect",
        ["12030000"] = "DKB", ["10010010"] = "Postbank", ["70020270"] = "UniCredit Bank",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Each of these rows of words is exported by one portal alone.
    private static readonly (string Header, string Name)[] Headers =
    [
        ("Details,Posting Date,Description,Amount,Type,Balance", "JPMorgan Chase"),
        ("Running Bal.", "Bank of America"),
        ("Af Bij", "ING"),
        ("Auftragskonto\";\"Buchungstag\";\"Valutadatum\";\"Buchungstext", "a Sparkasse"),
        ("Auftragskonto;Buchungstag;Valutadatum;Buchungstext", "a Sparkasse"),
        ("Bezeichnung Auftragskonto;IBAN Auftragskonto", "a cooperative bank (DZ BANK)"),
        ("automatic_payout_id", "Stripe"),
        ("TransferWise ID", "Wise"),
        ("Completed Date,Description,Amount,Fee,Currency,State", "Revolut"),
    ];

    /// <summary>The name; null where it is not known. A mark of several words is a name already.</summary>
    public static string? Of(string mark)
    {
        if (Known.GetValueOrDefault(mark) is { } known)
            return known;
        var isBic = mark.Length is 8 or 11 && mark.AsSpan(0, BusinessCode).ContainsAnyExceptInRange('A', 'Z') is false;
        return isBic ? Known.GetValueOrDefault(mark[..BusinessCode])
            : mark.Contains(' ', StringComparison.Ordinal) && mark.Any(char.IsAsciiLetter) ? mark : null;
    }

    public static string? OfHeader(string text) =>
        Array.Find(Headers, one => text.Contains(one.Header, StringComparison.OrdinalIgnoreCase)).Name;
}
