namespace BankFiles.Tests.Advices.Payers;

/// <summary>
/// A forwarded mail with a PDF whose rows have two lines, as has their head: what is paid above, order, reason and
/// deduction beneath.
/// </summary>
internal static class TwoLineRows
{
    private const double LineHeight = 12;

    public static (byte[] File, PaymentTruth[] Payments) Make(Page page)
    {
        var habits = page.Habits;
        var payment = page.Bill.Payment(new(1, 16, Deductions: true));
        var pdf = new PdfPages();
        pdf.Page();
        pdf.Left(330, 800, page.Payer, size: 11);
        pdf.Left(50, 770, habits[Word.Advice], size: 13);
        var y = 745.0;
        foreach (var (label, value) in page.Head(payment))
        {
            pdf.Left(50, y, label);
            pdf.Left(180, y, value);
            y -= LineHeight;
        }

        y = Pair(pdf, y - 20, [habits[Word.Document], habits[Word.DocumentDate], habits[Word.Gross], habits[Word.Net]],
            [habits[Word.Order], habits[Word.Reason], habits[Word.Deduction]]) - 4;
        for (var at = 0; at < payment.Lines.Count; at++)
        {
            var line = payment.Lines[at];
            y = Pair(pdf, y, [line.Document, habits.Date(page.Bill.Dates[at]), habits.Amount(line.Gross!.Value),
                habits.Amount(line.Net)], ["45" + habits.Draw.Digits(8), line.Reason ?? "",
                page.Or(line.Deduction, "")]);
        }

        pdf.Left(50, y - 6, habits[Word.TotalRow]);
        pdf.Right(540, y - 6, habits.Amount(payment.Total));
        var subject = page.Subject(payment);
        return (page.Mail.Attached(habits[Word.ForwardPrefix] + subject, page.Mail.Forwarded(subject,
            habits[Word.See] + "\n"), ("avis.pdf", "application/pdf", pdf.Build())), [payment]);
    }

    private static double Pair(PdfPages pdf, double y, string[] above, string[] beneath)
    {
        pdf.Left(50, y, above[0]);
        pdf.Left(200, y, above[1]);
        pdf.Right(430, y, above[2]);
        pdf.Right(540, y, above[3]);
        pdf.Left(60, y - LineHeight, beneath[0]);
        pdf.Left(200, y - LineHeight, beneath[1]);
        pdf.Right(430, y - LineHeight, beneath[2]);
        return y - (2 * LineHeight) - 3;
    }
}
