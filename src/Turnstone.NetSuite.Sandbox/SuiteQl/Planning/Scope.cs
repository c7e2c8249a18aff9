using Turnstone.NetSuite.Sandbox.SuiteQl.Execution;
using Turnstone.NetSuite.Sandbox.SuiteQl.Syntax;
using Turnstone.NetSuite.Sandbox.SuiteQl.Values;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Planning;

/// <summary>What is the same for all blocks of one query.</summary>
internal sealed record Surroundings(
    ITableSource Tables, Dialect Dialect, Budget Budget, IReadOnlyList<object?> Parameters);

/// <summary>The names one query block can use, and those of the blocks around it.</summary>
internal sealed class Scope(Scope? parent)
{
    private readonly List<Source> _sources = [];

    public Scope? Parent => parent;

    public IReadOnlyList<Source> Sources => _sources;

    /// <summary>What this block reads of its parent: the correlation.</summary>
    public Uses OfParent { get; private set; }

    public int GroupSlot => _sources.Count;

    public int WindowSlot => _sources.Count + 1;

    public int Slots => _sources.Count + 2;

    /// <summary>Expressions that were computed at an earlier stage (group keys, aggregates, windows) by their
    /// canonical text; null while the block's rows themselves are read.</summary>
    public Dictionary<string, Value>? Computed { get; set; }

    public bool IsGrouped { get; set; }

    public void Add(Source source)
    {
        if (_sources.Exists(other => string.Equals(other.Alias, source.Alias, StringComparison.Ordinal)))
        {
            throw Refused.Unsupported($"Two tables of one FROM are called '{source.Alias}'.");
        }

        _sources.Add(source);
    }

    /// <summary>The column of that name here or in a block around; null where there is none.</summary>
    public Resolved? Resolve(Name name)
    {
        var depth = 0;
        for (var scope = this; scope is not null; scope = scope.Parent, depth++)
        {
            if (scope.Here(name) is { } origin)
            {
                Note(depth, origin.Source.Slot);
                return new(origin, depth, scope);
            }
        }

        return null;
    }

    private Origin? Here(Name name)
    {
        Origin? found = null;
        foreach (var source in _sources)
        {
            if (name.Qualifier is not null && !string.Equals(name.Qualifier, source.Alias, StringComparison.Ordinal))
            {
                continue;
            }

            var column = source.Find(name.Column);
            if (column >= 0)
            {
                found = found is null
                    ? new(source, column)
                    : throw Refused.Unsupported(
                        $"'{name.Column}' is a column of {found.Source.Alias} and of {source.Alias}.");
            }
        }

        return found is { } origin && origin.Source.Columns[origin.Column].Column is { Exposed: false }
            ? throw Refused.NotExposed(name.Column, origin.Source.Named)
            : found;
    }

    private void Note(int depth, int slot)
    {
        var scope = this;
        for (; depth > 1; depth--, scope = scope.Parent!)
        {
            scope.OfParent |= new Uses(0, true);
        }

        if (depth == 1)
        {
            scope.OfParent |= Uses.Slot(slot);
        }
    }

    public RefusedQuery Unknown(Name name) =>
        Refused.UnknownIdentifier(
            name.Column, string.Join(", ", _sources.Select(source => $"{source.Alias}={source.Named}")));
}

/// <summary>A name found; <paramref name="Depth"/> counts the blocks outwards.</summary>
internal sealed record Resolved(Origin Origin, int Depth, Scope Scope)
{
    /// <summary>Equal for every way to write the same column.</summary>
    public string Canonical => FormattableString.Invariant($"{Depth}#{Origin.Source.Slot}.{Origin.Column}");
}
