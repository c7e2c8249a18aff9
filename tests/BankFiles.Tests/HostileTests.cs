using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests;

/// <summary>
/// Every format against the same seeded mutations: nothing throws, work is bounded, whole lines stay findable.
/// </summary>
public sealed class HostileTests
{
    private static readonly int Mutations =
        Environment.GetEnvironmentVariable("TURNSTONE_LONG") == "1" ? 200_000 : 5_000;

    // A byte is looked at when it comes in, when its record is taken, and as often as the buffer doubles behind it; the
    // head of a table once for each separator it may have.
    private const int StepsPerByte = 12;

    public static TheoryData<string> Formats => [.. Samples.All.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Mutated_files_never_throw(string format)
    {
        var original = Samples.All[format];
        var mutator = new Mutator(seed: 20260630);
        for (var i = 0; i < Mutations; i++)
        {
            var mutated = mutator.Mutate(original);
            try
            {
                var work = new WorkCount();
                var read = Reading.Read(mutated, new() { BufferSize = i % 2 == 0 ? 16 : 4096, Work = work });
                Assert.True(read.Recognition is not null || read.Problems.Count > 0);
                Assert.True(work.Steps <= StepsPerByte * (mutated.Length + 100), $"Mutation {i} of {format} took "
                    + $"{work.Steps} steps for {mutated.Length} bytes.");
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"Mutation {i} of {format} threw {fault}\n{Encoding.Latin1.GetString(mutated)}");
            }
        }
    }

    /// <summary>
    /// One thing over and over behind a right file: so many steps a byte and no more, and four times as much of it may
    /// not take much more than four times the memory, whatever it is.
    /// </summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void Work_grows_with_the_input_and_not_faster(string format)
    {
        var sample = Samples.All[format];
        foreach (var piece in (string[])["<", "<a>", "<!--", "&", "88,", "16,142,1,", ":86:?20x", ":61:", "~", "*",
            "\"", "\";", "?20", "\n", "a,b\n", "9", " ", "{5000}", "TRN*", "é", "From: ", "Total 1,00\n"])
        {
            var (steps, bytes, _) = WorkOf(sample, piece, 1_000);
            var (more, moreBytes, length) = WorkOf(sample, piece, 4_000);

            Assert.True(more <= StepsPerByte * length, $"{format}, {piece}: {steps} steps, then {more} for {length} "
                + "bytes");
            Assert.True(moreBytes <= (bytes + 200_000) * MostGrowth, $"{format}, {piece}: {bytes} bytes allocated, "
                + $"then {moreBytes}");
        }
    }

    private const int MostGrowth = 5;

    private static (long Steps, long Bytes, int Length) WorkOf(byte[] sample, string piece, int times)
    {
        byte[] file = [.. sample, .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, times)))];
        var work = new WorkCount();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Reading.Read(file, new() { BufferSize = 4096, Work = work });
        return (work.Steps, GC.GetAllocatedBytesForCurrentThread() - before, file.Length);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_prefix_is_read_without_throwing(string format)
    {
        var original = Samples.All[format];
        for (var length = 0; length < original.Length; length++)
            Reading.Read(original[..length]);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_whole_sample_is_read_without_an_error(string format)
    {
        var read = Reading.Read(Samples.All[format]);

        Assert.NotNull(read.Recognition);
        Assert.Empty(read.Rules(Severity.Warning));
        Assert.True(read.Transactions.Any() || read.Remittances.Count > 0);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Buffers_of_any_size_read_the_same(string format)
    {
        var whole = Reading.Read(Samples.All[format]).Say();
        foreach (var size in (int[])[16, 31, 100, 1000, 65536])
        {
            using var stream = new ShortReads(Samples.All[format], Math.Max(1, size / 3));

            Assert.Equal(whole, BankFile.ReadWhole(stream, new() { BufferSize = size }).Say());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Noise_is_refused_or_reported(int seed)
    {
        var bytes = new byte[100_000];
        new Random(seed).NextBytes(bytes);

        var read = Reading.Read(bytes);

        Assert.Empty(read.Transactions);
        Assert.NotEmpty(read.Rules(Severity.Error));
    }

    [Fact]
    public void An_empty_file_is_refused_with_a_way_out()
    {
        var problem = Assert.Single(Reading.Read([]).Problems);

        Assert.Equal("file.empty", problem.Rule);
    }
}
