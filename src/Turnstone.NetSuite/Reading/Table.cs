namespace Turnstone.NetSuite.Reading;

/// <summary>What a feed asks of NetSuite.</summary>
/// <param name="Name">What it is called in sentences and traces.</param>
/// <param name="From">FROM with its joins.</param>
/// <param name="Key">What names a row, in order.</param>
internal sealed record Table(string Name, string From, IReadOnlyList<KeyColumn> Key)
{
    /// <summary>SQL and name of each column.</summary>
    public required IReadOnlyList<SelectedColumn> Columns { get; init; }

    /// <summary>Time of the last change; null where the table has none and is read whole each time.</summary>
    public string? Modified { get; init; }

    /// <summary>Which rows at all; null for all.</summary>
    public string? Where { get; init; }

    /// <summary>Which rows of the first load; null for all.</summary>
    public Filter? FirstLoad { get; init; }

    /// <summary>The table itself with its short name, without its joins.</summary>
    public string Base => string.Join(' ', From.Split(' ').Take(2));

    /// <summary>The table with more columns, which an account may not show; each as people read it.</summary>
    public Table With(IEnumerable<string> fields)
    {
        var name = Base.Split(' ')[1];
        return this with
        {
            Columns = [.. Columns, .. fields.Distinct(StringComparer.Ordinal)
                .Select(field => new SelectedColumn($"BUILTIN.DF({name}.{field})", field, IsOptional: true))],
        };
    }

    public KeyColumn? ModifiedKey => Modified is null ? null : new(Modified, "modifiedat", IsMoment: true);

    /// <summary>A page of rows after a key.</summary>
    public SuiteQl Page(PageAsked asked)
    {
        var conditions = new List<string>();
        var parameters = new List<string>();
        if (Where is not null)
            conditions.Add(Where);
        if (asked.Filter is { } filter)
        {
            conditions.Add(filter.Condition);
            parameters.AddRange(filter.Parameters);
        }

        if (asked.After is { Count: > 0 } after)
        {
            conditions.Add(Keyset.Condition(asked.Key));
            parameters.AddRange(Keyset.Parameters(asked.Key, after));
        }

        var where = conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", conditions)}";
        return new(
            $"{Select(asked.Hidden)} FROM {From}{where} ORDER BY {Keyset.Order(asked.Key)} FETCH FIRST 1000 ROWS ONLY",
            parameters);
    }

    /// <summary>Rows by the first part of their key.</summary>
    public SuiteQl These(IReadOnlyList<string> ids, IReadOnlySet<string> hidden)
    {
        var marks = string.Join(", ", ids.Select(_ => "?"));
        var where = $"{(Where is null ? "" : Where + " AND ")}{Key[0].Sql} IN ({marks})";
        return new($"{Select(hidden)} FROM {From} WHERE {where} ORDER BY {Keyset.Order(Key)}", ids);
    }

    private string Select(IReadOnlySet<string> hidden)
    {
        IEnumerable<SelectedColumn> columns = Columns.Where(column => !hidden.Contains(column.Alias));
        if (Modified is not null)
            columns = columns.Append(new($"TO_CHAR({Modified}, 'YYYY-MM-DD\"T\"HH24:MI:SS')", "modifiedat"));
        return $"SELECT {string.Join(", ", columns.Select(column => column.ToSql()))}";
    }
}

/// <summary>A selected column.</summary>
/// <param name="Sql">What is selected.</param>
/// <param name="Alias">Its name in the row.</param>
/// <param name="IsOptional">True where an account may not show it, and the rest is of use without it.</param>
internal sealed record SelectedColumn(string Sql, string Alias, bool IsOptional = false)
{
    public string ToSql() => Sql.EndsWith("." + Alias, StringComparison.Ordinal) ? Sql : $"{Sql} AS {Alias}";

    /// <summary>The column's own name, as a refusal quotes it.</summary>
    public string Field => Sql[(Sql.LastIndexOf('.') + 1)..].TrimEnd(')').Split(',')[0];
}

/// <summary>A condition with its parameters.</summary>
internal sealed record Filter(string Condition, params IReadOnlyList<string> Parameters);

/// <summary>Which page is asked for.</summary>
internal sealed record PageAsked(
    IReadOnlyList<KeyColumn> Key, IReadOnlyList<string>? After, IReadOnlySet<string> Hidden)
{
    public Filter? Filter { get; init; }
}
