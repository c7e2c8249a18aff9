using System.Runtime.InteropServices;

namespace Turnstone.UseCases.Banking;

/// <summary>Bytes in memory as a stream, without a copy where there need be none.</summary>
internal static class Streams
{
    public static Stream Of(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array) && array.Array is { } whole
            ? new MemoryStream(whole, array.Offset, array.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
}
