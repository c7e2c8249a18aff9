using System.Net;

namespace BankFiles.Tests.Advices.Payers;

/// <summary>
/// A mail in HTML as payment portals send it: a page of nested tables, the head as pairs of cells, deductions with
/// their reason, credits in parentheses; beside it a text part that says nothing, or none.
/// </summary>
internal static class HtmlTable
{
    public static (byte[] File, PaymentTruth[] Payments) Make(Page page)
    {
        var habits = page.Habits;
        habits.Credit = Credit.Parentheses;
        var payment = page.Bill.Payment(new(1, 18, Deductions: true));
        var head = string.Concat(page.Head(payment).Select(pair => $"<tr><td class=l>{Html(pair.Label)}:</td>"
            + $"<td><b>{Html(pair.Value)}</b></td></tr>\n"));
        var none = habits.Draw.One("", "&nbsp;", Html(habits.Amount(0)));
        var hasOrder = habits.Draw.Chance(50);
        var header = Cells("th", habits[Word.Document], habits[Word.DocumentDate], hasOrder ? habits[Word.Order] : null,
            habits[Word.Gross], habits[Word.Deduction], habits[Word.Reason], habits[Word.Net]);
        var rows = string.Concat(payment.Lines.Select((line, at) => Cells("td", Html(line.Document),
            Html(habits.Date(page.Bill.Dates[at])), hasOrder ? "45" + habits.Draw.Digits(8) : null,
            Html(habits.Amount(line.Gross!.Value)), line.Deduction == 0 ? none : Html(habits.Amount(line.Deduction)),
            line.Reason is null ? none.Contains('0', StringComparison.Ordinal) ? "" : none : Html(line.Reason),
            Html(habits.Amount(line.Net)))));
        var total = $"<tr><td colspan={(hasOrder ? 6 : 5)}><b>{habits[Word.TotalRow]}</b></td><td align=right><b>"
            + $"{Html(habits.Amount(payment.Total))}</b></td></tr>";
        var html = $"""
            <!DOCTYPE html><html><head><title>{habits[Word.Advice]}</title>
            <style>td.l {"{"} color: #666 {"}"}</style></head>
            <body><table width="100%"><tr><td><p>{habits[Word.Greeting]}</p><p>{habits[Word.Intro]}</p>
            <table>{head}</table><br>
            <table border="1"><thead><tr>{header}</tr></thead><tbody>
            {rows}{total}</tbody></table>
            <p style="font-size:10px">{habits[Word.Questions]}</p></td></tr></table></body></html>
            """;
        return (page.Mail.Html(page.Subject(payment), html, habits.Draw.Chance(40) ? habits[Word.Intro] : null),
            [payment]);
    }

    private static string Cells(string tag, params string?[] cells) => (tag == "td" ? "<tr>" : "")
        + string.Concat(cells.Where(cell => cell is not null).Select(cell => $"<{tag}>{cell}</{tag}>"))
        + (tag == "td" ? "</tr>\n" : "");

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
