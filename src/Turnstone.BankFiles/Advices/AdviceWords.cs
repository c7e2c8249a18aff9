using System.Collections.Frozen;
using Turnstone.BankFiles.Tables;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Advices;

/// <summary>The words payers use around their tables, in the languages we know, without accents and case.</summary>
internal static class AdviceWords
{
    private static readonly FrozenDictionary<string, AdvicePart> Labels = Make(
    [
        (AdvicePart.Total, """
            payment amount, amount, amount paid, total, total amount, total paid, total payment, payment total,
                wire amount
            check amount, net payment, remittance amount, betrag, zahlungsbetrag, gesamtbetrag, uberweisungsbetrag,
                summe
            gesamtsumme, montant, montant total, montant du virement, montant du paiement, importe, importe total,
                importe del pago
            net payment, net amount paid, amount of payment, amount transferred, total remitted, zahlbetrag
            zahlungssumme, auszahlungsbetrag, total paye, montant regle, montant paye, total du virement, total regle
            total pagado, importe transferido, importe pagado, importe abonado, totaal betaald, bedrag betaling
            betalingsbedrag, totaal bedrag, eindtotaal, importo pagato, valor pago, utbetalt belop, utbetalat belopp
            importo, importo totale, importo bonifico, bedrag, totaalbedrag, betaald bedrag, valor, valor total,
                total geral, belopp
            belob, totalt, kwota, suma, totale, totaal
            """),
        (AdvicePart.Date, """
            payment date, date of payment, value date, date paid, pay date, check date, cheque date
            zahlungsdatum, zahldatum, valuta,
                wertstellung
            ausfuhrungsdatum, date de paiement, date du paiement, date de valeur, date du virement, fecha de pago,
                fecha pago
            fecha valor, data pagamento, data di pagamento, data valuta, data do pagamento, betaaldatum, betalingsdato
            betalningsdatum, data platnosci, transfer date, execution date, zahltag, uberweisungsdatum
            date de reglement, date de virement, date d execution, fecha de transferencia, fecha de abono
            betalingsdatum, valutadatum, uitvoeringsdatum, data do pagamento, data bonifico, utbetalningsdag
            """),
        (AdvicePart.Reference, """
            payment reference, payment ref, payment number, payment no, payment id, our trace no, trace no,
                trace number, trace
            reference, our reference, our ref, check number, check no, cheque no, wire reference, eft number,
                transaction id
            ach trace, zahlungsreferenz, unsere referenz, referenz, zahlungsnummer, unser zeichen,
                ende zu ende referenz, end to end id
            reference de paiement, notre reference, reference du virement, reference virement, referencia,
                nuestra referencia
            referencia de pago, numero de pago, riferimento, nostro riferimento, riferimento pagamento, cro, trn
            betalingskenmerk, ons kenmerk, kenmerk, referentie, referencia do pagamento, nossa referencia, referens,
                var referens
            eft no, eft reference, check, cheque number, remittance number, advice number, avisnummer, avis nr
            zahlungs nr, belegnummer der zahlung, n de paiement, n paiement, numero de paiement, reference paiement
            reference de virement, n de virement, betalingsnummer, betaalreferentie, betalingsreferentie
            onze referentie, n de pago, n pago, numero de transferencia, referencia de transferencia
            referencia del pago, numero pagamento, n pagamento
            """),
        (AdvicePart.Payer, """
            payer, paid by, customer, company, remitter, ordering customer, vendor, debtor, zahler, auftraggeber,
                kunde, firma
            zahlungspflichtiger, payeur, donneur d ordre, client, societe, ordenante, pagador, cliente, empresa,
                ordinante, pagatore
            betaler, opdrachtgever, klant, betalare, kund, bedrijf, naam betaler, payer name, name of payer, emetteur
            azienda, ditta, pagadora
            """),
        (AdvicePart.Currency, "currency, wahrung, waehrung, devise, monnaie, moneda, divisa, valuta, munt, moeda"),
        (AdvicePart.Subject, "subject, betreff, objet, asunto, oggetto, onderwerp, assunto, amne, emne"),
        (AdvicePart.Sender, "from, von, de, da, van, fran, fra, od"),
    ]);

