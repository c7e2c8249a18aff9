namespace Turnstone.NetSuite.Sandbox.SuiteQl.Syntax;

/// <summary>An expression or a condition, as written.</summary>
internal abstract record Expr;

internal sealed record Literal(object? Value) : Expr;

internal sealed record Parameter(int Index) : Expr;

/// <summary>A column, or a word without parentheses such as SYSDATE; <paramref name="Outer"/> is the (+)
/// mark.</summary>
internal sealed record Name(string? Qualifier, string Column, bool Outer = false) : Expr;

internal sealed record Negative(Expr Operand) : Expr;

/// <summary>+ - * / or ||.</summary>
internal sealed record Arithmetic(string Operator, Expr Left, Expr Right) : Expr;

internal sealed record Call(string Function, IReadOnlyList<Expr> Arguments) : Expr
{
    public bool Distinct { get; init; }

    public bool Star { get; init; }

    public Window? Over { get; init; }

    /// <summary>LISTAGG's WITHIN GROUP.</summary>
    public IReadOnlyList<Ordering> Within { get; init; } = [];
}

internal sealed record Window(IReadOnlyList<Expr> Partition, IReadOnlyList<Ordering> Order, bool ByRows);

/// <summary>Both forms of CASE; the searched form has no operand.</summary>
internal sealed record Case(Expr? Operand, IReadOnlyList<(Expr When, Expr Then)> Arms, Expr? Otherwise) : Expr;

internal sealed record Scalar(Query Query) : Expr;

internal sealed record Comparison(string Operator, Expr Left, Expr Right) : Expr;

internal sealed record And(IReadOnlyList<Expr> Parts) : Expr;

internal sealed record Or(IReadOnlyList<Expr> Parts) : Expr;

internal sealed record Not(Expr Operand) : Expr;

internal sealed record Between(Expr Operand, Expr Low, Expr High) : Expr;

internal sealed record InList(Expr Operand, IReadOnlyList<Expr> Items) : Expr;

internal sealed record InQuery(Expr Operand, Query Query) : Expr;

internal sealed record Like(Expr Operand, Expr Pattern, Expr? Escape) : Expr;

internal sealed record IsNull(Expr Operand) : Expr;

internal sealed record Exists(Query Query) : Expr;

/// <summary>Where nulls stand unless it is said: last when ascending, first when descending, as in Oracle.</summary>
internal sealed record Ordering(Expr Expression, bool Descending, bool NullsFirst);

/// <summary>A query with what stands after its body.</summary>
internal sealed record Query(Body Body, IReadOnlyList<Ordering> Order, Expr? Offset, Expr? Fetch);

internal abstract record Body;

internal enum SetKind
{
    Union,
    UnionAll,
    Intersect,
    Minus,
}

internal sealed record SetOperation(SetKind Kind, Query Left, Query Right) : Body;

internal sealed record Select(bool Distinct, Expr? Top, IReadOnlyList<SelectItem> Items) : Body
{
    public IReadOnlyList<FromItem> From { get; init; } = [];

    public Expr? Where { get; init; }

    public IReadOnlyList<Expr> GroupBy { get; init; } = [];

    public Expr? Having { get; init; }
}

/// <summary>An expression with its alias, or (no expression) all columns, of one table where it is qualified.</summary>
internal sealed record SelectItem(Expr? Expression, string? Alias, string? StarOf = null);

internal abstract record FromItem;

internal sealed record TableName(string Table, string Alias) : FromItem;

internal sealed record Derived(Query Query, string Alias) : FromItem;

internal enum JoinKind
{
    Inner,
    Left,
    Right,
    Full,
    Cross,
}

internal sealed record Joined(JoinKind Kind, FromItem Left, FromItem Right, Expr? On) : FromItem;
