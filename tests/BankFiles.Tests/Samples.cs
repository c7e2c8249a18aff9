using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

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
        ["camt.053"] = Bytes(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
            <GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-06-30T06:00:00</CreDtTm></GrpHdr>
            <Stmt><Id>S1</Id><ElctrncSeqNb>7</ElctrncSeqNb><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id>
            <Ccy>EUR</Ccy></Acct>
            <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">100.00</Amt>
            <CdtDbtInd>CRDT</CdtDbtInd></Bal>
            <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">350.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
            <Dt><Dt>2026-06-30</Dt></Dt></Bal>
            <TxsSummry><TtlNtries><NbOfNtries>3</NbOfNtries><Sum>450.00</Sum></TtlNtries></TxsSummry>
            <Ntry><Amt Ccy="EUR">50.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
            <BookgDt><Dt>2026-06-29</Dt></BookgDt><ValDt><DtTm>2026-06-30T01:00:00</DtTm></ValDt>
            <AcctSvcrRef>REF1</AcctSvcrRef>
            <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
            <NtryDtls><TxDtls><Refs><EndToEndId>E2E</EndToEndId></Refs><Amt Ccy="EUR">50.00</Amt>
            <RltdPties><Dbtr><Pty><Nm>M&amp;S &#x41;G</Nm></Pty></Dbtr>
            <DbtrAcct><Id><IBAN>DE62394222841599119838</IBAN></Id></DbtrAcct></RltdPties>
            <RltdAgts><DbtrAgt><FinInstnId><BICFI>COBADEFF</BICFI></FinInstnId></DbtrAgt></RltdAgts>
            <RmtInf><Ustrd>RE 1</Ustrd><Ustrd>RE 2</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
            <Ntry><Amt Ccy="EUR">300.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-06-30</Dt>
            </BookgDt>
            <AcctSvcrRef>BATCH</AcctSvcrRef><NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>
            <TxDtls><Refs><AcctSvcrRef>P1</AcctSvcrRef></Refs><Amt Ccy="EUR">98.00</Amt>
            <RltdPties><Dbtr><Nm>A</Nm></Dbtr></RltdPties>
            <RmtInf><Strd><RfrdDocInf><Nb>INV1</Nb></RfrdDocInf><RfrdDocAmt><DuePyblAmt Ccy="EUR">100.00</DuePyblAmt>
            <DscntApldAmt Ccy="EUR">2.00</DscntApldAmt><RmtdAmt Ccy="EUR">98.00</RmtdAmt></RfrdDocAmt></Strd>
            </RmtInf></TxDtls>
            <TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">202.00</Amt>
            </TxAmt></AmtDtls>
            <RmtInf><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls>
            </Ntry>
            <Ntry><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts>
            <BookgDt><Dt>2026-06-30</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>OLD</EndToEndId></Refs>
            <RltdPties><Dbtr><Nm>GONE LTD</Nm></Dbtr></RltdPties><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls>
            </NtryDtls></Ntry>
            </Stmt></BkToCstmrStmt></Document>

            """),
        ["pacs.008"] = Bytes(
            """
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"><FIToFICstmrCdtTrf><GrpHdr><MsgId>M</MsgId>
            <NbOfTxs>2</NbOfTxs><TtlIntrBkSttlmAmt Ccy="USD">101.50</TtlIntrBkSttlmAmt></GrpHdr>
            <CdtTrfTxInf><PmtId><EndToEndId>E1</EndToEndId><TxId>T1</TxId></PmtId>
            <IntrBkSttlmAmt Ccy="USD">98.00</IntrBkSttlmAmt><IntrBkSttlmDt>2026-06-29</IntrBkSttlmDt>
            <Dbtr><Nm>RIVERBEND</Nm></Dbtr><CdtrAcct><Id><Othr><Id>4711</Id></Othr></Id></CdtrAcct>
            <RmtInf><Strd><RfrdDocInf><Nb>INV1</Nb></RfrdDocInf><RfrdDocAmt><DuePyblAmt Ccy="USD">100.00</DuePyblAmt>
            <DscntApldAmt Ccy="USD">2.00</DscntApldAmt><RmtdAmt Ccy="USD">98.00</RmtdAmt></RfrdDocAmt></Strd></RmtInf>
            </CdtTrfTxInf><CdtTrfTxInf><PmtId><EndToEndId>E2</EndToEndId></PmtId>
            <IntrBkSttlmAmt Ccy="USD">3.50</IntrBkSttlmAmt><IntrBkSttlmDt>2026-06-29</IntrBkSttlmDt>
            <Dbtr><Nm>BETA</Nm></Dbtr></CdtTrfTxInf></FIToFICstmrCdtTrf></Document>

            """),
        ["pain.002"] = Bytes(
            """
            <Document><CstmrPmtStsRpt><GrpHdr><MsgId>S</MsgId><CreDtTm>2026-06-30T01:00:00</CreDtTm></GrpHdr>
            <OrgnlGrpInfAndSts><OrgnlMsgId>DD1</OrgnlMsgId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
            <OrgnlPmtInfAndSts><OrgnlPmtInfId>B1</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>E1</OrgnlEndToEndId>
            <TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AM04</Cd></Rsn><AddtlInf>no funds</AddtlInf></StsRsnInf>
            <OrgnlTxRef><Amt><InstdAmt Ccy="EUR">5.00</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts></OrgnlPmtInfAndSts>
            </CstmrPmtStsRpt></Document>

            """),
        ["mt940"] = Bytes(
            """
            {1:F01BANKDEFFXXXX0000000000}{2:I940TURNUS33XXXXN}{4:
            :20:STMT260630
            :25:DE02120300000000202051
            :28C:181/1
            :60F:C260625EUR1000,00
            :61:2606260626C262,36NTRFNONREF//095402198193
            :86:166?00GUTSCHRIFT?20EREF+3458060602?21SVWZ+RECHNUNG NR RE26/00808
            ?226 UND RE26/8087?30COBADEFFXXX?31DE62394222841599119838?32SCHAE
            FER PHARMA GESELLSCHAF?33T MBH
            :61:2601011230RC50,NTRFKD7//R2
            RETOUR
            :86:/TRTP/SEPA OVERBOEKING/IBAN/NL44RABO0123456789/BIC/RABONL2U/NAME/A/B HOLD
            ING/REMI/FACTUUR 7/8/EREF/NOTPROVIDED
            :61:260630DR12,36NCHG
            :86:BANK FEE
            :62F:C260630EUR1200,00
            -}

            """),
        ["x12.820"] = Bytes(
            """
            ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260630*0600*U*00401*000000001*0*P*>~
            GS*RA*S*R*20260630*0600*1*X*004010~
            ST*820*0001~
            BPR*C*1078.00*C*ACH*CTX*01*021000021*DA*11*1939000231**01*122099999*DA*22*20260630~
            TRN*1*111000020000005*1939000231~
            N1*PE*TURNSTONE INC~
            N1*PR*HOLLISTER & GARCON~
            ENT*1~
            RMR*IV*INV8643**980.00*1000.00*20.00~
            DTM*003*20260627~
            RMR*IV*INV8644**150.00*200.00**04*-50.00~
            RMR*CM*CM1**-40.00*-40.00~
            ENT*2~
            ADX*-12.00*55*RN*FEE~
            SE*13*0001~
            GE*1*1~
            IEA*1*000000001~

            """),
        ["x12.823"] = Bytes(
            """
            ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260630*0600*U*00401*000000001*0*P*>~
            GS*LB*S*R*20260630*0600*1*X*004010~
            ST*823*0001~
            DEP*22222*20260616*0800*DEP1*01*122099999*DA*0004567890~
            AMT*3*710.00~QTY*42*2~BAT*20260616*0800*7~
            AMT*2*710.00~QTY*42*2~BPR*I*700.00*C*CHK*PBC*01*555000027*DA*0700123455~
            REF*CK*180~
            N1*PR*RIVERBEND SUPPLY~
            RMR*IV*INV-1**500.00*510.00*10.00~
            RMR*IV*INV-2**200.00*200.00~
            BPR*I*10.00*C*CHK~
            REF*CK*181~
            SE*15*0001~
            GE*1*1~
            IEA*1*000000001~

            """),
        ["ach"] = Bytes(
            """
            101 122099999 1234567892606300610A094101TURNSTONE BANK         TURNSTONE INC                  
            5220HOLLISTER & GARC63699199054         1939000231CTXEDI PYMNTS2606302606301811021000020000001
            6221220999990004567890       00001180004842313        0004TURNSTONE INC       1021000020000001
            705ST*820*0005\BPR*C*1180.00*C*ACH*CTX*01*021000021*DA*63699199054*1939000231**01*100010000001
            70522099999*DA*0004567890*20260630\TRN*1*021000020000001*1939000231\N1*PR*HOLLISTER00020000001
            705 & GARCON SCHILDER OMAHA LP\ENT*1\RMR*IV*INV8643**980.00*1000.00*20.00\RMR*IV*IN00030000001
            705V8644**200.00*200.00\SE*8*0005\                                                 00040000001
            822000000500122099990000000000000000001180001939000231                         021000020000001
            5200K. OLSEN                            1542765450CCDPAYMENT   2606302606301811021000020000002
            6221220999990004567890       00000026409580788290     TURNSTONE INC           1021000020000002
            705RMR*IV*900012106**26.40*26.40\                                                  00010000002
            6221220999990004567890       0000000500               TURNSTONE INC           1021000020000003
            705DEPOSIT                                                                         00010000003
            820000000400244199980000000000000000000031401542765450                         021000020000002
            5225TURNSTONE INC                       1234567890PPDRETURN    2606302606301811021000020000003
            6261220999990004567890       0000000700C-77           GONE LTD                1021000020000004
            799R01091000010000009      09100001INSUFFICIENT                                021000020000004
            822500000200122099990000000007000000000000001234567890                         021000020000003
            9000003000002000000110048839996000000000700000000121140                                       
            9999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999

            """),
        ["ofx"] = Bytes(
            """
            OFXHEADER:100
            DATA:OFXSGML
            VERSION:102
            CHARSET:1252

            <OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS></SONRS></SIGNONMSGSRSV1>
            <BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>122<ACCTID>778</BANKACCTFROM>
            <BANKTRANLIST><DTSTART>20260601<DTEND>20260630
            <STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260629120000[-5:EST]<TRNAMT>1,234.56<FITID>F1<NAME>A & B LLC
            <MEMO>INV 100 < INV 200</STMTTRN>
            <STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20260630</DTPOSTED><TRNAMT>-5.00</TRNAMT><FITID>F2</FITID>
            <PAYEE><NAME>Caf&#233;</NAME></PAYEE><CURRENCY><CURRATE>1<CURSYM>USD</CURRENCY><MEMO><![CDATA[x<y]]></MEMO>
            </STMTTRN></BANKTRANLIST><LEDGERBAL><BALAMT>99.00<DTASOF>20260630</LEDGERBAL></STMTRS></STMTTRNRS>
            </BANKMSGSRSV1></OFX>

            """),
        ["fedwire"] = Bytes(
            """
            00342{1500}30USER    P
            {1510}1000
            {1520}20240509BANKX01C000001
            {2000}000001234567
            {3100}121042882First Bank*
            {3320}SND-1*
            {3600}CTP*
            {4200}D123456789*OUR COMPANY INC*
            {5010}/987654*1/RIVERBEND SUPPLY*2/12 MAIN ST*
            {6000}INV 4711 4712*LESS CREDIT*
            {8400}AROI*INV-1*
            {8450}USD12345.67*
            {8500}USD12400.00*
            {8550}USD54.33*
            {1500}30USER    P {1510}1008{1520}20240509BANKX01C000002{2000}000000000100{3600}BTR*{3500}OLD*

            """),
        ["lockbox"] = Bytes(
            """
            100OURCOMPANY00999999992606160800
            2CONTACT             0000000001400080
            50000000022222260616OURCOMPANY0099999999
            6001001000007000055500002707001234550000000180061526RIVERBEND SUPPLY              OUR COMPANY INC
            40010016010INV-1           00000500000000000100RC1
            40010016029INV-2           0000020000
            6001002000000100055500002707001234550000000181INV0000009
            700100000222222606160020000071000
            8000000002222226061600020000071000
            9000010

            """),
        ["advice.text"] = Bytes(
            """
            From: ap@payer.example
            Subject: Zahlungsavis WEISS & SCHROEDER GMBH

            Sehr geehrte Damen und Herren,

            Betrag: EUR 1.374,77
            Zahlungsdatum: 30.06.2026
            Unsere Referenz: 4546316025

            Beleg               Datum                Brutto      Skonto      Zahlbetrag
            ---------------------------------------------------------------------------
            FA-0010878-6        19.03.2026         1.310,99       26,22        1.284,77
            FA-0010879          20.03.2026           113,22                      113,22
            CRN-004010          22.05.2026           -23,22        0,00          -23,22
            ---------------------------------------------------------------------------
            Summe                                                              1.374,77

            Mit freundlichen Gruessen
            WEISS & SCHROEDER ENGINEERING GMBH

            """),
        ["coda"] = Wide(
            """
            0000030062672505{8}00265207  OUR COMPANY NV{12}KREDBEBB   00330158420{45}2
            12139BE68539007547034{18}EUR0000000001000000290626OUR COMPANY NV{47}139
            2100010000REF-1{16}0000000000500000300626001500001101000003505134{38}30062613901 0
            2200010000{53}E2E-1{30}KREDBEBB{19}1 0
            2300010000BE22313215646432{18}EURKLANT EEN{69}0 1
            3100010001REF-1{16}001500001001KLANT EEN IN FULL{65}1 0
            3200010001STREET 1{107}0 0
            2100020000REF-2{16}1000000000075000300626005050000UNPAID COLLECTIONS{35}30062613901 0
            2200020000{102}2AM04{8}0 0
            2100020001REF-2A{15}1000000000025000300626005050000COLLECTION A{41}30062613900 0
            2100020002REF-2B{15}1000000000050000300626005050000COLLECTION B{41}30062613900 0
            4 00010005{22}A MESSAGE{86}0
            8139BE68539007547034{18}EUR0000000001425000300626{64}0
            9{15}000012000000000075000000000000500000{75}1

            """),
        ["bgmax"] = Bytes(
            """
            01BGMAX               0120260630173035010331P
            050009912346          SEK
            200003783511                   655969000000000000100000220000000000100
            26Kalles Plåt AB
            27Storgatan 2
            28Storåker
            29005500001234
            21000378351189853                    0000000000000500003200023000011100
            200003783511657866 658765            000000000000140000320000000000140
            220003783511                   657866000000000000000000220000000000140
            25Faktura 658765
            15000000000000000000058410000010098232026063000074000000000000190000SEK00000003
            7000000002000000010000000100000001

            """),
        ["ocr-giro"] = Bytes(
            """
            NY00001055555555100008100008080
            NY090020001008566100000299991042764
            NY09103000000013006260101100001 00000000000000100   0000000008000011688373
            NY09103100000010000000000096949510       29062699990512341
            NY21213000000023006260101100002 00000000000000200   0000000008000011688373
            NY21213100000029636827194099038562       29062699990512341
            NY2121320000002FAKTURA 77
            NY090088000000020000000700000000000000300300626300626300626
            NY000089000000020000000900000000000000300300626

            """),
        ["qif"] = Bytes(
            """
            !Account
            NGiro
            TBank
            ^
            !Type:Bank
            D29/06/2026
            T1.234,50
            N1001
            PRIVERBEND SUPPLY
            MINV 4711
            LSales
            ^
            D30/06'26
            T-12,00
            PBank
            SFees
            EJune
            $-12,00
            ^

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

    /// <summary>Long records, with runs of blanks written as their number.</summary>
    internal static byte[] Wide(string text) => Bytes(Regex.Replace(text, @"\{(\d+)\}", run =>
        new string(' ', int.Parse(run.Groups[1].Value, CultureInfo.InvariantCulture))));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
