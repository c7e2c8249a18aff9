namespace Turnstone.BankFiles.Tables;

/// <summary>
/// The names themselves: English, German, Dutch, French, Spanish, Italian, Portuguese, Nordic, Polish.
/// </summary>
internal static class HeaderNames
{
    public static IReadOnlyList<(Field Field, string Names)> All { get; } =
    [
        (Field.Date,
            """
            date, posting date, posted date, post date, posted on, booking date, bookdate, transaction date, trans date
            entry date, process date, processed date, effective date, statement date, buchungstag, buchungsdatum,
                buchung
            datum, boekdatum, transactiedatum, boekingsdatum, date comptable, date operation, date de l operation
            date d operation, date de comptabilisation, fecha, fecha operacion, fecha de operacion, fecha contable
            data, data contabile, data operazione, data lancamento, data do lancamento, data movimento
            bogforingsdato, bogfort, bokforingsdatum, bokforingsdag, bokfort dato, bokforingsdato, dato, kirjauspaiva
            data ksiegowania, data operacji, data transakcji, payment date, date paid, zahlungsdatum, zahldatum
            date de paiement, date paiement, fecha de pago, fecha pago, data pagamento, data di pagamento, betaaldatum
            betalingsdato, transaction date, completed date, payment_date
            txn date, tran date, datum zauctovani, datum provedeni, data tranzactiei, islem tarihi, konyveles datuma
            created
            """),
        (Field.ValueDate,
            """
            value date, valuta, valutadatum, wertstellung, wertstellungsdatum, wert, date valeur, date de valeur,
                fecha valor
            fecha de valor, data valuta, rentedatum, valutadag, valutadato, rentedato, data waluty, arvopaiva
            value dt, date de valeur, datum splatnosti, available on, fecha aplicacion
            """),
        (Field.Amount,
            """
            amount, transaction amount, amt, betrag, umsatz, bedrag, transactiebedrag, montant, importe, importo, valor
            belopp, belob, belop, kwota, value
            kwota operacji, maara, amount in account currency, posted amount, net amount
            castka, objem, suma, osszeg, tutar, montant en euros, montant eur
            """),
        (Field.Credit,
            """
            credit, credits, credit amount, deposit, deposits, money in, paid in, in, haben, gutschrift, bij, haber,
                abono
            abonos, ingresos, accredito, accrediti, entrate, avere, credito, kredit, insattning, inn pa konto, ind,
                uznania
            credit eur, montant credit
            amount credit, credit euros, credit en euros, credito r, kredit eur, prichozi
            """),
        (Field.Debit,
            """
            debit, debits, debit amount, withdrawal, withdrawals, money out, paid out, out, soll, belastung,
                lastschrift, af
            debe, cargo, cargos, gastos, addebito, addebiti, uscite, dare, debito, uttag, ut fra konto, ud, obciazenia
            montant debit
            amount debit, debit euros, debit en euros, debito r, debet eur, odchozi
            """),
        (Field.Direction,
            """
            direction, credit debit, debit credit, cr dr, dr cr, d c, c d, dc, cd, soll haben, soll haben kennzeichen
            haben soll, af bij, sens, dare avere, debit credit indicator, credit debit indicator, debe haber, sign
            transaction type, type, vorzeichen, s h
            """),
        (Field.Currency,
            """
            currency, ccy, curr, currency code, wahrung, waehrung, devise, monnaie, munt, muntsoort, divisa, moneda,
                moeda
            waluta, valuta, account currency, payment currency
            mena, devies, devizanem, para birimi
            """),
        (Field.Balance,
            """
            balance, running balance, account balance, ledger balance, available balance, cash balance, saldo
            saldo nach buchung, kontostand, solde, saldo po operacji, saldo contabile, kontosaldo, bal, saldo na trn
            saldo po transakcji, saldo r, saldo na mutatie, bokfort saldo, saldo efter, zustatek, bakiye, egyenleg
            """),
        (Field.Reference,
            """
            bank reference, bank ref, bank reference number, reference, reference number, reference no, ref, ref no
            transaction id, transaction reference, bankreferenz, referenz, transaktionsreferenz, transactiereferentie
            referentie, referencia, riferimento, reference bancaire, operation number, fitid, unique id, id,
                trace number
            numero de operacion, numero operazione, referens, referanse
            transactienummer, ref no cheque no, chq ref no, docto, docto r, arkistointitunnus
            referencia bancaria
            """),
        (Field.CustomerReference,
            """
            customer reference, customer ref, your reference, your ref, our ref, kundenreferenz, end to end id,
                end to end reference
            end to end, kenmerk, mandatsreferenz, check number, cheque number, check no, check, serial number
            kundenreferenz end to end, payment reference, betalingskenmerk, ocr
            viite, variabilni symbol, vs
            """),
        (Field.Type,
            """
            type, transaction type, type code, bai code, bai type code, bai, transaction code, code, mutatiesoort,
                soort, typ
            tipo, art, buchungstext, bewegungstyp, umsatztyp, subcategory
            tran type, category code, activity type, type d operation
            typ transakcji, tran code, transactiesoort
            """),
        (Field.Text,
            """
            description, details, detail, narrative, narration, memo, remarks, label, transaction description
            payment details, remittance information, remittance info, information, particulars, note, notes,
                communication
            communications, message, extended description, transaction details, additional information, title,
                transaction
            verwendungszweck, vwz, buchungstext, betreff, zahlungsgrund, omschrijving, mededelingen, mededeling
            libelle, motif, communication structuree, concepto, descripcion, descrizione, causale, descricao, historico
            text, tekst, text mottagare, mottagare, avisierungstext, buchungsdetails, buchungsinformation
            movimiento, observaciones, descrizione estesa, descrizione operazione, zweck, mitteilung
            beskrivning, beskrivelse, bericht, viesti, selitys, meddelande, melding, tytul, opis,
                opis operacji
            original description, remark
            verwendung, forklaring, causale descrizione, opis transakcji, libelle operation, libelle simplifie
            informations complementaires, transaction ref1, transaction ref2, transaction ref3, zprava pro prijemce
            aciklama, kozlemeny, referencia numerica, beskrivning av transaktion
            """),
        (Field.PayerName,
            """
            counterparty, counterparty name, payer, payer name, paid by, from, sender, sender name, originator
            originator name, debtor, debtor name, remitter, remitter name, partner, partner name, payee, customer,
                customer name
            vendor, vendor name, supplier, supplier name, company
            name, auftraggeber, auftraggeber empfanger, auftraggeber begunstigter, beguenstigter zahlungspflichtiger
            begunstigter zahlungspflichtiger, zahlungspflichtiger, zahler, absender, name zahlungsbeteiligter, kunde
            naam, naam tegenpartij, tegenpartij, naam omschrijving, betaler, nom, nom contrepartie, contrepartie,
                payeur, emetteur
            nombre, ordenante, pagador, ordinante, controparte, pagatore, nome, avsandare, betalare, avsender,
                betaler navn
            nadawca, nadawca odbiorca, kontrahent, maksaja, navn, zahlungspflichtige r, zahlungspflichtiger name
            naam tegenpartij bevat, saaja maksaja, nazev protiuctu, karsi taraf, ordonnateur
            """),
        (Field.PayerAccount,
            """
            counterparty account, counterparty iban, payer account, payer iban, sender account, debtor account,
                debtor iban
            originator account, partner account, iban, counter account, kontonummer iban, kontonummer, gegenkonto,
                bank account
            iban zahlungsbeteiligter, tegenrekening, tegenrekening iban bban, compte contrepartie, iban contrepartie
            cuenta ordenante, iban ordinante, rachunek nadawcy, numer konta
            rekening tegenpartij, saajan tilinumero, cislo protiuctu
            """),
        (Field.PayerBank,
            """
            bic, bic swift code, swift, swift code, bank code, blz, routing number, bic tegenpartij, counterparty bic
            bic zahlungsbeteiligter, counterparty bank, payer bank
            bic swift code zahlungsbeteiligter
            """),
        (Field.Account,
            """
            account, account number, account no, account iban, own account, auftragskonto, konto, rekening,
                rekeningnummer
            iban bban, compte, numero de compte, cuenta, numero de cuenta, conto, numero conto, conta, rachunek
            iban auftragskonto
            """),
        (Field.PaymentReference,
            """
            payment reference, payment ref, payment number, payment no, payment id, payment_reference, remittance number
            zahlungsreferenz, zahlungsnummer, reference paiement, reference de paiement, referencia de pago,
                numero de pago
            riferimento pagamento, betalingsreferentie, eft number, wire reference, check number, cheque number,
                trace number
            """),
        (Field.PaymentAmount,
            """
            payment amount, payment_amount, total payment, payment total, total amount, total paid, check amount
            zahlungsbetrag, gesamtbetrag, montant du paiement, montant total, importe total, importo totale,
                totaalbedrag
            """),
        (Field.Document,
            """
            invoice number, invoice_number, invoice no, invoice, invoice id, invoice ref, document number, document no
            document, doc number, doc no, bill number, bill no, your invoice, rechnungsnummer, rechnungsnr, rechnungs nr
            rechnung, rechnung nr, beleg, belegnummer, belegnr, factuurnummer, factuur, factuurnr, facture,
                numero facture, numero de facture, n facture
            no facture, factura, numero factura, numero de factura, n factura, fattura, numero fattura, n fattura,
                fatura
            numero da fatura, fakturanummer, faktura, fakturanr, faktura nr, numer faktury, lasku, laskun numero
            """),
        (Field.Gross,
            """
            gross, gross amount, invoice amount, original amount, invoice total, brutto, bruttobetrag, rechnungsbetrag
            montant brut, montant facture, brut, importe bruto, bruto, brutobedrag, factuurbedrag, importo lordo, lordo
            valor bruto, bruttobelopp, bruttobelob, amount
            """),
        (Field.Discount,
            """
            discount, discount taken, discount amount, cash discount, skonto, skontobetrag, escompte, remise, descuento
            sconto, korting, betalingskorting, desconto, kassarabatt, kontantrabat, rabatt, rabat
            """),
        (Field.Deduction,
            """
            deduction, deductions, deduction amount, adjustment, adjustments, adjustment amount, withholding, abzug,
                abzuge
            kurzung, retenue, deduccion, retencion, deduzione, trattenuta, ritenuta, inhouding, aftrek, avdrag, fradrag
            """),
        (Field.Reason,
            """
            reason, reason code, deduction reason, adjustment reason, grund, abzugsgrund, motif deduction, razon,
                motivo, reden
            """),
        (Field.Net,
            """
            net, net amount, net paid, amount paid, paid amount, paid_amount, payment, paid, netto, nettobetrag,
                zahlbetrag
            bezahlt, montant paye, montant net, net paye, importe neto, importe pagado, neto, importo netto,
                importo pagato
            netto pagato, betaald, betaald bedrag, te betalen, valor pago, valor liquido, nettobelopp, nettobelob,
                betalt
            amount, applied amount, allocated amount
            """),
    ];
}
