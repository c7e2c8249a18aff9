using System.Text;

namespace BankFiles.Tests.Advices.Payers;

/// <summary>
/// A payer's export as CSV: one to three payments, the document in the last column and what is paid in the first, in
/// whatever separator, charset and case the program has.
/// </summary>
internal static class OddColumns
{
    public static (byte[] File, PaymentTruth[] Payments) Make(Page page)
    {
        var (habits, draw) = (page.Habits, page.Habits.Draw);
        var separator = habits.Decimal == "," ? draw.One(';', '\t') : draw.One(',', ';');
        var payments = Enumerable.Range(0, draw.Between(1, 3)).Select(_ => page.Bill.Payment(new(1, 25,
            Discounts: true, Deductions: true))).ToArray();
        var isUpper = draw.Chance(30);
        // No program gives two columns of one table the same name.
        while (habits[Word.Total] == habits[Word.Net])
            habits.Forget(Word.Total);
        List<string[]> rows = [[.. new[]
        {
            Word.Net, Word.Reason, Word.Deduction, Word.Discount, Word.Gross, Word.DocumentDate, Word.Reference,
            Word.Date, Word.Payer, Word.Total, Word.Currency, Word.Document,
        }.Select(word => isUpper ? habits[word].ToUpperInvariant() : habits[word])]];
        foreach (var payment in payments)
        {
            rows.AddRange(payment.Lines.Select(line => new[]
            {
                habits.Amount(line.Net), line.Reason ?? "", page.Or(line.Deduction, ""), page.Or(line.Discount, ""),
                habits.Amount(line.Gross!.Value), habits.Date(page.Bill.Dates[0]), payment.Reference,
                habits.Date(payment.Date), payment.Payer, habits.Amount(payment.Total), payment.Currency.ToString(),
                line.Document,
            }));
        }

        var text = string.Concat(rows.Select(row => string.Join(separator, row.Select(cell => Quoted(cell, separator)))
            + "\r\n"));
        Encoding encoding = draw.One<Encoding>(new UTF8Encoding(true), new UTF8Encoding(false), Encoding.Latin1,
            Encoding.Unicode);
        return ([.. encoding.GetPreamble(), .. encoding.GetBytes(text)], payments);
    }

    private static string Quoted(string cell, char separator) => cell.Contains(separator, StringComparison.Ordinal)
        || cell.Contains('"', StringComparison.Ordinal)
        ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
