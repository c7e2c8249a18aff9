namespace Turnstone.BankFiles.Advices;

/// <summary>
/// What payers call the columns of their advices beyond what tables of any kind call theirs: English, German, French,
/// Dutch, Spanish, Italian, Portuguese, Nordic, Polish; without accents, signs and case.
/// </summary>
internal static class AdviceColumnNames
{
    public static IReadOnlyList<(Field Field, string Names)> All { get; } =
    [
        (Field.Document,
            """
            invoice number, invoice no, invoice nr, invoice num, invoice ref, invoice reference, invoice id, invoices
            inv no, inv number, inv, inv ref, invoice, your invoice, your invoice no, your invoice number, your document
            your document no, your doc, your reference, your ref, supplier invoice, supplier invoice no, vendor invoice
            supplier reference, supplier ref, vendor invoice number, vendor reference, document, document no
            document number, document ref, doc no, doc number, bill, bill no, bill number, voucher, voucher no, item
            rechnungsnummer, rechnungs nr, rechnungsnr, rechnung, rechnung nr, rg nr, re nr, ihre rechnung
            ihre rechnungsnummer, ihre rechnungs nr, ihr beleg, ihre belegnummer, ihre belegnr, ihre referenz
            ihr zeichen, beleg, belegnummer, beleg nr, belegnr, referenzbeleg, externe belegnummer, lieferantenrechnung
            n facture, no facture, nr facture, num facture, numero facture, numero de facture, n de facture, facture
            votre facture, votre reference, vos references, ref facture, reference facture, reference de facture, piece
            n piece, numero de piece, n de piece, votre n de facture
            factuurnummer, factuurnr, factuur nr, factuur, uw factuur, uw factuurnummer, uw factuurnr, uw referentie
            uw kenmerk, factuurreferentie, documentnummer, boekstuk, boekstuknummer, boekstuknr
            n factura, no factura, nr factura, num factura, numero factura, numero de factura, nro factura, factura
            su factura, su referencia, ref factura, documento, n documento, numero documento, numero de documento
            numero fattura, n fattura, fattura, vs fattura, vostra fattura, numero documento, vostro riferimento
            fatura, n fatura, numero da fatura, vossa fatura, nota fiscal, vossa referencia
            fakturanummer, fakturanr, faktura, er faktura, ert fakturanummer, deres faktura, numer faktury, nr faktury
            laskun numero, lasku
            """),
        (Field.Gross,
            """
            gross, gross amount, gross amt, invoice amount, invoice amt, invoice total, invoice value, original amount
            original amt, orig amount, orig amt, document amount, doc amount, bill amount, amount due, open amount
            amount before discount, brutto, bruttobetrag, betrag brutto, rechnungsbetrag, belegbetrag, offener betrag
            ursprungsbetrag, rechnungssumme, brut, montant brut, montant facture, montant de la facture, montant ttc
            montant initial, montant d origine, montant du, bruto, brutobedrag, bruto bedrag, factuurbedrag
            bedrag factuur, oorspronkelijk bedrag, openstaand bedrag, importe bruto, importe factura
            importe de la factura, importe original, importe documento, lordo, importo lordo, importo fattura
            importo originale, valor bruto, valor da fatura, valor original, bruttobelopp, fakturabelopp, bruttobelob
            fakturabelob, bruttobelop, fakturabelop, kwota brutto
            """),
        (Field.Discount,
            """
            discount, discounts, disc, disc amount, disc taken, discount amount, discount taken, cash discount
            early payment discount, prompt payment discount, settlement discount, terms discount
            skonto, skontobetrag, skontoabzug, skonti, skonto betrag, escompte, montant escompte, montant de l escompte
            remise, rabais, korting, kortingsbedrag, betalingskorting, contantkorting, korting contant
            descuento, descuentos, dto, dto pp, dto pronto pago, descuento pronto pago, descuento por pronto pago
            sconto, sconto cassa, abbuono, desconto, desconto financeiro, desconto pronto pagamento
            kassarabatt, kontantrabat, kontantrabatt, rabatt, rabat
            """),
        (Field.Deduction,
            """
            deduction, deductions, deduction amount, adjustment, adjustments, adjustment amount, adj, adj amount
            withheld, withholding, withholding tax, chargeback, chargebacks, short pay, retention, amount withheld
            abzug, abzuge, abzugsbetrag, kurzung, kurzungen, kurzungsbetrag, einbehalt, einbehalte, minderung
            differenz, differenzbetrag, retenue, retenues, montant retenu, montant de la retenue, ecart, difference
            inhouding, inhoudingen, ingehouden, ingehouden bedrag, aftrek, verschil, retencion, retenciones, deduccion
            deducciones, deducido, retenido, diferencia, ajuste, ajustes, trattenuta, ritenuta, deduzione, detrazione
            retencao, deducao, deducoes, avdrag, fradrag, potracenie
            """),
        (Field.Reason,
            """
            reason, reason code, reason for deduction, deduction reason, adjustment reason, remark, remarks, comment
            comments, note, notes, explanation, grund, abzugsgrund, differenzgrund, kurzungsgrund, bemerkung
            bemerkungen, begrundung, grund des abzugs, anmerkung, hinweis, motif, motif de retenue
            motif de la retenue, motif de deduction, motif de la deduction, motif deduction, commentaire, commentaires
            observation, observations, remarque, reden, reden inhouding, reden aftrek, reden van inhouding, opmerking
            opmerkingen, toelichting, motivo, motivo deduccion, motivo de la retencion, motivo de la deduccion
            concepto, concepto deduccion, concepto de la deduccion, observaciones, comentario, comentarios, causale
            observacoes, observacao, orsak, arsag, arsak, anledning, notering, powod, uwagi
            """),
        (Field.Net,
            """
            net, net amount, net amt, net paid, net payment, net value, paid, amount paid, paid amount, payment
            payment amount, payment amt, this payment, amount applied, applied amount, applied, remitted
            amount remitted, remittance amount, total paid, amount, netto, nettobetrag, betrag netto, zahlbetrag
            zahlungsbetrag, bezahlt, gezahlt, bezahlter betrag, auszahlungsbetrag, uberwiesen, uberweisungsbetrag
            zahlung, betrag, net a payer, montant net, net paye, montant paye, montant regle, montant du paiement
            paye, regle, montant, nettobedrag, netto bedrag, betaald, betaald bedrag, bedrag betaald, te betalen
            bedrag, neto, importe neto, importe pagado, pagado, importe a pagar, neto a pagar, liquido, importe
            importo netto, importo pagato, netto pagato, pagato, importo, valor liquido, valor pago, pago, valor
            nettobelopp, betalt, betalt belopp, belopp, nettobelob, belob, belop, kwota netto, kwota zaplacona
            zaplacono, kwota
            """),
        (Field.PaymentReference,
            """
            payment reference, payment ref, payment number, payment no, payment id, our reference, our ref, eft number
            eft no, eft reference, wire reference, check number, check no, cheque number, cheque no, trace number
            zahlungsreferenz, zahlungsnummer, zahlungs nr, avisnummer, avis nr, unsere referenz, unser zeichen
            reference de paiement, reference paiement, reference du virement, notre reference, n de paiement
            n paiement, numero de paiement, betalingskenmerk, betalingsnummer, betaalreferentie, betalingsreferentie
            ons kenmerk, onze referentie, referencia de pago, referencia pago, nuestra referencia, n de pago, n pago
            numero de pago, riferimento pagamento, nostro riferimento, referencia do pagamento, nossa referencia
            """),
        (Field.PaymentAmount,
            """
            payment amount, total payment, payment total, total amount, total paid, check amount, net payment
            amount paid, zahlungsbetrag, gesamtbetrag, uberweisungsbetrag, zahlbetrag, montant du paiement
            montant total, montant du virement, total paye, importe total, importe del pago, importe transferido
            total pagado, importo totale, totaalbedrag, totaal betaald, betaald bedrag, bedrag betaling
            """),
        (Field.Date,
            """
            payment date, date of payment, date paid, pay date, check date, value date, zahlungsdatum, zahldatum
            ausfuhrungsdatum, wertstellung, valuta, valutadatum, date de paiement, date du paiement, date paiement
            date de reglement, date du virement, date de virement, date de valeur, betaaldatum, betalingsdatum
            fecha de pago, fecha pago, fecha valor, fecha de transferencia, data pagamento, data di pagamento
            data valuta, data do pagamento
            """),
        // The document's day and order: known, so that nothing else is made of them, and not kept.
        (Field.ValueDate,
            """
            invoice date, inv date, document date, doc date, bill date, due date, rechnungsdatum, belegdatum
            rechnungs datum, rg datum, faelligkeit, falligkeit, falligkeitsdatum, date facture, date de facture
            date de la facture, date piece, date document, echeance, date echeance, factuurdatum, datum factuur
            vervaldatum, fecha factura, fecha de factura, fecha de la factura, fecha documento, vencimiento
            data fattura, data documento, scadenza, data da fatura, data documento, fakturadatum, fakturadato
            """),
        (Field.Text,
            """
            po number, po no, po, purchase order, purchase order no, order number, order no, our order, bestellnummer
            bestell nr, bestellung, unsere bestellung, n commande, commande, bon de commande, numero de commande
            ordernummer, inkooporder, bestelnummer, pedido, n pedido, numero de pedido, ordine, n ordine
            our document, our document no, internal no, unser beleg, unsere belegnr, unsere belegnummer, buchungsnr
            notre piece, piece interne, ons boekstuk, ons documentnr, intern nr, nuestro documento, asiento, n interno
            """),
        (Field.PayerName,
            "payer, payer name, paid by, remitter, company, firma, zahler, zahlungspflichtiger, auftraggeber, payeur, "
            + "donneur d ordre, societe, emetteur, betaler, opdrachtgever, bedrijf, ordenante, pagador, empresa, "
            + "ordinante, pagatore, azienda"),
    ];

