using System.Text.Json.Serialization;

namespace Turnstone.NetSuite.Sandbox.Records;

/// <summary>A reference to another record by its id.</summary>
internal readonly record struct Ref(long Id);

/// <summary>
/// A record as it stands after its last change. What is kept is never changed in place: a change works on a clone and
/// puts that, so that a reader sees one state and a refused change leaves nothing.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(Entry), "entry")]
[JsonDerivedType(typeof(Transaction), "tran")]
[JsonDerivedType(typeof(Link), "link")]
internal abstract class Record
{
    public long Id { get; set; }

    public string Type { get; set; } = "";

    public string? ExternalId { get; set; }

    public DateTimeOffset Created { get; set; }

    public DateTimeOffset Modified { get; set; }

    /// <summary>Body fields by REST name: text, whole number, decimal, flag, date, instant or reference.</summary>
    public Dictionary<string, object>? Values { get; set; }

    public object? Value(string name) => Values?.GetValueOrDefault(name);

    public string? Text(string name) => Value(name) as string;

    public long? Reference(string name) => Value(name) is Ref reference ? reference.Id : null;

    public bool Flag(string name) => Value(name) is true;

    public void Set(string name, object? value)
    {
        if (value is null)
            Values?.Remove(name);
        else
            (Values ??= new(StringComparer.Ordinal))[name] = value;
    }

    public Record Clone()
    {
        var copy = (Record)MemberwiseClone();
        copy.Values = Values is null ? null : new(Values, StringComparer.Ordinal);
        copy.CloneParts();
        return copy;
    }

    protected virtual void CloneParts()
    {
    }
}

/// <summary>A record that is only its fields: a list element, a customer, a contact.</summary>
internal sealed class Entry : Record;
