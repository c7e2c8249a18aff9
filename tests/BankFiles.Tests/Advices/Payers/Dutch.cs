namespace BankFiles.Tests.Advices.Payers;

internal static class Dutch
{
    public static Tongue Tongue { get; } = new("nl", ".", ",", ["dd-MM-yyyy", "dd/MM/yyyy", "d MMMM yyyy"],
        ["EUR", "EUR", "EUR", "USD"],
        [
            "Van den Berg Bouw B.V.", "Koninklijke Zeilmakerij NV", "Gemeente Waterdam", "De Groot & Zonen",
            "Noordzee Transport B.V.", "Bloemenveiling Het Westen", "Ziekenhuis Sint-Jan", "Kaasmakerij 't Hoen",
        ],
        "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
        Tongue.Read(
        """
        Advice=Betalingsadvies|Betaaladvies|Betaalspecificatie
        Payer=Betaler|Opdrachtgever|Bedrijf
        Reference=Betalingskenmerk|Ons kenmerk|Betalingsnummer|Betaalreferentie
        Date=Betaaldatum|Betalingsdatum|Valutadatum
        Currency=Valuta|Munt
        Total=Totaalbedrag|Betaald bedrag|Totaal betaald|Bedrag betaling
        TotalRow=Totaal|Eindtotaal|Totaal betaald
        Document=Factuurnummer|Factuurnr.|Factuur|Uw factuur|Uw factuurnummer
        OwnDocument=Boekstuknr.|Ons boekstuk|Intern nr.
        DocumentDate=Factuurdatum|Datum
        Order=Ordernummer|Inkooporder|Bestelnummer
        Gross=Brutobedrag|Bruto|Factuurbedrag
        Discount=Korting|Betalingskorting|Kortingsbedrag
        Deduction=Inhouding|Aftrek|Ingehouden
        Reason=Reden|Opmerking|Reden inhouding
        Net=Nettobedrag|Netto|Betaald|Betaald bedrag
        CarriedForward=Transporteren|Subtotaal
        BroughtForward=Transport|Transport vorige pagina
        Page=Pagina {0} van {1}
        Regards=Met vriendelijke groet|Vriendelijke groet
        Greeting=Geachte heer, mevrouw,|Beste relatie,
        Intro=hieronder vindt u de specificatie van onze betaling.|wij hebben de volgende posten betaald.
        See=In de bijlage vindt u ons betalingsadvies.|De specificatie is bijgevoegd.
        Account=Uw nummer bij ons|Leveranciersnummer|Crediteur
        Reasons=Prijsverschil|Manco levering|Beschadigde goederen|Vrachtkosten|Actiebijdrage|Te laat geleverd
        Invoice=factuur|uw factuur
        CreditNote=creditnota|uw creditnota
        Less=minus|onder aftrek van
        And=en
        PaidToday=Vandaag betaalden wij {0}. Het bedrag van {1} staat op {2} op uw rekening met kenmerk {3}.
        Forwarded=---------- Doorgestuurd bericht ----------|-----Oorspronkelijk bericht-----
        ForwardPrefix=Fwd: |Doorst:
        Sender=Van
        Recipient=Aan
        Sent=Verzonden|Datum
        Subject=Onderwerp
        Department=Crediteurenadministratie
        PaymentOf=Betaling {0} van {1}
        Questions=Dit bericht is automatisch verstuurd. Vragen: toestel 12, telefoon 020 555 0100, kamer 4.
        """));
}
