using System.Security.Cryptography;
using Turnstone.Domain.Audit;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Keys;
using Turnstone.UseCases.Audit;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Tests.Audit;

public sealed class AuditTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("turnstone-audit").FullName;
    private readonly KeySet _keys = new([new byte[32]], ECDsa.Create(ECCurve.NamedCurves.nistP256));

    private string AnchorPath => Path.Combine(_folder, "anchors.jsonl");

    public void Dispose()
    {
        _keys.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory, BothEngines]
    public async Task An_untouched_log_is_sound_with_and_without_an_anchor(Engine engine)
    {
        await using var test = await Written(engine);

        var bare = await Verify(test, anchored: false);
        var anchored = await Verify(test, anchored: true);

        Assert.True(bare.Sound);
        Assert.Equal((2, 13L), (bare.Chains, bare.Entries));
        Assert.Contains("Without an anchor", Assert.Single(bare.Unproven), StringComparison.Ordinal);
        Assert.True(anchored.Sound);
        Assert.Contains("after the last anchor", Assert.Single(anchored.Unproven), StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task A_changed_entry_is_named(Engine engine)
    {
        await using var test = await Written(engine);
        await test.Tamper("update audit_entry set why = 'other' where company_id = '1' and seq = 3");
        await test.Tamper("update audit_entry set why = 'other' where company_id = '1' and seq = 7");

        var fault = Assert.Single((await Verify(test, anchored: false)).Faults);

        Assert.Equal((AuditFaultKind.Changed, 3L), (fault.Kind, fault.Seq));
        Assert.Equal("In the log of connection 1, company 1 entry 3 was changed after it was written.", fault.Sentence);
    }

    [Theory, BothEngines]
    public async Task A_missing_entry_is_named(Engine engine)
    {
        await using var test = await Written(engine);
        await test.Tamper("delete from audit_entry where company_id = '1' and seq = 4");

        var fault = Assert.Single((await Verify(test, anchored: false)).Faults);

        Assert.Equal((AuditFaultKind.Gap, 4L), (fault.Kind, fault.Seq));
    }

    [Theory, BothEngines]
    public async Task Two_swapped_entries_are_told_from_changed_ones(Engine engine)
    {
        await using var test = await Written(engine);
        await test.Tamper("""
            update audit_entry set seq = 99 where company_id = '1' and seq = 3;
            update audit_entry set seq = 3 where company_id = '1' and seq = 6;
            update audit_entry set seq = 6 where company_id = '1' and seq = 99;
            """);

        var fault = Assert.Single((await Verify(test, anchored: false)).Faults);

        Assert.Equal((AuditFaultKind.Swapped, 3L), (fault.Kind, fault.Seq));
        Assert.Contains("entry 6 stands in the place of 3", fault.Sentence, StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task A_cut_tail_shows_by_the_head_and_without_it_by_the_anchor(Engine engine)
    {
        await using var test = await Written(engine);
        await test.Tamper("delete from audit_entry where company_id = '1' and seq > 8");
        var byHead = Assert.Single((await Verify(test, anchored: false)).Faults);

        await test.Tamper("""
            update audit_head set seq = 8, hash = (select hash from audit_entry where company_id = '1' and seq = 8)
            where company_id = '1'
            """);
        var bare = await Verify(test, anchored: false);
        var byAnchor = Assert.Single((await Verify(test, anchored: true)).Faults);

        Assert.Equal((AuditFaultKind.CutTail, 9L), (byHead.Kind, byHead.Seq));
        Assert.True(bare.Sound);
        Assert.Equal((AuditFaultKind.CutTail, 9L), (byAnchor.Kind, byAnchor.Seq));
    }

    [Theory, BothEngines]
    public async Task A_chain_written_anew_shows_by_the_anchor_alone(Engine engine)
    {
        await using var test = await Written(engine);
        await Rewrite(test, from: 5);

        Assert.True((await Verify(test, anchored: false)).Sound);
        var fault = Assert.Single((await Verify(test, anchored: true)).Faults);
        Assert.Equal((AuditFaultKind.Rewritten, 10L), (fault.Kind, fault.Seq));
    }

    [Theory, BothEngines]
    public async Task A_whole_chain_that_is_gone_shows_by_the_anchor(Engine engine)
    {
        await using var test = await Written(engine);
        await test.Tamper("""
            delete from audit_entry where company_id = '2';
            delete from audit_head where company_id = '2';
            """);

        Assert.True((await Verify(test, anchored: false)).Sound);
        Assert.Equal(AuditFaultKind.MissingChain, Assert.Single((await Verify(test, anchored: true)).Faults).Kind);
    }

    [Theory, BothEngines]
    public async Task A_forged_anchor_is_named_and_proves_nothing(Engine engine)
    {
        await using var test = await Written(engine);
        var lines = await File.ReadAllTextAsync(AnchorPath);
        await File.WriteAllTextAsync(AnchorPath, lines.Replace("\"seq\":10", "\"seq\":11", StringComparison.Ordinal));

        var report = await Verify(test, anchored: true);

        Assert.Equal((AuditFaultKind.ForgedAnchor, 1L), (report.Faults[0].Kind, report.Faults[0].Seq));
        Assert.Contains("No anchor", Assert.Single(report.Unproven), StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task An_anchor_file_that_is_absent_or_broken_is_refused_by_name(Engine engine)
    {
        await using var test = await Written(engine);
        await File.AppendAllTextAsync(AnchorPath, "half a li");

        var broken = await test.Run(new VerifyAudit(AnchorPath), test.Auditor);
        var absent = await test.Run(new VerifyAudit(AnchorPath + "x"), test.Auditor);

        Assert.Equal("audit.bad_anchor", broken.Refusal?.Code);
        Assert.Contains("line 2", broken.Refusal?.Sentence, StringComparison.Ordinal);
        Assert.Equal("audit.no_anchor_file", absent.Refusal?.Code);
    }

    [Theory, BothEngines]
    public async Task An_auditor_verifies_with_the_public_key_alone(Engine engine)
    {
        await using var test = await Written(engine);
        var (ours, others) = (Path.Combine(_folder, "ours.pem"), Path.Combine(_folder, "others.pem"));
        using var another = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(ours, _keys.Audit.ExportSubjectPublicKeyInfoPem());
        await File.WriteAllTextAsync(others, another.ExportSubjectPublicKeyInfoPem());

        var sound = (await test.Run(new VerifyAudit(AnchorPath, ours), test.Auditor)).Value;
        var foreign = (await test.Run(new VerifyAudit(AnchorPath, others), test.Auditor)).Value;
        var none = await test.Run(new VerifyAudit(AnchorPath, AnchorPath), test.Auditor);

        Assert.True(sound.Sound);
        Assert.Equal([AuditFaultKind.ForgedAnchor], foreign.Faults.Select(fault => fault.Kind));
        Assert.Equal("audit.no_public_key", none.Refusal?.Code);
    }

    [Theory, BothEngines]
    public async Task The_log_is_read_by_page_and_only_of_ones_own_companies(Engine engine)
    {
        await using var test = await Written(engine);
        var controller = await test.AddPerson("Bo Birke", "controller", TestDatabase.Birke);

        var first = (await test.Run(new ReadAuditLog { Limit = 4 }, test.Auditor)).Value;
        var last = first[^1];
        var next = (await test.Run(new ReadAuditLog
        {
            Limit = 400, Before = new(last.At, last.CompanyId, last.Seq),
        }, test.Auditor)).Value;
        var own = (await test.Run(new ReadAuditLog(), controller)).Value;

        Assert.Equal(4, first.Length);
        Assert.Equal(9, next.Length);
        Assert.Equal(13, first.Concat(next).Select(row => (row.CompanyId, row.Seq)).Distinct().Count());
        Assert.Equal(["2"], own.Select(row => row.CompanyId).Distinct());
        Assert.Equal("door.not_allowed", (await test.Run(new ReadAuditLog(), test.Clerk)).Refusal?.Code);
        Assert.Equal("door.not_in_company",
            (await test.Run(new ReadAuditLog { Company = TestDatabase.Alder }, controller)).Refusal?.Code);
    }

    private async Task<AuditReport> Verify(TestDatabase test, bool anchored) =>
        (await test.Run(new VerifyAudit(anchored ? AnchorPath : null), test.Auditor)).Value;

    /// <summary>Ten entries of Alder, two of Birke, an anchor over them, and one more of Birke after it.</summary>
    private async Task<TestDatabase> Written(Engine engine)
    {
        var test = await TestDatabase.Create(engine, _keys);
        for (var i = 1; i <= 10; i++)
            await Note(test, TestDatabase.Alder, i);
        await Note(test, TestDatabase.Birke, 11);
        await Note(test, TestDatabase.Birke, 12);
        Assert.Null((await test.Run(new WriteAnchor(AnchorPath), test.Service)).Refusal);
        await Note(test, TestDatabase.Birke, 13);
        return test;
    }

    private static async Task Note(TestDatabase test, CompanyId company, int number)
    {
        test.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.Null((await test.Run(new Act(company, number), test.Clerk)).Refusal);
    }

    /// <summary>What somebody with the database's password could do: every hash fits again.</summary>
    private static async Task Rewrite(TestDatabase test, long from)
    {
        var rows = (await test.Rows<Storage.Audit.AuditEntryRow>(
            "select * from audit_entry where company_id = '1' order by seq")).Select(row => row.ToEntry()).ToList();
        ReadOnlyMemory<byte> previous = rows[(int)from - 2].Hash;
        foreach (var row in rows.Where(row => row.Seq >= from))
        {
            var entry = row with { PreviousHash = previous, Why = row.Seq == from ? "never happened" : row.Why };
            previous = AuditHash.Of(entry);
            await test.Tamper("""
                update audit_entry set why = @Why, prev_hash = @prev, hash = @hash where company_id = '1' and seq = @Seq
                """, new { entry.Why, entry.Seq, prev = entry.PreviousHash.ToArray(), hash = previous.ToArray() });
        }

        await test.Tamper("update audit_head set hash = @hash where company_id = '1'",
            new { hash = previous.ToArray() });
    }

    private sealed record Act(CompanyId At, int Number) : IUseCase<Done>
    {
        public Permission Needs => Permission.Decide;

        public CompanyId? Company => At;

        public Task<Result<Done>> Run(Session session)
        {
            session.Audit(new("test.noted", $"note {Number}")
            {
                Company = At, After = new { Number, Text = "Ünïcode, \"quotes\"\nand lines" }, Why = "because",
            });
            return Task.FromResult<Result<Done>>(Done.It);
        }
    }
}
