using System.Security.Cryptography;
using System.Text;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Keys;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Files;

namespace Turnstone.UseCases.Tests.Files;

public sealed class KeptFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("turnstone-keys").FullName;
    private readonly KeySet _keys;

    public KeptFileTests() => _keys = KeyFolder.Open(_folder, dataFolder: null).Value;

    public void Dispose()
    {
        _keys.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory, BothEngines]
    public async Task A_file_comes_back_byte_for_byte_and_never_lies_open(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine, _keys);
        var bytes = Text(700_000);

        var kept = (await test.Run(new Keep(bytes, "in/box/today.bai2"), test.Clerk)).Value;
        var back = (await test.Run(new ReadBack(kept.Id), test.Clerk)).Value;

        Assert.Equal(("today.bai2", 700_000L, false), (kept.Name, kept.Size, kept.Already));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), kept.Hash);
        Assert.Equal(bytes, back);
        var pieces = await test.Rows<byte[]>("select sealed from kept_file_chunk order by ordinal");
        Assert.Equal(3, pieces.Count);
        Assert.All(pieces, piece => Assert.Equal(-1, piece.AsSpan().IndexOf("receipt"u8)));
        Assert.Equal(["file.kept"], await test.Rows<string>("select act from audit_entry"));
    }

    [Theory, BothEngines]
    public async Task The_same_bytes_are_kept_once_whatever_their_name(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine, _keys);

        var first = (await test.Run(new Keep(Text(10), "a.txt"), test.Clerk)).Value;
        var again = (await test.Run(new Keep(Text(10), "b.txt"), test.Controller)).Value;

        Assert.Equal(first with { Already = true }, again);
        Assert.Single(await test.Rows<long>("select id from kept_file_chunk"));
    }

    [Theory, BothEngines]
    public async Task An_empty_file_and_one_of_exactly_a_piece_come_back(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine, _keys);

        foreach (var size in new[] { 0, 1, 256 * 1024, 256 * 1024 + 1 })
        {
            var kept = (await test.Run(new Keep(Text(size), "f"), test.Clerk)).Value;
            Assert.Equal(Text(size), (await test.Run(new ReadBack(kept.Id), test.Clerk)).Value);
        }
    }

    [Theory, BothEngines]
    public async Task A_file_whose_arrival_was_cut_short_is_refused_and_finished_the_next_time(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine, _keys);
        var bytes = Text(6 * 1024 * 1024);
        await Assert.ThrowsAsync<IOException>(() =>
            test.Run(new Keep(bytes, "big") { BreakAt = 5_000_000 }, test.Clerk));
        var half = (await test.Rows<long>("select id from kept_file")).Single();

        Assert.Equal("files.half", (await test.Run(new ReadBack(half), test.Clerk)).Refusal?.Code);
        Assert.Equal(16, (await test.Rows<long>("select id from kept_file_chunk")).Count);
        var kept = (await test.Run(new Keep(bytes, "big"), test.Clerk)).Value;

        Assert.Equal((half, false), (kept.Id, kept.Already));
        Assert.Equal(bytes, (await test.Run(new ReadBack(kept.Id), test.Clerk)).Value);
    }

    [Theory, BothEngines]
    public async Task A_changed_swapped_or_missing_piece_is_never_handed_out(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine, _keys);
        var kept = (await test.Run(new Keep(Text(700_000), "f"), test.Clerk)).Value;
        await test.Tamper("""
            update kept_file_chunk set ordinal = 9 where ordinal = 0;
            update kept_file_chunk set ordinal = 0 where ordinal = 1;
            update kept_file_chunk set ordinal = 1 where ordinal = 9;
            """);
        var swapped = await test.Run(new ReadWhole(kept.Id), test.Clerk);
        await test.Tamper("delete from kept_file_chunk where ordinal = 0");
        var gone = await test.Run(new ReadWhole(kept.Id), test.Clerk);

        Assert.Equal("keys.unsealable", swapped.Refusal?.Code);
        Assert.Equal("files.piece_gone", gone.Refusal?.Code);
        await Assert.ThrowsAsync<InvalidDataException>(() => test.Run(new ReadBack(kept.Id), test.Clerk));
        Assert.Equal("files.no_file", (await test.Run(new ReadWhole(7), test.Clerk)).Refusal?.Code);
    }

    [Theory, BothEngines]
    public async Task Rotation_seals_every_file_anew_and_names_the_keys_that_may_go(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine, _keys);
        var old = _keys.Current;
        var one = (await test.Run(new Keep(Text(300_000), "one"), test.Clerk)).Value;
        var two = (await test.Run(new Keep(Text(20), "two"), test.Clerk)).Value;

        var rotated = (await test.Run(new RotateKeys(), test.Administrator)).Value;

        Assert.NotEqual(old, rotated.Key);
        Assert.Equal(2, rotated.Files);
        Assert.Equal([old], rotated.Unneeded);
        File.Delete(Path.Combine(_folder, "files-0001.key"));
        using var without = KeyFolder.Open(_folder, dataFolder: null).Value;
        Assert.Equal([rotated.Key], without.All);
        var door = new Turnstone.UseCases.Door.UseCases(test.Database, new(test.Clock, without));
        Assert.Equal(Text(300_000), (await door.Run(new ReadBack(one.Id), test.Clerk)).Value);
        Assert.Equal(Text(20), (await door.Run(new ReadBack(two.Id), test.Clerk)).Value);
        Assert.Equal("door.not_allowed", (await test.Run(new RotateKeys(), test.Clerk)).Refusal?.Code);
    }

    [Theory, BothEngines]
    public async Task A_key_that_is_not_here_is_named(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine, _keys);
        var kept = (await test.Run(new Keep(Text(20), "one"), test.Clerk)).Value;
        using var other = new KeySet([new byte[32]], ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var door = new Turnstone.UseCases.Door.UseCases(test.Database, new(test.Clock, other));

        var refused = await door.Run(new ReadWhole(kept.Id), test.Clerk);

        Assert.Equal("keys.not_here", refused.Refusal?.Code);
        Assert.Contains(_keys.Current, refused.Refusal?.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_folder_may_not_lie_in_the_data_folder_and_is_ones_own()
    {
        var inside = KeyFolder.Open(Path.Combine(_folder, "data", "keys"), Path.Combine(_folder, "data"));

        Assert.Equal("keys.beside_data", inside.Refusal?.Code);
        Assert.False(Directory.Exists(Path.Combine(_folder, "data")));
        foreach (var file in new[] { "files-0001.key", "audit.pem" })
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
                    File.GetUnixFileMode(Path.Combine(_folder, file)));
        }

        File.WriteAllText(Path.Combine(_folder, "files-0002.key"), "no key");
        Assert.Equal("keys.bad", KeyFolder.Open(_folder, dataFolder: null).Refusal?.Code);
    }

    private static byte[] Text(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = Encoding.ASCII.GetBytes("receipt ")[i % 8];
        return bytes;
    }

    private sealed record Keep(byte[] Bytes, string Name) : ILongUseCase<KeptFile>
    {
        public Permission Needs => Permission.Import;

        public CompanyId? Company => null;

        public int? BreakAt { get; init; }

        public async Task<Result<KeptFile>> Run(Work work)
        {
            await using var stream = new Breaking(Bytes, BreakAt);
            return await KeptFiles.Keep(work, stream, Name);
        }
    }

    private sealed record ReadBack(long Id) : ILongUseCase<byte[]>
    {
        public Permission Needs => Permission.See;

        public CompanyId? Company => null;

        public async Task<Result<byte[]>> Run(Work work)
        {
            if (!(await KeptFiles.Open(work, Id)).Is(out var stream, out var refusal))
                return refusal;
            await using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            return copy.ToArray();
        }
    }

    private sealed record ReadWhole(long Id) : IQuery<byte[]>
    {
        public Permission Needs => Permission.See;

        public CompanyId? Company => null;

        public Task<Result<byte[]>> Run(ReadSession session) => KeptFiles.Read(session, Id);
    }

    /// <summary>Breaks on the second reading, as a network share does.</summary>
    private sealed class Breaking(byte[] bytes, int? at) : MemoryStream(bytes)
    {
        private bool _once;

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_once && at is { } limit && Position > limit)
                throw new IOException("gone");
            var read = await base.ReadAsync(buffer, cancellationToken);
            _once |= read == 0;
            return read;
        }
    }
}
