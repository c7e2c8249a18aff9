namespace Turnstone.BankFiles;

/// <summary>A figure that a file states of itself beside what its lines come to.</summary>
/// <param name="Rule">The rule that compares them, e.g. <c>bai2.file_total</c>.</param>
/// <param name="Line">Physical line that states it.</param>
/// <param name="Stated">As stated: an amount with its currency, or a plain number in the file's own unit.</param>
/// <param name="Counted">What the lines come to, in the same form.</param>
public sealed record ControlTotal(string Rule, long Line, string Stated, string Counted)
{
    /// <summary>True where both say the same.</summary>
    public bool Agrees => string.Equals(Stated, Counted, StringComparison.Ordinal);

    /// <summary>What is compared, as a person reads it: "file total".</summary>
    public string What => Rule[(Rule.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('_', ' ');
}

/// <summary>Which bank a file seems to be of.</summary>
/// <param name="Name">Name of the bank; null where its number is all that is known.</param>
/// <param name="Mark">What the guess rests on, e.g. <c>sender 121000248</c>.</param>
public sealed record BankGuess(string? Name, string Mark);
