using Turnstone.Domain.CashApplication.References;

namespace Turnstone.Domain.CashApplication.Allocation;

/// <summary>Settles which documents are meant where a citation leaves a choice: the amount decides.</summary>
internal sealed class CiteChoice(Books books, Fitting fitting)
{
    private const int MostTries = 4000;
    private const int MostDocuments = 60;

    /// <summary>The documents meant, and whether others explain the amount as well.</summary>
    public (List<int> Chosen, bool Tie) Choose(Reading reading, IReadOnlyList<Cite> open, IReadOnlyList<long> left)
    {
        var sure = new List<int>();
        var unsure = new List<Cite>();
        foreach (var cite in open)
        {
            if (cite.Together || cite.Documents.Length == 1 && cite.Quality <= CiteQuality.Listed)
                sure.AddRange(cite.Documents.Except(sure));
            else
                unsure.Add(cite);
        }

        var amount = reading.Receipt.Amount.Minor;
        if (unsure.Count == 0)
            return (Ends(open, amount, left) ?? Own(reading, sure, left) ?? sure, false);
        var search = new Search(amount, left, fitting, reading.Receipt.Date);
        search.Try(sure, unsure, 0);
        if (search.Found.Count > 0)
            return (search.Found[0], search.Found.Count > 1 || search.Cut);
        return (Loose(reading, sure, unsure, left), false);
    }

    /// <summary>
    /// The known sender's own documents among those cited, where they alone come to the amount: what is a stranger's
    /// number beside them is a telephone, a shop or a batch that happens to be one.
    /// </summary>
    private List<int>? Own(Reading reading, List<int> cited, IReadOnlyList<long> left)
    {
        if (reading.Payer < 0 || cited.Sum(document => left[document]) == reading.Receipt.Amount.Minor)
            return null;
        var own = cited.FindAll(document => books.Related(reading.Payer, books.ItemCustomer[document]));
        return own.Count > 0 && own.Sum(document => left[document]) == reading.Receipt.Amount.Minor ? own : null;
    }

    /// <summary>Two numbers with a dash between them may be just these two.</summary>
    private static List<int>? Ends(IReadOnlyList<Cite> open, long amount, IReadOnlyList<long> left) =>
        open is [{ Together: true, Documents: [var first, .., var last] }]
            && left[first] + left[last] == amount ? [first, last] : null;

    /// <summary>No choice makes the amount exact: documents of one order together, or a weak citation alone.</summary>
    private List<int> Loose(Reading reading, List<int> sure, List<Cite> unsure, IReadOnlyList<long> left)
    {
        var chosen = sure.ToList();
        foreach (var cite in unsure)
        {
            var rest = reading.Receipt.Amount.Minor - chosen.Sum(document => left[document]);
            if (cite.Quality <= CiteQuality.Order && Together(cite.Documents, rest, left) is { } together)
                chosen.AddRange(together.Except(chosen));
            else if (Nearest(reading, cite, rest, left) is { } nearest && !chosen.Contains(nearest))
                chosen.Add(nearest);
        }

        return chosen;
    }

    private static IEnumerable<int>? Together(int[] documents, long rest, IReadOnlyList<long> left)
    {
        if (documents.Length > MostDocuments)
            return null;
        var debits = documents.Where(document => left[document] > 0).ToArray();
        var found = SubsetSearch.Find([.. debits.Select(document => left[document])], rest);
        return found is { Solutions: 1, Cut: false } ? found.Chosen.Select(at => debits[at]) : null;
    }

    private int? Nearest(Reading reading, Cite cite, long rest, IReadOnlyList<long> left)
    {
        var near = cite.Documents.Where(document => left[document] > rest && rest > 0
            && fitting.Forgives(left[document] - rest, document, books.Items[document].Open)).ToArray();
        if (near.Length == 1)
            return near[0];
        var mine = cite.Documents.Where(document => books.ItemCustomer[document] == reading.Payer).ToArray();
        // A part or a slip that explains nothing is chance; a number in full is meant even where the amount differs.
        var weak = cite.Quality == CiteQuality.Part && cite.Weight < 3000
            || cite.Quality == CiteQuality.NearMiss && reading.Cites.Count > 1;
        return mine.Length == 1 && !weak && rest > 0 ? mine[0] : null;
    }

    /// <summary>Tries one document of each citation, all of an order, or none of a weak one.</summary>
    private sealed class Search(long amount, IReadOnlyList<long> left, Fitting fitting, DateOnly paid)
    {
        private int _tries;

        public List<List<int>> Found { get; } = [];

        public bool Cut => _tries > MostTries;

        public void Try(List<int> chosen, List<Cite> unsure, int at)
        {
            if (++_tries > MostTries || Found.Count > 1)
                return;
            if (at == unsure.Count)
            {
                Weigh(chosen);
                return;
            }

            var cite = unsure[at];
            if (cite.Quality == CiteQuality.Order && cite.Documents.Length is > 1 and < MostDocuments)
                Try([.. chosen.Union(cite.Documents)], unsure, at + 1);
            foreach (var document in cite.Documents.Where(document => !chosen.Contains(document)))
                Try([.. chosen, document], unsure, at + 1);
            if (cite.Quality > CiteQuality.Listed && Found.Count == 0)
                Try(chosen, unsure, at + 1);
        }

        private void Weigh(List<int> chosen)
        {
            if (chosen.Count == 0 || Found.Exists(other => other.Order().SequenceEqual(chosen.Order())))
                return;
            var net = chosen.Sum(item => left[item]);
            if (net == amount || net > amount && fitting.Of(chosen, [.. chosen.Select(item => left[item])], amount,
                paid).Lines.Any(line => line.Discount > 0))
                Found.Add(chosen);
        }
    }
}
