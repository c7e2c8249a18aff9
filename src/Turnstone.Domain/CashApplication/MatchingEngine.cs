using Turnstone.Domain.CashApplication.Allocation;
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
        var books = new Books(input);
        var grammar = input.Grammar ?? ReferenceGrammar.Learn(input.OpenItems.Select(item => item.Number)
            .Concat(input.History.SelectMany(settled => settled.Documents)));
        var payers = new PayerDirectory(books, input.History);
        var references = new ReferenceReader(books, grammar, payers);
        var readings = new ReceiptReader(books, payers, references, input.Advices).All(input.Receipts);
        var listed = input.Advices.SelectMany(advice => advice.Lines)
            .SelectMany(line => references.Read(line.Document, []).Cites).ToArray();
        var plans = new Planner(books, input.Policy).All(readings, listed);
        return [.. readings.Select(reading => DecisionMaker.Decide(reading, plans[reading.Index], books,
            input.Policy))];
    }
}
