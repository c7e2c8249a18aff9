using System.Globalization;

namespace BankFiles.Tests.Advices.Payers;

/// <summary>One mail about two or three payments, each with head, table of document and amount, and total.</summary>
internal static class SeveralPayments
{
    public static (byte[] File, PaymentTruth[] Payments) Make(Page page)
    {
        var habits = page.Habits;
        var payments = Enumerable.Range(0, habits.Draw.Between(2, 3)).Select(_ =>
            page.Bill.Payment(new(1, 8, Gross: false))).ToArray();
        List<string> text = [habits[Word.Greeting], "", habits[Word.Intro], ""];
        var bar = habits.Draw.One("  ", " | ");
        for (var at = 0; at < payments.Length; at++)
        {
            text.Add(string.Format(CultureInfo.InvariantCulture, habits[Word.PaymentOf], at + 1, payments.Length));
            text.AddRange(page.Head(payments[at]).Select(pair => $"{pair.Label}: {pair.Value}"));
            text.AddRange(["", habits[Word.Document].PadRight(20) + bar + habits[Word.Net].PadLeft(18)]);
            text.AddRange(payments[at].Lines.Select(line => line.Document.PadRight(20) + bar
                + habits.Amount(line.Net).PadLeft(18)));
            text.AddRange([habits[Word.TotalRow].PadRight(20) + bar + habits.Amount(payments[at].Total).PadLeft(18),
                ""]);
        }

        text.AddRange([habits[Word.Questions], "", habits[Word.Regards], page.Payer]);
        return (page.Mail.Text(page.Subject(payments[0]), string.Join('\n', text) + "\n"), payments);
    }
}
