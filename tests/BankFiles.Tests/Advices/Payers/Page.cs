namespace BankFiles.Tests.Advices.Payers;

/// <summary>What every layout writes with: a payer, its habits, and the payments of one advice.</summary>
internal sealed class Page(Habits habits, string payer)
{
    public Habits Habits { get; } = habits;

    public string Payer { get; } = payer;

    public Bill Bill { get; } = new(habits, payer);

    public MailFile Mail { get; } = new(habits, payer);

    public string Subject(PaymentTruth payment) => Habits.Draw.One($"{Habits[Word.Advice]} {Payer}",
        $"{Habits[Word.Advice]} {payment.Reference}", $"{Payer}: {Habits[Word.Advice]}");

    /// <summary>Label and value of what the head of an advice says, in the payer's order.</summary>
    public List<(string Label, string Value)> Head(PaymentTruth payment, bool withPayer = true)
    {
        var isPriced = Habits.Draw.Chance(60);
        List<(string, string)> head =
        [
            (Habits[Word.Reference], payment.Reference),
            (Habits[Word.Date], Habits.Date(payment.Date)),
            (Habits[Word.Total], isPriced ? Habits.Priced(payment.Total) : Habits.Amount(payment.Total)),
        ];
        if (!isPriced)
            head.Add((Habits[Word.Currency], payment.Currency.ToString()));
        if (withPayer)
            head.Insert(Habits.Draw.Between(0, head.Count), (Habits[Word.Payer], Payer));
        if (Habits.Draw.Chance(40))
            head.Insert(0, (Habits[Word.Account], Habits.Draw.Digits(6)));
        return head;
    }

    /// <summary>An amount, or what the payer writes where there is none.</summary>
    public string Or(long minor, string none) => minor == 0 ? none : Habits.Amount(minor);
}
