using System.Globalization;
using Turnstone.NetSuite.Sandbox.SuiteQl.Syntax;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Planning;

/// <summary>
/// A text that is equal for expressions that mean the same, so that a GROUP BY key, an aggregate or a window is found
/// again in the select list; and the walk over an expression's parts.
/// </summary>
internal static class Canonical
{
    public static string Of(Expr expression, Scope scope) => expression switch
    {
        Literal { Value: string text } => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        Literal literal => string.Create(CultureInfo.InvariantCulture, $"{literal.Value}!"),
        Parameter parameter => string.Create(CultureInfo.InvariantCulture, $"?{parameter.Index}"),
        Name name => scope.Resolve(name)?.Canonical ?? name.Column,
        Arithmetic arithmetic => $"({Of(arithmetic.Left, scope)}{arithmetic.Operator}{Of(arithmetic.Right, scope)})",
        Comparison comparison => $"({Of(comparison.Left, scope)}{comparison.Operator}{Of(comparison.Right, scope)})",
        Call call => CallText(call, scope),
        // Two sub-selects are never taken for the same.
        Scalar or Exists or InQuery => $"{expression.GetType().Name}@{expression.GetHashCode()}",
        _ => $"{expression.GetType().Name}({string.Join(",", Parts(expression).Select(part => Of(part, scope)))})",
    };

    private static string CallText(Call call, Scope scope)
    {
        var arguments = string.Join(",", call.Arguments.Select(argument => Of(argument, scope)));
        var distinct = call.Distinct ? "DISTINCT " : "";
        var over = call.Over is { } window ? $" OVER({Partition(window)}|{Orders(window.Order)}|{window.ByRows})" : "";
        return $"{call.Function}({distinct}{(call.Star ? "*" : arguments)}){Orders(call.Within)}{over}";

        string Partition(Window window) => string.Join(",", window.Partition.Select(part => Of(part, scope)));

        string Orders(IReadOnlyList<Ordering> order) => string.Join(
            ",",
            order.Select(
                term => $"{Of(term.Expression, scope)}{(term.Descending ? ">" : "<")}{(term.NullsFirst ? "n" : "")}"));
    }

    /// <summary>The direct parts; those of a sub-select belong to its own block.</summary>
    public static IEnumerable<Expr> Parts(Expr expression) => expression switch
    {
        Negative negative => [negative.Operand],
        Arithmetic arithmetic => [arithmetic.Left, arithmetic.Right],
        Call call =>
        [
            .. call.Arguments,
            .. call.Within.Select(term => term.Expression),
            .. call.Over?.Partition ?? [],
            .. call.Over?.Order.Select(term => term.Expression) ?? [],
        ],
        Case choice =>
        [
            .. choice.Operand is { } operand ? [operand] : Array.Empty<Expr>(),
            .. choice.Arms.SelectMany(arm => (Expr[])[arm.When, arm.Then]),
            .. choice.Otherwise is { } otherwise ? [otherwise] : Array.Empty<Expr>(),
        ],
        Comparison comparison => [comparison.Left, comparison.Right],
        And and => and.Parts,
        Or or => or.Parts,
        Not not => [not.Operand],
        Between between => [between.Operand, between.Low, between.High],
        InList list => [list.Operand, .. list.Items],
        InQuery query => [query.Operand],
        Like like => like.Escape is { } escape ? [like.Operand, like.Pattern, escape] : [like.Operand, like.Pattern],
        IsNull isNull => [isNull.Operand],
        _ => [],
    };

    /// <summary>The expression and everything within, outermost first.</summary>
    public static IEnumerable<Expr> Walk(Expr expression)
    {
        yield return expression;
        foreach (var part in Parts(expression))
        {
            foreach (var inner in Walk(part))
            {
                yield return inner;
            }
        }
    }
}
