using Turnstone.NetSuite.Sandbox.SuiteQl.Execution;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Planning;

/// <summary>A way to read a source; the lower <paramref name="Rank"/> is read sooner.</summary>
internal sealed record Choice(int Rank, Func<RowAccess> Make);

/// <summary>
/// Chooses how one source is read, given the conditions that can be tested once its row is there. Without statistics:
/// an id beats another whole number, that beats a list, a wanted order, a text, a range, a hash table, all.
/// </summary>
internal sealed class AccessChooser(Surroundings surroundings, Origin? preferred, bool isRepeated)
{
    /// <summary>Ranks from here on read the whole source.</summary>
    public const int Unindexed = 6;

    public Choice For(Source source, IReadOnlyList<Condition> usable, ulong bound)
    {
        var first = bound == 0;
        Condition[] own = [.. usable.Where(condition => condition.Uses.Slots == source.Bit && !condition.Uses.Outer)];
        var choice = Seeks(source, usable)
            .Concat(Lists(source, usable))
            .Concat(first ? Preferred(source, usable) : [])
            .Concat(Ranges(source, usable))
            .MinBy(candidate => candidate.Rank);
        if (choice is not null)
        {
            return choice;
        }

        var keys = JoinKeys(source.Bit, usable);
        return keys.Count > 0 ? new(Unindexed, () => new HashRead(Whole(source, own), keys, own, surroundings.Budget))
            : new(own.Length > 0 ? 7 : 8, () => first && !isRepeated ? Whole(source, own) : Kept(source, own));
    }

    /// <summary>Every row, by an index on a constant where there is one.</summary>
    private RowAccess Whole(Source source, Condition[] own) => Seeks(source, own).Concat(Lists(source, own))
        .MinBy(candidate => candidate.Rank)?.Make() ?? new FullRead(source, surroundings.Budget);

    private KeptRead Kept(Source source, Condition[] own) => new(source, own, surroundings.Budget);

    /// <summary>Equalities between what reads these slots alone and what reads none of them.</summary>
    public static List<(Value Own, Value Other)> JoinKeys(ulong slots, IReadOnlyList<Condition> usable) =>
        [.. Equalities(slots, usable).Where(pair => !pair.Other.IsConstant)];

    public static IEnumerable<(Value Own, Value Other)> Equalities(ulong slots, IEnumerable<Condition> usable)
    {
        foreach (var condition in usable)
        {
            if (condition.Shape is not Compared { Operator: "=" } equality)
            {
                continue;
            }

            if (IsKey(equality.Left, equality.Right, slots))
            {
                yield return (equality.Left, equality.Right);
            }
            else if (IsKey(equality.Right, equality.Left, slots))
            {
                yield return (equality.Right, equality.Left);
            }
        }
    }

    private static bool IsKey(Value own, Value other, ulong slots) =>
        own.Uses.Slots != 0 && own.Uses.Within(slots) && !own.Uses.Outer && (other.Uses.Slots & slots) == 0;

    private IEnumerable<Choice> Seeks(Source source, IReadOnlyList<Condition> usable) =>
        from pair in Equalities(source.Bit, usable)
        let origin = pair.Own.Origin
        where origin is not null && origin.Source == source && source.LooksUp(origin.Column)
        select Seek(origin, frame => pair.Other.Read(frame) is { } key ? [key] : [], isList: false);

    private IEnumerable<Choice> Lists(Source source, IReadOnlyList<Condition> usable) =>
        from condition in usable
        let list = condition.Shape as OneOf
        where list is not null && (list.KeyUses.Slots & source.Bit) == 0
        let origin = list.Operand.Origin
        where origin is not null && origin.Source == source && source.LooksUp(origin.Column)
        select Seek(origin, list.Keys, isList: true);

    private Choice Seek(Origin origin, Func<Frame, IEnumerable<object>> keys, bool isList)
    {
        var column = origin.Source.Columns[origin.Column];
        var rank = column.Column?.Type != ColumnType.Integer ? 4
            : isList ? 2
            : column.Name == "id" ? 0
            : 1;
        return new(rank, () => new SeekRead(origin, keys, surroundings.Dialect, surroundings.Budget));
    }

    /// <summary>The order the query wants, where no row without a value can be among them.</summary>
    private IEnumerable<Choice> Preferred(Source source, IReadOnlyList<Condition> usable)
    {
        if (preferred is null || preferred.Source != source || !source.Scans(preferred.Column))
        {
            yield break;
        }

        var bounds = RangeFinder.Of(preferred, usable);
        if (source.Columns[preferred.Column].Name == "id" || bounds is not { Lower.Count: 0, Upper.Count: 0 })
        {
            yield return Ordered(3, preferred, bounds);
        }
    }

    private IEnumerable<Choice> Ranges(Source source, IReadOnlyList<Condition> usable)
    {
        var columns = usable.Select(condition => condition.Shape).OfType<Compared>()
            .SelectMany(compared => (Origin?[])[compared.Left.Origin, compared.Right.Origin])
            .OfType<Origin>().Where(origin => origin.Source == source).Distinct();
        foreach (var origin in columns)
        {
            var bounds = RangeFinder.Of(origin, usable);
            if (bounds is not { Lower.Count: 0, Upper.Count: 0 } && source.Scans(origin.Column))
            {
                yield return Ordered(5, origin, bounds);
            }
        }
    }

    private Choice Ordered(int rank, Origin origin, Bounds bounds) =>
        new(rank, () => new OrderedRead(origin, bounds, surroundings.Dialect, surroundings.Budget));
}
