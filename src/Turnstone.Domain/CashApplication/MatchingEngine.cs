using Turnstone.Domain.CashApplication.Allocation;
using Turnstone.Domain.CashApplication.Learning;
using Turnstone.Domain.CashApplication.Payers;
using Turnstone.Domain.CashApplication.References;

namespace Turnstone.Domain.CashApplication;

/// <summary>
/// Does something for each of many things, none of which depends on another: one after the other, or by several
/// workers at once. What comes out is the same.
/// </summary>
/// <param name="count">How many things there are, from 0 on.</param>
/// <param name="act">What is done for one of them.</param>
public delegate void ForEach(int count, Action<int> act);

/// <summary>
/// Says of each receipt who paid what, with evidence. Pure: the same input gives the same decisions, whatever the
/// order of customers, items, history and advices.
/// </summary>
public static class MatchingEngine
{
    /// <summary>Decides all receipts of a run; one decision per receipt, in their order.</summary>
    /// <param name="input">What the run knows.</param>
    /// <param name="each">How receipts that do not touch each other are gone through; null for one by one.</param>
    public static IReadOnlyList<Decision> Match(MatchingInput input, ForEach? each = null)
    {
        each ??= OneByOne;
        var (books, readings, listed) = Read(input, asked: null, each);
        var policy = LearnedRules.In(input);
        var plans = new Planner(books, policy).All(readings, listed, each);
        var decisions = new Decision[readings.Length];
        each(readings.Length, at =>
            decisions[at] = DecisionMaker.Decide(readings[at], plans[readings[at].Index], books, policy));
        return decisions;
    }

    /// <summary>
    /// What <see cref="Match"/> looks up on this slice. Where all of it is in the slice, with the whole families of
    /// every customer it leads to, the decisions are those over the whole ledger. What is found leads to further
    /// questions: a store asks again until nothing new is asked.
    /// </summary>
    public static MatchingKeys Asks(MatchingInput input)
    {
        var asked = new Asked();
        Read(input, asked, OneByOne);
        return asked.Keys;
    }

    private static void OneByOne(int count, Action<int> act)
    {
        for (var at = 0; at < count; at++)
            act(at);
    }

    private static (Books Books, Reading[] Readings, Cite[] Listed) Read(MatchingInput input, Asked? asked,
        ForEach each)
    {
        var books = new Books(input, asked);
        PayerDirectory? directory = null;
        var grammar = input.Whole?.Grammar;
        Action[] parts =
        [
            books.IndexNumbers,
            () => directory = new(books, input, asked),
            books.IndexFamilies,
            () => grammar ??= ReferenceGrammar.Learn(input.OpenItems.Select(item => item.Number)
                .Concat(input.History.SelectMany(settled => settled.Documents))),
        ];
        each(parts.Length, at => parts[at]());
        if (directory is null || grammar is null)
            throw new InvalidOperationException("Not all parts were gone through.");
        var references = new ReferenceReader(books, grammar, directory);
        var readings = new ReceiptReader(books, directory, references, input.Advices).All(input.Receipts, each);
        var listed = input.Advices.SelectMany(advice => advice.Lines)
            .SelectMany(line => references.Read(line.Document, []).Cites).ToArray();
        return (books, readings, listed);
    }
}
