using Turnstone.Domain.CashApplication.Allocation;
using Turnstone.Domain.CashApplication.Learning;
using Turnstone.Domain.CashApplication.Payers;
using Turnstone.Domain.CashApplication.References;

namespace Turnstone.Domain.CashApplication;

/// <summary>
/// Says of each receipt who paid what, with evidence. Pure: the same input gives the same decisions, whatever the
/// order of customers, items, history and advices.
/// </summary>
public static class MatchingEngine
{
    /// <summary>Decides all receipts of a run; one decision per receipt, in their order.</summary>
    public static IReadOnlyList<Decision> Match(MatchingInput input)
    {
        var (books, readings, listed) = Read(input, asked: null);
        var policy = LearnedRules.In(input);
        var plans = new Planner(books, policy).All(readings, listed);
        return [.. readings.Select(reading => DecisionMaker.Decide(reading, plans[reading.Index], books, policy))];
    }

    /// <summary>
    /// What <see cref="Match"/> looks up on this slice. Where all of it is in the slice, with the whole families of
    /// every customer it leads to, the decisions are those over the whole ledger. What is found leads to further
    /// questions: a store asks again until nothing new is asked.
    /// </summary>
    public static MatchingKeys Asks(MatchingInput input)
    {
        var asked = new Asked();
        Read(input, asked);
        return asked.Keys;
    }

    private static (Books Books, Reading[] Readings, Cite[] Listed) Read(MatchingInput input, Asked? asked)
    {
        var books = new Books(input, asked);
        var grammar = input.Whole?.Grammar ?? ReferenceGrammar.Learn(input.OpenItems.Select(item => item.Number)
            .Concat(input.History.SelectMany(settled => settled.Documents)));
        var payers = new PayerDirectory(books, input, asked);
        var references = new ReferenceReader(books, grammar, payers);
        var readings = new ReceiptReader(books, payers, references, input.Advices).All(input.Receipts);
        var listed = input.Advices.SelectMany(advice => advice.Lines)
            .SelectMany(line => references.Read(line.Document, []).Cites).ToArray();
        return (books, readings, listed);
    }
}
