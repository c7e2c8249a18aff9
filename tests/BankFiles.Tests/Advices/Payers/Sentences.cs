using System.Globalization;
using System.Text;

namespace BankFiles.Tests.Advices.Payers;

/// <summary>
/// A person's mail: the documents stand in a sentence with their amounts, what is taken off for a credit behind a word
/// for less. Nothing but what is paid is said.
/// </summary>
internal static class Sentences
{
    public static (byte[] File, PaymentTruth[] Payments) Make(Page page)
    {
        var habits = page.Habits;
        var payment = page.Bill.Payment(new(1, 6, Gross: false));
        var ordered = payment.Lines.OrderBy(line => line.Net < 0).ToList();
        payment = payment with { Lines = ordered };
        var (paid, less) = (ordered.FindAll(line => line.Net >= 0), ordered.FindAll(line => line.Net < 0));
        var isBehind = habits.Draw.Chance(50);
        string Item(LineTruth line)
        {
            var amount = isBehind ? $"{habits.Amount(Math.Abs(line.Net))} {habits.Currency}"
                : habits.Priced(Math.Abs(line.Net));
            return $"{line.Document} ({amount})";
        }

        var list = $"{habits[Word.Invoice]} {Listed([.. paid.Select(Item)], habits[Word.And])}";
        if (less.Count > 0)
        {
            list += $" {habits[Word.Less]} {habits[Word.CreditNote]} "
                + Listed([.. less.Select(Item)], habits[Word.And]);
        }


        var total = isBehind ? $"{habits.Amount(payment.Total)} {habits.Currency}" : habits.Priced(payment.Total);
        var sentence = string.Format(CultureInfo.InvariantCulture, habits[Word.PaidToday], list, total,
            habits.Date(payment.Date), payment.Reference);
        var body = $"{habits[Word.Greeting]}\n\n{Wrapped(sentence, habits.Draw.One(72, 1000))}\n\n"
            + $"{habits[Word.Regards]}\n{page.Payer}\n";
        var subject = page.Subject(payment);
        return (habits.Draw.Chance(30)
            ? page.Mail.Text(habits[Word.ForwardPrefix] + subject, page.Mail.Forwarded(subject, body))
            : page.Mail.Text(subject, body), [payment]);
    }

    private static string Listed(string[] items, string and) => items.Length == 1 ? items[0]
        : $"{string.Join(", ", items[..^1])} {and} {items[^1]}";

    private static string Wrapped(string text, int width)
    {
        var (wrapped, length) = (new StringBuilder(), 0);
        foreach (var word in text.Split(' '))
        {
            var isNext = length > 0 && length + word.Length >= width;
            wrapped.Append(isNext ? "\n" : length > 0 ? " " : "").Append(word);
            length = (isNext ? 0 : length + 1) + word.Length;
        }

        return wrapped.ToString();
    }
}
