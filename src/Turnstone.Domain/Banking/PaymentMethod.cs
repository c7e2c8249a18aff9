namespace Turnstone.Domain.Banking;

/// <summary>How a payer sent its money, as far as the bank's code says.</summary>
public enum PaymentMethod
{
    /// <summary>The bank's code names no method, or there is none.</summary>
    Unknown,

    /// <summary>A check, by post, at the counter or out of a lockbox.</summary>
    Check,

    /// <summary>The clearing house of the United States.</summary>
    Ach,

    /// <summary>A single urgent transfer between banks: Fedwire, CHIPS, SWIFT.</summary>
    Wire,

    /// <summary>A transfer in a national or European scheme: SEPA, giro.</summary>
    Transfer,

    /// <summary>A transfer settled within seconds: RTP, FedNow, SEPA Instant.</summary>
    Instant,

    /// <summary>Money we drew by mandate.</summary>
    DirectDebit,

    /// <summary>A card or a payment provider's payout.</summary>
    Card,

    /// <summary>Notes and coins.</summary>
    Cash,
}

/// <summary>
/// Reads the method of a payment from the code its format has for it. A code that is used for several methods says
/// none.
/// </summary>
public static class PaymentMethods
{
    /// <summary>The method of a line.</summary>
    /// <param name="format">Format of its file as the readers call it, e.g. <c>bai2</c>, <c>camt.053</c>.</param>
    /// <param name="code">The bank's code; null where it gave none.</param>
    public static PaymentMethod Of(string format, string? code) => (Family(format), code) switch
    {
        (_, null or "") => PaymentMethod.Unknown,
        ("bai2" or "lockbox" or "x12", _) => OfBai(code),
        ("camt", _) => OfIso(code),
        ("mt940" or "mt942", _) => OfSwift(code),
        ("ach", _) => PaymentMethod.Ach,
        ("fedwire", _) => PaymentMethod.Wire,
        ("bgmax" or "ocr", _) => PaymentMethod.Transfer,
        _ => OfWord(code),
    };

    private static string Family(string format)
    {
        var end = format.AsSpan().IndexOfAny('.', '-');
        return end < 0 ? format : format[..end];
    }

    // BAI2, Appendix A: the codes of credits; a summary code is never a receipt's.
    private static PaymentMethod OfBai(string code) => code switch
    {
        "115" or "116" or "173" or "174" or "175" or "176" or "221" or "222" => PaymentMethod.Check,
        "121" or "122" or "142" or "143" or "145" or "164" or "165" or "166" or "169" => PaymentMethod.Ach,
        "195" or "208" => PaymentMethod.Wire,
        "191" or "206" => PaymentMethod.Transfer,
        "147" => PaymentMethod.Card,
        "366" => PaymentMethod.Cash,
        _ => PaymentMethod.Unknown,
    };

    // ISO 20022 bank transaction codes, external code list: domain-family-subfamily.
    private static PaymentMethod OfIso(string code) => code.ToUpperInvariant().Split('-') switch
    {
        [_, "RCDT", "XBCT" or "PRCT" or "SDVA", ..] => PaymentMethod.Wire,
        [_, "RRCT", ..] => PaymentMethod.Instant,
        [_, "RCDT", ..] => PaymentMethod.Transfer,
        [_, "IDDT" or "RDDT", ..] => PaymentMethod.DirectDebit,
        [_, "RCHQ" or "LBOX", ..] => PaymentMethod.Check,
        [_, "CCRD" or "MCRD", ..] => PaymentMethod.Card,
        [_, "CNTR", "CDPT", ..] => PaymentMethod.Cash,
        _ => PaymentMethod.Unknown,
    };

    // SWIFT's own letters of field 61, and the German banks' three digits (GVC) of field 86: those of credits whose
    // meaning is the same at every bank.
    private static PaymentMethod OfSwift(string code) => code.ToUpperInvariant() switch
    {
        "NCHK" or "070" or "170" => PaymentMethod.Check,
        "NDDT" or "171" or "174" or "192" or "195" => PaymentMethod.DirectDebit,
        "168" => PaymentMethod.Instant,
        "NTRF" or "NSTO" or "051" or "052" or "152" or "166" or "169" => PaymentMethod.Transfer,
        "202" or "206" => PaymentMethod.Wire,
        _ => PaymentMethod.Unknown,
    };

    // Words of portals' exports, OFX (TRNTYPE), QIF and providers.
    private static readonly (string Word, PaymentMethod Method)[] s_words =
    [
        ("INSTANT", PaymentMethod.Instant), ("RTP", PaymentMethod.Instant), ("FEDNOW", PaymentMethod.Instant),
        ("DIRECT DEBIT", PaymentMethod.DirectDebit), ("DIRECTDEBIT", PaymentMethod.DirectDebit),
        ("LASTSCHRIFT", PaymentMethod.DirectDebit), ("CHECK", PaymentMethod.Check), ("CHEQUE", PaymentMethod.Check),
        ("LOCKBOX", PaymentMethod.Check), ("SCHECK", PaymentMethod.Check), ("ACH", PaymentMethod.Ach),
        ("DIRECTDEP", PaymentMethod.Ach), ("WIRE", PaymentMethod.Wire), ("SWIFT", PaymentMethod.Wire),
        ("CARD", PaymentMethod.Card), ("PAYOUT", PaymentMethod.Card), ("POS", PaymentMethod.Card),
        ("CASH", PaymentMethod.Cash), ("SEPA", PaymentMethod.Transfer), ("TRANSFER", PaymentMethod.Transfer),
        ("GUTSCHRIFT", PaymentMethod.Transfer), ("VIREMENT", PaymentMethod.Transfer),
        ("XFER", PaymentMethod.Transfer),
    ];

    private static PaymentMethod OfWord(string code)
    {
        foreach (var (word, method) in s_words)
        {
            if (HasWord(code, word))
                return method;
        }

        return PaymentMethod.Unknown;
    }

    // A whole word: POS is not in DEPOSIT, nor ACH in COACH.
    private static bool HasWord(string text, string word)
    {
        for (var at = 0; (at = text.IndexOf(word, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetter(text[end])))
                return true;
        }

        return false;
    }
}
