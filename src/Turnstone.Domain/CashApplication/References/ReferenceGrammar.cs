using Turnstone.Domain.CashApplication.Payers;

namespace Turnstone.Domain.CashApplication.References;

/// <summary>
/// How this company writes its document numbers, learned from the numbers themselves: letters and digits in which
/// order and length. Nothing about a number's form is known beforehand.
/// </summary>
public sealed class ReferenceGrammar
{
    private readonly HashSet<string> _shapes;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    private ReferenceGrammar(HashSet<string> shapes)
    {
        _shapes = shapes;
        _lookup = shapes.GetAlternateLookup<ReadOnlySpan<char>>();
        MaxLength = shapes.Count == 0 ? 0 : shapes.Max(shape => shape.Length);
        MostLetters = shapes.Count == 0 ? 0 : shapes.Max(shape => shape.Split('9').Max(letters => letters.Length));
    }

    /// <summary>Shapes seen, letters as A and digits as 9, in order: <c>AAA9999999</c>.</summary>
    public IReadOnlyList<string> Shapes => [.. _shapes.Order(StringComparer.Ordinal)];

    /// <summary>Letters and digits in the longest number.</summary>
    public int MaxLength { get; }

    /// <summary>Letters of the longest word within a number.</summary>
    internal int MostLetters { get; }

    /// <summary>Learns from numbers of open and settled documents, in any order.</summary>
    public static ReferenceGrammar Learn(IEnumerable<string> numbers)
    {
        var shapes = new HashSet<string>(StringComparer.Ordinal);
        var lookup = shapes.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> buffer = stackalloc char[DocumentKey.MaxLength];
        foreach (var number in numbers)
        {
            var shape = buffer[..DocumentKey.Squeeze(number, buffer)];
            Shape(shape);
            if (shape.Length > 0)
                lookup.Add(shape);
        }

        return new(shapes);
    }

    /// <summary>A grammar learned before, from its shapes.</summary>
    public static ReferenceGrammar Of(IEnumerable<string> shapes) => new(new(shapes, StringComparer.Ordinal));

    /// <summary>True where a piece of text, squeezed to capitals and digits, has the form of a number.</summary>
    public bool Fits(ReadOnlySpan<char> squeezed)
    {
        if (squeezed.Length > MaxLength || squeezed.Length > DocumentKey.MaxLength)
            return false;
        Span<char> shape = stackalloc char[DocumentKey.MaxLength];
        squeezed.CopyTo(shape);
        shape = shape[..squeezed.Length];
        Shape(shape);
        return _lookup.Contains(shape);
    }

    /// <summary>True where a piece has the form of a number, or all of it but one letter or digit.</summary>
    internal bool IsLike(ReadOnlySpan<char> squeezed)
    {
        if (squeezed.Length > DocumentKey.MaxLength)
            return false;
        Span<char> shape = stackalloc char[DocumentKey.MaxLength];
        squeezed.CopyTo(shape);
        shape = shape[..squeezed.Length];
        Shape(shape);
        foreach (var known in _shapes)
        {
            if (shape.SequenceEqual(known) || Slips.IsOneSlip(shape, known))
                return true;
        }

        return false;
    }

    private static void Shape(Span<char> squeezed)
    {
        foreach (ref var letter in squeezed)
            letter = char.IsAsciiDigit(letter) ? '9' : 'A';
    }
}
