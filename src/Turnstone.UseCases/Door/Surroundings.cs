using System.Globalization;

namespace Turnstone.UseCases.Door;

/// <summary>What the host gives the door: the clock, and things by their type, such as NetSuite or the keys.</summary>
/// <param name="Time">The clock.</param>
/// <param name="Things">Looked up by type.</param>
public sealed record Surroundings(TimeProvider Time, params IReadOnlyList<object> Things)
{
    /// <summary>The first thing of a type; a host that did not give it has a bug.</summary>
    public T Use<T>() where T : class => Things.OfType<T>().FirstOrDefault()
        ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
            $"The host gave no {typeof(T).Name} to the door."));
}
