namespace Turnstone.NetSuite.Sandbox.SuiteQl.Syntax;

/// <summary>
/// Reads a query: SELECT with its clauses, set operations, ORDER BY, OFFSET and FETCH. What NetSuite refuses (LIMIT,
/// WITH, USING) is refused here by name.
/// </summary>
internal sealed class QueryParser
{
    /// <summary>Slots of a query block are kept as bits.</summary>
    private const int MaxFromItems = 48;

    private readonly TokenReader _tokens;
    private readonly ExpressionParser _expressions;
    private int _fromItems;

    private QueryParser(TokenReader tokens)
    {
        _tokens = tokens;
        _expressions = new(tokens, this);
    }

    public static (Query Query, int Parameters) Parse(string text)
    {
        var tokens = new TokenReader(Lexer.Read(text));
        if (tokens.Current.IsWord("WITH"))
        {
            throw Refused.Unsupported("SuiteQL has no WITH; write the query into FROM.");
        }

        var query = new QueryParser(tokens).Query();
        tokens.TrySymbol(";");
        return tokens.Current.Kind == TokenKind.End ? (query, tokens.Parameters) : throw AfterQuery(tokens);
    }

    private static RefusedQuery AfterQuery(TokenReader tokens) => tokens.Current.IsWord("LIMIT")
        ? Refused.Unsupported("SuiteQL has no LIMIT; write FETCH FIRST n ROWS ONLY.")
        : tokens.Unexpected("the end of the query");

    public Query Query()
    {
        _tokens.Enter();
        _tokens.QueryDepth++;
        var query = Unions();
        query = query with { Order = OrderBy() is { Count: > 0 } order ? order : query.Order };
        query = query with { Offset = Offset() ?? query.Offset };
        query = query with { Fetch = Fetch() ?? query.Fetch };
        _tokens.QueryDepth--;
        _tokens.Leave();
        return query;
    }

    /// <summary>INTERSECT binds no tighter than UNION and MINUS in Oracle: all run from the left.</summary>
    private Query Unions()
    {
        var left = Operand();
        for (var count = 0; SetKindHere() is { } kind; count++)
        {
            if (count >= TokenReader.MaxDepth)
            {
                throw Refused.Unsupported($"More than {TokenReader.MaxDepth} queries are united.");
            }

            left = Plain(new SetOperation(kind, left, Operand()));
        }

        return left;
    }

    private static Query Plain(Body body) => new(body, [], null, null);

    private SetKind? SetKindHere()
    {
        if (_tokens.TryWord("UNION"))
        {
            return _tokens.TryWord("ALL") ? SetKind.UnionAll : SetKind.Union;
        }

        return _tokens.TryWord("INTERSECT") ? SetKind.Intersect : _tokens.TryWord("MINUS") ? SetKind.Minus : null;
    }

    private Query Operand()
    {
        if (!_tokens.TrySymbol("("))
        {
            return Plain(Select());
        }

        var query = Query();
        _tokens.Symbol(")");
        return query;
    }

    private Select Select()
    {
        _tokens.Word("SELECT");
        var distinct = _tokens.TryWord("DISTINCT");
        _ = !distinct && _tokens.TryWord("ALL");
        var top = _tokens.Current.IsWord("TOP") && _tokens.Following.Kind is TokenKind.Number or TokenKind.Parameter
            ? Top()
            : null;
        var items = List(Item);
        var select = new Select(distinct, top, items);
        var outer = _fromItems;
        _fromItems = 0;
        select = select with { From = _tokens.TryWord("FROM") ? List(From) : [] };
        _fromItems = outer;
        select = select with { Where = _tokens.TryWord("WHERE") ? _expressions.Condition() : null };
        return select with
        {
            GroupBy = _tokens.TryWords("GROUP", "BY") ? List(_expressions.Value) : [],
            Having = _tokens.TryWord("HAVING") ? _expressions.Condition() : null,
        };
    }

    private Expr Top()
    {
        _tokens.Take();
        return _expressions.Primary();
    }

    public Expr Value() => _expressions.Value();

    public List<T> List<T>(Func<T> item)
    {
        List<T> items = [item()];
        while (_tokens.TrySymbol(","))
        {
            items.Add(item());
        }

        return items;
    }

