namespace BankFiles.Tests.Advices.Payers;

/// <summary>A mail in plain text with a table drawn in blanks: gross, discount, net, a total beneath.</summary>
internal static class TextTable
{
    public static (byte[] File, PaymentTruth[] Payments) Make(Page page)
    {
        var habits = page.Habits;
        var payment = page.Bill.Payment(new(1, 14, Discounts: true));
        var isSigned = habits.Draw.Chance(50);
        List<string> text = [habits[Word.Greeting], "", habits[Word.Intro], ""];
        var pad = habits.Draw.Chance(50) ? 24 : 0;
        text.AddRange(page.Head(payment, withPayer: !isSigned).Select(pair => $"{(pair.Label + ":").PadRight(pad)} "
            + pair.Value));
        text.Add("");
        var widths = new[] { 20, 18, 18, 16, 18 };
        var header = Row(widths, habits[Word.Document], habits[Word.DocumentDate], habits[Word.Gross],
            habits[Word.Discount], habits[Word.Net]);
        var none = habits.Draw.One("", habits.Amount(0), "-");
        var rule = new string(habits.Draw.One('-', '='), header.Length);
        text.AddRange([header, rule]);
        for (var at = 0; at < payment.Lines.Count; at++)
        {
            var line = payment.Lines[at];
            text.Add(Row(widths, line.Document, habits.Date(page.Bill.Dates[at]), habits.Amount(line.Gross!.Value),
                page.Or(line.Discount, none), habits.Amount(line.Net)));
        }

        text.AddRange([rule, Row(widths, habits[Word.TotalRow], "", "", "", habits.Amount(payment.Total)), ""]);
        text.AddRange([habits[Word.Questions], "", habits[Word.Regards], page.Payer]);
        var body = string.Join('\n', text) + "\n";
        var subject = page.Subject(payment);
        return (habits.Draw.Chance(30)
            ? page.Mail.Text(habits[Word.ForwardPrefix] + subject, page.Mail.Forwarded(subject, body))
            : page.Mail.Text(subject, body), [payment]);
    }

    private static string Row(int[] widths, params string[] cells) => string.Concat(cells.Select((cell, at) =>
        at < 1 ? cell.PadRight(widths[at]) : (" " + cell).PadLeft(widths[at])));
}
