namespace Turnstone.BankFiles;

/// <summary>Where the rules that readers check come from, by the first part of a rule's name.</summary>
public static class RuleSources
{
    /// <summary>The document that states the rule; "Turnstone" where it is this program's own.</summary>
    public static string Of(string rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Split('.')[0] switch
        {
            "bai2" => "Cash Management Balance Reporting Specifications, version 2 (BAI, 2005)",
            "ach" => "Nacha Operating Rules, appendix on ACH file exchange specifications",
            "x12" => "ANSI ASC X12, transaction sets 820 and 823 with their envelopes",
            "lockbox" => "BAI lockbox communications standard, as banks print it in their guides",
            "mt940" => "SWIFT Standards Category 9, MT940 and MT942",
            "camt" => "ISO 20022 message definition report, bank-to-customer cash management",
            "pacs" => "ISO 20022 message definition report, payments clearing and settlement",
            "iso" or "xml" => "ISO 20022 and XML 1.0 without document types",
            "coda" => "Febelfin, coded statement of account (CODA 2)",
            "bgmax" => "Bankgirot, BgMax technical description",
            "ocr" => "Nets, OCR giro system specification",
            "ofx" => "Open Financial Exchange, versions 1.6 and 2.x",
            "qif" => "Quicken Interchange Format",
            "fedwire" => "Fedwire Funds Service, FAIM message format",
            "reference" => "ISO 11649 and the national check-digit rules of structured references",
            _ => "Turnstone, docs/bank-formats",
        };
    }
}
