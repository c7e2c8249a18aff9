namespace Turnstone.NetSuite.Sandbox.Records;

/// <summary>What a body field holds.</summary>
internal enum FieldKind
{
    Text,
    Whole,
    Number,
    Flag,
    Date,
    Instant,
    Reference,
    Choice,
}

/// <summary>A body field by its REST name.</summary>
internal sealed record Field(string Name, FieldKind Kind, string Label)
{
    /// <summary>The record type a reference leads to.</summary>
    public string Target { get; init; } = "";

    /// <summary>The labels of a choice by id.</summary>
    public IReadOnlyDictionary<string, string>? Choices { get; init; }

    /// <summary>The column's name in SuiteQL.</summary>
    public string Column { get; init; } = Name.ToLowerInvariant();

    public bool Required { get; init; }

    public bool ReadOnly { get; init; }
}

/// <summary>A record type: where its ids come from, its fields and its sublists.</summary>
internal sealed record RecordType(string Name, string Space, string Label, IReadOnlyList<Field> Fields)
{
    private readonly Dictionary<string, Field> _byName =
        Fields.ToDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The fields of each sublist's elements.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Field>> Sublists { get; init; } =
        new Dictionary<string, IReadOnlyList<Field>>(StringComparer.Ordinal);

    /// <summary>Set where the type is a transaction.</summary>
    public Kind? Kind { get; init; }

    /// <summary>The table that shows it in SuiteQL; null where another shows it.</summary>
    public string? Table { get; init; } = Name.ToLowerInvariant();

    public Field? Field(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Fields an administrator added: NetSuite shows them as plain properties.</summary>
    public static bool IsCustom(string name) => name.StartsWith("cust", StringComparison.OrdinalIgnoreCase)
        && name.Contains('_', StringComparison.Ordinal);
}

/// <summary>The record types of the account.</summary>
internal static class Catalog
{
    private static readonly Dictionary<string, RecordType> ByName = new[]
    {
        CatalogOfLists.All, CatalogOfEntities.All, CatalogOfTransactions.All,
    }.SelectMany(types => types).ToDictionary(type => type.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<RecordType> All => ByName.Values;

    public static RecordType? Find(string name) => ByName.GetValueOrDefault(name);

    public static RecordType Of(Kind kind) => CatalogOfTransactions.ByKind[kind];

    public static Field Text(string name, string label) => new(name, FieldKind.Text, label);

    public static Field Whole(string name, string label) => new(name, FieldKind.Whole, label);

    public static Field Number(string name, string label) => new(name, FieldKind.Number, label);

    public static Field Flag(string name, string label) => new(name, FieldKind.Flag, label);

    public static Field Date(string name, string label) => new(name, FieldKind.Date, label);

    public static Field Instant(string name, string label) => new(name, FieldKind.Instant, label) { ReadOnly = true };

    public static Field To(string target, string name, string label) =>
        new(name, FieldKind.Reference, label) { Target = target };

    public static Field Choice(string name, string label, params ReadOnlySpan<(string Id, string Label)> choices)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, text) in choices)
            labels[id] = text;
        return new(name, FieldKind.Choice, label) { Choices = labels };
    }

    public static Field Needed(this Field field) => field with { Required = true };

    public static Field Shown(this Field field) => field with { ReadOnly = true };

    public static Field As(this Field field, string column) => field with { Column = column };
}