    private static readonly FrozenSet<string> Totals = Set(
        """
        total, totals, grand total, sum, summe, summen, gesamt, gesamtsumme, gesamtbetrag, totaal, totale, eindtotaal
        montant total, total general, suma, totalt, razem, total paid, net total, total net, total amount, zahlbetrag
        payment total, total payment, importe total, total pagado, total paye, total a payer, totaal betaald
        totaalbedrag, endsumme, endbetrag, zahlungsbetrag, total du paiement, total regle, totale generale
        totale pagato, total geral, total pago, summa, i alt, total remitted, total this payment
        """);

    private static readonly string[] Carried =
    [
        "carried forward", "brought forward", "balance brought forward", "balance carried forward", "subtotal",
        "sub total", "carry over", "carried over", "ubertrag", "zwischensumme", "zwischentotal", "a reporter",
        "report", "sous total", "transport", "transporteren", "transporteer", "subtotaal", "tussentotaal",
        "suma y sigue", "suma anterior", "suma de la pagina anterior", "subtotales", "riporto", "a riportare",
        "subtotale", "totale parziale", "a transportar", "delsumma", "delsum",
    ];

    private static readonly FrozenSet<string> Less = Set(
        """
        less, minus, credit, deducting, abzuglich, gutschrift, gutschriften, moins, avoir, avoirs, l'avoir, deduction
        mindering, aftrek, creditnota, creditnota's, menos, abono, abonos, descontando, credito, meno, avdrag
        """);

    private static readonly FrozenSet<string> MailHeads = Set(
        """
        from, von, de, da, van, fran, fra, od, subject, betreff, objet, asunto, oggetto, onderwerp, assunto, amne, emne
        sent, date, to, cc, gesendet, datum, an, kopie, envoye, a, copie, verzonden, aan, enviado, para, fecha, inviato
        data, per, skickat, till, til, dato
        """);

    private static readonly FrozenSet<string> References = Set(
        "reference, referenz, référence, referencia, referência, kenmerk, riferimento, ref, ref., referens, trace");

    private static readonly FrozenSet<string> Currencies = Set(
        """
        USD, EUR, GBP, CHF, CAD, AUD, NZD, SEK, NOK, DKK, ISK, PLN, CZK, HUF, RON, BGN, TRY, JPY, CNY, HKD, SGD, INR
        MXN, BRL, CLP, COP, ARS, PEN, ZAR, ILS, AED, SAR, KRW, THB, TWD, MYR, PHP, IDR, KWD
        """);

    private static readonly string[] English = ["payment", "invoice", "remittance", "amount", "paid"];

    private static readonly string[] Subjects =
    [
        "remittance advice", "remittance", "payment advice", "payment notification", "payment remittance",
            "advice of payment", "zahlungsavis", "zahlungsavise", "avis",
        "avis de paiement", "avis de virement", "aviso de pago", "avviso di pagamento", "betalingsadvies",
            "betaaladvies", "aviso de pagamento", "betalningsavi",
        "betaalspecificatie", "betalingsspecificatie", "notificacion de pago", "aviso de transferencia",
            "avis de reglement", "notification de paiement", "avviso di bonifico", "zahlungsmitteilung",
            "vous parviendra",
        "we have paid", "we paid", "haben wir", "nous avons paye", "betaalden wij", "hemos pagado",
        "betalingsavis", "eft remittance", "ach remittance", "detail of payment", "payment details",
    ];

    private static readonly string[] Greetings =
    [
        "kind regards", "best regards", "regards", "sincerely", "yours", "thank you", "thanks", "mit freundlichen " +
        "gruessen", "mit freundlichen grussen",
        "freundliche grusse", "freundliche gruesse", "cordialement", "bien cordialement", "salutations", "saludos",
            "atentamente", "un saludo", "cordiali saluti",
        "distinti saluti", "met vriendelijke groet", "vriendelijke groet", "atenciosamente", "cumprimentos",
            "med vanliga halsningar", "med venlig hilsen",
        "z powazaniem",
    ];

    /// <summary>What a label says; other where it is unknown.</summary>
    public static AdvicePart PartOf(string label) => Labels.GetValueOrDefault(HeaderWords.Normalise(label));

    /// <summary>True for the words in front of a total, with or without the currency: "Total EUR".</summary>
    public static bool IsTotal(string cell)
    {
        var words = HeaderWords.Normalise(cell);
        var blank = words.LastIndexOf(' ');
        return Totals.Contains(words)
            || (blank > 0 && IsCurrency(words[(blank + 1)..].ToUpperInvariant()) && Totals.Contains(words[..blank]));
    }

