using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Ledger;

/// <summary>
/// A line of a document that can be settled: an AR debit or credit, or a customer deposit's liability.
/// </summary>
internal readonly record struct Claim(long Document, int Line);

/// <summary>
/// Applies credits to debits and takes it back. What is settled leaves AR at the base amount of the debit; the credit's
/// document bears the exchange difference, so that AR in base currency is always the sum of what is open.
/// </summary>
internal sealed class Applications(Func<SandboxKnobs> knobs)
{
    public void Apply(Change change, Claim debit, Claim credit, long amount, Link terms)
    {
        var (owing, debitLine) = Take(change, debit, owes: true);
        var (paying, creditLine) = Take(change, credit, owes: false);
        if (amount <= 0 || amount > debitLine.Open || amount > creditLine.Open)
            throw new InvalidOperationException($"{amount} cannot be applied to {debit} from {credit}.");

        var link = change.Add(new Link
        {
            Type = Store.Links,
            Debit = debit.Document,
            DebitLine = debit.Line,
            Credit = credit.Document,
            CreditLine = credit.Line,
            Amount = amount,
            Discount = terms.Discount,
            DebitBase = Amounts.Share(debitLine.OpenBase, amount, debitLine.Open),
            CreditBase = Amounts.Share(creditLine.OpenBase, amount, creditLine.Open),
            Via = terms.Via,
            Date = terms.Date,
        });
        Settle(change, owing, debitLine, (link.Amount, link.DebitBase));
        Settle(change, paying, creditLine, (link.Amount, link.CreditBase));
        Regain(change, paying, creditLine, link.DebitBase - link.CreditBase);
        owing.Links.Add(link.Id);
        paying.Links.Add(link.Id);
        if (link.Via != owing.Id && link.Via != paying.Id && change.Transaction(link.Via) is { } via)
            change.Edit(via).Links.Add(link.Id);
    }

    public void Undo(Change change, Link link)
    {
        var (owing, debitLine) = Take(change, new(link.Debit, link.DebitLine), owes: true);
        var (paying, creditLine) = Take(change, new(link.Credit, link.CreditLine), owes: false);
        Settle(change, owing, debitLine, (-link.Amount, -link.DebitBase));
        Settle(change, paying, creditLine, (-link.Amount, -link.CreditBase));
        Regain(change, paying, creditLine, link.CreditBase - link.DebitBase);
        owing.Links.Remove(link.Id);
        paying.Links.Remove(link.Id);
        if (link.Via != owing.Id && link.Via != paying.Id && change.Transaction(link.Via) is { } via)
            change.Edit(via).Links.Remove(link.Id);
        change.Remove(link);
    }

    private (Transaction, Line) Take(Change change, Claim claim, bool owes)
    {
        var transaction = change.Transaction(claim.Document)
            ?? throw new InvalidOperationException($"The document {claim.Document} does not exist.");
        var draft = change.Edit(transaction, touch: !owes || knobs().ApplyingTouchesDocument);
        return draft.LineOf(claim.Line) is { IsOpenable: true } line && line.Amount > 0 == owes
            ? (draft, line)
            : throw new InvalidOperationException($"{claim} cannot be settled.");
    }

    private static void Settle(Change change, Transaction transaction, Line line, (long Amount, long Base) by)
    {
        line.Settled += by.Amount;
        line.SettledBase += by.Base;
        transaction.Closed = transaction.Lines.Any(other => other.Open > 0) ? null : change.Today;
    }

    /// <summary>Moves the exchange difference of a credit line, and the gain-or-loss line that balances it.</summary>
    private static void Regain(Change change, Transaction transaction, Line line, long by)
    {
        if (by == 0)
            return;
        line.Gain += by;
        var gain = transaction.First(Role.Gain);
        if (gain is null)
        {
            transaction.Lines.Add(gain = new()
            {
                Id = transaction.Lines.Max(other => other.Id) + 1,
                Role = Role.Gain,
                Account = change.Store.Special(Accounts.Gain),
            });
        }

        gain.Base += by;
        if (gain.Base == 0)
            transaction.Lines.Remove(gain);
    }
}
