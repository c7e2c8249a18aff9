namespace BankFiles.Tests.Advices.Payers;

internal static class German
{
    public static Tongue Tongue { get; } = new("de", ".", ",", ["dd.MM.yyyy", "dd.MM.yy", "d. MMMM yyyy"],
        ["EUR", "EUR", "EUR", "CHF"],
        [
            "Müller & Söhne GmbH", "Nordsee Fischhandel AG", "Bäckerei Kühn KG", "Stadtwerke Hügelheim",
            "Weiß Maschinenbau GmbH & Co. KG", "Alpenland Molkerei eG", "Schrödinger Labor GmbH", "Hafen Logistik SE",
        ],
        "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
        Tongue.Read(
        """
        Advice=Zahlungsavis|Zahlungsavis|Avis
        Payer=Zahlungspflichtiger|Auftraggeber|Firma|Zahler
        Reference=Zahlungsreferenz|Unsere Referenz|Zahlungsnummer|Avisnummer|Unser Zeichen
        Date=Zahlungsdatum|Ausführungsdatum|Wertstellung|Valuta
        Currency=Währung
        Total=Zahlungsbetrag|Gesamtbetrag|Überweisungsbetrag|Zahlbetrag
        TotalRow=Summe|Gesamtsumme|Gesamt|Gesamtbetrag
        Document=Rechnungsnummer|Rechnungs-Nr.|Rechnung|Ihr Beleg|Belegnummer|Ihre Rechnung
        OwnDocument=Unser Beleg|Buchungsnr.|Unsere Belegnr.
        DocumentDate=Rechnungsdatum|Belegdatum|Datum
        Order=Bestellnummer|Bestell-Nr.|Bestellung
        Gross=Bruttobetrag|Brutto|Rechnungsbetrag
        Discount=Skonto|Skontobetrag|Skontoabzug
        Deduction=Abzug|Abzüge|Kürzung|Einbehalt
        Reason=Grund|Differenzgrund|Bemerkung|Abzugsgrund
        Net=Nettobetrag|Zahlbetrag|Netto|Bezahlt
        CarriedForward=Übertrag|Zwischensumme
        BroughtForward=Übertrag|Übertrag von Seite
        Page=Seite {0} von {1}
        Regards=Mit freundlichen Grüßen|Freundliche Grüße
        Greeting=Sehr geehrte Damen und Herren,|Guten Tag,
        Intro=wir haben heute folgende Posten zur Zahlung angewiesen.|nachstehend erhalten Sie die Einzelheiten.
        See=Das Avis finden Sie im Anhang.|anbei erhalten Sie unser Zahlungsavis.
        Account=Ihr Konto bei uns|Lieferantennummer|Kreditor
        Reasons=Preisdifferenz|Fehlmenge|Ware beschädigt|Fracht nicht vereinbart|Werbekostenzuschuss|Bonus
        Invoice=Rechnung|Ihre Rechnung|Rg.
        CreditNote=Gutschrift|Ihre Gutschrift
        Less=abzüglich|minus
        And=und
        PaidToday=Heute haben wir {0} bezahlt. Der Betrag von {1} wird am {2} mit der Referenz {3} gutgeschrieben.
        Forwarded=-----Ursprüngliche Nachricht-----|---------- Weitergeleitete Nachricht ----------
        ForwardPrefix=WG: |Fwd:
        Sender=Von
        Recipient=An
        Sent=Gesendet|Datum
        Subject=Betreff
        Department=Kreditorenbuchhaltung
        PaymentOf=Zahlung {0} von {1}
        Questions=Bitte antworten Sie nicht auf diese Nachricht. Rückfragen unter Telefon 0711 555-12, Zimmer 4.
        """));
}
