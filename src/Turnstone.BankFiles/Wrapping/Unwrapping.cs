using System.IO.Compression;
using System.Text;

namespace Turnstone.BankFiles.Wrapping;

/// <summary>
/// Takes off what files are wrapped in: gzip, zip, byte order marks, UTF-16, RTF. One wrapper of each kind at most,
/// so that
/// no file can be wrapped without end; names inside an archive are never used as paths.
/// </summary>
internal static class Unwrapping
{
    private const int LargestText = 64 * 1024 * 1024;
    private const int LargestForeign = 100 * 1024 * 1024;
    private const int MostEntries = 1000;
    private const int MailHead = 16 * 1024;
    private const int MarkSize = 1024;

    /// <summary>The files inside, in their order; the file itself where it is not wrapped.</summary>
    public static IEnumerable<GuardedStream> Open(Stream file, ReadSettings settings, Extraction? extraction)
    {
        var (head, whole) = Peek(file, MailHead);
        if (!MailParts.Is(head))
            return Packed(whole, settings, wrapper: null, extraction);
        var (parts, fault) = MailParts.Read(whole);
        return parts.SelectMany(part => Packed(new MemoryStream(part), settings, "mail", extraction))
            .Concat(fault is null ? [] : [new(Stream.Null, 0, "mail") { Fault = fault, Extracted = [] }]);
    }

    private static IEnumerable<GuardedStream> Packed(Stream file, ReadSettings settings, string? wrapper,
        Extraction? extraction)
    {
        var (head, peeked) = Peek(file, MarkSize);
        var (items, whole) = Extracted(head, peeked, settings, extraction);
        if (items is not null)
        {
            yield return new(Stream.Null, 0, wrapper) { Extracted = items };
            yield break;
        }

        if (head is [0x1F, 0x8B, ..])
        {
            using var gzip = new GZipStream(whole, CompressionMode.Decompress);
            yield return Plain(gzip, settings, "gzip");
        }
        else if (head is [(byte)'P', (byte)'K', 3, 4, ..])
        {
            foreach (var entry in Zip(whole, settings, extraction))
                yield return entry;
        }
        else
        {
            yield return Plain(whole, settings, wrapper);
        }
    }

    private static IEnumerable<GuardedStream> Zip(Stream file, ReadSettings settings, Extraction? extraction)
    {
        using var copy = new MemoryStream();
        var guarded = new GuardedStream(file, Array.MaxLength / 2, "zip");
        guarded.CopyTo(copy);
        copy.Position = 0;
        using var archive = OpenArchive(copy, out var fault);
        if (archive is null || archive.Entries.Count > MostEntries)
        {
            yield return new(Stream.Null, 0, "zip") { Fault = fault ?? "the archive holds too many files" };
            yield break;
        }

        var left = settings.LargestUnwrapped;
        foreach (var entry in archive.Entries.Where(entry => entry.Name.Length > 0))
        {
            using var content = entry.Open();
            // Archives within archives stay shut; a workbook is one, and needs no opening here.
            var entryRead = new GuardedStream(content, left, "zip");
            var (head, peeked) = Peek(entryRead, MarkSize);
            var (items, whole) = Extracted(head, peeked, settings, extraction);
            yield return items is not null
                ? new(Stream.Null, 0, "zip") { Extracted = items, Source = entryRead }
                : new(Plain(whole, settings, "zip"), long.MaxValue, "zip") { Source = entryRead };
            left = Math.Max(0, left - entryRead.Count);
        }
    }

