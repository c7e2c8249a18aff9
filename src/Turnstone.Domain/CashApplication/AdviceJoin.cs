using Turnstone.Domain.CashApplication.Payers;
using Turnstone.Domain.CashApplication.References;
using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication;

/// <summary>
/// Finds the payment that each advice belongs to: by a reference it names, else by payer, amount and day. An advice
/// that would fit two payments says nothing about either.
/// </summary>
internal sealed class AdviceJoin
{
    private const int Days = 7;
    private const int ShortestReference = 5;

    private readonly Books _books;
    private readonly Advice[] _advices;
    private readonly Dictionary<string, List<int>> _byReference = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(long Minor, int Exponent), List<int>> _byTotal = [];
    private readonly int[][] _senders;
    private readonly string[] _names;

    public AdviceJoin(Books books, PayerDirectory payers, ReferenceReader references, IReadOnlyList<Advice> advices)
    {
        _books = books;
        _advices = [.. advices];
        _names = [.. _advices.Select(advice => Name(advice.Payer))];
        _senders = [.. _advices.Select(advice => Senders(advice, payers, references))];
        for (var at = 0; at < _advices.Length; at++)
        {
            if (_advices[at].PaymentReference?.Trim() is { Length: > 0 } reference)
                Put(_byReference, reference, at);
            if (Total(_advices[at]) is { } total)
                Put(_byTotal, (total.Minor, total.Currency.Exponent), at);
        }
    }

    /// <summary>Sets the advice of each reading that has exactly one.</summary>
    public void Join(Reading[] readings, Func<Advice, Reading, IReadOnlyList<int>, AdviceTie, AdviceReading> read)
    {
        var advised = new int[readings.Length];
        Array.Fill(advised, -1);
        var taken = new HashSet<int>();
        foreach (var tie in new[] { AdviceTie.Reference, AdviceTie.PayerAndAmount, AdviceTie.Amount })
            Round(readings, tie, advised, taken, read);
        for (var at = 0; at < readings.Length; at++)
        {
            if (advised[at] < 0 && IsDoubtful(readings[at], taken))
                readings[at] = readings[at] with { Doubtful = true };
        }
    }

    private bool IsDoubtful(Reading reading, HashSet<int> taken) =>
        _byTotal.TryGetValue((reading.Receipt.Amount.Minor, reading.Receipt.Amount.Currency.Exponent), out var sums)
        && sums.Exists(at => !taken.Contains(at) && Fits(_advices[at], reading.Receipt)
            && Days >= Apart(_advices[at], reading.Receipt.Date) && SameSender(at, reading));

    private void Round(Reading[] readings, AdviceTie tie, int[] advised, HashSet<int> taken,
        Func<Advice, Reading, IReadOnlyList<int>, AdviceTie, AdviceReading> read)
    {
        var claims = new Dictionary<int, List<int>>();
        for (var at = 0; at < readings.Length; at++)
        {
            if (advised[at] >= 0)
                continue;
            var found = tie == AdviceTie.Reference ? Named(readings[at]) : Alike(readings[at], tie, taken);
            if (found >= 0)
                Put(claims, found, at);
        }

        foreach (var (advice, receipts) in claims)
        {
            var alone = receipts.Count == 1 ? receipts : receipts.FindAll(at => Total(_advices[advice]) is { } total
                && total.Minor == readings[at].Receipt.Amount.Minor);
            if (alone.Count != 1)
                continue;
            var of = alone[0];
            advised[of] = advice;
            taken.Add(advice);
            readings[of] = readings[of] with { Advice = read(_advices[advice], readings[of], _senders[advice], tie) };
        }
    }

