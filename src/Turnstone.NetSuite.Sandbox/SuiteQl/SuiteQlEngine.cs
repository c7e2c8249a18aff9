using Turnstone.NetSuite.Sandbox.SuiteQl.Execution;
using Turnstone.NetSuite.Sandbox.SuiteQl.Planning;
using Turnstone.NetSuite.Sandbox.SuiteQl.Syntax;
using Turnstone.NetSuite.Sandbox.SuiteQl.Values;

namespace Turnstone.NetSuite.Sandbox.SuiteQl;

/// <summary>
/// Answers SuiteQL over an account's tables: reads the text, plans it, runs the plan row by row. Nothing is translated
/// for a database and no text is known beforehand.
/// </summary>
public sealed class SuiteQlEngine(ITableSource tables)
{
    /// <summary>All rows of the query, or NetSuite's refusal. The caller holds the account's read lock.</summary>
    public SuiteQlAnswer Run(SuiteQlRequest request, SuiteQlSettings settings, CancellationToken cancelled = default)
    {
        var budget = new Budget(settings, cancelled);
        try
        {
            return new(Rows(request, settings, budget), null);
        }
        catch (RefusedQuery refused)
        {
            return new(null, refused.Refusal);
        }
        catch (OverflowException)
        {
            return new(null, Refused.Unsupported("A number left the range of 28 digits.").Refusal);
        }
    }

    private SuiteQlResult Rows(SuiteQlRequest request, SuiteQlSettings settings, Budget budget)
    {
        var (query, parameters) = QueryParser.Parse(request.Text);
        if (parameters != request.Parameters.Count)
        {
            throw Refused.Unsupported(
                $"The query has {parameters} question marks and comes with {request.Parameters.Count} values.");
        }

        var dialect = new Dialect(settings);
        var planner = new QueryPlanner(new(tables, dialect, budget, request.Parameters));
        var (plan, _) = planner.Plan(query, null);
        List<string?[]> rows = [];
        foreach (var row in plan.Run(null))
        {
            if (rows.Count >= budget.MaxRows)
            {
                throw Refused.Unsupported($"The query gives more than {budget.MaxRows} rows; read it in key ranges.");
            }

            rows.Add(Array.ConvertAll(row, dialect.Show));
        }

        return new(
            [.. plan.Columns.Select(column => column.Name)],
            rows) { Steps = budget.Steps, ReadsClock = dialect.ReadsClock };
    }
}
