using System.Collections.Frozen;

namespace Turnstone.BankFiles.Tables;

/// <summary>
/// The columns of a payment provider's export (Stripe, PayPal, Adyen, Square, Shopify and who writes alike): a gross
/// amount, a fee and what is left of it, row by row. The names are those of the exports' own guides.
/// </summary>
internal static class PayoutColumns
{
    private static readonly FrozenDictionary<string, Field> ByWord = new (Field Field, string Names)[]
    {
        (Field.Date, "created, created utc, date, datum, fecha, creation date, transaction date"),
        (Field.ValueDate, "available on, available on utc, payout date, deposit date, booking date"),
        (Field.Amount, "gross, gross amount, amount, total collected, brutto, brut, bruto, lordo"),
        (Field.Credit, "gross credit gc"),
        (Field.Debit, "gross debit gc"),
        (Field.Fee, "fee, fees, fee amount, processing fee, transaction fee, commission nc, markup nc, scheme fees nc"),
        (Field.Fee, "interchange nc, gebuhr, entgelt, frais, commission, tarifa, tariffa, comision, kosten"),
        (Field.Net, "net, net amount, net total, netto, neto"),
        (Field.NetCredit, "net credit nc"),
        (Field.NetDebit, "net debit nc"),
        (Field.Type, "type, reporting category, transaction type, event type, typ, tipo"),
        (Field.Currency, "currency, net currency, wahrung, devise, divisa, valuta"),
        (Field.Reference, "id, balance transaction id, transaction id, psp reference, transaktionscode"),
        (Field.CustomerReference, "merchant reference, order, invoice number, invoice id, order id, rechnungsnummer"),
        (Field.PayerName, "name, customer name, consumer name"),
        (Field.Text, "description, subject, item title, beschreibung"),
        (Field.Payout, "automatic payout id, payout id, transfer, deposit id, batch number, settlement reference"),
        (Field.Status, "status, payout status"),
    }.SelectMany(one => one.Names.Split(", ").Select(name => (name, one.Field)))
        .ToFrozenDictionary(one => one.name, one => one.Field, StringComparer.Ordinal);

    /// <summary>The columns; null where the header is no payout's: gross, fee, net and what names the row.</summary>
    public static List<(Field Field, int Index)>? Find(TableRow header)
    {
        var columns = new List<(Field Field, int Index)>();
        for (var index = 0; index < header.Cells.Count; index++)
        {
            if (ByWord.TryGetValue(HeaderWords.Normalise(header.Cells[index]), out var field)
                && (field == Field.Fee || !Has(columns, field)))
                columns.Add((field, index));
        }

        var isNamed = Has(columns, Field.Reference) ? Has(columns, Field.Type) || Has(columns, Field.Payout)
            : Has(columns, Field.Type) && Has(columns, Field.Payout);
        return isNamed && Has(columns, Field.Date) && Has(columns, Field.Fee)
            && (Has(columns, Field.Amount) || Has(columns, Field.Credit))
            && (Has(columns, Field.Net) || Has(columns, Field.NetCredit)) ? columns : null;
    }

    private static bool Has(List<(Field Field, int Index)> columns, Field field) =>
        columns.Exists(column => column.Field == field);
}
