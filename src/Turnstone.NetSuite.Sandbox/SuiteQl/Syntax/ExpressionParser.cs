using System.Globalization;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Syntax;

/// <summary>Reads expressions and conditions, loosest first: OR, AND, NOT, comparison, + - ||, * /, sign,
/// primary.</summary>
internal sealed class ExpressionParser(TokenReader tokens, QueryParser queries)
{
    /// <summary>NetSuite's own limit.</summary>
    private const int MaxInItems = 1000;

    /// <summary>A chain of operators nests to the left; this keeps it off the stack's end.</summary>
    private const int MaxChain = 300;

    private static readonly string[] _comparisons = ["=", "<>", "!=", "^=", "<", ">", "<=", ">="];

    private readonly CallParser _calls = new(tokens, queries);

    /// <summary>A value or a condition; the planner says which one the place takes.</summary>
    public Expr Value() => Condition();

    public Expr Condition()
    {
        tokens.Enter();
        List<Expr> parts = [Conjunction()];
        while (tokens.TryWord("OR"))
        {
            parts.Add(Conjunction());
        }

        tokens.Leave();
        return parts.Count == 1 ? parts[0] : new Or(parts);
    }

    private Expr Conjunction()
    {
        List<Expr> parts = [Negation()];
        while (tokens.TryWord("AND"))
        {
            parts.Add(Negation());
        }

        return parts.Count == 1 ? parts[0] : new And(parts);
    }

    private Expr Negation()
    {
        if (!tokens.TryWord("NOT"))
        {
            return Predicate();
        }

        tokens.Enter();
        var negation = new Not(Negation());
        tokens.Leave();
        return negation;
    }

    private Expr Predicate()
    {
        if (tokens.Current.IsWord("EXISTS") && tokens.Following.Is("("))
        {
            tokens.Take();
            return new Exists(Subquery());
        }

        var left = Sum();
        if (tokens.Current.Kind == TokenKind.Symbol
                && _comparisons.Contains(tokens.Current.Text, StringComparer.Ordinal))
        {
            var symbol = tokens.Take().Text;
            return new Comparison(symbol is "!=" or "^=" ? "<>" : symbol, left, Compared());
        }

        if (tokens.TryWord("IS"))
        {
            var negated = tokens.TryWord("NOT");
            tokens.Word("NULL");
            return Maybe(negated, new IsNull(left));
        }

        var not = tokens.Current.IsWord("NOT") && tokens.TryWord("NOT");
        return (tokens.Current.Text.ToUpperInvariant(), tokens.Current.Kind) switch
        {
            ("IN", TokenKind.Word) => Maybe(not, In(left)),
            ("BETWEEN", TokenKind.Word) => Maybe(not, Between(left)),
            ("LIKE", TokenKind.Word) => Maybe(not, Like(left)),
            _ => not ? throw tokens.Unexpected("IN, BETWEEN or LIKE") : left,
        };
    }

    private static Expr Maybe(bool negated, Expr condition) => negated ? new Not(condition) : condition;

    private Expr Compared() =>
        tokens.Current.IsWord("ANY") || tokens.Current.IsWord("SOME") || tokens.Current.IsWord("ALL")
        ? throw Refused.Unsupported($"SuiteQL has no {tokens.Current}; write IN or EXISTS.")
        : Sum();

    private Between Between(Expr operand)
    {
        tokens.Take();
        var low = Sum();
        tokens.Word("AND");
        return new(operand, low, Sum());
    }

    private Like Like(Expr operand)
    {
        tokens.Take();
        var pattern = Sum();
        return new(operand, pattern, tokens.TryWord("ESCAPE") ? Primary() : null);
    }

    private Expr In(Expr operand)
    {
        tokens.Take();
        if (tokens.Current.Is("(") && tokens.Following.IsWord("SELECT"))
        {
            return new InQuery(operand, Subquery());
        }

        tokens.Symbol("(");
        var items = queries.List(Sum);
        tokens.Symbol(")");
        return items.Count <= MaxInItems
            ? new InList(operand, items)
            : throw Refused.Unsupported($"IN has {items.Count} values; SuiteQL takes at most {MaxInItems}.");
    }

    private Query Subquery()
    {
        tokens.Symbol("(");
        var query = queries.Query();
        tokens.Symbol(")");
        return query;
    }

    private Expr Sum() => Chain(Product, "+", "-", "||");

    private Expr Product() => Chain(Signed, "*", "/", "/");

    private Expr Chain(Func<Expr> operand, string first, string second, string third)
    {
        var left = operand();
        for (var count = 1; tokens.Current.Is(first) || tokens.Current.Is(second) || tokens.Current.Is(third); count++)
        {
            if (count > MaxChain)
            {
                throw Refused.Unsupported($"A chain of more than {MaxChain} operators ends at {tokens.Current}.");
            }

            left = new Arithmetic(tokens.Take().Text, left, operand());
        }

        return left;
    }

    private Expr Signed()
    {
        if (tokens.TrySymbol("+"))
        {
            return Nested();
        }

        return tokens.TrySymbol("-") ? new Negative(Nested()) : Primary();
    }

    private Expr Nested()
    {
        tokens.Enter();
        var operand = Signed();
        tokens.Leave();
        return operand;
    }

    public Expr Primary()
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Text:
                tokens.Take();
                return new Literal(token.Text.Length == 0 ? null : token.Text);
            case TokenKind.Number:
                tokens.Take();
                return new Literal(Number(token));
            case TokenKind.Parameter:
                return new Parameter(tokens.TakeParameter());
            case TokenKind.Symbol when token.Text == "(":
                return Parenthesised();
            case TokenKind.Word when token.IsWord("NULL"):
                tokens.Take();
                return new Literal(null);
            case TokenKind.Word when token.IsWord("CASE"):
                return Case();
            case TokenKind.Word when (token.IsWord("DATE") || token.IsWord("TIMESTAMP"))
                && tokens.Following.Kind == TokenKind.Text:
                throw Refused.Unsupported($"SuiteQL has no date literals; write TO_DATE at {token.At}.");
            default:
                return _calls.NameOrCall();
        }
    }

    private static decimal Number(Token token) =>
        decimal.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Refused.Unsupported($"The number {token} is too large.");

    private Expr Parenthesised()
    {
        if (tokens.Following.IsWord("SELECT"))
        {
            return new Scalar(Subquery());
        }

        tokens.Symbol("(");
        var inner = Condition();
        tokens.Symbol(")");
        return inner;
    }

    private Case Case()
    {
        tokens.Enter();
        tokens.Word("CASE");
        var operand = tokens.Current.IsWord("WHEN") ? null : Value();
        List<(Expr, Expr)> arms = [];
        while (tokens.TryWord("WHEN"))
        {
            var when = Condition();
            tokens.Word("THEN");
            arms.Add((when, Value()));
        }

        if (arms.Count == 0)
        {
            throw tokens.Unexpected("WHEN");
        }

        var otherwise = tokens.TryWord("ELSE") ? Value() : null;
        tokens.Word("END");
        tokens.Leave();
        return new(operand, arms, otherwise);
    }
}
