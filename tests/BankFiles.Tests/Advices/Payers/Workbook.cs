namespace BankFiles.Tests.Advices.Payers;

/// <summary>
/// A workbook: a head of label and value, a table with days and amounts as a spreadsheet keeps them, a total; perhaps
/// behind a sheet of notes; by itself or attached to a mail.
/// </summary>
internal static class Workbook
{
    public static (byte[] File, PaymentTruth[] Payments) Make(Page page)
    {
        var (habits, draw) = (page.Habits, page.Habits.Draw);
        var payment = page.Bill.Payment(new(1, 60, Discounts: true, Deductions: true));
        List<object?[]> rows = [[habits[Word.Advice]], []];
        rows.AddRange(
        [
            [habits[Word.Payer], page.Payer], [habits[Word.Reference], payment.Reference],
            [habits[Word.Date], payment.Date], [habits[Word.Total], payment.Total],
            [habits[Word.Currency], payment.Currency.ToString()], [],
            [
                habits[Word.Document], habits[Word.DocumentDate], habits[Word.Order], habits[Word.Gross],
                habits[Word.Discount], habits[Word.Deduction], habits[Word.Reason], habits[Word.Net],
            ],
        ]);
        var zero = draw.Chance(50) ? (object?)0L : null;
        for (var at = 0; at < payment.Lines.Count; at++)
        {
            var line = payment.Lines[at];
            rows.Add([line.Document, page.Bill.Dates[at], "45" + draw.Digits(8), line.Gross,
                line.Discount == 0 ? zero : line.Discount, line.Deduction == 0 ? zero : line.Deduction, line.Reason,
                line.Net]);
        }

        rows.Add([habits[Word.TotalRow], null, null, null, null, null, null, payment.Total]);
        var file = draw.Chance(30)
            ? SheetFile.Build(("Notes", [[habits[Word.Greeting]], [habits[Word.Intro]]]), ("Detail", rows))
            : SheetFile.Build(("Sheet1", rows));
        return (draw.Chance(40) ? file : page.Mail.Attached(page.Subject(payment), habits[Word.See] + "\n",
            ("advice.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file)), [payment]);
    }
}
