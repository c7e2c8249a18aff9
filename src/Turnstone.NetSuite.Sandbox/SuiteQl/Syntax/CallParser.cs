namespace Turnstone.NetSuite.Sandbox.SuiteQl.Syntax;

/// <summary>Reads names and function calls, with the calls that have a grammar of their own.</summary>
internal sealed class CallParser(TokenReader tokens, QueryParser queries)
{
    public Expr NameOrCall()
    {
        if (tokens.Current.Kind == TokenKind.Word && tokens.Following.Is("(") && tokens.AtName && !AtOuterMark)
        {
            return Call(tokens.Take().Text.ToUpperInvariant());
        }

        if (tokens.Current.IsWord("BUILTIN") && tokens.Following.Is("."))
        {
            tokens.Take();
            tokens.Take();
            return Call("BUILTIN." + tokens.Take().Text.ToUpperInvariant());
        }

        if (!tokens.AtName)
        {
            throw tokens.Unexpected("a value");
        }

        var name = tokens.Identifier();
        var qualified = tokens.TrySymbol(".");
        var column = qualified ? Column() : name;
        return new Name(qualified ? name : null, column, OuterMark());
    }

    /// <summary>Oracle's mark of an outer join, after an unqualified column: <c>id(+)</c>.</summary>
    private bool AtOuterMark => tokens.Following.Is("(") && tokens.Second.Is("+") && tokens.Third.Is(")");

    /// <summary>After a dot even a reserved word is a column: <c>t.order</c>.</summary>
    private string Column() =>
        tokens.Current.Kind is TokenKind.Word ? tokens.Take().Text.ToLowerInvariant() : tokens.Identifier();

    private bool OuterMark()
    {
        if (!tokens.Current.Is("(") || !tokens.Following.Is("+") || !tokens.Second.Is(")"))
        {
            return false;
        }

        tokens.Take();
        tokens.Take();
        tokens.Take();
        return true;
    }

    private Expr Call(string function)
    {
        tokens.Enter();
        tokens.Symbol("(");
        Expr call = function switch
        {
            "EXTRACT" => Extract(),
            "CAST" => Cast(),
            "TRIM" => Trim(),
            _ => Plain(function),
        };
        tokens.Leave();
        return call;
    }

    private Call Plain(string function)
    {
        var call = new Call(function, []);
        if (tokens.TrySymbol("*"))
        {
            call = call with { Star = true };
        }
        else if (!tokens.Current.Is(")"))
        {
            var distinct = tokens.TryWord("DISTINCT");
            _ = !distinct && tokens.TryWord("ALL");
            call = call with { Distinct = distinct, Arguments = queries.List(Value) };
        }

        tokens.Symbol(")");
        return Over(Within(call));
    }

    private Call Within(Call call)
    {
        if (!tokens.TryWords("WITHIN", "GROUP"))
        {
            return call;
        }

        tokens.Symbol("(");
        var order = queries.OrderBy();
        tokens.Symbol(")");
        return call with { Within = order };
    }

    private Call Over(Call call)
    {
        if (!tokens.Current.IsWord("OVER") || !tokens.Following.Is("("))
        {
            return call;
        }

        tokens.Take();
        tokens.Take();
        List<Expr> partition = tokens.TryWords("PARTITION", "BY") ? queries.List(Value) : [];
        var order = queries.OrderBy();
        var byRows = Frame();
        tokens.Symbol(")");
        return call with { Over = new(partition, order, byRows) };
    }

    /// <summary>Only the frame up to the current row is spoken, by rows or by range.</summary>
    private bool Frame()
    {
        var byRows = tokens.TryWord("ROWS");
        if (!byRows && !tokens.TryWord("RANGE"))
        {
            return false;
        }

        var between = tokens.TryWord("BETWEEN");
        var known = tokens.TryWords("UNBOUNDED", "PRECEDING")
            && (!between || (tokens.TryWord("AND") && tokens.TryWords("CURRENT", "ROW")));
        return known ? byRows : throw tokens.Unexpected("UNBOUNDED PRECEDING up to the current row");
    }

    private Call Extract()
    {
        var field = tokens.Identifier().ToUpperInvariant();
        tokens.Word("FROM");
        var operand = Value();
        tokens.Symbol(")");
        return new("EXTRACT", [new Literal(field), operand]);
    }

    private Call Cast()
    {
        var operand = Value();
        tokens.Word("AS");
        var type = tokens.Identifier().ToUpperInvariant();
        if (tokens.TrySymbol("("))
        {
            // A length or precision changes nothing here: values keep what they hold.
            queries.List(queries.Value);
            tokens.Symbol(")");
        }

        tokens.Symbol(")");
        return new("CAST", [operand, new Literal(type)]);
    }

    private Call Trim()
    {
        var side = tokens.Current.Text.ToUpperInvariant() is "LEADING" or "TRAILING" or "BOTH"
            && tokens.Current.Kind == TokenKind.Word && !tokens.Following.Is(")")
                ? tokens.Take().Text.ToUpperInvariant()
                : "BOTH";
        var function = side switch { "LEADING" => "LTRIM", "TRAILING" => "RTRIM", _ => "TRIM" };
        if (tokens.TryWord("FROM"))
        {
            return Close(new(function, [Value()]));
        }

        var first = Value();
        return Close(tokens.TryWord("FROM") ? new(function, [Value(), first]) : new(function, [first]));
    }

    private Call Close(Call call)
    {
        tokens.Symbol(")");
        return call;
    }

    private Expr Value() => queries.Value();
}
