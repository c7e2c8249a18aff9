using Microsoft.Data.Sqlite;
using Npgsql;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Tests.Databases;

public sealed class DatabaseTests
{
    [Theory, BothEngines]
    public async Task A_full_disk_is_one_sentence_and_nothing_is_half_saved(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var pages = 0L;

        var refused = await test.Run(new Change(async session =>
        {
            await session.Db.Execute("update company set name = 'half'");
            // PostgreSQL's disk cannot be filled here; it says so with this code.
            if (engine == Engine.Postgres)
                await session.Db.Execute("do $$ begin raise exception using errcode = '53100'; end $$;");
            pages = await session.Db.One<long>("pragma max_page_count = 1;");
            await session.Db.Execute("""
                insert into data_protection_key (name, body, created_at) values ('big', hex(zeroblob(9000000)), 0)
                """);
        }), test.Clerk);

        Assert.Equal("storage.full", refused.Refusal?.Code);
        Assert.Contains(test.Database.Address.Name, refused.Refusal?.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("half", await test.Rows<string>("select name from company"));
        Assert.Empty(await test.Rows<long>("select seq from audit_entry"));
        // Room was made.
        Assert.Null((await test.Run(new Change(session => engine == Engine.Postgres ? Task.CompletedTask
            : session.Db.One<long>("pragma max_page_count = 1000000;")), test.Clerk)).Refusal);
        Assert.True(engine == Engine.Postgres || pages > 0);
    }

    [Theory, BothEngines]
    public async Task What_the_database_undid_for_anothers_sake_is_run_again_and_logged_once(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var runs = 0;

        var done = await test.Run(new Change(async session =>
        {
            await session.Db.Execute("update company set name = name || '!' where id = '1'");
            if (++runs < 3 && engine == Engine.Sqlite)
                throw new SqliteException("database is locked", 5, 517);
            if (runs < 3)
                await session.Db.Execute("do $$ begin raise exception using errcode = '40001'; end $$;");
        }), test.Clerk);

        Assert.Null(done.Refusal);
        Assert.Equal(3, runs);
        Assert.Equal(["Alder Inc.!"], await test.Rows<string>("select name from company where id = '1'"));
        Assert.Single(await test.Rows<long>("select seq from audit_entry"));
    }

    [Theory, BothEngines]
    public async Task Many_acts_at_once_make_one_chain_without_a_gap(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);

        var done = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() =>
            test.Run(new Change(session => session.NewId()), test.Clerk))));

        Assert.All(done, result => Assert.Null(result.Refusal));
        Assert.True((await test.Run(new Turnstone.UseCases.Audit.VerifyAudit(null), test.Auditor)).Value.Sound);
        Assert.Equal([30L], await test.Rows<long>("select seq from audit_head"));
    }

    [Theory, BothEngines]
    public async Task The_same_key_at_the_same_moment_acts_once(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            test.Door.Run(new TakeId(), test.Clerk, "one"))));

        Assert.Single(ids.Select(id => id.Value).Distinct());
        Assert.Equal([1L], await test.Rows<long>("select seq from audit_head"));
    }

    [Theory, BothEngines]
    public async Task Ids_never_come_twice(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var taken = new System.Collections.Concurrent.ConcurrentBag<long>();

        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => Task.Run(() =>
            test.Run(new Change(async session =>
            {
                var first = await session.NewIds(i * 13);
                for (var id = first; id < first + i * 13; id++)
                    taken.Add(id);
            }), test.Clerk))));

        Assert.Equal(20 * 21 / 2 * 13, taken.Distinct().Count());
        Assert.True(taken.Min() >= 1000);
    }

    [Fact]
    public async Task A_database_another_program_locks_is_one_sentence()
    {
        var folder = Directory.CreateTempSubdirectory("turnstone-locked").FullName;
        var address = DatabaseAddress.InFolder(folder, patience: 1);
        var database = (await Database.Open(address, "a test", new TestClock())).Value;
        await using (var other = new SqliteConnection($"Data Source={address.Name};Pooling=false"))
        {
            await other.OpenAsync();
            await using var held = other.BeginTransaction(deferred: false);

            var refused = await database.Write<Done>(async db =>
            {
                await db.Execute("update company set name = 'x'");
                return Done.It;
            });

            Assert.Equal("storage.locked", refused.Refusal?.Code);
            Assert.Equal(1, (await database.Read<long>(async db => await db.One<long>("select 1"))).Value);
        }

        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_data_folder_belongs_to_one_program_and_the_other_is_told_to_whom()
    {
        var folder = Directory.CreateTempSubdirectory("turnstone-held").FullName;
        var address = DatabaseAddress.InFolder(folder);
        var first = (await Database.Open(address, "turnstone serve", new TestClock())).Value;

        var second = await Database.Open(address, "turnstone import", new TestClock());
        await first.DisposeAsync();
        var third = await Database.Open(address, "turnstone import", new TestClock());

        Assert.Equal("storage.held", second.Refusal?.Code);
        Assert.Contains($"turnstone serve (process {Environment.ProcessId} on ", second.Refusal?.Sentence,
            StringComparison.Ordinal);
        Assert.Contains("since 2026-03-02 08:00 UTC", second.Refusal?.Sentence, StringComparison.Ordinal);
        Assert.Null(third.Refusal);
        await third.Value.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_is_no_database_or_no_folder_is_one_sentence()
    {
        var folder = Directory.CreateTempSubdirectory("turnstone-bad").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "turnstone.db"), new string('x', 5000));
        await File.WriteAllTextAsync(Path.Combine(folder, "file"), "");

        var damaged = await Database.Open(DatabaseAddress.InFolder(folder), "a test", new TestClock());
        var inFile = await Database.Open(
            DatabaseAddress.InFolder(Path.Combine(folder, "file", "in")), "a test", new TestClock());

        Assert.Equal("storage.damaged", damaged.Refusal?.Code);
        Assert.Equal("storage.cannot_open", inFile.Refusal?.Code);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_server_that_is_not_there_or_says_no_is_one_sentence_without_the_password()
    {
        async Task<Refusal?> Refused(Action<NpgsqlConnectionStringBuilder> change)
        {
            var builder = new NpgsqlConnectionStringBuilder(TestDatabase.Server()) { Password = "hush" };
            change(builder);
            var address = DatabaseAddress.OnServer(builder.ConnectionString).Value;
            return (await Database.Open(address, "a test", new TestClock())).Refusal;
        }

        var absent = await Refused(builder => builder.Port = 1);
        var database = await Refused(builder => builder.Database = "no_such_database");
        var user = await Refused(builder => builder.Username = "no_such_user");

        Assert.Equal("storage.unreachable", absent?.Code);
        Assert.Equal("storage.no_database", database?.Code);
        Assert.Equal("storage.not_let_in", user?.Code);
        Assert.All([absent, database, user], refusal =>
            Assert.DoesNotContain("hush", refusal?.Sentence, StringComparison.Ordinal));
        Assert.Equal("storage.bad_address", DatabaseAddress.OnServer("Host=x;Colour=red").Refusal?.Code);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_saves_nothing_and_says_to_look()
    {
        await using var test = await TestDatabase.Create(Engine.Postgres);

        var broken = await test.Run(new Change(async session =>
        {
            await session.Db.Execute("update company set name = 'half'");
            await session.Db.Execute("select pg_terminate_backend(pg_backend_pid())");
        }), test.Clerk);

        Assert.Equal("storage.unreachable", broken.Refusal?.Code);
        Assert.DoesNotContain("half", await test.Rows<string>("select name from company"));
    }

    [Fact]
    public void The_environment_says_where_the_data_is()
    {
        DatabaseAddress Of(string? server, string? home) => DatabaseAddress.FromEnvironment(name =>
            name == "TURNSTONE_DATABASE" ? server : name == "TURNSTONE_HOME" ? home : null).Value;

        Assert.Equal("books on db.example.com:5433",
            Of("Host=db.example.com;Port=5433;Database=books;Password=hush", "/srv/x").Name);
        Assert.Equal(Path.GetFullPath("/srv/x"), Of(null, "/srv/x").Folder);
        Assert.EndsWith("turnstone", Of(null, null).Folder, StringComparison.Ordinal);
    }

    private sealed record Change(Func<Session, Task> Do) : IUseCase<Done>
    {
        public Permission Needs => Permission.Decide;

        public CompanyId? Company => TestDatabase.Alder;

        public async Task<Result<Done>> Run(Session session)
        {
            await Do(session);
            session.Audit(new("test.changed", "company 1") { Company = Company });
            return Done.It;
        }
    }

    private sealed record TakeId : IUseCase<long>
    {
        public Permission Needs => Permission.Decide;

        public CompanyId? Company => TestDatabase.Alder;

        public async Task<Result<long>> Run(Session session)
        {
            session.Audit(new("test.taken", "an id") { Company = Company });
            return await session.NewId();
        }
    }
}
