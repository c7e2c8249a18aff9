namespace BankFiles.Tests.Advices.Payers;

/// <summary>What a layout lets a payer say.</summary>
internal sealed record Scope(int Least, int Most, bool Gross = true, bool Discounts = false, bool Deductions = false);

/// <summary>Draws what one payment pays: documents of one series, discounts, deductions, credits.</summary>
internal sealed class Bill(Habits habits, string payer)
{
    private static readonly DateOnly Year = new(2026, 1, 1);

    private readonly string _series = habits.Draw.One("INV-#####", "RE26/#####", "2026-######", "9#######",
        "FA-#######-#", "F2026/####", "SI#######", "###-####-##");

    private readonly string _credits = habits.Draw.One("CM-#####", "GS26/####", "AV#######", "CR-####-##");

    public List<DateOnly> Dates { get; } = [];

    public PaymentTruth Payment(Scope scope)
    {
        var draw = habits.Draw;
        var lines = new List<LineTruth>();
        for (var count = draw.Between(scope.Least, scope.Most); count > 0; count--)
            lines.Add(Line(scope, draw.Chance(12) && lines.Count > 0));
        // A payment is money: credits never outweigh what is paid.
        while (lines.Sum(line => line.Net) <= 0)
            lines.Add(Line(scope, isCredit: false));
        var isOff = draw.Chance(3);
        return new(payer, draw.One("4", "EFT", "P-", "20") + draw.Digits(7), Year.AddDays(draw.Between(60, 340)),
            habits.Currency, lines.Sum(line => line.Net) + (isOff ? draw.Between(1, 90_000) : 0), isOff, lines);
    }

    private LineTruth Line(Scope scope, bool isCredit)
    {
        var draw = habits.Draw;
        Dates.Add(Year.AddDays(draw.Between(0, 330)));
        var gross = (long)draw.Between(1, draw.One(9_999, 99_999, 999_999, 99_999_999));
        if (isCredit)
            return new(Number(_credits), scope.Gross ? -gross : null, 0, 0, null, -gross);
        var discount = scope.Discounts && draw.Chance(40) ? gross * draw.One(1, 2, 3) / 100 : 0;
        var deduction = scope.Deductions && draw.Chance(25) ? gross * draw.Between(1, 40) / 100 : 0;
        var reason = deduction > 0 ? draw.One(habits.Tongue.Choices(Word.Reasons)) : null;
        return new(Number(_series), scope.Gross ? gross : null, discount, deduction, reason,
            gross - discount - deduction);
    }

    private string Number(string form) => string.Concat(form.Select(sign =>
        sign == '#' ? habits.Draw.Digits(1) : sign.ToString()));
}
