namespace Turnstone.NetSuite.Sandbox.SuiteQl.Syntax;

/// <summary>Cuts a query into tokens. No text makes it fail other than by a refusal.</summary>
internal sealed class Lexer(string text)
{
    public const int MaxLength = 200_000;

    private static readonly string[] _pairs = ["<>", "!=", "^=", "<=", ">=", "||"];

    private int _at;

    public static List<Token> Read(string text)
    {
        if (text.Length > MaxLength)
        {
            throw Refused.Unsupported($"The query has {text.Length} characters; at most {MaxLength} are read.");
        }

        var lexer = new Lexer(text);
        List<Token> tokens = [];
        while (lexer.Next() is { } token)
        {
            tokens.Add(token);
        }

        tokens.Add(new(TokenKind.End, "", text.Length + 1));
        return tokens;
    }

    private Token? Next()
    {
        SkipBlanks();
        if (_at >= text.Length)
        {
            return null;
        }

        var c = text[_at];
        return c switch
        {
            '\'' => Enclosed('\'', TokenKind.Text),
            '"' => Enclosed('"', TokenKind.Quoted),
            '?' => Take(1, TokenKind.Parameter),
            _ when char.IsAsciiLetter(c) || c == '_' => Take(WordLength(), TokenKind.Word),
            _ when char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))) =>
                Take(NumberLength(), TokenKind.Number),
            _ when Array.Exists(_pairs, pair => text.AsSpan(_at).StartsWith(pair)) => Take(2, TokenKind.Symbol),
            _ when "(),.*/+-=<>;".Contains(c, StringComparison.Ordinal) => Take(1, TokenKind.Symbol),
            _ => throw Refused.Unsupported($"The character '{c}' at {_at + 1} has no meaning in SuiteQL."),
        };
    }

    private char Peek(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private void SkipBlanks()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }
            else if (text[_at] == '-' && Peek(1) == '-')
            {
                var end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end;
            }
            else if (text[_at] == '/' && Peek(1) == '*')
            {
                var end = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                _at = end >= 0 ? end + 2 : throw Refused.Unsupported($"The comment at {_at + 1} has no end.");
            }
            else
            {
                return;
            }
        }
    }

    private Token Take(int length, TokenKind kind)
    {
        var token = new Token(kind, text.Substring(_at, length), _at + 1);
        _at += length;
        return token;
    }

    /// <summary>A quote inside is written twice.</summary>
    private Token Enclosed(char quote, TokenKind kind)
    {
        var start = _at++;
        var content = new System.Text.StringBuilder();
        while (_at < text.Length)
        {
            var c = text[_at++];
            if (c != quote)
            {
                content.Append(c);
            }
            else if (_at < text.Length && text[_at] == quote)
            {
                content.Append(quote);
                _at++;
            }
            else
            {
                return new(kind, content.ToString(), start + 1);
            }
        }

        throw Refused.Unsupported($"The {quote} at {start + 1} has no closing one.");
    }

    private int WordLength()
    {
        var length = 1;
        while (char.IsAsciiLetterOrDigit(Peek(length)) || Peek(length) is '_' or '$' or '#')
        {
            length++;
        }

        return length;
    }

    private int NumberLength()
    {
        var length = Digits(0);
        if (Peek(length) == '.')
        {
            length = Digits(length + 1);
        }

        var sign = Peek(length + 1) is '+' or '-' ? 1 : 0;
        return Peek(length) is 'e' or 'E' && char.IsAsciiDigit(Peek(length + 1 + sign))
            ? Digits(length + 1 + sign)
            : length;
    }

    private int Digits(int from)
    {
        while (char.IsAsciiDigit(Peek(from)))
        {
            from++;
        }

        return from;
    }
}
