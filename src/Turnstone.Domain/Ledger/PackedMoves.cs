using System.Buffers;

namespace Turnstone.Domain.Ledger;

/// <summary>
/// One customer's moves as a few bytes each, so that all customers can be aged in one pass. The bytes of two lots set
/// one behind the other are the bytes of both: a store only ever adds at the end, and the order of moves says nothing.
/// </summary>
/// <remarks>
/// A move is three numbers of seven bits a byte, lowest first: days from 1 January 2000 to the day it counts from; days
/// from there to the due date, times three, plus the side; minor units. Signed numbers are folded: 0, -1, 1, -2, 2...
/// </remarks>
public static class PackedMoves
{
    private const int Sides = 3;

    private static readonly int Epoch = new DateOnly(2000, 1, 1).DayNumber;

    /// <summary>Adds a move behind what is written.</summary>
    public static void Add(IBufferWriter<byte> to, AgingMove move)
    {
        Write(to, Fold(move.On.DayNumber - Epoch));
        Write(to, Fold(move.Due.DayNumber - move.On.DayNumber) * Sides + (ulong)move.Side);
        Write(to, Fold(move.Minor));
    }

    /// <summary>
    /// Takes the first move off the bytes. Bytes that end within a move are damaged: <see cref="FormatException"/>.
    /// </summary>
    public static AgingMove Next(ref ReadOnlySpan<byte> packed)
    {
        var on = DateOnly.FromDayNumber(Epoch + (int)Unfold(Read(ref packed)));
        var (due, side) = Math.DivRem(Read(ref packed), Sides);
        return new(on, on.AddDays((int)Unfold(due)), (LedgerSide)side, Unfold(Read(ref packed)));
    }

    /// <summary>True where two lots of moves say the same of every day.</summary>
    public static bool Agree(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var left = new Dictionary<(DateOnly, DateOnly, LedgerSide), long>();
        while (one.Length > 0)
            Count(left, Next(ref one), 1);
        while (other.Length > 0)
            Count(left, Next(ref other), -1);
        return left.Values.All(amount => amount == 0);

        static void Count(Dictionary<(DateOnly, DateOnly, LedgerSide), long> sums, AgingMove move, int sign)
        {
            var key = (move.On, move.Due, move.Side);
            sums[key] = sums.GetValueOrDefault(key) + sign * move.Minor;
        }
    }

    private static ulong Fold(long number) => unchecked((ulong)(number << 1 ^ number >> 63));

    private static long Unfold(ulong folded) => (long)(folded >> 1) ^ -(long)(folded & 1);

    private static void Write(IBufferWriter<byte> to, ulong number)
    {
        // 64 bits are ten sevens at most.
        var bytes = to.GetSpan(10);
        var count = 0;
        for (; number > 0x7F; number >>= 7)
            bytes[count++] = (byte)(number & 0x7F | 0x80);
        bytes[count++] = (byte)number;
        to.Advance(count);
    }

    private static ulong Read(ref ReadOnlySpan<byte> packed)
    {
        var number = 0UL;
        for (var at = 0; at < Math.Min(packed.Length, 10); at++)
        {
            number |= (ulong)(packed[at] & 0x7F) << 7 * at;
            if (packed[at] > 0x7F)
                continue;
            packed = packed[(at + 1)..];
            return number;
        }

        throw new FormatException("A packed ledger ends within a move.");
    }
}
