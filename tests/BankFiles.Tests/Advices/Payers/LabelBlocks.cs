namespace BankFiles.Tests.Advices.Payers;

/// <summary>A mail in plain text with a block of labelled lines for each document.</summary>
internal static class LabelBlocks
{
    public static (byte[] File, PaymentTruth[] Payments) Make(Page page)
    {
        var habits = page.Habits;
        var payment = page.Bill.Payment(new(1, 8, Discounts: true, Deductions: true));
        List<string> text = [habits[Word.Advice], ""];
        text.AddRange(page.Head(payment).Select(pair => $"{pair.Label}: {pair.Value}"));
        for (var at = 0; at < payment.Lines.Count; at++)
        {
            var line = payment.Lines[at];
            text.AddRange(["", $"{habits[Word.Document]}: {line.Document}",
                $"{habits[Word.DocumentDate]}: {habits.Date(page.Bill.Dates[at])}",
                $"{habits[Word.Gross]}: {habits.Amount(line.Gross!.Value)}"]);
            if (line.Discount != 0)
                text.Add($"{habits[Word.Discount]}: {habits.Amount(line.Discount)}");
            if (line.Deduction != 0)
            {
                text.Add($"{habits[Word.Deduction]}: {habits.Amount(line.Deduction)}");
                text.Add($"{habits[Word.Reason]}: {line.Reason}");
            }

            text.Add($"{habits[Word.Net]}: {habits.Amount(line.Net)}");
        }

        text.AddRange(["", habits[Word.Questions], "", habits[Word.Regards], page.Payer]);
        return (page.Mail.Text(page.Subject(payment), string.Join('\n', text) + "\n"), [payment]);
    }
}
