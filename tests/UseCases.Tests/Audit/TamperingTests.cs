using Turnstone.Domain.Audit;

namespace Turnstone.UseCases.Tests.Audit;

/// <summary>
/// Everything that can be done to a short chain, one thing at a time: each is found, at the right entry.
/// </summary>
public sealed class TamperingTests
{
    private static readonly ChainId Chain = new(1, "7");
    private static readonly AuditEntry[] Entries = [.. Make(6)];
    private static readonly ChainHead Head = new(Chain, 6, Entries[^1].Hash);

    private static readonly (string Field, Func<AuditEntry, AuditEntry> Change)[] Changes =
    [
        ("at", entry => entry with { At = entry.At + 1 }),
        ("person id", entry => entry with { PersonId = entry.PersonId + 1 }),
        ("person", entry => entry with { Person = entry.Person + " " }),
        ("act", entry => entry with { Act = "x" }),
        ("subject", entry => entry with { Subject = "" }),
        ("before", entry => entry with { Before = null }),
        ("after", entry => entry with { After = "" }),
        ("why", entry => entry with { Why = "" }),
        ("mark", entry => entry with { Mark = "single person" }),
        ("previous hash", entry => entry with { PreviousHash = new byte[] { 1 } }),
        ("hash", entry => entry with { Hash = new byte[32] }),
        // A field must not be able to lend its neighbour a letter.
        ("border", entry => entry with { Act = entry.Act + "\n", Subject = entry.Subject[..^1] }),
    ];

    [Fact]
    public void The_chain_itself_is_sound() => Assert.Empty(Verify(Entries).Faults);

    [Fact]
    public void Each_change_of_each_field_is_found_at_its_entry()
    {
        foreach (var (field, change) in Changes)
        {
            for (var i = 0; i < Entries.Length; i++)
            {
                var entries = Entries.ToArray();
                entries[i] = change(entries[i]);
                var fault = Assert.Single(Verify(entries).Faults);
                Assert.Equal((field, AuditFaultKind.Changed, i + 1L), (field, fault.Kind, fault.Seq));
            }
        }
    }

    [Fact]
    public void Each_entry_left_out_each_pair_swapped_and_each_tail_cut_is_found()
    {
        for (var i = 0; i < Entries.Length - 1; i++)
        {
            var gap = Assert.Single(Verify([.. Entries[..i], .. Entries[(i + 1)..]]).Faults);
            Assert.Equal((AuditFaultKind.Gap, i + 1L), (gap.Kind, gap.Seq));
            var tail = Assert.Single(Verify(Entries[..i]).Faults);
            Assert.Equal((AuditFaultKind.CutTail, i + 1L), (tail.Kind, tail.Seq));
            for (var j = i + 1; j < Entries.Length; j++)
            {
                var entries = Entries.ToArray();
                (entries[i], entries[j]) = (entries[j] with { Seq = i + 1 }, entries[i] with { Seq = j + 1 });
                var swap = Assert.Single(Verify(entries).Faults);
                Assert.Equal((AuditFaultKind.Swapped, i + 1L), (swap.Kind, swap.Seq));
            }
        }
    }

    [Fact]
    public void An_entry_more_than_the_head_names_and_a_chain_without_a_head_are_found()
    {
        Assert.Equal(AuditFaultKind.WrongHead, Assert.Single(Verify([.. Make(7)]).Faults).Kind);
        var headless = new AuditVerification([]);
        headless.Add(Entries[0]);
        Assert.Equal(AuditFaultKind.WrongHead, Assert.Single(headless.End().Faults).Kind);
    }

    private static AuditReport Verify(IReadOnlyList<AuditEntry> entries)
    {
        var verification = new AuditVerification([Head]);
        foreach (var entry in entries)
            verification.Add(entry);
        return verification.End();
    }

    private static IEnumerable<AuditEntry> Make(int count)
    {
        var previous = AuditHash.Start;
        for (var i = 1; i <= count; i++)
        {
            var entry = new AuditEntry
            {
                Chain = Chain, Seq = i, At = 1_000_000 + i, PersonId = 7, Person = "Ada", Act = "receipt.accepted",
                Subject = $"receipt {i}", Before = "{}", After = """{"state":"approved"}""", Why = "looked",
                PreviousHash = previous, Hash = AuditHash.Start,
            };
            entry = entry with { Hash = AuditHash.Of(entry) };
            previous = entry.Hash;
            yield return entry;
        }
    }
}
