namespace BankFiles.Tests.Advices.Payers;

/// <summary>Choices from one seed.</summary>
internal sealed class Draw(int seed)
{
    private readonly Random _random = new(seed);

    public T One<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>, both possible.</summary>
    public int Between(int least, int most) => _random.Next(least, most + 1);

    public bool Chance(int percent) => _random.Next(100) < percent;

    public string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(at =>
        (char)('0' + _random.Next(at == 0 ? 1 : 0, 10))));
}
