namespace Turnstone.NetSuite.Sandbox.SuiteQl.Execution;

/// <summary>
/// Where a query block stands: one row handle per table, null where an outer join found none. One frame serves a whole
/// run of a block, so whoever keeps a row copies what it needs.
/// </summary>
internal sealed class Frame(int slots, Frame? outer)
{
    public object?[] Rows { get; set; } = new object?[slots];

    public Frame? Outer => outer;

    public decimal RowNumber { get; set; }
}

/// <summary>What an expression reads: slots of its own block as bits, and whether anything of an outer one.</summary>
internal readonly record struct Uses(ulong Slots, bool Outer)
{
    /// <summary>The bit of ROWNUM: no table has it, so no condition that reads it moves.</summary>
    public const ulong RowNumber = 1UL << 63;

    public static Uses Nothing => default;

    public static Uses Slot(int slot) => new(1UL << slot, false);

    public static Uses operator |(Uses left, Uses right) => new(left.Slots | right.Slots, left.Outer || right.Outer);

    /// <summary>True where all slots are among those.</summary>
    public bool Within(ulong slots) => (Slots & ~slots) == 0;
}

/// <summary>An expression ready to run.</summary>
/// <param name="Kind">The kind of what it gives.</param>
/// <param name="Uses">What it reads.</param>
/// <param name="Read">Its value in a frame.</param>
internal sealed record Value(Values.ValueKind Kind, Uses Uses, Func<Frame, object?> Read)
{
    /// <summary>The column it is, where it is nothing more than one.</summary>
    public Origin? Origin { get; init; }

    public bool IsConstant => Uses == Uses.Nothing;

    /// <summary>
    /// What reads no row is computed once, when it is first needed: a branch never taken may divide by nought.
    /// </summary>
    public Value Once()
    {
        if (!IsConstant)
            return this;
        var done = false;
        object? result = null;
        return this with
        {
            Read = frame =>
            {
                result = done ? result : Read(frame);
                done = true;
                return result;
            },
        };
    }

    public static Value Constant(object? value) => new(Values.Dialect.KindOf(value), Uses.Nothing, _ => value);
}

/// <summary>A column of a source of this block.</summary>
internal sealed record Origin(Source Source, int Column);

/// <summary>A condition ready to run; null is SQL's unknown.</summary>
internal sealed record Condition(Uses Uses, Func<Frame, bool?> Test)
{
    /// <summary>What the planner can use it for.</summary>
    public Shape? Shape { get; init; }
}

/// <summary>The inner form of a condition that an index or a hash table can answer.</summary>
internal abstract record Shape;

internal sealed record Compared(string Operator, Value Left, Value Right) : Shape;

/// <summary><paramref name="Keys"/> gives the values, nulls left out.</summary>
internal sealed record OneOf(Value Operand, Uses KeyUses, Func<Frame, IEnumerable<object>> Keys) : Shape;

internal sealed record AnyOf(IReadOnlyList<Condition> Parts) : Shape;

internal sealed record AllOf(IReadOnlyList<Condition> Parts) : Shape;