    private SelectItem Item()
    {
        if (_tokens.TrySymbol("*"))
        {
            return new(null, null);
        }

        if (_tokens.AtName && _tokens.Following.Is(".") && _tokens.Second.Is("*"))
        {
            var table = _tokens.Identifier();
            _tokens.Take();
            _tokens.Take();
            return new(null, null, table);
        }

        var expression = _expressions.Value();
        return new(expression, _tokens.TryWord("AS") || _tokens.AtName ? _tokens.Identifier() : null);
    }

    private FromItem From()
    {
        var left = Source();
        while (Join() is { } kind)
        {
            var right = Source();
            var on = kind == JoinKind.Cross ? null : On();
            left = new Joined(kind, left, right, on);
        }

        return left;
    }

    private Expr On()
    {
        if (_tokens.Current.IsWord("USING"))
        {
            throw Refused.Unsupported("SuiteQL has no USING; write ON.");
        }

        _tokens.Word("ON");
        return _expressions.Condition();
    }

    private JoinKind? Join()
    {
        if (_tokens.TryWord("JOIN"))
        {
            return JoinKind.Inner;
        }

        JoinKind? kind = _tokens.Current.Text.ToUpperInvariant() switch
        {
            _ when _tokens.Current.Kind != TokenKind.Word => null,
            "INNER" => JoinKind.Inner,
            "LEFT" => JoinKind.Left,
            "RIGHT" => JoinKind.Right,
            "FULL" => JoinKind.Full,
            "CROSS" => JoinKind.Cross,
            _ => null,
        };
        if (kind is null)
        {
            return null;
        }

        _tokens.Take();
        if (kind is JoinKind.Left or JoinKind.Right or JoinKind.Full)
        {
            _tokens.TryWord("OUTER");
        }

        _tokens.Word("JOIN");
        return kind;
    }

    private FromItem Source()
    {
        if (++_fromItems > MaxFromItems)
        {
            throw Refused.Unsupported($"One FROM names more than {MaxFromItems} tables.");
        }

        if (!_tokens.TrySymbol("("))
        {
            var table = _tokens.Identifier();
            return new TableName(table, Alias() ?? table);
        }

        _tokens.Enter();
        var item = _tokens.Current.IsWord("SELECT") || _tokens.Current.Is("(") ? Subquery() : From();
        _tokens.Leave();
        if (item is Derived)
        {
            return item;
        }

        _tokens.Symbol(")");
        return item;
    }

    private Derived Subquery()
    {
        var query = Query();
        _tokens.Symbol(")");
        return new(query, Alias() ?? $"subquery{_fromItems}");
    }

    private string? Alias()
    {
        var named = _tokens.TryWord("AS");
        return named || _tokens.AtName ? _tokens.Identifier() : null;
    }

    public List<Ordering> OrderBy() => _tokens.TryWords("ORDER", "BY") ? List(Ordering) : [];

    private Ordering Ordering()
    {
        var expression = _expressions.Value();
        var descending = _tokens.TryWord("DESC");
        _ = !descending && _tokens.TryWord("ASC");
        if (!_tokens.TryWord("NULLS"))
        {
            return new(expression, descending, descending);
        }

        if (_tokens.TryWord("FIRST"))
        {
            return new(expression, descending, true);
        }

        _tokens.Word("LAST");
        return new(expression, descending, false);
    }

    private Expr? Offset()
    {
        if (!_tokens.TryWord("OFFSET"))
        {
            return null;
        }

        var count = _expressions.Primary();
        _ = _tokens.TryWord("ROWS") || _tokens.TryWord("ROW");
        return count;
    }

    private Expr? Fetch()
    {
        if (!_tokens.TryWord("FETCH"))
        {
            return null;
        }

        if (!_tokens.TryWord("FIRST"))
        {
            _tokens.Word("NEXT");
        }

        var count = _tokens.Current.Kind == TokenKind.Word ? new Literal(1m) : _expressions.Primary();
        if (!_tokens.TryWord("ROWS"))
        {
            _tokens.Word("ROW");
        }

        _tokens.Word("ONLY");
        return count;
    }
}
