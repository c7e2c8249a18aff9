using System.Text;

namespace BankFiles.Tests;

/// <summary>One small, right file per format: what the hostile tests damage.</summary>
internal static class Samples
{
    public static IReadOnlyDictionary<string, byte[]> All { get; } = new Dictionary<string,
        byte[]>(StringComparer.Ordinal)
    {
        ["bai2"] = Bytes(
            """
            01,122099999,123456789,260630,0200,1,80,,2/
            02,123456789,122099999,1,260629,2359,USD,2/
            03,0004567890,USD,010,100000,,,015,155000,,/
            16,142,50000,Z,REF1,CUST1,ACME LLC DES:PAYMENT ID:INV 100 ORIG ACCT 5965205749/
            16,195,5000,V,260701,,REF2,,WIRE TYPE:WIRE IN TRN:77 ORIG:BETA GMBH ID:684112307591
            88,PMT DET:INV 200
            16,115,3000,S,1000,1000,1000,LB1,,LOCKBOX/
            16,475,3000,D,2,0,1000,1,2000,CK9,,CHECK PAID/
            49,316000,7/
            98,316000,1,9/
            99,316000,1,11/

            """),
        ["csv"] = Bytes(
            """
            Account;DE89370400440532013000
            Currency;EUR

            Buchungstag;Wertstellung;Auftraggeber/Empfänger;Verwendungszweck;Betrag (EUR);Saldo;Kontonummer/IBAN
            01.06.2026;02.06.2026;Müller GmbH;"RE 100; RE 101";1.234,50;11.234,50;DE62394222841599119838
            02.06.2026;02.06.2026;Bank;ENTGELT;-4,50;11.230,00;
            30.06.2026;30.06.2026;Beta AG;RECHNUNG 7;70,00;11.300,00;

            """),
        ["advices"] = Bytes(
            """
            payment_reference,payment_date,payer,payment_amount,currency,invoice_number,gross,discount,paid_amount
            4113,2026-06-29,Riverbend,300.00,USD,INV-1,100.00,2.00,98.00
            4113,2026-06-29,Riverbend,300.00,USD,INV-2,202.00,,202.00
            ,2026-06-30,Highland,50.00,USD,INV-3,50.00,0.00,50.00

            """),
    };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
