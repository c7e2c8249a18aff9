using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Tests.Door;

public sealed class DoorTests
{
    [Theory, BothEngines]
    public async Task An_act_is_kept_with_its_entry_in_the_log(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);

        var kept = await test.Run(new Rename("Alder Corp."), test.Clerk);

        Assert.Equal("Alder Inc.", kept.Value);
        Assert.Equal(["Alder Corp."], await test.Rows<string>("select name from company where id = '1'"));
        var entry = Assert.Single(await test.Rows<(string, string, string, string, long)>(
            "select act, person, before, after, seq from audit_entry"));
        Assert.Equal(("company.renamed", "Carl Clerk", "Alder Inc.", """{"name":"Alder Corp."}""", 1), entry);
    }

    [Theory, BothEngines]
    public async Task A_refusal_leaves_neither_the_change_nor_an_entry(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);

        var refused = await test.Run(new Rename("Alder Corp.", Then: "test.no"), test.Clerk);

        Assert.Equal("test.no", refused.Refusal?.Code);
        Assert.Equal(["Alder Inc."], await test.Rows<string>("select name from company where id = '1'"));
        Assert.Empty(await test.Rows<long>("select seq from audit_entry"));
        Assert.Empty(await test.Rows<long>("select seq from audit_head"));
    }

    [Theory, BothEngines]
    public async Task An_exception_leaves_neither_the_change_nor_an_entry(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            test.Run(new Rename("Alder Corp.", Then: "throw"), test.Clerk));

        Assert.Equal(["Alder Inc."], await test.Rows<string>("select name from company where id = '1'"));
        Assert.Empty(await test.Rows<long>("select seq from audit_head"));
        Assert.Equal("Alder Inc.", (await test.Run(new Rename("Alder Corp."), test.Clerk)).Value);
    }

    [Theory, BothEngines]
    public async Task Who_lacks_the_right_is_refused_by_name_and_told_who_gives_it(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);

        var auditor = await test.Run(new Rename("X"), test.Auditor);
        var service = await test.Run(new Rename("X"), test.Service);
        var nobody = await test.Door.Run(new Rename("X"), Actor.Nobody with { Connection = 1 });

        Assert.Equal("door.not_in_company", auditor.Refusal?.Code);
        Assert.Equal("Aki Auditor may not decide receipts in Alder Inc.: that needs the role clerk or controller "
            + "there, which an administrator grants.", auditor.Refusal?.Sentence);
        Assert.StartsWith("command line may not", service.Refusal?.Sentence, StringComparison.Ordinal);
        Assert.StartsWith("Somebody who is not signed in", nobody.Refusal?.Sentence, StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task A_role_in_one_company_opens_no_other(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var clerk = await test.AddPerson("Bea Birke", "clerk", TestDatabase.Birke);

        var refused = await test.Run(new Rename("X"), clerk);

        Assert.Equal("door.not_in_company", refused.Refusal?.Code);
        Assert.Contains("Alder Inc.", refused.Refusal?.Sentence, StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task An_unknown_person_connection_or_company_is_refused_by_name(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);

        Assert.Equal("door.no_person", (await test.Door.Run(new Rename("X"), new Actor(9, 1))).Refusal?.Code);
        Assert.Equal("door.no_connection",
            (await test.Door.Run(new Rename("X"), test.Clerk with { Connection = 99 })).Refusal?.Code);
        Assert.Equal("door.no_company",
            (await test.Run(new Rename("X") { Company = new("77") }, test.Clerk)).Refusal?.Code);
    }

    [Theory, BothEngines]
    public async Task Somebody_who_has_left_may_do_nothing(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        await test.Tamper("update person set left_at = 1 where id = @Person", new { test.Clerk.Person });

        Assert.Equal("door.left", (await test.Run(new Rename("X"), test.Clerk)).Refusal?.Code);
    }

    [Theory, BothEngines]
    public async Task The_same_key_gets_the_first_answer_and_acts_once(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);

        var first = await test.Door.Run(new Rename("Alder Corp."), test.Clerk, "k1");
        var again = await test.Door.Run(new Rename("Alder Corp."), test.Clerk, "k1");
        var other = await test.Door.Run(new Rename("Alder Ltd."), test.Clerk, "k1");
        var anothers = await test.Door.Run(new Rename("Alder Ltd."), test.Controller, "k1");

        Assert.Equal("Alder Inc.", first.Value);
        Assert.Equal("Alder Inc.", again.Value);
        Assert.Equal("door.key_reused", other.Refusal?.Code);
        Assert.Equal("Alder Corp.", anothers.Value);
        Assert.Equal([2L], await test.Rows<long>("select seq from audit_head"));
    }

    [Theory, BothEngines]
    public async Task A_refused_request_does_not_use_up_its_key(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);

        Assert.NotNull((await test.Door.Run(new Rename("A", Then: "test.no"), test.Clerk, "k1")).Refusal);
        Assert.Equal("Alder Inc.", (await test.Door.Run(new Rename("B"), test.Clerk, "k1")).Value);
    }

    [Theory, BothEngines]
    public async Task A_question_reads_and_cannot_write(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);

        Assert.Equal(2, (await test.Run(new CountCompanies(), test.Auditor)).Value);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(async () =>
            _ = (await test.Database.Read<int>(async db => await db.Execute("update company set name = 'X'"))).Value);
    }

    [Theory, BothEngines]
    public async Task Long_work_commits_step_by_step_and_keeps_what_was_done_before_a_refusal(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var seen = new Watcher();

        var result = await test.Door.Run(new RenameTwice(), test.Clerk, seen, TestContext.Current.CancellationToken);

        Assert.Equal("test.no", result.Refusal?.Code);
        Assert.Equal(["One"], await test.Rows<string>("select name from company where id = '1'"));
        Assert.Equal([1L], await test.Rows<long>("select seq from audit_head"));
        Assert.Equal([new("renaming", 1, 2)], seen.Seen);
        Assert.Equal("door.not_in_company", (await test.Run(new RenameTwice(), test.Auditor)).Refusal?.Code);
    }

    private sealed record Rename(string Name, string Then = "") : IUseCase<string>
    {
        public Permission Needs => Permission.Decide;

        public CompanyId? Company { get; init; } = TestDatabase.Alder;

        public async Task<Result<string>> Run(Session session)
        {
            var before = await session.Db.One<string>("select name from company where id = '1'");
            await session.Db.Execute("update company set name = @Name where id = '1'", new { Name });
            session.Audit(new("company.renamed", "company 1")
            {
                Company = Company, Before = before, After = new { Name },
            });
            return Then switch
            {
                "" => before,
                "throw" => throw new InvalidOperationException("a bug"),
                var code => new Refusal(code, "No."),
            };
        }
    }

    private sealed record CountCompanies : IQuery<long>
    {
        public Permission Needs => Permission.See;

        public CompanyId? Company => null;

        public async Task<Result<long>> Run(ReadSession session) =>
            await session.Db.One<long>("select count(*) from company");
    }

    private sealed record RenameTwice : ILongUseCase<Done>
    {
        public Permission Needs => Permission.Decide;

        public CompanyId? Company => TestDatabase.Alder;

        public async Task<Result<Done>> Run(Work work)
        {
            await work.Run(new Rename("One"));
            work.Report("renaming", 1, 2);
            var second = await work.Write(new Rename("Two", Then: "test.no").Run);
            return second.Refusal is { } refusal ? refusal : Done.It;
        }
    }

    private sealed class Watcher : IProgress<Progress>
    {
        public List<Progress> Seen { get; } = [];

        public void Report(Progress value) => Seen.Add(value);
    }
}
