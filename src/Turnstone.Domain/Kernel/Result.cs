using System.Diagnostics.CodeAnalysis;

namespace Turnstone.Domain.Kernel;

/// <summary>What kind of refusal it is; it decides the HTTP status and the exit code.</summary>
public enum RefusalKind
{
    /// <summary>The request itself is wrong: 400.</summary>
    Invalid,

    /// <summary>The person may not do this: 403.</summary>
    NotAllowed,

    /// <summary>The thing does not exist, or not for this person: 404.</summary>
    NotFound,

    /// <summary>The state of things does not allow it now: 409.</summary>
    Conflict,

    /// <summary>The world outside did not answer or said no: 502.</summary>
    Outside,
}

/// <summary>
/// Why something was not done: a stable code for programs and one sentence for people that names the thing, the rule
/// and the way out. Refusals are values; exceptions are bugs or broken infrastructure.
/// </summary>
public sealed record Refusal(string Code, string Sentence, RefusalKind Kind = RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Sentence} ({Code})";
}

/// <summary>What a decision came to: a value, or the refusal that says why there is none.</summary>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Refusal? refusal)
    {
        _value = value;
        Refusal = refusal;
    }

    /// <summary>Why there is no value; null where there is one.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The value; asking a refused result for it is a bug.</summary>
    public T Value => Refusal is null
        ? _value!
        : throw new InvalidOperationException($"A refused result was used: {Refusal}");

    /// <summary>True where there is a value; hands out one of the two.</summary>
    public bool Is([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = _value;
        refusal = Refusal;
        return refusal is null;
    }

    /// <summary>A value is a result.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A refusal is a result.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>The value of an act that has nothing to hand back.</summary>
public readonly record struct Done
{
    /// <summary>It was done.</summary>
    public static Done It => default;
}
