namespace Turnstone.NetSuite.Sandbox.SuiteQl.Syntax;

/// <summary>Walks the tokens for the parser, and keeps how deep it is nested.</summary>
internal sealed class TokenReader(List<Token> tokens)
{
    /// <summary>Deep enough for any query a person wrote, shallow enough for the stack.</summary>
    public const int MaxDepth = 64;

    private static readonly HashSet<string> _reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "UNION", "INTERSECT", "MINUS", "EXCEPT", "FETCH",
        "OFFSET",
        "JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "NATURAL", "ON", "USING", "AND", "OR", "NOT", "IN",
        "BETWEEN",
        "LIKE", "IS", "NULL", "CASE", "WHEN", "THEN", "ELSE", "END", "EXISTS", "DISTINCT", "ALL", "AS", "ASC", "DESC",
        "BY", "LIMIT", "WITH",
    };

    private int _at;
    private int _depth;

    public int Parameters { get; private set; }

    public Token Current => tokens[_at];

    public Token Following => Ahead(1);

    public Token Second => Ahead(2);

    public Token Third => Ahead(3);

    private Token Ahead(int count) => tokens[Math.Min(_at + count, tokens.Count - 1)];

    /// <summary>True inside a sub-select, where some things are not allowed.</summary>
    public int QueryDepth { get; set; }

    public Token Take() => tokens[_at < tokens.Count - 1 ? _at++ : _at];

    public int TakeParameter()
    {
        Take();
        return Parameters++;
    }

    public bool TrySymbol(string symbol) => Step(Current.Is(symbol));

    public bool TryWord(string word) => Step(Current.IsWord(word));

    public bool TryWords(string first, string second)
    {
        if (!Current.IsWord(first) || !Following.IsWord(second))
        {
            return false;
        }

        Take();
        Take();
        return true;
    }

    public void Symbol(string symbol)
    {
        if (!TrySymbol(symbol))
        {
            throw Unexpected($"'{symbol}'");
        }
    }

    public void Word(string word)
    {
        if (!TryWord(word))
        {
            throw Unexpected(word);
        }
    }

    public bool AtName =>
        Current.Kind == TokenKind.Quoted || (Current.Kind == TokenKind.Word && !_reserved.Contains(Current.Text));

    /// <summary>A name in lower case; quoted ones are refused in sub-selects, as NetSuite's guide says.</summary>
    public string Identifier()
    {
        if (!AtName)
        {
            throw Unexpected("a name");
        }

        if (Current.Kind == TokenKind.Quoted && QueryDepth > 1)
        {
            throw Refused.Unsupported($"The quoted name {Current} stands in a sub-select.");
        }

        return Take().Text.ToLowerInvariant();
    }

    public void Enter()
    {
        if (++_depth > MaxDepth)
        {
            throw Refused.Unsupported($"The query is nested deeper than {MaxDepth} levels at {Current}.");
        }
    }

    public void Leave() => _depth--;

    public RefusedQuery Unexpected(string expected) =>
        Refused.Unsupported($"Expected {expected} but found {Current}.");

    private bool Step(bool found)
    {
        if (found)
        {
            Take();
        }

        return found;
    }
}