    private int Named(Reading reading)
    {
        var receipt = reading.Receipt;
        var found = new List<int>();
        var references = receipt.FurtherReferences.Prepend(receipt.Reference ?? "")
            .Concat(TextWord.Split(receipt.Text).Where(word => word.HasDigit && word.Length >= ShortestReference)
                .Select(word => word.Text));
        foreach (var reference in references)
        {
            if (reference.Length > 0 && _byReference.TryGetValue(reference.Trim(), out var named))
                found.AddRange(named.Where(at => Fits(_advices[at], receipt)));
        }

        var one = Distinct(found);
        var exact = one.Where(at => Total(_advices[at])?.Minor == receipt.Amount.Minor).ToArray();
        return exact.Length == 1 ? exact[0] : one.Length == 1 ? one[0] : -1;
    }

    private int Alike(Reading reading, AdviceTie tie, HashSet<int> taken)
    {
        var amount = reading.Receipt.Amount;
        if (!_byTotal.TryGetValue((amount.Minor, amount.Currency.Exponent), out var sums))
            return -1;
        var near = sums.Where(at => !taken.Contains(at) && Fits(_advices[at], reading.Receipt)
            && Days >= Apart(_advices[at], reading.Receipt.Date)).ToArray();
        var mine = Distinct(tie == AdviceTie.PayerAndAmount ? near.Where(at => SameSender(at, reading)) : near);
        if (tie == AdviceTie.Amount)
            return reading.Payers.Count == 0 && sums.Count == 1 && mine.Length == 1 ? mine[0] : -1;
        var today = mine.Where(at => Apart(_advices[at], reading.Receipt.Date) == 0).ToArray();
        return mine.Length == 1 ? mine[0] : today.Length == 1 ? today[0] : -1;
    }

    /// <summary>An advice that came twice, by two ways, is one.</summary>
    private int[] Distinct(IEnumerable<int> found) => [.. found.Distinct().DistinctBy(at => string.Join('|',
        _advices[at].Lines.Select(line => $"{line.Document} {line.Paid?.Minor}").Order(StringComparer.Ordinal)),
        StringComparer.Ordinal)];

    private bool SameSender(int advice, Reading reading) =>
        _names[advice].Length >= 4 && reading.Sender.Length >= 4
            && (reading.Sender.StartsWith(_names[advice], StringComparison.Ordinal)
                || reading.Sender.Length >= 8 && _names[advice].StartsWith(reading.Sender, StringComparison.Ordinal))
        || _senders[advice].Any(sender => reading.Payers.Any(hit => _books.Related(sender, hit.Customer)));

    private static bool Fits(Advice advice, Receipt receipt) => !advice.CurrencyStated
        || Total(advice) is not { } total || total.Currency == receipt.Amount.Currency;

    private static int Apart(Advice advice, DateOnly date) =>
        advice.Date is { } stated ? Math.Abs(stated.DayNumber - date.DayNumber) : 0;

    /// <summary>Who may have sent it: whose name it carries, and whose documents it lists by number.</summary>
    private int[] Senders(Advice advice, PayerDirectory payers, ReferenceReader references)
    {
        var named = advice.Payer is { } name ? payers.ByName(NameForm.Words(name)).Select(hit => hit.Customer) : [];
        var owners = advice.Lines.Take(3).SelectMany(line => references.Read(line.Document, []).Cites)
            .Where(cite => cite is { IsFirm: true, Documents.Length: 1 })
            .Select(cite => _books.CustomerOf(cite.Documents[0])).Where(owner => owner >= 0);
        return [.. named.Concat(owners).Distinct().Take(6)];
    }

    private static string Name(string? payer) =>
        payer is null ? "" : string.Concat(NameForm.Core(NameForm.Words(payer)));

    private static Money? Total(Advice advice) => advice.Total
        ?? (advice.Lines.Count > 0 && advice.Lines.All(line => line.Paid is not null)
            ? advice.Lines.Select(line => line.Paid ?? default).Aggregate((sum, paid) => sum + paid) : null);

    private static void Put<T>(Dictionary<T, List<int>> into, T key, int at)
        where T : notnull
    {
        if (!into.TryGetValue(key, out var list))
            into[key] = list = [];
        list.Add(at);
    }
}