    /// <summary>True for the words in front of a sum that a page hands on to the next.</summary>
    public static bool IsCarried(string cell) => HeaderWords.Normalise(cell) is var words
        && Array.Exists(Carried, carried => words.StartsWith(carried, StringComparison.Ordinal));

    /// <summary>True for a word behind which amounts are taken off.</summary>
    public static bool IsLess(string word) => Less.Contains(HeaderWords.Normalise(word));

    /// <summary>True for a line of a mail's head, or of the head of a mail that is forwarded in it.</summary>
    public static bool IsMailHead(string line) =>
        line.IndexOf(':', StringComparison.Ordinal) is > 0 and < 12 and var colon
        && MailHeads.Contains(HeaderWords.Normalise(line[..colon]));

    /// <summary>True for a word in front of a payment's reference within a sentence.</summary>
    public static bool IsReference(string word) => References.Contains(word.ToLowerInvariant().Trim(':', ','));

    /// <summary>True for the code of a currency that payers use, in capitals.</summary>
    public static bool IsCurrency(string word) => word is "$" or "€" or "£" || (word.Length == 3
        && Currencies.Contains(word));

    /// <summary>The currency that stands in a text beside its amount; null where none does.</summary>
    public static Currency? CurrencyIn(string? text)
    {
        if (text is null)
            return null;
        foreach (var word in text.Split([' ', '\u00A0', '(', ')', ':'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length == 3 && IsCurrency(word) && Currency.TryParse(word, out var currency))
                return currency;
        }

        return text.Contains('€', StringComparison.Ordinal) ? Currency.Eur
            : text.Contains('$', StringComparison.Ordinal) ? Currency.Usd
            : text.Contains('£', StringComparison.Ordinal) && Currency.TryParse("GBP", out var pound) ? pound : null;
    }

    /// <summary>True where a letter uses English words: only there the month may stand in front of the day.</summary>
    public static bool IsEnglish(string normalised) =>
        Array.Exists(English, word => normalised.Contains(word, StringComparison.Ordinal));

    public static bool IsGreeting(string line) =>
        HeaderWords.Normalise(line) is var words && words.Length < 60 && Array.Exists(Greetings, greeting =>
            words.StartsWith(greeting, StringComparison.Ordinal));

    /// <summary>True where a text speaks of an advice at all.</summary>
    public static bool Mentions(string normalised) =>
        Array.Exists(Subjects, subject => normalised.Contains(subject, StringComparison.Ordinal));

    /// <summary>
    /// The name behind the words of a subject: "Remittance advice ACME LLC"; null where nothing stands behind them.
    /// </summary>
    public static string? NameIn(string subject)
    {
        foreach (var words in Subjects.OrderByDescending(words => words.Length))
        {
            var (at, length) = Find(subject, words);
            if (at < 0)
                continue;
            var (before, behind) = (subject[..at], subject[(at + length)..].Trim(Signs));
            // "Fwd: ACME LLC: Remittance advice": the name stands in front, behind the mark of a reply or forward.
            var ahead = before.Split(": ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .LastOrDefault(piece => piece.Length > 4)?.Trim(Signs);
            if (IsName(behind) || IsName(ahead))
                return IsName(behind) ? behind : ahead;
        }

        return null;
    }

    private static readonly char[] Signs = [' ', '-', ':', '\u2013', ','];

    // A number is a reference and no name.
    private static bool IsName(string? text) => text is { Length: > 2 }
        && text.Count(char.IsLetter) > text.Count(char.IsAsciiDigit);

    // Where words stand in a text that may have accents and capitals.
    private static (int At, int Length) Find(string text, string words)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (at + words.Length <= text.Length
                && HeaderWords.Normalise(text.Substring(at, words.Length)) == words)
                return (at, words.Length);
        }

        return (-1, 0);
    }

    private static FrozenSet<string> Set(string words) => words.Split([',', '\n'],
        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, AdvicePart> Make((AdvicePart Part, string Words)[] lists)
    {
        var labels = new Dictionary<string, AdvicePart>(StringComparer.Ordinal);
        foreach (var (part, words) in lists)
        {
            foreach (var word in words.Split([',', '\n'],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                labels.TryAdd(word, part);
        }

        return labels.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