    // What a library makes of a workbook or of pages, and the stream for who reads on where it makes nothing of it.
    private static (IEnumerable<FileItem>? Items, Stream Whole) Extracted(
        byte[] head, Stream whole, ReadSettings settings, Extraction? extraction)
    {
        if (extraction is null || !IsForeign(head))
            return (null, whole);
        var copy = new MemoryStream();
        var buffer = new byte[81920];
        for (var count = whole.Read(buffer); count > 0; count = whole.Read(buffer))
        {
            copy.Write(buffer, 0, count);
            // No sheet and no letter is larger; an archive of bank files may be.
            if (copy.Length > LargestForeign)
                return (null, new HeadedStream(copy.GetBuffer().AsMemory(0, (int)copy.Length), whole));
        }

        copy.Position = 0;
        var items = extraction(copy, settings);
        copy.Position = 0;
        return (items, copy);
    }

    // Archives (workbooks are), compound files and pages: what only a look inside can tell.
    private static bool IsForeign(ReadOnlySpan<byte> head) => head is [(byte)'P', (byte)'K', 3, 4, ..]
        or [0xD0, 0xCF, 0x11, 0xE0, ..] || head.IndexOf("%PDF-"u8) >= 0;

    private static ZipArchive? OpenArchive(Stream file, out string? fault)
    {
        fault = null;
        try
        {
            var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            // The directory is read here, where its faults are caught.
            return archive.Entries.Count >= 0 ? archive : null;
        }
        catch (InvalidDataException)
        {
            fault = "the archive is damaged";
            return null;
        }
    }

    private static GuardedStream Plain(Stream content, ReadSettings settings, string? wrapper)
    {
        var guarded = new GuardedStream(content, wrapper is null ? long.MaxValue : settings.LargestUnwrapped, wrapper);
        var (head, whole) = Peek(guarded, 8);
        var plain = head switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Skip(whole, 3),
            [0xFF, 0xFE, ..] => Transcode(Skip(whole, 2), Encoding.Unicode),
            [0xFE, 0xFF, ..] => Transcode(Skip(whole, 2), Encoding.BigEndianUnicode),
            [not 0, 0, not 0, 0, ..] => Transcode(whole, Encoding.Unicode),
            [0, not 0, 0, not 0, ..] => Transcode(whole, Encoding.BigEndianUnicode),
            [(byte)'{', (byte)'\\', (byte)'r', (byte)'t', (byte)'f', ..] => Unwrapped(whole, "rtf",
                text => RichText.Plain(text)),
            _ => whole,
        };
        plain = Unpaged(plain);
        return new(plain, long.MaxValue, wrapper) { Source = guarded };
    }

    // A page: an advice saved from a browser, or a portal's "Excel" file that is none.
    private static Stream Unpaged(Stream text)
    {
        var (head, whole) = Peek(text, 256);
        return Html.Is(head) ? Unwrapped(whole, "html", Page) : whole;
    }

    // An advice is more than its table: the head of a letter has it read whole.
    private static byte[] Page(byte[] page)
    {
        var text = Encoding.UTF8.GetBytes(Html.Plain(Bytes.Text(page)));
        var isAdvice = new Tables.TableFormat().Recognise(text.AsSpan(0, Math.Min(text.Length, BankFile.HeadSize)))
            is { Role: Domain.Banking.SourceRole.Advice };
        return isAdvice ? [.. "Subject: \n"u8, .. text] : text;
    }

    private static (byte[] Head, Stream Whole) Peek(Stream stream, int size)
    {
        var head = new byte[size];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return (head[..length], new HeadedStream(head.AsMemory(0, length), stream));
    }

    private static Stream Skip(Stream stream, int count)
    {
        Span<byte> mark = stackalloc byte[count];
        stream.ReadExactly(mark);
        return stream;
    }

    private static Stream Transcode(Stream stream, Encoding from) =>
        Encoding.CreateTranscodingStream(stream, from, Encoding.UTF8, leaveOpen: true);

    private static MemoryStream Unwrapped(Stream stream, string wrapper, Func<byte[], byte[]> plain)
    {
        using var whole = new MemoryStream();
        new GuardedStream(stream, LargestText, wrapper).CopyTo(whole);
        return new(plain(whole.ToArray()));
    }
}
