using System.Text;
using Turnstone.UseCases.Banking;

namespace Turnstone.UseCases.Tests.Banking;

/// <summary>Files that programs send with a token of a source.</summary>
public sealed class SourceTokenTests
{
    private static async Task<(CashDesk Desk, MadeToken Token)> Open(Engine engine)
    {
        var desk = await CashDesk.Open(engine);
        await desk.Setting("source", "bank", """{"role":"statement"}""");
        await desk.Setting("source", "mail", "{}");
        return (desk, (await desk.Test.Run(new MakeSourceToken("bank", "the bank's gateway"), desk.Test.Clerk)).Value);
    }

    [Theory, BothEngines]
    public async Task What_is_sent_is_a_file_of_the_tokens_source_and_sent_again_it_loads_nothing(Engine engine)
    {
        var (desk, token) = await Open(engine);
        await using var _ = desk;
        var file = CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME");

        var first = Assert.Single((await desk.Test.Run(
            new ReceiveFile(token.Token, "../in/monday.bai", file), desk.Test.Service)).Value);
        var again = Assert.Single((await desk.Test.Run(
            new ReceiveFile(token.Token, "other.bai", file), desk.Test.Service)).Value);

        Assert.Equal(("monday.bai", "read", 1), (first.Name, first.State, first.NewLines));
        Assert.Equal(("known", 0), (again.State, again.NewLines));
        Assert.Equal(["bank"], await desk.Test.Rows<string>("select source from file_arrival"));
        Assert.Equal(2, Assert.Single(await desk.Test.Rows<long>(
            "select count(*) from audit_entry where act = 'source.sent'")));
    }

    [Fact]
    public async Task The_token_itself_is_kept_nowhere_and_a_revoked_one_is_refused()
    {
        var (desk, token) = await Open(Engine.Sqlite);
        await using var _ = desk;

        Assert.Empty(await desk.Test.Rows<string>(
            "select note from source_token where note like @like or source like @like",
            new { like = $"%{token.Token}%" }));
        Assert.DoesNotContain(await desk.Test.Rows<string>("select coalesce(after, '') from audit_entry"),
            entry => entry.Contains(token.Token, StringComparison.Ordinal));
        Assert.Empty(Assert.Single((await desk.Test.Run(new ListSourceTokens(), desk.Test.Clerk)).Value).TokenHash);
        Assert.Equal("bank", (await desk.Test.Run(new KnowToken(token.Token), desk.Test.Service)).Value);

        Assert.Null((await desk.Test.Run(new RevokeSourceToken(token.Id), desk.Test.Clerk)).Refusal);

        var late = await desk.Test.Run(new ReceiveFile(token.Token, "x", CashDesk.Bai2("2026-03-02", 0)),
            desk.Test.Service);
        Assert.Equal("sources.bad_token", late.Refusal?.Code);
        Assert.Equal("sources.no_token",
            (await desk.Test.Run(new RevokeSourceToken(token.Id), desk.Test.Clerk)).Refusal?.Code);
        Assert.Empty(await desk.Test.Rows<string>("select name from file_arrival"));
    }

    [Theory, InlineData(""), InlineData("turnstone_"), InlineData("turnstone_AAAA"), InlineData("' or 1=1 --")]
    public async Task A_token_nobody_made_lets_nothing_in(string token)
    {
        var (desk, _) = await Open(Engine.Sqlite);
        await using var __ = desk;

        Assert.Equal("sources.bad_token", (await desk.Test.Run(new KnowToken(token), desk.Test.Service)).Refusal?.Code);
    }

    [Fact]
    public async Task Who_may_not_change_the_company_makes_no_token_and_an_auditor_none_at_all()
    {
        var (desk, _) = await Open(Engine.Sqlite);
        await using var __ = desk;
        var elsewhere = await desk.Test.AddPerson("Eli Elsewhere", "clerk", new("2"));

        Assert.Equal("door.not_in_company",
            (await desk.Test.Run(new MakeSourceToken("bank", "mine"), elsewhere)).Refusal?.Code);
        Assert.Equal("door.not_allowed",
            (await desk.Test.Run(new MakeSourceToken("bank", "mine"), desk.Test.Auditor)).Refusal?.Code);
        Assert.Equal("sources.unknown",
            (await desk.Test.Run(new MakeSourceToken("none", "mine"), desk.Test.Clerk)).Refusal?.Code);
        Assert.Equal("sources.no_note",
            (await desk.Test.Run(new MakeSourceToken("bank", " "), desk.Test.Clerk)).Refusal?.Code);
    }

    [Fact]
    public async Task A_mail_with_a_statement_is_taken_apart_so_that_each_attachment_is_what_it_is()
    {
        var (desk, _) = await Open(Engine.Sqlite);
        await using var __ = desk;
        var token = (await desk.Test.Run(new MakeSourceToken("mail", "the mail service"), desk.Test.Clerk)).Value;
        var mail = Mail(
            ("monday.bai", CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME")),
            ("advice.csv", "Payment reference,Payment date,Payer,Invoice,Gross,Net,Currency\n"u8.ToArray()
                .Concat("P-1,2026-03-02,ACME,INV-1001,100.00,100.00,USD\n"u8.ToArray()).ToArray()));

        var sent = (await desk.Test.Run(new ReceiveFile(token.Token, "mail.eml", mail), desk.Test.Service)).Value;
        var again = (await desk.Test.Run(new ReceiveFile(token.Token, "mail.eml", mail), desk.Test.Service)).Value;

        Assert.Equal([("mail.eml, part 1", "bai2", "read"), ("mail.eml, part 2", "csv", "read")],
            sent.Select(one => (one.Name, one.Format, one.State)));
        Assert.All(again, one => Assert.Equal("known", one.State));
        Assert.Equal(["advice", "statement"],
            await desk.Test.Rows<string>("select role from file_arrival order by role"));
    }

    private static byte[] Mail(params (string Name, byte[] Content)[] files)
    {
        var mail = new StringBuilder("From: ap@acme.example\r\nSubject: files\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
            + "Content-Type: text/plain\r\n\r\nsee attached\r\n");
        foreach (var (name, content) in files)
        {
            mail.Append("--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"")
                .Append(name).Append("\"\r\nContent-Transfer-Encoding: base64\r\n\r\n")
                .Append(Convert.ToBase64String(content)).Append("\r\n");
        }

        return Encoding.ASCII.GetBytes(mail.Append("--b--\r\n").ToString());
    }
}
