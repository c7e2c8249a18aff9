using System.Collections.Frozen;
using Turnstone.BankFiles.Tables;

namespace Turnstone.BankFiles.Advices;

/// <summary>What a labelled line of a letter gives.</summary>
internal enum LetterPart
{
    Other, Total, Date, Reference, Payer, Currency, Subject, Sender,
}

/// <summary>The words payers use around their tables, in the languages we know, without accents and case.</summary>
internal static class AdviceWords
{
    private static readonly FrozenDictionary<string, LetterPart> Labels = Make(
    [
        (LetterPart.Total, """
            payment amount, amount, amount paid, total, total amount, total paid, total payment, payment total,
                wire amount
            check amount, net payment, remittance amount, betrag, zahlungsbetrag, gesamtbetrag, uberweisungsbetrag,
                summe
            gesamtsumme, montant, montant total, montant du virement, montant du paiement, importe, importe total,
                importe del pago
            importo, importo totale, importo bonifico, bedrag, totaalbedrag, betaald bedrag, valor, valor total,
                total geral, belopp
            belob, totalt, kwota, suma, totale, totaal
            """),
        (LetterPart.Date, """
            payment date, date of payment, value date, date paid, pay date, check date, cheque date
            zahlungsdatum, zahldatum, valuta,
                wertstellung
            ausfuhrungsdatum, date de paiement, date du paiement, date de valeur, date du virement, fecha de pago,
                fecha pago
            fecha valor, data pagamento, data di pagamento, data valuta, data do pagamento, betaaldatum, betalingsdato
            betalningsdatum, data platnosci
            """),
        (LetterPart.Reference, """
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
            """),
        (LetterPart.Payer, """
            payer, paid by, customer, company, remitter, ordering customer, vendor, debtor, zahler, auftraggeber,
                kunde, firma
            zahlungspflichtiger, payeur, donneur d ordre, client, societe, ordenante, pagador, cliente, empresa,
                ordinante, pagatore
            betaler, opdrachtgever, klant, betalare, kund
            """),
        (LetterPart.Currency, "currency, wahrung, waehrung, devise, monnaie, moneda, divisa, valuta, munt, moeda"),
        (LetterPart.Subject, "subject, betreff, objet, asunto, oggetto, onderwerp, assunto, amne, emne"),
        (LetterPart.Sender, "from, von, de, da, van, fran"),
    ]);

    private static readonly string[] Totals =
    [
        "total", "totals", "grand total", "sum", "summe", "gesamt", "gesamtsumme", "gesamtbetrag", "totaal",
            "totale", "montant total", "total general",
        "suma", "totalt", "razem", "total paid", "net total", "total net", "total amount", "zahlbetrag",
            "payment total", "total payment", "importe total",
    ];

    private static readonly string[] Subjects =
    [
        "remittance advice", "remittance", "payment advice", "payment notification", "payment remittance",
            "advice of payment", "zahlungsavis", "zahlungsavise", "avis",
        "avis de paiement", "avis de virement", "aviso de pago", "avviso di pagamento", "betalingsadvies",
            "betaaladvies", "aviso de pagamento", "betalningsavi",
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
    public static LetterPart PartOf(string label) => Labels.GetValueOrDefault(HeaderWords.Normalise(label));

    public static bool IsTotal(string cell) =>
        Totals.Contains(HeaderWords.Normalise(cell).TrimEnd(), StringComparer.Ordinal);

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
            var at = subject.IndexOf(words, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && subject[(at + words.Length)..].Trim(' ', '-', ':', '–', ',') is { Length: > 2 } name)
                return name;
        }

        return null;
    }

    private static FrozenDictionary<string, LetterPart> Make((LetterPart Part, string Words)[] lists)
    {
        var labels = new Dictionary<string, LetterPart>(StringComparer.Ordinal);
        foreach (var (part, words) in lists)
        {
            foreach (var word in words.Split([',', '\n'],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                labels.TryAdd(word, part);
        }

        return labels.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
