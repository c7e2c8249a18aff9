namespace BankFiles.Tests.Advices.Payers;

/// <summary>
/// A thousand remittance advices with what they mean: ten layouts, five languages, each by its number. Written from how
/// payers' programs and people write (ERP letters, portals' mails, exports, EDI, a clerk's sentence), before the rules
/// that read them were made to hold on it, and never changed for them. Rules are written against six layouts; the four
/// held out are looked at once, at the end.
/// </summary>
internal static class AdviceWorld
{
    public const int Count = 1000;

    private static readonly (string Name, string Carrier, bool IsHeldOut,
        Func<Page, (byte[] File, PaymentTruth[] Payments)> Make)[] Layouts =
    [
        ("printed letter", "PDF, many pages", false, PrintedLetter.Make),
        ("text table", "mail, forwards", false, TextTable.Make),
        ("html table", "mail in HTML", false, HtmlTable.Make),
        ("workbook", "XLSX, attached", false, Workbook.Make),
        ("interchange", "820", false, Interchange.Make),
        ("sentence", "mail, forwards", false, Sentences.Make),
        ("label blocks", "mail", true, LabelBlocks.Make),
        ("two-line rows", "PDF in a forward", true, TwoLineRows.Make),
        ("odd columns", "CSV", true, OddColumns.Make),
        ("several payments", "mail", true, SeveralPayments.Make),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Layouts.Select(layout => layout.Name)];

    public static bool IsHeldOut(string layout) => Layouts.Single(one => one.Name == layout).IsHeldOut;

    /// <summary>Advice of a number from 0; layouts and languages take turns.</summary>
    public static GeneratedAdvice Make(int number)
    {
        var layout = Layouts[number % Layouts.Length];
        var tongue = Tongue.All[number / Layouts.Length % Tongue.All.Count];
        var draw = new Draw(7000 + number);
        var page = new Page(new(draw, tongue), draw.One(tongue.Payers));
        var (file, payments) = layout.Make(page);
        return new(number, layout.Name, tongue.Code, layout.Carrier, file, payments);
    }
}
