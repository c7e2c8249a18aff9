namespace Turnstone.NetSuite.Sandbox.SuiteQl.Syntax;

internal enum TokenKind
{
    Word,
    Quoted,
    Text,
    Number,
    Symbol,
    Parameter,
    End,
}

/// <summary>A piece of the query; <paramref name="At"/> counts characters from 1.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int At)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && string.Equals(Text, symbol, StringComparison.Ordinal);

    public bool IsWord(string word) =>
        Kind == TokenKind.Word && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Kind == TokenKind.End ? "the end of the query" : $"'{Text}' at {At}";
}
