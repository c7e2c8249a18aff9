using System.Globalization;

namespace Turnstone.Simulation;

/// <summary>What comes in the way on a scripted day.</summary>
internal enum Trouble
{
    /// <summary>429: all slots are taken.</summary>
    TooMany,

    /// <summary>500, and nothing was done.</summary>
    ServerError,

    /// <summary>500, and yet it was done.</summary>
    ServerErrorAfter,

    /// <summary>The right answer, late.</summary>
    Delay,

    /// <summary>The connection closes before anything was done.</summary>
    DropBefore,

    /// <summary>The connection closes after it was done.</summary>
    DropAfter,

    /// <summary>Half of the answer.</summary>
    HalfAnswer,

    /// <summary>A read that does not see the last change yet.</summary>
    StaleRead,

    /// <summary>Somebody else was saving the record.</summary>
    RecordChanged,

    /// <summary>The request arrives twice.</summary>
    DuplicateDelivery,

    /// <summary>Every call is answered 401 for a while, although the login is good.</summary>
    MassRefusedLogins,

    /// <summary>Our clock and NetSuite's go apart.</summary>
    ClockSkew,

    /// <summary>The certificate has ended; no token is given any more.</summary>
    CertificateExpired,

    /// <summary>The account was refreshed: tokens and certificates are gone.</summary>
    AccountRefreshed,

    /// <summary>The month is closed for receivables.</summary>
    PeriodClosed,

    /// <summary>Somebody enters the payment of an open invoice by hand.</summary>
    PaidByHand,

    /// <summary>Somebody takes the lines of a payment off by hand.</summary>
    ChangedByHand,

    /// <summary>Our process is killed.</summary>
    Kill,

    /// <summary>A second node posts while a call of the first is on its way.</summary>
    SecondNode,
}

/// <summary>One thing that comes in the way.</summary>
/// <param name="Life">In which life of the process; 0 is the morning's sync, the others post.</param>
/// <param name="Kind">What.</param>
/// <param name="At">At which call of that life.</param>
/// <param name="Times">How many calls it strikes, which document people take, how far a clock goes in minutes.</param>
internal sealed record ScriptedTrouble(int Life, Trouble Kind, int At, int Times)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Life == 0 ? "sync" : $"life {Life}")}: {Kind} at {At} x {Times}");
}

/// <summary>A day with what comes in the way, from a seed alone.</summary>
/// <param name="Seed">The seed; it makes the day's invoices and payments too.</param>
/// <param name="Troubles">What comes in the way, by life.</param>
internal sealed record ScriptedDay(int Seed, IReadOnlyList<ScriptedTrouble> Troubles)
{
    /// <summary>Lives of the process that post before the evening.</summary>
    public const int Lives = 3;

    private static readonly Trouble[] Kinds = Enum.GetValues<Trouble>();

    /// <summary>
    /// The script of a seed: two to six troubles. Neighbouring seeds begin with neighbouring kinds, so that few
    /// scripts in a row leave none out.
    /// </summary>
    public static ScriptedDay Of(int seed)
    {
        var dice = new Random(seed);
        var count = 2 + dice.Next(5);
        var troubles = Enumerable.Range(0, count).Select(at => One(dice, at == 0
            ? Kinds[seed % Kinds.Length] : Kinds[dice.Next(Kinds.Length)]));
        return new(seed, [.. troubles.OrderBy(trouble => trouble.Life)]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"script {Seed}: {string.Join("; ", Troubles)}");

    private static ScriptedTrouble One(Random dice, Trouble kind)
    {
        // A sixth of all troubles come while we sync; most while the first life posts, whose work the next ones take
        // over. What people do, they do while we post.
        var life = dice.Next(6) switch { 0 => 0, 5 => 2 + dice.Next(Lives - 1), _ => 1 };
        if (life == 0 && kind is Trouble.PaidByHand or Trouble.ChangedByHand or Trouble.SecondNode)
            life = 1;
        var at = 1 + dice.Next(life == 1 ? 60 : 20);
        return kind switch
        {
            Trouble.ClockSkew => new(life, kind, at, dice.Next(2) == 0 ? -7 : 7),
            Trouble.MassRefusedLogins => new(life, kind, at, 10 + dice.Next(30)),
            Trouble.PaidByHand or Trouble.ChangedByHand => new(life, kind, at, dice.Next(20)),
            _ => new(life, kind, at, 1 + dice.Next(3)),
        };
    }
}