    /// <summary>
    /// Words that make a name surely ours or surely of the payment, where a weaker one stands beside it: "Ihr Beleg"
    /// beside "Beleg", "Payment date" beside "Date".
    /// </summary>
    public static IReadOnlyList<(Field Field, int Rank, string[] Words)> Sure { get; } =
    [
        (Field.Document, 2,
        [
            "invoice", "invoices", "inv", "rechnung", "rechnungs", "rechnungsnummer", "rechnungsnr", "rg",
            "lieferantenrechnung", "facture", "factuur", "factuurnummer", "factuurnr", "factura", "fattura", "fatura",
            "fakturanummer", "fakturanr", "faktura", "faktury",
        ]),
        (Field.Document, 1,
        [
            "your", "supplier", "vendor", "ihr", "ihre", "votre", "vos", "uw", "su", "vs", "vostra", "vostro", "vossa",
        ]),
        (Field.Document, -1, ["voucher", "item", "boekstuk", "boekstuknr", "boekstuknummer", "piece"]),
        (Field.Date, 2,
        [
            "payment", "paid", "pay", "check", "value", "zahlungsdatum", "zahldatum", "ausfuhrungsdatum",
            "wertstellung", "valuta", "valutadatum", "paiement", "reglement", "virement", "valeur", "betaaldatum",
            "betalingsdatum", "pago", "valor", "transferencia", "pagamento",
        ]),
    ];
}
