using System.Text;

namespace BankFiles.Tests;

/// <summary>Damages a file the way transfers, editors and enemies do; the same seed damages the same way.</summary>
internal sealed class Mutator(int seed)
{
    private readonly Random _random = new(seed);

    private static readonly string[] Hostile =
        ["99999999999999999999", "-1", "/", ",", "\n", "\r", "\0", "<", "&x;", "\"", "é", "€", "D,99999999,",
            "16,142,", ":61:", "9999999999", "<!DOCTYPE a>", "*", "~", "000000"];

    public byte[] Mutate(byte[] original)
    {
        var bytes = new List<byte>(original);
        for (var times = _random.Next(1, 4); times > 0; times--)
            Once(bytes);
        return [.. bytes];
    }

    private void Once(List<byte> bytes)
    {
        if (bytes.Count == 0)
            return;
        var at = _random.Next(bytes.Count);
        var length = Math.Min(_random.Next(1, 60), bytes.Count - at);
        switch (_random.Next(8))
        {
            case 0: bytes.RemoveRange(at, bytes.Count - at); break;
            case 1: bytes.RemoveRange(at, length); break;
            case 2: bytes[at] = (byte)_random.Next(256); break;
            case 3: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Hostile[_random.Next(Hostile.Length)])); break;
            case 4: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 5: SwapLines(bytes); break;
            case 6: DropLine(bytes, at); break;
            default: bytes[at] = (byte)('0' + _random.Next(10)); break;
        }
    }

    private void SwapLines(List<byte> bytes)
    {
        var lines = Encoding.Latin1.GetString([.. bytes]).Split('\n');
        var (one, other) = (_random.Next(lines.Length), _random.Next(lines.Length));
        (lines[one], lines[other]) = (lines[other], lines[one]);
        bytes.Clear();
        bytes.AddRange(Encoding.Latin1.GetBytes(string.Join('\n', lines)));
    }

    private static void DropLine(List<byte> bytes, int at)
    {
        var start = bytes.LastIndexOf((byte)'\n', at);
        var end = bytes.IndexOf((byte)'\n', at);
        if (end > start)
            bytes.RemoveRange(start + 1, end - start);
    }
}
