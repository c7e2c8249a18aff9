using System.Collections.Frozen;
using Turnstone.Domain.CashApplication.Payers;
using Turnstone.Domain.CashApplication.References;
using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication;

/// <summary>Recognises payers, cited documents and advices of all receipts of a run.</summary>
internal sealed class ReceiptReader
{
    private const int AdviceDays = 7;

    // Words by which payers mark money that comes before its invoice.
    private static readonly FrozenSet<string> Before = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "PREPAYMENT", "PREPAY", "DEPOSIT", "PROFORMA", "ADVANCE", "DOWNPAYMENT", "ANZAHLUNG", "VORAUSZAHLUNG",
            "VORKASSE", "ACOMPTE");

    private readonly Books _books;
    private readonly PayerDirectory _payers;
    private readonly ReferenceReader _references;
    private readonly Dictionary<string, List<int>> _byReference = new(StringComparer.Ordinal);
    private readonly Dictionary<Money, List<int>> _byTotal = [];
    private readonly Advice[] _advices;
    private readonly List<PayerHit>[] _senders;

    public ReceiptReader(Books books, PayerDirectory payers, ReferenceReader references, IReadOnlyList<Advice> advices)
    {
        (_books, _payers, _references) = (books, payers, references);
        _advices = [.. advices];
        _senders = [.. _advices.Select(advice => advice.Payer is { } name ? payers.ByName(NameForm.Words(name)) : [])];
        for (var at = 0; at < _advices.Length; at++)
        {
            if (_advices[at].PaymentReference is { Length: > 0 } reference)
                Put(_byReference, reference, at);
            else if (_advices[at].Total is { } total)
                Put(_byTotal, total, at);
        }
    }

    public Reading[] All(IReadOnlyList<Receipt> receipts)
    {
        var readings = new Reading[receipts.Count];
        var claims = new Dictionary<int, int>();
        var advised = new (int Advice, bool ByReference)?[receipts.Count];
        for (var at = 0; at < receipts.Count; at++)
        {
            readings[at] = One(at, receipts[at]);
            advised[at] = AdviceOf(readings[at]);
            if (advised[at] is { } found)
                claims[found.Advice] = claims.GetValueOrDefault(found.Advice) + 1;
        }

        for (var at = 0; at < receipts.Count; at++)
        {
            // An advice that would fit two receipts says nothing about either.
            if (advised[at] is { } found && claims[found.Advice] == 1)
                readings[at] = Advised(readings[at], found.Advice, found.ByReference);
        }

        return readings;
    }

    private Reading One(int index, Receipt receipt)
    {
        var words = TextWord.Split(receipt.Text);
        var payers = PayerReader.Read(receipt, words, _payers);
        var payer = Sole(payers);
        int[] families = payer >= 0 ? [payer] : [.. payers.Take(5).Select(hit => hit.Customer)];
        var before = words.Exists(word => Before.Contains(word.Text))
            || Enumerable.Range(1, Math.Max(0, words.Count - 1)).Any(at => IsDownPayment(words[at - 1].Text,
                words[at].Text));
        var cites = Cites(receipt.Text, words, families);
        return new(index, receipt)
        {
            Payers = payers,
            Payer = payer,
            Cites = before ? [.. cites.Where(cite => cite.Quality <= CiteQuality.Normalised)] : cites,
            Unread = _references.HasUnread(receipt.Text, words, cites),
            Prepayment = before,
        };
    }

    /// <summary>Where the sender is not known, the owners of what is cited surely are taken for it.</summary>
    private List<Cite> Cites(string text, List<TextWord> words, int[] families)
    {
        var cites = _references.Read(text, words, families);
        var owners = cites.Where(cite => cite.Quality <= CiteQuality.Normalised && cite.Documents.Length == 1)
            .Select(cite => _books.CustomerOf(cite.Documents[0])).Where(owner => owner >= 0).Distinct()
                .Except(families).Take(5).ToArray();
        return owners.Length == 0 ? cites : _references.Read(text, words, [.. families, .. owners]);
    }

    private static bool IsDownPayment(string first, string second) =>
        first.Equals("DOWN", StringComparison.OrdinalIgnoreCase) && second.Equals("PAYMENT",
            StringComparison.OrdinalIgnoreCase);

    /// <summary>The customer with clearly most weight, or nobody.</summary>
    private static int Sole(IReadOnlyList<PayerHit> hits)
    {
        var sums = hits.GroupBy(hit => hit.Customer).Select(group => (group.Key, Sum: group.Sum(hit => hit.Weight)))
            .OrderByDescending(entry => entry.Sum).ThenBy(entry => entry.Key).Take(2).ToArray();
        return sums.Length == 0 || sums.Length == 2 && sums[0].Sum - sums[1].Sum < 300 ? -1 : sums[0].Key;
    }

    private (int, bool)? AdviceOf(Reading reading)
    {
        var receipt = reading.Receipt;
        foreach (var reference in receipt.FurtherReferences.Prepend(receipt.Reference ?? ""))
        {
            if (reference.Length > 0 && _byReference.TryGetValue(reference, out var named) && named.Count == 1)
                return (named[0], true);
        }

        if (!_byTotal.TryGetValue(receipt.Amount, out var sums))
            return null;
        var mine = sums.Where(at => IsNear(_advices[at], receipt.Date) && SameSender(at, reading)).ToArray();
        return mine.Length == 1 ? (mine[0], false) : null;
    }

    private bool SameSender(int advice, Reading reading) => _senders[advice].Exists(sender =>
        reading.Payers.Any(hit => _books.Related(sender.Customer, hit.Customer)));

    private static bool IsNear(Advice advice, DateOnly date) =>
        advice.Date is not { } stated || Math.Abs(stated.DayNumber - date.DayNumber) <= AdviceDays;

    private Reading Advised(Reading reading, int at, bool byReference)
    {
        var families = reading.Payers.Concat(_senders[at]).Select(hit => hit.Customer).Distinct().Take(5).ToArray();
        var lines = _advices[at].Lines.Select(line => Line(line, families)).ToArray();
        return reading with { Advice = new(_advices[at], lines, byReference) };
    }

    private Cite? Line(AdviceLine line, int[] families)
    {
        var cites = _references.Read(line.Document, TextWord.Split(line.Document), families);
        return cites.Count == 1 ? cites[0] : null;
    }

    private static void Put<T>(Dictionary<T, List<int>> into, T key, int at)
        where T : notnull
    {
        if (!into.TryGetValue(key, out var list))
            into[key] = list = [];
        list.Add(at);
    }
}
