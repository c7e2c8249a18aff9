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
                var read = Reading.Read(mutated, new() { BufferSize = i % 2 == 0 ? 16 : 4096 });
                Assert.True(read.Recognition is not null || read.Problems.Count > 0);
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"Mutation {i} of {format} threw {fault}\n{Encoding.Latin1.GetString(mutated)}");
            }
        }
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
