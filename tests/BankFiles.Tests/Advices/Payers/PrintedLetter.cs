using System.Globalization;

namespace BankFiles.Tests.Advices.Payers;

/// <summary>
/// The advice an ERP prints: a PDF of some pages, the head of the table on each, sums carried over at each page's foot
/// and head, the payer's own document number beside ours.
/// </summary>
internal static class PrintedLetter
{
    private const int Rows = 34;
    private const double LineHeight = 14;

    private static readonly double[] Rights = [330, 400, 470, 545];

    public static (byte[] File, PaymentTruth[] Payments) Make(Page page)
    {
        var payment = page.Bill.Payment(new(3, 80, Discounts: true));
        var (pdf, habits) = (new PdfPages(), page.Habits);
        var own = habits.Draw.Chance(60) ? habits.Draw.One(50.0, 150.0) : 0;
        var pages = payment.Lines.Chunk(Rows).ToList();
        var sum = 0L;
        for (var at = 0; at < pages.Count; at++)
        {
            pdf.Page();
            var y = at == 0 ? First(pdf, page, payment) : 780;
            y = Header(pdf, habits, y, own);
            if (at > 0)
                y = Sum(pdf, habits, (y, Word.BroughtForward), sum);
            foreach (var line in pages[at])
                y = Row(pdf, page, (y, own), line);
            sum += pages[at].Sum(line => line.Net);
            var isLast = at == pages.Count - 1;
            Sum(pdf, habits, (y - 4, isLast ? Word.TotalRow : Word.CarriedForward), isLast ? payment.Total : sum);
            pdf.Left(260, 40, string.Format(CultureInfo.InvariantCulture, habits[Word.Page], at + 1, pages.Count));
        }

        return (pdf.Build(), [payment]);
    }

    private static double First(PdfPages pdf, Page page, PaymentTruth payment)
    {
        pdf.Left(50, 800, page.Payer, size: 12);
        pdf.Left(50, 786, "12 Harbour Road");
        pdf.Left(50, 750, page.Habits[Word.Advice], size: 14);
        var head = page.Head(payment);
        for (var at = 0; at < head.Count; at++)
        {
            var (x, y) = (at % 2 == 0 ? 50 : 310, 725 - (at / 2 * LineHeight));
            pdf.Left(x, y, head[at].Label + ":");
            pdf.Left(x + 120, y, head[at].Value);
        }

        return 660;
    }

    private static double Header(PdfPages pdf, Habits habits, double y, double own)
    {
        if (own > 0)
            pdf.Left(own, y, habits[Word.OwnDocument]);
        pdf.Left(own == 50 ? 150 : 50, y, habits[Word.Document]);
        pdf.Right(Rights[0], y, habits[Word.DocumentDate]);
        pdf.Right(Rights[1], y, habits[Word.Gross]);
        pdf.Right(Rights[2], y, habits[Word.Discount]);
        pdf.Right(Rights[3], y, habits[Word.Net]);
        return y - LineHeight - 4;
    }

    private static double Row(PdfPages pdf, Page page, (double Y, double Own) at, LineTruth line)
    {
        var index = page.Habits.Draw.Between(0, page.Bill.Dates.Count - 1);
        if (at.Own > 0)
            pdf.Left(at.Own, at.Y, "51" + page.Habits.Draw.Digits(8));
        pdf.Left(at.Own == 50 ? 150 : 50, at.Y, line.Document);
        pdf.Right(Rights[0], at.Y, page.Habits.Date(page.Bill.Dates[index]));
        pdf.Right(Rights[1], at.Y, page.Habits.Amount(line.Gross!.Value));
        if (line.Discount != 0)
            pdf.Right(Rights[2], at.Y, page.Habits.Amount(line.Discount));
        pdf.Right(Rights[3], at.Y, page.Habits.Amount(line.Net));
        return at.Y - LineHeight;
    }

    private static double Sum(PdfPages pdf, Habits habits, (double Y, Word Word) at, long sum)
    {
        pdf.Left(50, at.Y, habits[at.Word]);
        pdf.Right(Rights[3], at.Y, habits.Amount(sum));
        return at.Y - LineHeight;
    }
}
