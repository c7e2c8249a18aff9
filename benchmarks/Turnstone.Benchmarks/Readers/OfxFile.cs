using System.Globalization;

namespace Turnstone.Benchmarks.Readers;

/// <summary>OFX of one account: 1.02 as SGML with open leaves, 2.00 as XML.</summary>
internal static class OfxFile
{
    public static void WriteSgml(TextWriter to, int count)
    {
        to.Write("""
            OFXHEADER:100
            DATA:OFXSGML
            VERSION:102
            SECURITY:NONE
            ENCODING:USASCII
            CHARSET:1252
            COMPRESSION:NONE
            OLDFILEUID:NONE
            NEWFILEUID:NONE


            """);
        Body(to, count, closed: false);
    }

    public static void WriteXml(TextWriter to, int count)
    {
        to.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?OFX OFXHEADER=\"200\" VERSION=\"200\" "
            + "SECURITY=\"NONE\" OLDFILEUID=\"NONE\" NEWFILEUID=\"NONE\"?>\n");
        Body(to, count, closed: true);
    }

    private static void Body(TextWriter to, int count, bool closed)
    {
        string Leaf(string name, string value) => closed ? $"<{name}>{value}</{name}>" : $"<{name}>{value}";
        var amounts = Recipe.Amounts(count);
        var ok = $"<STATUS>{Leaf("CODE", "0")}{Leaf("SEVERITY", "INFO")}</STATUS>";
        to.Write($"<OFX><SIGNONMSGSRSV1><SONRS>{ok}{Leaf("DTSERVER", "20260629060000")}{Leaf("LANGUAGE", "ENG")}"
            + $"</SONRS></SIGNONMSGSRSV1>\n<BANKMSGSRSV1><STMTTRNRS>{Leaf("TRNUID", "1")}{ok}<STMTRS>"
            + $"{Leaf("CURDEF", "USD")}<BANKACCTFROM>{Leaf("BANKID", "121042882")}{Leaf("ACCTID", "4567890")}"
            + $"{Leaf("ACCTTYPE", "CHECKING")}</BANKACCTFROM>\n<BANKTRANLIST>{Leaf("DTSTART", "20260628")}"
            + $"{Leaf("DTEND", "20260628")}\n");
        for (var at = 0; at < count; at++)
        {
            var id = at.ToString("D9", CultureInfo.InvariantCulture);
            to.Write($"<STMTTRN>{Leaf("TRNTYPE", "CREDIT")}{Leaf("DTPOSTED", "20260628")}"
                + $"{Leaf("TRNAMT", Recipe.Plain(amounts[at]))}{Leaf("FITID", id)}{Leaf("NAME", Recipe.Payer(at))}"
                + $"{Leaf("MEMO", "INV " + Recipe.Invoice(at))}</STMTTRN>\n");
        }

        to.Write($"</BANKTRANLIST><LEDGERBAL>{Leaf("BALAMT", Recipe.Plain(amounts.Sum()))}"
            + $"{Leaf("DTASOF", "20260628")}</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n");
    }
}
